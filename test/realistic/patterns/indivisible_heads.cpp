// Category 3: features split among heads that do not divide them.

#include <torch/torch.h>

namespace indivisible_heads {

torch::Tensor splitHeads(torch::Tensor x, int64_t heads) {
  return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

void wrong() {
  auto x = torch::randn({2, 10, 100});
  auto parts = splitHeads(x, 8);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: inside 'splitHeads': number of elements differs in 'view': 2000 before, 1920 after [shape-mismatch]
}

void right() {
  auto x = torch::randn({2, 10, 96});
  auto parts = splitHeads(x, 8);
}

} // namespace indivisible_heads
