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
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:8: warning: 'result' of callable 'whole' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
  // CHECK-MESSAGES-LSP: :[[@LINE-6]]:30: note: 'b' is said here
  // CHECK-MESSAGES-LSP: :[[@LINE-7]]:20: note: '(b 3) -> b' is the contract of 'f'
}

void pure(Tensor x) {
  int calls = 0;
  auto counted = [&calls](const Tensor &t) {
    ++calls;
    return t;
  };
  counted(x);
  shape::pure_callback(counted, shape::ShapeDtype({3}), x); // typed
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:24: warning: Pure callback 'counted' changes 'calls', which it captures [shape-callback]
  // CHECK-MESSAGES-LSP: :[[@LINE-6]]:5: note: 'calls' is changed here
}

int left(void *handle) {
  Tensor y;
  SHAPE_OPAQUE_BEGIN("y: Float32[3]")
  if (!handle) // typed
    return 1;  // typed
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:5: warning: 'return' leaves the opaque block before its end [shape-boundary]
  // CHECK-MESSAGES-LSP: :[[@LINE-4]]:3: note: The block begins here
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
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:29: warning: Structures part in 'tree_map': 'three' has '[*, *, *]' at the root, but 'two' has '[*, *]' [shape-structure]
  // CHECK-MESSAGES-LSP: :[[@LINE-2]]:29: note: 'three' has structure '[*, *, *]'
  // CHECK-MESSAGES-LSP: :[[@LINE-3]]:24: note: 'two' has structure '[*, *]'
  Linear one{torch::zeros({2, 3}), torch::zeros({2})};
  shape::tree_map([](const Tensor &t) { return torch::mm(t, t); }, one); // typed
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:48: warning: Inner sizes of 'mm' differ: 3 on axis 1 of 't', 2 on axis 0 of 't' [shape-mismatch]
  // CHECK-MESSAGES-LSP: :[[@LINE-2]]:58: note: 't' has shape (2, 3) float32
  // CHECK-MESSAGES-LSP: :[[@LINE-3]]:61: note: 't' has shape (2, 3) float32
  return two;
}
