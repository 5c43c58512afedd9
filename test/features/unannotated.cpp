// Code without annotations: what types leave open has a size all the same, and
// every use of it teaches something.
//
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <Eigen/Dense>
#include <shape/shape.h>

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd load();

void parameters(const MatrixXd &A, VectorXd b) {
  shape::reveal(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'A' is (A.rows(), A.cols()) float64 [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (b.rows(), 1) float64 [shape-reveal]
  shape::reveal(A.transpose() * b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'A.transpose() * b' is (A.cols(), 1) float64 [shape-reveal]
  const Index n = A.rows();
  shape::reveal(MatrixXd::Zero(n, n) + A * A.transpose());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'MatrixXd::Zero(n, n) + A * A.transpose()' is (A.rows(), A.rows()) float64 [shape-reveal]
  MatrixXd padded(n + 1, A.cols());
  padded + A;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: sizes differ in '+': 'A.rows() + 1' on axis 0 of 'padded', 'A.rows()' on axis 0 of 'A' [shape-mismatch]
}

// A size that two uses cannot both be right about.
void contradiction(const MatrixXd &A, const Eigen::Vector3d &three,
                   const Eigen::Vector4d &four) {
  VectorXd p = A * three;
  VectorXd q = A.leftCols(3) * three;
  VectorXd r = A * four;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: inner sizes of '*' differ: 'A.cols()' (3) on axis 1 of 'A', 4 on axis 0 of 'four' [shape-mismatch]
}

// Whoever gets other values has other sizes.
void changed(MatrixXd A, MatrixXd B, const VectorXd &b) {
  MatrixXd grown(A.rows() + 1, A.cols());
  A = load();
  grown + A;
  B.resize(b.rows(), b.rows());
  B *b;
  std::swap(A, B);
  A *b;
}

// Both halves have the same length only if there is none.
void halves(Index n, bool twice) {
  VectorXd half(n), whole(2 * n);
  half + whole;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: sizes differ in '+': 'n' on axis 0 of 'half', '2*n' on axis 0 of 'whole' [shape-mismatch]
  if (n == 0)
    half + whole;
  if (twice)
    half + whole.head(n);
}

void sizes_of_calls() {
  const MatrixXd A = load();
  shape::reveal(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'A' is (load().rows(), load().cols()) float64 [shape-reveal]
  // Two calls need not give the same.
  MatrixXd bigger(A.rows() + 1, A.cols());
  bigger + load();
  for (int i = 0; i < 3; ++i) {
    const MatrixXd B = load();
    MatrixXd wider(B.rows(), B.cols() + i);
    wider + B;
  }
}

struct Filter {
  MatrixXd F;
  VectorXd x;
  void step() { x = F * x; }
  void wrong() {
    VectorXd longer(x.rows() + 1);
    longer += x;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: sizes differ in '+=': 'x.rows() + 1' on axis 0 of 'longer', 'x.rows()' on axis 0 of 'x' [shape-mismatch]
    step();
  }
  void other(VectorXd fresh) {
    VectorXd longer(x.rows() + 1);
    x = fresh;
    longer += x;
  }
};

// A contract about the parameters alone: the result is what the body gives.
MatrixXd gram([[shape("m n")]] const MatrixXd &A) { return A.transpose() * A; }
void partial([[shape("p q")]] const MatrixXd &A) {
  shape::reveal(gram(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'gram(A)' is (q, q) float64 [shape-reveal]
  shape::reveal(gram(MatrixXd(5, 2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'gram(MatrixXd(5, 2))' is (2, 2) float64 [shape-reveal]
}

// What was taught to be a size of the contract belongs to the contract. Of a
// size that should be two things only the first place is told.
[[shape("p")]] VectorXd taught([[shape("p n")]] const MatrixXd &A) {
  const MatrixXd B = load();
  const MatrixXd product = A.cwiseProduct(B);
  const VectorXd again = B * A.col(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: inner sizes of '*' differ: 'load().cols()' on axis 1 of 'B', 'p' on axis 0 of 'A.col(0)'; fails for p = 2, load().cols() = 3 [shape-mismatch]
  return B.colwise().sum();
}
