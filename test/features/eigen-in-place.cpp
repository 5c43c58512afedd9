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
  m.resize(5, 6);
  shape::reveal(m);
  m.conservativeResize(7, n);
  shape::reveal(m);
  m.resizeLike(given);
  shape::reveal(m);
  m = given * given.transpose();
  shape::reveal(m);
  VectorXd v(3);
  v.resize(n);
  shape::reveal(v);
  v.conservativeResize(4);
  shape::reveal(v);
}

void swaps([[shape("3 4")]] MatrixXd a, [[shape("5 6")]] MatrixXd b) {
  MatrixXd x = a, y = b;
  x.swap(y);
  shape::reveal(x);
  shape::reveal(y);
  std::swap(x, y);
  shape::reveal(x);
}

void sizes(const MatrixXd &m) {
  MatrixXd same(m.rows(), m.cols());
  shape::reveal(same);
  shape::reveal(same * m.transpose());
  MatrixXd twice(2 * m.rows(), m.cols() + 1);
  shape::reveal(twice);
}

void wrong([[shape("3 4")]] MatrixXd a, [[shape("4 3")]] MatrixXd b) {
  MatrixXd x = a;
  x.resize(2, 2);
  x + b;
  x = b;
  x + b;
  a.transposeInPlace();
  MatrixXd *p = &x;
  *p * x;
  p->resize(3, 4);
  *p *x;
}
