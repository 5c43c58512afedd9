// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("batch out")]] Tensor linear([[shape("batch in")]] Tensor x,
                                     [[shape("out in")]] Tensor w) {
  return x.matmul(w.t());
}

void axis([[shape("32 784")]] Tensor x, [[shape("10 512")]] Tensor w) {
  linear(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'linear' has size 512 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
}

void rank([[shape("784")]] Tensor x, [[shape("10 784")]] Tensor w) {
  linear(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'linear' has 1 axis (784), but its contract expects 2 axes 'batch in' [shape-mismatch]
}

[[shape("m n")]] Tensor contingent([[shape("n m")]] Tensor x) { return x; }
// CHECK-MESSAGES: :[[@LINE-1]]:72: warning: value returned from 'contingent' has size 'n' on axis 0, but its contract promises 'm'; fails for n = 2, m = 3 [shape-mismatch]

void operation([[shape("n 3")]] Tensor x, [[shape("4 n")]] Tensor w) {
  x.matmul(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
  x + w;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 3 on axis 1 of 'x', 'n' on axis 1 of 'w'; fails for n = 2 [shape-mismatch]
}

void stored() {
  [[shape("2 3")]] Tensor x = torch::zeros({2, 3});
  x = torch::zeros({3, 2});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: value of 'x' has size 3 on axis 0, but its annotation says 2 [shape-mismatch]
}

struct Layer {
  [[shape("out in")]] Tensor weight;
  void reset() { weight = torch::zeros({3}); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: value of field 'weight' has 1 axis (3), but its annotation says 2 axes 'out in' [shape-mismatch]
};

// Nothing contradicts itself: sizes of run time, broadcasting, unknown shapes.
void silent(Tensor u, int k, [[shape("n 3")]] Tensor x, [[shape("1 3")]] Tensor one) {
  linear(u, x);
  linear(x, u);
  linear(torch::zeros({k, 3}), x);
  x + one;
  x + torch::ones({3});
  u + x;
  u.matmul(x);
  if (k == 3)
    x.matmul(torch::zeros({k, 4}));
  for (int i = 0; i < k; ++i)
    u = u.unsqueeze(0);
}
