// Category 1: a factorisation for square matrices, of a matrix that is not.

#include <Eigen/Dense>

namespace normal_equations {

void wrong() {
  Eigen::MatrixXd a = Eigen::MatrixXd::Random(20, 3);
  Eigen::VectorXd b = Eigen::VectorXd::Random(20);
  Eigen::VectorXd x = a.partialPivLu().solve(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: sizes differ in 'partialPivLu': 20 on axis 0 of 'a', 3 on axis 1 of 'a' [shape-mismatch]
}

void right() {
  Eigen::MatrixXd a = Eigen::MatrixXd::Random(20, 3);
  Eigen::VectorXd b = Eigen::VectorXd::Random(20);
  Eigen::VectorXd x = a.householderQr().solve(b);
}

} // namespace normal_equations
