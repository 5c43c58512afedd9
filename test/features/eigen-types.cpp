// Eigen's types carry sizes; one axis of a vector is the type's.
//
// REQUIRES: eigen
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <shape/callback.h>
#include <shape/shape.h>

#include <Eigen/Dense>

using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

void types(Eigen::Matrix<double, 3, Eigen::Dynamic> m, Eigen::Matrix2f f,
           [[shape("n")]] const VectorXd &v, [[shape("n")]] const RowVectorXd &r,
           [[shape("n 1")]] const VectorXd &both) {
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (3, m.cols()) float64 [shape-reveal]
  shape::reveal(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f' is (2, 2) float32 [shape-reveal]
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (n, 1) float64 [shape-reveal]
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (1, n) float64 [shape-reveal]
  shape::reveal(both);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'both' is (n, 1) float64 [shape-reveal]
  shape::reveal(v * r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v * r' is (n, n) float64 [shape-reveal]
}

[[shape("n")]] VectorXd solve([[shape("n n")]] const MatrixXd &a,
                              [[shape("n")]] const VectorXd &b);

void calls([[shape("3 3")]] const MatrixXd &a, [[shape("3")]] const VectorXd &b,
           [[shape("4")]] const VectorXd &c) {
  shape::reveal(solve(a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'solve(a, b)' is (3, 1) float64 [shape-reveal]
  solve(a, c);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'b' of 'solve' has size 4 on axis 0, but its contract expects 'n' (3) [shape-mismatch]
  solve(a, a * b);
  solve(a, a.transpose() * b + b);
  solve(a.topRows(2), b);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'a' of 'solve' has size 3 on axis 1, but its contract expects 'n' (2) [shape-mismatch]
}

void products([[shape("n m")]] const MatrixXd &a, [[shape("m k")]] const MatrixXd &b) {
  const MatrixXd c = a * b;
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (n, k) float64 [shape-reveal]
  b *a;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of '*' differ: 'k' on axis 1 of 'b', 'n' on axis 0 of 'a'; fails for n = 2, k = 3 [shape-mismatch]
  a + b;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: sizes differ in '+': 'n' on axis 0 of 'a', 'm' on axis 0 of 'b'; fails for n = 2, m = 3 [shape-mismatch]
  MatrixXd d = MatrixXd::Zero(2, 3);
  d = MatrixXd::Identity(4, 4);
  shape::reveal(d);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'd' is (4, 4) float64 [shape-reveal]
  Eigen::Matrix3d fixed = Eigen::Matrix3d::Zero();
  fixed * d;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inner sizes of '*' differ: 3 on axis 1 of 'fixed', 4 on axis 0 of 'd' [shape-mismatch]
}

// A vector has one axis when the program runs, so it is declared with one.
void declaredResults(SHAPE("n") const VectorXd &x, SHAPE("n m") const MatrixXd &a) {
  auto same = [](const VectorXd &v) { return v; };
  shape::pure_callback(same, shape::ShapeDtype({x.size()}, "float64"), x);
  shape::pure_callback(same, shape::ShapeDtype({x.size(), 1}, "float64"), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'same' has 1 axis (n), but declared is 2 axes [shape-callback]
  auto whole = [](const MatrixXd &m) { return m; };
  shape::pure_callback(whole, shape::ShapeDtype({a.rows(), a.cols()}, "float64"), a);
}
