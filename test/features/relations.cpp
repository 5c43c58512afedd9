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
