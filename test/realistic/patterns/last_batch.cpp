// Category 22: a last batch that is taken for a full one.

#include <torch/torch.h>

namespace last_batch {

void wrong() {
  auto data = torch::rand({1000, 8});
  int64_t batch = 64, full = data.size(0) / batch;
  auto rest = data.narrow(0, full * batch, batch);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: size 1024 is out of bounds in 'narrow': 'data' has 1000 on axis 0 [shape-mismatch]
}

void right() {
  auto data = torch::rand({1000, 8});
  int64_t batch = 64, full = data.size(0) / batch;
  auto rest = data.narrow(0, full * batch, data.size(0) - full * batch);
}

} // namespace last_batch
