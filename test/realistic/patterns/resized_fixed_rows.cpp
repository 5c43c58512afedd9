// Category 14: resize against rows that the type fixes.

#include <Eigen/Dense>

namespace resized_fixed_rows {

void wrong() {
  Eigen::Matrix<double, 3, Eigen::Dynamic> points;
  points.resize(4, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: size 4 does not fit the fixed size 3 of its type in 'resize' [shape-mismatch]
}

void right() {
  Eigen::Matrix<double, 3, Eigen::Dynamic> points;
  points.resize(3, 100);
}

} // namespace resized_fixed_rows
