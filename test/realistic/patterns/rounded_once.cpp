// Category 2: a row length rounded up to whole blocks on one side only.

#include <torch/torch.h>

namespace rounded_once {

int64_t padded(int64_t n) { return (n + 31) / 32 * 32; }

void wrong() {
  int64_t n = 100;
  auto weights = torch::zeros({16, padded(n)});
  auto x = torch::ones({n});
  auto y = torch::mv(weights, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inner sizes of 'mv' differ: 128 on axis 1 of 'weights', 100 on axis 0 of 'x' [shape-mismatch]
}

void right() {
  int64_t n = 100;
  auto weights = torch::zeros({16, padded(n)});
  auto x = torch::constant_pad_nd(torch::ones({n}), {0, padded(n) - n});
  auto y = torch::mv(weights, x);
}

} // namespace rounded_once
