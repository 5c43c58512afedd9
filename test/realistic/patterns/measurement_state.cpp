// Category 15: a filter whose innovation mixes the sizes of state and measurement.

#include <Eigen/Dense>

namespace measurement_state {

void update(Eigen::VectorXd &state, const Eigen::MatrixXd &gain, const Eigen::VectorXd &innovation) { state += gain * innovation; }

void wrong() {
  Eigen::VectorXd state = Eigen::VectorXd::Zero(4), measured = Eigen::VectorXd::Ones(3);
  Eigen::MatrixXd h = Eigen::MatrixXd::Identity(2, 4), gain = Eigen::MatrixXd::Ones(4, 2);
  Eigen::VectorXd innovation = measured - h * state;
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: sizes differ in '-': 3 on axis 0 of 'measured', 2 on axis 0 of 'h * state' [shape-mismatch]
  update(state, gain, innovation);
}

void right() {
  Eigen::VectorXd state = Eigen::VectorXd::Zero(4), measured = Eigen::VectorXd::Ones(2);
  Eigen::MatrixXd h = Eigen::MatrixXd::Identity(2, 4), gain = Eigen::MatrixXd::Ones(4, 2);
  Eigen::VectorXd innovation = measured - h * state;
  update(state, gain, innovation);
}

} // namespace measurement_state
