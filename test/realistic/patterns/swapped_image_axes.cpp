// Category 21: height and width exchanged, which only names can tell apart.

#include <torch/torch.h>
#include "shape/shape.h"

namespace swapped_image_axes {

SHAPE("c h w") torch::Tensor sharpen(SHAPE("c h w") torch::Tensor image, SHAPE("h w") torch::Tensor weights) { return image * weights; }

SHAPE("c h w") torch::Tensor wrongly(SHAPE("c h w") torch::Tensor image, SHAPE("w h") torch::Tensor weights) {
  return sharpen(image, weights);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: argument 'weights' of 'sharpen' has size 'w' on axis 0, but its contract expects 'h'; fails for w = 2, h = 3 [shape-mismatch]
}

SHAPE("c h w") torch::Tensor rightly(SHAPE("c h w") torch::Tensor image, SHAPE("w h") torch::Tensor weights) {
  return sharpen(image, weights.t());
}

void wrong() { wrongly(torch::rand({3, 4, 5}), torch::rand({5, 4})); }

void right() { rightly(torch::rand({3, 4, 5}), torch::rand({5, 4})); }

} // namespace swapped_image_axes
