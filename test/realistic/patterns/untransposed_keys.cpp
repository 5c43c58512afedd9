// Category 1: attention scores of keys that were not transposed.

#include <torch/torch.h>

namespace untransposed_keys {

void wrong() {
  auto q = torch::rand({2, 8, 10, 64}), k = torch::rand({2, 8, 12, 64});
  auto scores = torch::matmul(q, k);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: inner sizes of 'matmul' differ: 64 on axis 3 of 'q', 12 on axis 2 of 'k' [shape-mismatch]
}

void right() {
  auto q = torch::rand({2, 8, 10, 64}), k = torch::rand({2, 8, 12, 64});
  auto scores = torch::matmul(q, k.transpose(-2, -1));
}

} // namespace untransposed_keys
