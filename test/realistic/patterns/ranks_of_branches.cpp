// Category 25: a function that drops the batch axis on one of its ways.

#include <torch/torch.h>
#include "shape/shape.h"

namespace ranks_of_branches {

SHAPE("b c") torch::Tensor wrongly(SHAPE("b c t") torch::Tensor x, bool pooled) {
  if (pooled)
    return x.mean({0, 2});  // here
  return x.select(2, 0);
}

SHAPE("b c") torch::Tensor rightly(SHAPE("b c t") torch::Tensor x, bool pooled) {
  if (pooled)
    return x.mean(2);
  return x.select(2, 0);
}

void wrong() { wrongly(torch::rand({2, 3, 4}), true); }

void right() { rightly(torch::rand({2, 3, 4}), true); }

} // namespace ranks_of_branches
