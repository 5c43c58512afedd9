// Eigen's comma initialiser has to fill the whole matrix: too few coefficients
// fail when the statement ends, or in finished().
//
// REQUIRES: eigen
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <shape/shape.h>

#include <Eigen/Dense>

using Eigen::Matrix2d;
using Eigen::Matrix3d;
using Eigen::MatrixXd;
using Eigen::Vector3d;
using Eigen::VectorXd;

void tooFew() {
  Matrix3d m;
  m << 1, 2, 3;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: too few coefficients in ',': 1 of 3 on axis 0 of 'm << 1, 2' [shape-mismatch]
}

void inARow() {
  Vector3d v;
  v << 1, 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: too few coefficients in ',': 2 of 3 on axis 0 of 'v << 1' [shape-mismatch]
}

void halfARow() {
  MatrixXd m(2, 3);
  (m << 1, 2, 3, 4, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: too few coefficients in ',': 2 of 3 on axis 1 of 'm << 1, 2, 3, 4' [shape-mismatch]
}

void oneBlock(bool some) {
  MatrixXd m(4, 4);
  if (some)
    m << Matrix2d::Zero();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: too few coefficients in '<<': 2 of 4 on axis 1 of 'm' [shape-mismatch]
}

void inALoop() {
  for (int i = 0; i < 3; ++i) {
    Vector3d v;
    v << i;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: too few coefficients in '<<': 1 of 3 on axis 0 of 'v' [shape-mismatch]
  }
}

Vector3d finished() {
  return (Vector3d() << 1, 2).finished();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: too few coefficients in 'finished': 2 of 3 on axis 0 of '(Vector3d() << 1, 2)' [shape-mismatch]
}

// All of them.
void full(const Vector3d &a) {
  Matrix3d m;
  m << a, a, a;
  m << a.transpose(), a.transpose(), a.transpose();
  m << 1, 2, 3, 4, 5, 6, 7, 8, 9;
  shape::reveal((MatrixXd(2, 1) << 1, 2).finished());
  // CHECK-MESSAGES: :[[@LINE-1]]:42: remark: the shape of '(MatrixXd(2, 1) << 1, 2).finished()' is (2, 1) float64 [shape-reveal]
  MatrixXd none(0, 3), whole(3, 3), empty(3, 0);
  whole << none, m;
  whole << empty, m;
}

// Sizes that are not known might be small enough.
void open(int n, const VectorXd &part, MatrixXd &out) {
  Vector3d v;
  v << part;
  v << part, 1;
  VectorXd w(n);
  w << 1, 2;
  out << 1, 2;
}

// An initialiser that goes on, or that somebody else has.
void handOver(Eigen::CommaInitializer<Matrix3d> &into);

auto goesOn() {
  Matrix2d m;
  auto rest = (m << 1, 2);
  rest, 3, 4;
  Matrix3d other;
  Eigen::CommaInitializer<Matrix3d> more = (other << 1, 2, 3);
  for (int i = 0; i < 6; ++i)
    more, i;
  Eigen::CommaInitializer<Matrix3d> given(other, 1.0);
  handOver(given);
  const auto &kept = (other << 1, 2);
  (void)kept;
  return other << 1;
}
