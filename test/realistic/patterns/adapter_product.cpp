// Category 1: a low-rank adapter whose factors are multiplied in the wrong order.

#include <torch/torch.h>

namespace adapter_product {

torch::Tensor merge(torch::Tensor base, torch::Tensor update) { return base + 0.5 * update; }

void wrong() {
  auto base = torch::randn({64, 32});
  auto up = torch::randn({64, 4}), down = torch::randn({4, 32});
  auto merged = merge(base, torch::mm(down, up));
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: inner sizes of 'mm' differ: 32 on axis 1 of 'down', 64 on axis 0 of 'up' [shape-mismatch]
}

void right() {
  auto base = torch::randn({64, 32});
  auto up = torch::randn({64, 4}), down = torch::randn({4, 32});
  auto merged = merge(base, torch::mm(up, down));
}

} // namespace adapter_product
