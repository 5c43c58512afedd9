// Category 16: an operator that asks for an axis before it knows how many there are.

#include <torch/torch.h>

namespace unvalidated_rank {

torch::Tensor centre(const torch::Tensor &images) {
  int64_t h = images.size(2), w = images.size(3);
  return images.narrow(2, h / 4, h / 2).narrow(3, w / 4, w / 2);
}

void wrong() {
  auto middle = centre(torch::rand({3, 32, 32}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: inside 'centre': axis 3 is out of range in 'size': 'images' has shape (3, 32, 32), allowed is -3 to 2 [shape-mismatch]
}

void right() {
  auto middle = centre(torch::rand({3, 32, 32}).unsqueeze(0));
}

} // namespace unvalidated_rank
