// Category 4: the place for a result made of the sizes of the wrong operand.

#include <torch/torch.h>

namespace result_allocated {

void wrong() {
  auto a = torch::randn({3, 5}), b = torch::randn({5, 4});
  auto result = torch::empty({a.size(0), a.size(1)});
  result.copy_(torch::mm(a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: shapes do not broadcast in 'copy_': 5 on axis 1 of 'result', 4 on axis 1 of 'torch::mm(a, b)' [shape-mismatch]
}

void right() {
  auto a = torch::randn({3, 5}), b = torch::randn({5, 4});
  auto result = torch::empty({a.size(0), b.size(1)});
  result.copy_(torch::mm(a, b));
}

} // namespace result_allocated
