// Category 5: a precondition that only wrong calls meet.

#include <torch/torch.h>

namespace check_contradicts {

torch::Tensor project(torch::Tensor x, torch::Tensor w) {
  TORCH_CHECK(x.size(1) == w.size(0), "x and w do not fit");
  return torch::linear(x, w);
}

torch::Tensor projectRows(torch::Tensor x, torch::Tensor w) {
  TORCH_CHECK(x.size(1) == w.size(1), "x and w do not fit");
  return torch::linear(x, w);
}

void wrong() {
  auto y = project(torch::randn({2, 3}), torch::randn({3, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inside 'project': inner sizes of 'linear' differ: 3 on axis 1 of 'x', 4 on axis 1 of 'w' [shape-mismatch]
}

void right() {
  auto y = projectRows(torch::randn({2, 3}), torch::randn({4, 3}));
}

} // namespace check_contradicts
