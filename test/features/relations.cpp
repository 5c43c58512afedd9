// A contradiction between two things the code showed names both places.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void taught(int a, int b) {
  torch::zeros({2, a}).matmul(torch::zeros({b, 3}));
  torch::zeros({2, a}).matmul(torch::zeros({b + 1, 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: inner sizes of 'matmul' differ: 'a' on axis 1 of 'torch::zeros({2, a})', 'b + 1' on axis 0 of 'torch::zeros({b + 1, 3})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'torch::zeros({2, a})' has shape (2, a) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: 'torch::zeros({b + 1, 3})' has shape (b + 1, 3) float32
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'b == a' is shown here
}

void branch(int a, int b) {
  if (a < b) {
    torch::zeros({2, a}).matmul(torch::zeros({b, 3}));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: inner sizes of 'matmul' differ: 'a' on axis 1 of 'torch::zeros({2, a})', 'b' on axis 0 of 'torch::zeros({b, 3})' [shape-mismatch]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: 'torch::zeros({2, a})' has shape (2, a) float32
    // CHECK-MESSAGES: :[[@LINE-3]]:33: note: 'torch::zeros({b, 3})' has shape (b, 3) float32
    // CHECK-MESSAGES: :[[@LINE-5]]:7: note: 'a < b' is shown here
  }
}

// Numbers have notes of their own.
void numbers(int a) {
  torch::zeros({2, a}).matmul(torch::zeros({4, 3}));
  torch::zeros({2, a}).matmul(torch::zeros({5, 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: inner sizes of 'matmul' differ: 'a' (4) on axis 1 of 'torch::zeros({2, a})', 5 on axis 0 of 'torch::zeros({5, 3})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'torch::zeros({2, a})' has shape (2, a) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: 'torch::zeros({5, 3})' has shape (5, 3) float32
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'a' is 4 because of this
}

// What was shown to be a declared size is held to it, numbers and what
// constructors established too.
void held([[shape("2 n")]] Tensor x, [[shape("2 m")]] Tensor y, int k) {
  x.matmul(torch::zeros({k, 3}));
  y.matmul(torch::zeros({k, 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 'm' on axis 1 of 'y', 'k' on axis 0 of 'torch::zeros({k, 3})'; fails for k = 2, m = 3 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'y' has shape (2, m)
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: 'torch::zeros({k, 3})' has shape (k, 3) float32
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'k == n' is shown here
}

class Fit {
public:
  explicit Fit([[shape("m n")]] Tensor a) : w(a.t().matmul(a)) {}
  [[shape("p")]] Tensor rows([[shape("p k")]] Tensor x) const {
    return x.matmul(w).sum({1});
  }
  [[shape("p")]] Tensor columns([[shape("p k")]] Tensor x) const {
    return x.matmul(w).sum({0});
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: value returned from 'columns' has size 'n' on axis 0, but its contract promises 'p'; fails for n = 2, p = 3 [shape-mismatch]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'x.matmul(w).sum({0})' has shape (n)
    // CHECK-MESSAGES: :[[@LINE-4]]:12: note: 'p' is said here
    // CHECK-MESSAGES: :[[@LINE-5]]:42: note: 'p' gets its size here
    // CHECK-MESSAGES: :[[@LINE-5]]:12: note: 'n == k' is shown here
  }
  // `k` may be the word for what is always 5.
  [[shape("p 4")]] Tensor five([[shape("p k")]] Tensor x) const {
    return x.matmul(w).matmul(torch::zeros({5, 4}));
  }

private:
  Tensor w;
};
