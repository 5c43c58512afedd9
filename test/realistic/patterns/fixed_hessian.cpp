// Category 12: a matrix of any size stored in a type of one size.

#include <Eigen/Dense>

namespace fixed_hessian {

void wrong() {
  Eigen::MatrixXd jacobian = Eigen::MatrixXd::Ones(12, 7);
  Eigen::Matrix<double, 6, 6> hessian = jacobian.transpose() * jacobian;
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: size 7 does not fit the fixed size 6 of its type in 'Matrix' [shape-mismatch]
}

void right() {
  Eigen::MatrixXd jacobian = Eigen::MatrixXd::Ones(12, 6);
  Eigen::Matrix<double, 6, 6> hessian = jacobian.transpose() * jacobian;
}

} // namespace fixed_hessian
