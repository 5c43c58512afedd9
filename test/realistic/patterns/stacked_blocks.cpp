// Category 4: blocks of a system put into a matrix that is too small for them.

#include <Eigen/Dense>

namespace stacked_blocks {

void wrong() {
  Eigen::MatrixXd kkt = Eigen::MatrixXd::Zero(6, 6), constraints = Eigen::MatrixXd::Ones(2, 5);
  kkt.bottomLeftCorner(2, 4) = constraints;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: sizes differ in '=': 4 on axis 1 of 'kkt.bottomLeftCorner(2, 4)', 5 on axis 1 of 'constraints' [shape-mismatch]
}

void right() {
  Eigen::MatrixXd kkt = Eigen::MatrixXd::Zero(7, 7), constraints = Eigen::MatrixXd::Ones(2, 5);
  kkt.bottomLeftCorner(2, 5) = constraints;
}

} // namespace stacked_blocks
