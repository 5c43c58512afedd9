// Category 18: a reshape whose -1 cannot be a whole number.

#include <torch/torch.h>

namespace inferred_axis {

void wrong() {
  auto samples = torch::rand({30, 50});
  auto windows = samples.reshape({-1, 16});
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: sizes do not divide in 'reshape': 1500 by 16 [shape-mismatch]
}

void right() {
  auto samples = torch::rand({30, 50});
  auto windows = samples.narrow(1, 0, 48).reshape({-1, 16});
}

} // namespace inferred_axis
