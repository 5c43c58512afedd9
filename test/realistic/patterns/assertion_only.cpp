// Category 13: a part longer than the vector, which only debug builds notice.

#include <Eigen/Dense>

namespace assertion_only {

void wrong() {
  Eigen::VectorXd pose(6);
  pose.setZero();
  Eigen::VectorXd rotation = pose.segment(3, 4);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: size 7 is out of bounds in 'segment': 'pose' has 6 on axis 0 [shape-mismatch]
}

void right() {
  Eigen::VectorXd pose(7);
  pose.setZero();
  Eigen::VectorXd rotation = pose.segment(3, 4);
}

} // namespace assertion_only
