// Category 25: a function that drops the batch axis on one of its ways.

#include <torch/torch.h>
#include "shape/shape.h"

namespace ranks_of_branches {

SHAPE("b c") torch::Tensor wrongly(SHAPE("b c t") torch::Tensor x, bool pooled) {
  if (pooled)
    return x.mean(torch::IntArrayRef({0, 2}));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: value returned from 'wrongly' has 1 axis (c), but its contract promises 2 axes 'b c' [shape-mismatch]
  return x.select(2, 0);
}

SHAPE("b c") torch::Tensor rightly(SHAPE("b c t") torch::Tensor x, bool pooled) {
  if (pooled)
    return x.mean(2);
  return x.select(2, 0);
}

void wrong() { wrongly(torch::rand({2, 3, 4}), true).select(1, 0); }

void right() { rightly(torch::rand({2, 3, 4}), true).select(1, 0); }

} // namespace ranks_of_branches
