#include <shape/shape.h>
#include <torch.h>

namespace mine {
torch::Tensor product(const torch::Tensor &, const torch::Tensor &);
torch::Tensor stack(const torch::Tensor &, const torch::Tensor &);
torch::Tensor pair(const torch::Tensor &);
} // namespace mine

void use([[shape("2 3")]] torch::Tensor x, [[shape("3 4")]] torch::Tensor y) {
  shape::reveal(mine::product(x, y));
  mine::product(y, x);
  shape::reveal(mine::stack(x, x));
  shape::reveal(mine::pair(x));
}
