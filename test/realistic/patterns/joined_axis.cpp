// Category 23: features joined along the batch.

#include <torch/torch.h>

namespace joined_axis {

void wrong() {
  auto words = torch::rand({8, 20, 32}), positions = torch::rand({8, 20, 4});
  auto tokens = torch::cat({words, positions}, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: sizes differ in 'cat': 32 on axis 2 of 'words', 4 on axis 2 of 'positions' [shape-mismatch]
}

void right() {
  auto words = torch::rand({8, 20, 32}), positions = torch::rand({8, 20, 4});
  auto tokens = torch::cat({words, positions}, 2);
}

} // namespace joined_axis
