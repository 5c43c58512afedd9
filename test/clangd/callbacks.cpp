// RUN: %check_shape_clangd %s --typed --std=c++17 --flag=-I%annotations_include --flag=-isystem --flag=%S/../mocks
// What callbacks, boundaries and trees do wrong is shown while it is typed.

#include <functional>
#include <shape/callback.h>
#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

void rows([[shape("(b 3) -> (b)")]] const std::function<Tensor(Tensor)> &f);
[[shape("b c")]] Tensor whole([[shape("b c")]] Tensor x);

void handOver() {
  rows(whole); // typed
}

void pure(Tensor x) {
  int calls = 0;
  auto counted = [&calls](const Tensor &t) {
    ++calls;
    return t;
  };
  counted(x);
  shape::pure_callback(counted, shape::ShapeDtype({3}), x); // typed
}

int left(void *handle) {
  Tensor y;
  SHAPE_OPAQUE_BEGIN("y: Float32[3]")
  if (!handle)
    return 1; // typed
  SHAPE_OPAQUE_END
  return 0;
}

struct Linear {
  Tensor weight, bias;
};
SHAPE_TREE_NODE(Linear, weight, bias)

std::vector<Tensor> sum(const std::vector<Tensor> &shorter, Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  auto add = [](const Tensor &a, const Tensor &b) { return a + b; };
  shape::tree_map(add, two, three); // typed
  Linear one{torch::zeros({2, 3}), torch::zeros({2})};
  shape::tree_map([](const Tensor &t) { return torch::mm(t, t); }, one); // typed
  return two;
}
