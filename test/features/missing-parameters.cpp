// Advice about parameters in functions that are wrong, or would be.
//
// RUN: %check_shape_tidy %s --ignore-notes --no-module --checks=-*,shape-*,shape-missing-annotation -- -I%annotations_include -isystem /usr/include/eigen3

#include <Eigen/Dense>
#include <shape/shape.h>

using Eigen::MatrixXd;
using Eigen::VectorXd;

// A function with a mistake gets no advice.
[[shape("m")]] VectorXd wrong([[shape("m n")]] const MatrixXd &A, const VectorXd &x) {
  A * A;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of '*' differ: 'n' on axis 1 of 'A', 'm' on axis 0 of 'A'; fails for m = 2, n = 3 [shape-mismatch]
  return A * x;
}

// What parameters share with the contract, with a constant, with each other.
[[shape("m")]] VectorXd sum([[shape("m n")]] const MatrixXd &A, const VectorXd &x, const MatrixXd &B) {
  // CHECK-MESSAGES: :[[@LINE-1]]:81: warning: parameter 'x' always has to have shape 'n', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-2]]: [[shape("m")]] VectorXd sum([[shape("m n")]] const MatrixXd &A, [[shape("n")]] const VectorXd &x, [[shape("m _")]] const MatrixXd &B) {
  // CHECK-MESSAGES: :[[@LINE-3]]:100: warning: parameter 'B' always has to have shape 'm _', which its contract does not say [shape-missing-annotation]
  return A * x + B.col(0);
}
double fixed(const MatrixXd &A, const Eigen::Vector3d &v) {
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: parameter 'A' always has to have shape '_ 3', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-2]]: double fixed([[shape("_ 3")]] const MatrixXd &A, const Eigen::Vector3d &v) {
  return (A * v).norm();
}
double shared(const MatrixXd &A, const VectorXd &x) {
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: parameter 'A' always has to have shape '_ n', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-2]]: double shared([[shape("_ n")]] const MatrixXd &A, [[shape("n")]] const VectorXd &x) {
  // CHECK-MESSAGES: :[[@LINE-3]]:50: warning: parameter 'x' always has to have shape 'n', which its contract does not say [shape-missing-annotation]
  return (A * x).norm();
}

// Nothing that every way demands.
double sometimes(const MatrixXd &A, const VectorXd &x, bool b) {
  return b ? (A * x).norm() : A.norm();
}
double nothing(const MatrixXd &A) { return A.norm(); }
double replaced(MatrixXd A, const Eigen::Vector3d &v) {
  A = A.transpose().eval();
  return (A * v).norm();
}
struct Base {
  virtual ~Base();
  virtual double apply(const MatrixXd &A, const Eigen::Vector3d &v) {
    return (A * v).norm();
  }
};
