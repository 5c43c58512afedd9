// Category 10: squeeze() without an axis, and a batch of one.

#include <torch/torch.h>

namespace squeezed_batch {

torch::Tensor classes(torch::Tensor logits) { return logits.argmax(1); }

void wrong() {
  torch::nn::Linear head(16, 10);
  auto logits = head(torch::randn({1, 16})).squeeze();
  auto found = classes(logits);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: inside 'classes': axis 1 is out of range in 'argmax': 'logits' has shape (10), allowed is -1 to 0 [shape-mismatch]
}

void right() {
  torch::nn::Linear head(16, 10);
  auto logits = head(torch::randn({1, 16}));
  auto found = classes(logits);
}

} // namespace squeezed_batch
