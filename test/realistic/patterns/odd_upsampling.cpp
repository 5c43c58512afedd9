// Category 2: a skip connection across pooling and upsampling of an odd length.

#include <torch/torch.h>

namespace odd_upsampling {

void wrong() {
  torch::nn::Upsample up(torch::nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2}));
  auto x = torch::rand({1, 4, 25, 25});
  auto down = torch::max_pool2d(x, 2);
  auto joined = torch::cat({x, torch::upsample_nearest2d(down, {24, 24})}, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: sizes differ in 'cat': 25 on axis 2 of 'x', 24 on axis 2 of 'torch::upsample_nearest2d(down, {24, ...' [shape-mismatch]
}

void right() {
  auto x = torch::rand({1, 4, 25, 25});
  auto down = torch::max_pool2d(x, 2);
  auto joined = torch::cat({x, torch::upsample_nearest2d(down, {x.size(2), x.size(3)})}, 1);
}

} // namespace odd_upsampling
