// Templates: one report for a line, with the instantiations that make the
// mistake; and what is wrong in a template that nobody instantiates.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

template <int N> Tensor grow(SHAPE("2 3") Tensor x) {
  return x + torch::zeros({2, N});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: shapes do not broadcast in '+': 3 on axis 1 of 'x', 4 on axis 1 of 'torch::zeros({2, N})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: 'x' has shape (2, 3)
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'torch::zeros({2, N})' has shape (2, 4) float32
  // CHECK-MESSAGES: :[[@LINE+16]]:3: note: in instantiation with N = 4
  // CHECK-MESSAGES: :[[@LINE+16]]:3: note: in instantiation with N = 5
}

template <typename T, int N> struct Box {
  void check(SHAPE("2 3") T x) {
    x + torch::zeros({2, N});
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: shapes do not broadcast in '+': 3 on axis 1 of 'x', 7 on axis 1 of 'torch::zeros({2, N})' [shape-mismatch]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: 'x' has shape (2, 3)
    // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'torch::zeros({2, N})' has shape (2, 7) float32
    // CHECK-MESSAGES: :[[@LINE+11]]:18: note: in instantiation with T = at::Tensor, N = 7
  }
};

void use([[shape("2 3")]] Tensor x) {
  grow<3>(x);
  grow<4>(x);
  grow<5>(x);
  grow<1>(x);
  Box<Tensor, 3> right;
  right.check(x);
  Box<Tensor, 7> wrong;
  wrong.check(x);
}

// Nobody instantiates these.
template <typename T> T unused(T x) {
  auto y = torch::zeros({2, 3}) + torch::zeros({4, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: shapes do not broadcast in '+': 2 on axis 0 of 'torch::zeros({2, 3})', 4 on axis 0 of 'torch::zeros({4, 3})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'torch::zeros({2, 3})' has shape (2, 3) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:35: note: 'torch::zeros({4, 3})' has shape (4, 3) float32
  try {
    torch::zeros({2, 3}) + torch::zeros({4, 3});
  } catch (...) {
  }
  decltype(torch::zeros({2, 3}) + torch::zeros({4, 3})) z;
  return x.matmul(torch::zeros({2, 3})) + T(torch::zeros({2}).matmul(torch::zeros({3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: inner sizes of 'matmul' differ: 2 on axis 0 of 'torch::zeros({2})', 3 on axis 0 of 'torch::zeros({3})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:45: note: 'torch::zeros({2})' has shape (2) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:70: note: 'torch::zeros({3})' has shape (3) float32
}

template <int N> struct Never {
  void method() { torch::zeros({3}).matmul(torch::zeros({4})); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: inner sizes of 'matmul' differ: 3 on axis 0 of 'torch::zeros({3})', 4 on axis 0 of 'torch::zeros({4})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: 'torch::zeros({3})' has shape (3) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:44: note: 'torch::zeros({4})' has shape (4) float32
  void right() { torch::zeros({3}).matmul(torch::zeros({N})); }
};
