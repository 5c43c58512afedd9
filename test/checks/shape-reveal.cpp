// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void arrays([[shape("batch 3")]] Tensor x, [[shape("Float32[*b n]")]] Tensor y, Tensor u) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (batch, 3) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (*b, n) float32 [shape-reveal]
  shape::reveal(u);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'u' is (...) [shape-reveal]
  shape::reveal(x.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.t()' is (3, batch) [shape-reveal]
}

void values(int k, const char *text) {
  shape::reveal(k + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'k + 1' is k + 1 [shape-reveal]
  shape::reveal(torch::kFloat32);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'torch::kFloat32' is float32 [shape-reveal]
  shape::reveal(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: nothing is known of 'text' [shape-reveal]
}

// It returns its argument, so it can wrap an expression.
void wrapped([[shape("n 3")]] Tensor x) {
  Tensor y = shape::reveal(x.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:28: remark: the shape of 'x.t()' is (3, n) [shape-reveal]
  [[shape("3 k")]] Tensor z = y;
}
