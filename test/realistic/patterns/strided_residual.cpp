// Category 24: a residual connection around a convolution with a stride.

#include <torch/torch.h>

namespace strided_residual {

void wrong() {
  torch::nn::Conv2d conv(torch::nn::Conv2dOptions(16, 16, 3).stride(2).padding(1));
  auto x = torch::rand({1, 16, 32, 32});
  auto y = x + conv(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: shapes do not broadcast in '+': 32 on axis 3 of 'x', 16 on axis 3 of 'conv(x)' [shape-mismatch]
}

void right() {
  torch::nn::Conv2d conv(torch::nn::Conv2dOptions(16, 16, 3).padding(1));
  auto x = torch::rand({1, 16, 32, 32});
  auto y = x + conv(x);
}

} // namespace strided_residual
