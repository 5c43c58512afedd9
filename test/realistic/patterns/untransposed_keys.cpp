// Category 1: attention scores of keys that were not transposed.

#include <torch/torch.h>

namespace untransposed_keys {

void wrong() {
  auto q = torch::rand({2, 8, 10, 64}), k = torch::rand({2, 8, 12, 64});
  auto scores = torch::matmul(q, k);  // here
}

void right() {
  auto q = torch::rand({2, 8, 10, 64}), k = torch::rand({2, 8, 12, 64});
  auto scores = torch::matmul(q, k.transpose(-2, -1));
}

} // namespace untransposed_keys
