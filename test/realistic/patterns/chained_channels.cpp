// Category 24: the channels of one layer and the next.

#include <torch/torch.h>

namespace chained_channels {

void wrong() {
  torch::nn::Sequential net(torch::nn::Conv2d(3, 16, 3), torch::nn::ReLU(), torch::nn::Conv2d(32, 8, 3));
  auto y = net->forward(torch::rand({1, 3, 16, 16}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: size 16 on axis 1 of '?' does not fit 'forward', which needs 32 [shape-mismatch]
}

void right() {
  torch::nn::Sequential net(torch::nn::Conv2d(3, 32, 3), torch::nn::ReLU(), torch::nn::Conv2d(32, 8, 3));
  auto y = net->forward(torch::rand({1, 3, 16, 16}));
}

} // namespace chained_channels
