// Category 27: a part taken from a table that is shorter than the sequence.

#include <torch/torch.h>

namespace position_table {

torch::Tensor withPositions(torch::Tensor tokens, torch::Tensor table) { return tokens + table.narrow(0, 0, tokens.size(1)); }

void wrong() {
  auto y = withPositions(torch::rand({2, 600, 32}), torch::rand({512, 32}));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inside 'withPositions': size 600 is out of bounds in 'narrow': 'table' has 512 on axis 0 [shape-mismatch]
}

void right() {
  auto y = withPositions(torch::rand({2, 500, 32}), torch::rand({512, 32}));
}

} // namespace position_table
