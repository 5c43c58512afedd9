// Category 8: an image from a file, permuted once too often.

#include <torch/torch.h>

namespace channels_last_image {

torch::Tensor load() { return torch::rand({1, 32, 24, 3}).permute({0, 3, 1, 2}); }

void wrong() {
  torch::nn::Conv2d conv(3, 8, 3);
  auto image = load().permute({0, 3, 1, 2});
  auto features = conv(image);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: size 24 on axis 1 of 'image' does not fit 'forward', which needs 3 [shape-mismatch]
}

void right() {
  torch::nn::Conv2d conv(3, 8, 3);
  auto image = load();
  auto features = conv(image);
}

} // namespace channels_last_image
