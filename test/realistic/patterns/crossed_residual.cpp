// Category 19: predictions (n, 1) compared with targets (n).
// Runs through: each prediction is compared with each target.

#include <torch/torch.h>

namespace crossed_residual {

void wrong() {
  torch::nn::Linear last(16, 1);
  auto target = torch::rand({8});
  auto predicted = last(torch::rand({8, 16}));
  auto loss = (predicted - target).pow(2).mean();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: operands of '-' are broadcast from (8, 1) and (8) to (8, 8), which is larger than both [shape-silent-broadcast]
}

void right() {
  torch::nn::Linear last(16, 1);
  auto target = torch::rand({8});
  auto predicted = last(torch::rand({8, 16})).squeeze(1);
  auto loss = (predicted - target).pow(2).mean();
}

} // namespace crossed_residual
