// Eigen's operations that give an object other sizes.
//
// REQUIRES: eigen
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <shape/shape.h>

#include <Eigen/Dense>

using Eigen::MatrixXd;
using Eigen::VectorXd;

void resizes(int n, [[shape("3 4")]] const MatrixXd &given) {
  MatrixXd m = given;
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (3, 4) float64 [shape-reveal]
  m.resize(5, 6);
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (5, 6) float64 [shape-reveal]
  m.conservativeResize(7, n);
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (7, n) float64 [shape-reveal]
  m.resizeLike(given);
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (?, ?) float64 [shape-reveal]
  m = given * given.transpose();
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (3, 3) float64 [shape-reveal]
  VectorXd v(3);
  v.resize(n);
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (n, 1) float64 [shape-reveal]
  v.conservativeResize(4);
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (4, 1) float64 [shape-reveal]
}

void swaps([[shape("3 4")]] MatrixXd a, [[shape("5 6")]] MatrixXd b) {
  MatrixXd x = a, y = b;
  x.swap(y);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (5, 6) float64 [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3, 4) float64 [shape-reveal]
  x.topRows(3).leftCols(4).swap(y);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (5, 6) float64 [shape-reveal]
  x.topRows(3).swap(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: sizes differ in 'swap': 6 on axis 1 of 'x.topRows(3)', 4 on axis 1 of 'y' [shape-mismatch]
}

void swapsStd([[shape("3 4")]] MatrixXd a, [[shape("5 6")]] MatrixXd b) {
  MatrixXd x = a, y = b;
  std::swap(x, y);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (5, 6) float64 [shape-reveal]
}

// Views cannot be resized: writing to one leaves the sizes of what it views.
void views() {
  MatrixXd m = MatrixXd::Ones(3, 4);
  m.array() *= m.array();
  m.array() += 1.0;
  m.block(0, 0, 2, 2) += m.block(1, 1, 2, 2);
  m.row(0) = m.row(1);
  m.noalias() += m;
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (3, 4) float64 [shape-reveal]
  m.topRows(1) = MatrixXd(2, 4);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: sizes differ in '=': 1 on axis 0 of 'm.topRows(1)', 2 on axis 0 of 'MatrixXd(2, 4)' [shape-mismatch]
  m.noalias() += MatrixXd(3, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: sizes differ in '+=': 4 on axis 1 of 'm.noalias()', 5 on axis 1 of 'MatrixXd(3, 5)' [shape-mismatch]
  m.noalias() = MatrixXd(5, 6);
  shape::reveal(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm' is (5, 6) float64 [shape-reveal]
}

void sizes(const MatrixXd &m) {
  MatrixXd same(m.rows(), m.cols());
  shape::reveal(same);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'same' is (m.rows(), m.cols()) float64 [shape-reveal]
  shape::reveal(same * m.transpose());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'same * m.transpose()' is (m.rows(), m.rows()) float64 [shape-reveal]
  MatrixXd twice(2 * m.rows(), m.cols() + 1);
  shape::reveal(twice);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'twice' is (2*m.rows(), m.cols() + 1) float64 [shape-reveal]
}

void wrong([[shape("3 4")]] MatrixXd a, [[shape("4 3")]] MatrixXd b) {
  MatrixXd x = a;
  x.resize(2, 2);
  x + b;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: sizes differ in '+': 2 on axis 0 of 'x', 4 on axis 0 of 'b' [shape-mismatch]
  x = b;
  x + b;
  a.transposeInPlace();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: value of 'a' has size 4 on axis 0, but its annotation says 3 [shape-mismatch]
  MatrixXd *p = &x;
  *p * x;
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: inner sizes of '*' differ: 3 on axis 1 of '*p', 4 on axis 0 of 'x' [shape-mismatch]
  p->resize(3, 4);
  *p *x;
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: inner sizes of '*' differ: 4 on axis 1 of '*p', 3 on axis 0 of 'x' [shape-mismatch]
}

// A vector takes a row as a column, wherever it is.
struct Sample {
  [[shape("in n")]] MatrixXd x;
  [[shape("n")]] VectorXd y;
};
void rows_into_vectors() {
  Sample s{MatrixXd::Random(3, 32), VectorXd::Zero(32)};
  s.y = s.x.row(0);
  VectorXd v(32);
  v = s.x.row(1);
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (32, 1) float64 [shape-reveal]
  s.y = s.x.col(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: value of field 'y' has size 3 on axis 0, but its annotation says 'n' (32) [shape-mismatch]
}

// A copy of a matrix is another matrix; a view of it is not.
void copiesStay() {
  MatrixXd a = MatrixXd::Ones(6, 6), b = a;
  auto view = a.array();
  b.resize(1, 1);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (6, 6) float64 [shape-reveal]
  a.resize(2, 2);
  shape::reveal(view);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'view' is (?, ?) float64 [shape-reveal]
}

void blocksBeside() {
  MatrixXd tall = MatrixXd::Ones(4, 1), one = MatrixXd::Ones(1, 1);
  MatrixXd both(4, 2);
  both << tall, one;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: size 1 on axis 0 of 'one' does not fit ',', which needs 4 [shape-mismatch]
  both << tall, tall;
}

MatrixXd resized(const MatrixXd &from) {
  MatrixXd copy = from;
  copy.resize(6, 3);
  return copy;
}

void callersStay() {
  MatrixXd a = MatrixXd::Ones(5, 1);
  MatrixXd b = resized(a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (5, 1) float64 [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (6, 3) float64 [shape-reveal]
}
