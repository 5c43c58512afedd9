// Which array of a list does not fit the others.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>
#include <vector>

void joined() {
  auto a = torch::zeros({2, 3});
  auto b = torch::zeros({4, 5});
  auto c = torch::zeros({2});
  torch::cat({a, b});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: sizes differ in 'cat': 3 on axis 1 of 'a', 5 on axis 1 of 'b' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: 'a' has shape (2, 3) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: 'b' has shape (4, 5) float32
  torch::stack({a, a, c});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: operand 'c' of 'stack' has 1 axis (2), allowed is 2 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: 'c' has shape (2) float32
  std::vector<torch::Tensor> parts = {a, b};
  torch::cat(parts);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: sizes differ in 'cat': 3 on axis 1 of 'parts[0]', 5 on axis 1 of 'parts[1]' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: 'parts[0]' has shape (2, 3) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'parts[1]' has shape (4, 5) float32
}
