// Category 24: a grouped convolution whose weight has the channels of all groups.

#include <torch/torch.h>

namespace grouped_channels {

void wrong() {
  auto x = torch::rand({1, 8, 16, 16});
  auto w = torch::rand({8, 8, 3, 3});
  auto settings = torch::nn::functional::Conv2dFuncOptions().groups(4);
  auto y = torch::nn::functional::conv2d(x, w, settings);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: size 8 on axis 1 of 'x' does not fit 'conv2d', which needs 32 [shape-mismatch]
}

void right() {
  auto x = torch::rand({1, 8, 16, 16});
  auto w = torch::rand({8, 2, 3, 3});
  auto settings = torch::nn::functional::Conv2dFuncOptions().groups(4);
  auto y = torch::nn::functional::conv2d(x, w, settings);
}

} // namespace grouped_channels
