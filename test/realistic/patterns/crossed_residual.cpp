// Category 19: predictions (n, 1) compared with targets (n).

#include <torch/torch.h>

namespace crossed_residual {

void wrong() {
  torch::nn::Linear last(16, 1);
  auto target = torch::rand({8});
  auto predicted = last(torch::rand({8, 16}));
  auto loss = (predicted - target).pow(2).mean();  // here
}

void right() {
  torch::nn::Linear last(16, 1);
  auto target = torch::rand({8});
  auto predicted = last(torch::rand({8, 16})).squeeze(1);
  auto loss = (predicted - target).pow(2).mean();
}

} // namespace crossed_residual
