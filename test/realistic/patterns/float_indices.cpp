// Category 28: indices of the type that rand gives.

#include <torch/torch.h>

namespace float_indices {

void wrong() {
  torch::nn::Embedding words(100, 16);
  auto tokens = torch::rand({4, 10});
  auto x = words(tokens);  // here
}

void right() {
  torch::nn::Embedding words(100, 16);
  auto tokens = torch::randint(0, 100, {4, 10}, torch::kInt64);
  auto x = words(tokens);
}

} // namespace float_indices
