// Category 6: rows centred with the mean of the other axis.

#include <Eigen/Dense>

namespace mean_of_rows {

void wrong() {
  Eigen::MatrixXd points = Eigen::MatrixXd::Random(100, 3);
  Eigen::VectorXd mean = points.rowwise().mean();
  Eigen::MatrixXd centred = points.rowwise() - mean.transpose();
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: sizes differ in '-': 3 on axis 1 of 'points.rowwise()', 100 on axis 1 of 'mean.transpose()' [shape-mismatch]
}

void right() {
  Eigen::MatrixXd points = Eigen::MatrixXd::Random(100, 3);
  Eigen::VectorXd mean = points.colwise().mean();
  Eigen::MatrixXd centred = points.rowwise() - mean.transpose();
}

} // namespace mean_of_rows
