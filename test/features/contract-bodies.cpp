// Functions with a contract are followed for what it does not speak of: fields
// and parameters without annotations.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Linear {
  Tensor w, b;
  Linear(int64_t in, int64_t out)
      : w(torch::zeros({in, out})), b(torch::zeros({out})) {}
  [[shape("n out")]] Tensor forward([[shape("n in")]] Tensor x) const {
    return torch::matmul(x, w) + b;
  }
  void replace(Tensor other) { w = other; }
};

void objects() {
  Linear layer(4, 5);
  layer.forward(torch::zeros({2, 4}));
  layer.forward(torch::zeros({2, 5}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 5 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
  layer.replace(torch::zeros({5, 5}));
  layer.forward(torch::zeros({2, 5}));
}

[[shape("n k")]] Tensor apply([[shape("n m")]] Tensor x, Tensor w) {
  return torch::mm(x, w);
}
[[shape("n k")]] Tensor twice([[shape("n m")]] Tensor x, Tensor w) {
  return apply(x, w);
}
void arguments(bool b) {
  apply(torch::zeros({2, 3}), torch::zeros({3, 4}));
  twice(torch::zeros({2, 3}), torch::zeros({4, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'twice': inner sizes of 'mm' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
}

// What not every run reaches is nobody's mistake.
[[shape("n k")]] Tensor maybe([[shape("n m")]] Tensor x, Tensor w, int mode) {
  if (mode == 3)
    return torch::mm(x, w);
  return x;
}
void modes(int mode) { maybe(torch::zeros({2, 3}), torch::zeros({4, 4}), mode); }

// A function that is wrong by itself says so itself, and only that: with these
// sizes another line would fail.
[[shape("n k")]] Tensor wrong([[shape("n m")]] Tensor x, Tensor w) {
  Tensor y = torch::mm(x, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: inner sizes of 'mm' differ: 'm' on axis 1 of 'x', 'n' on axis 0 of 'x'; fails for n = 2, m = 3 [shape-mismatch]
  return torch::mm(y, w);
}
void consequences() {
  wrong(torch::zeros({3, 3}), torch::zeros({4, 4}));
}

// What does not fit the contract is not followed.
void misfit() {
  apply(torch::zeros({3}), torch::zeros({4, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of 'apply' has 1 axis (3), but its contract expects 2 axes 'n m' [shape-mismatch]
}
