// Library rows: results, conflicts, what operations teach.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void sizes([[shape("b n")]] Tensor x, Tensor u, int k) {
  shape::reveal(x.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.t()' is (n, b) [shape-reveal]
  shape::reveal(x.matmul(torch::zeros({4, 5})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.matmul(torch::zeros({4, 5}))' is (...) [shape-reveal]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: inner sizes of 'matmul' differ: 'n' on axis 1 of 'x', 4 on axis 0 of 'torch::zeros({4, 5})'; fails for n = 2 [shape-mismatch]
  shape::reveal(x.reshape({-1}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape({-1})' is (b*n) [shape-reveal]
  shape::reveal(x.sum(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.sum(1)' is (b) [shape-reveal]
  int64_t rows = u.size(0);
  shape::reveal(rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'rows' is u.size(0) [shape-reveal]
  shape::reveal(u);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'u' is (u.size(0), ...) [shape-reveal]
  shape::reveal(torch::zeros({rows, k, k * rows}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({rows, k, k * rows})' is (u.size(0), k, k*u.size(0)) float32 [shape-reveal]
  std::vector<int64_t> dims = {rows, 3};
  shape::reveal(torch::ones(dims));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::ones(dims)' is (u.size(0), 3) float32 [shape-reveal]
  Tensor y = x;
  y += x;
  shape::reveal(y.relu().unsqueeze(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y.relu().unsqueeze(0)' is (1, b, n) [shape-reveal]
}

void conflicts([[shape("2 3")]] Tensor x, [[shape("2 4")]] Tensor y,
               [[shape("n m")]] Tensor p, [[shape("k l")]] Tensor q) {
  x.matmul(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'y' [shape-mismatch]
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 3 on axis 1 of 'x', 4 on axis 1 of 'y' [shape-mismatch]
  x.reshape({5});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: number of elements differs in 'reshape': 6 before, 5 after [shape-mismatch]
  x.transpose(0, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: axis 2 is out of range in 'transpose': 'x' has shape (2, 3), allowed is -2 to 1 [shape-mismatch]
  p.matmul(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 'm' on axis 1 of 'p', 'k' on axis 0 of 'q'; fails for k = 2, m = 3 [shape-mismatch]
  p + q;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'm' on axis 1 of 'p', 'l' on axis 1 of 'q'; fails for m = 2, l = 3 [shape-mismatch]
  p.view({7});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: number of elements differs in 'view': 'n*m' before, 7 after; fails for n = 2, m = 2 [shape-mismatch]
  x += y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+=': 3 on axis 1 of 'x', 4 on axis 1 of 'y' [shape-mismatch]
}

// Operations teach: run-time sizes that met are the same from here on.
void teaches(Tensor u, Tensor v, int a, int b) {
  Tensor x = torch::zeros({a}), y = torch::zeros({b});
  x + y;
  [[shape("1 s")]] Tensor p = torch::zeros({1, a});
  [[shape("1 s")]] Tensor q = torch::zeros({1, b});
  u.matmul(v);
}

void repeatedAxes([[shape("2 3 4")]] Tensor x, Tensor u) {
  x.permute({0, 2, 0});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: axis 0 is named twice in 'permute': 'x' has shape (2, 3, 4) [shape-mismatch]
  u.permute({0, -1, 2});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: axis 2 is named twice in 'permute': 'u' has shape (...) [shape-mismatch]
  x.sum({1, -2});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: axis -2 is named twice in 'sum': 'x' has shape (2, 3, 4) [shape-mismatch]
  shape::reveal(x.sum({1, -1}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.sum({1, -1})' is (2) [shape-reveal]
}
