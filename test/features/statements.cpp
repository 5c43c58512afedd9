// shape::expect, shape::assume and shape::reveal.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("n")]] Tensor use(Tensor x, int k, [[shape("n")]] Tensor y) {
  shape::expect(x, "a b");
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (a, b) [shape-reveal]
  [[shape("a")]] Tensor three = torch::zeros({3});
  shape::expect(x, "4 b");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'x' has size 'a' (3) on axis 0, but the expectation is 4 [shape-mismatch]
  shape::assume(k > 3 ? x : x, "c d");
  Tensor z = shape::assume(Tensor(), "2 n");
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (2, n) [shape-reveal]
  shape::expect(y, "3 n");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'y' has 1 axis (n), but the expectation is 2 axes '3 n' [shape-mismatch]
  shape::expect(torch::zeros({k}), "5");
  shape::reveal(k);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'k' is k [shape-reveal]
  shape::reveal(k + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'k + 1' is k + 1 [shape-reveal]
  shape::reveal(x.sizes());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'x.sizes()' is {...} [shape-reveal]
  shape::reveal(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of '3' is 3 [shape-reveal]
  shape::expect(torch::zeros({k}), "6");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'torch::zeros({k})' has size 'k' (5) on axis 0, but the expectation is 6 [shape-mismatch]
  shape::reveal(torch::kFloat32);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'torch::kFloat32' is float32 [shape-reveal]
  return shape::expect(y, "n");
}

// What an expectation said is a fact even if it was wrong.
void after([[shape("2 3")]] Tensor x) {
  shape::expect(x, "2 4");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'x' has size 3 on axis 1, but the expectation is 4 [shape-mismatch]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}
