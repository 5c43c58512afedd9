// Category 7: heads that are merged by a view of transposed memory.

#include <torch/torch.h>

namespace merged_heads {

static torch::Tensor attend(const torch::Tensor &scores, const torch::Tensor &v) {
  return torch::bmm(scores, v).view({2, 8, 10, 64}).transpose(1, 2);
}

void wrong() {
  auto out = attend(torch::rand({16, 10, 10}), torch::rand({16, 10, 64}));
  auto merged = out.view({2, 10, 512});
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the axes of 'out' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
}

void right() {
  auto out = attend(torch::rand({16, 10, 10}), torch::rand({16, 10, 64}));
  auto merged = out.contiguous().view({2, 10, 512});
}

} // namespace merged_heads
