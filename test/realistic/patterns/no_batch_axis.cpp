// Category 20: one image handed to a network that wants batches.

#include <torch/torch.h>

namespace no_batch_axis {

void wrong() {
  torch::nn::BatchNorm2d norm(3);
  auto image = torch::rand({3, 32, 32});
  auto y = norm(image);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: operand 'image' of 'forward' has 3 axes (3, 32, 32), allowed is 4 [shape-mismatch]
}

void right() {
  torch::nn::BatchNorm2d norm(3);
  auto image = torch::rand({3, 32, 32});
  auto y = norm(image.unsqueeze(0));
}

} // namespace no_batch_axis
