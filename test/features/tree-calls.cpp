// The functions of shape/tree.h.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

template <class X, class Y>
void same([[shape("PyTree[Any, T]")]] X x, [[shape("PyTree[Any, T]")]] Y y);
std::vector<Tensor> load();
auto half = [](const Tensor &x) { return x; };
auto plus = [](const Tensor &x, const Tensor &y) { return x + y; };

void maps([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  same(shape::tree_map(half, two), two);
  same(shape::tree_map(half, two), three);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: structure of argument 'y' of 'same' is not 'T': '[*, *, *]' at the root, but expected is '[*, *]' [shape-structure]
  shape::tree_map(plus, two, two);
  shape::tree_map(plus, two, three);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: structure of argument 'three' of 'tree_map' is not 'T': '[*, *, *]' at the root, but expected is '[*, *]' [shape-structure]
  shape::tree_map(plus, two, load());
  shape::tree_map(plus, load(), two);
  shape::tree_map([](Tensor a, std::vector<Tensor> b) { return a; }, two, std::vector<std::vector<Tensor>>{two, three});
}

void unflattened([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  same(shape::tree_unflatten(shape::tree_structure(two), two), two);
  shape::tree_unflatten(shape::tree_structure(two), three);
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: structure of argument 'three' of 'tree_unflatten' is not 'T': '[*, *, *]' at the root, but expected is '[*, *]' [shape-structure]
}
