// Category 9: a view of a transposed array, which has to be copied first.

#include <torch/torch.h>

namespace view_of_transposed {

void wrong() {
  auto heads = torch::randn({2, 8, 10, 16});
  auto joined = heads.transpose(1, 2).view({2, 10, 128});  // here
}

void right() {
  auto heads = torch::randn({2, 8, 10, 16});
  auto joined = heads.transpose(1, 2).contiguous().view({2, 10, 128});
}

} // namespace view_of_transposed
