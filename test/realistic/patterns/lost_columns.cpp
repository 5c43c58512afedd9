// Category 4: a projection kept for other data than it was made of.

#include <Eigen/Dense>

namespace lost_columns {

struct Projection {
  Eigen::MatrixXd basis;
  explicit Projection(const Eigen::MatrixXd &data) : basis(data.leftCols(2).transpose()) {}
  Eigen::MatrixXd apply(const Eigen::MatrixXd &x) const { return x * basis.transpose(); }
};

void wrong() {
  Eigen::MatrixXd data = Eigen::MatrixXd::Random(50, 8);
  Projection projection(data);
  Eigen::MatrixXd y = projection.apply(data);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: inside 'apply': inner sizes of '*' differ: 8 on axis 1 of 'x', 50 on axis 0 of 'basis.transpose()' [shape-mismatch]
}

void right() {
  Eigen::MatrixXd data = Eigen::MatrixXd::Random(50, 8);
  Projection projection(data.transpose() * data);
  Eigen::MatrixXd y = projection.apply(data);
}

} // namespace lost_columns
