// Classes that shape/tree.h registers as nodes of trees.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

struct Linear {
  Tensor weight, bias;
  int width;
};
SHAPE_TREE_NODE(Linear, weight, bias, (width))

template <class Leaf> struct Pair {
  Leaf first, second;
};
SHAPE_TREE_NODE_TEMPLATE(Pair, first, second)

struct Sizes {
  std::vector<int> values;
};
SHAPE_TREE_LEAF(Sizes)

struct Base {
  Tensor x;
};
SHAPE_TREE_NODE(Base, x)
struct Derived : Base {};

template <class X, class Y>
void same([[shape("PyTree[Any, T]")]] X x, [[shape("PyTree[Any, T]")]] Y y);

void registered([[shape("2")]] Tensor x) {
  same(Linear{x, x, 3}, Linear{x, x, 3});
  same(Linear{x, x, 3}, Linear{x, x, 4});
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: structure of argument 'y' of 'same' is not 'T': 'Linear(weight=*, bias=*; width=4)' at the root, but expected is 'Linear(weight=*, bias=*; width=3)' [shape-structure]
  same(Pair<int>{1, 2}, Pair<Tensor>{x, x});
  same(Pair<int>{1, 2}, std::vector<int>{1, 2});
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: structure of argument 'y' of 'same' is not 'T': '[*, *]' at the root, but expected is 'Pair(first=*, second=*)' [shape-structure]
  same(Sizes{{1, 2}}, 3);
  same(Base{x}, Derived{{x}});
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: structure of argument 'y' of 'same' is not 'T': a leaf at the root, but expected is 'Base(x=*)' [shape-structure]
}

// One registry: a class is in it once, whatever the ways are.
struct [[shape::tree_node]] Marked {
  Tensor x;
};
SHAPE_TREE_NODE(Marked, x)
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: class 'Marked' is registered as a node of trees a second time [shape-annotation]

struct Later;
template <> struct shape::tree_node<Later>;
struct [[shape::tree_node]] Later {
  Tensor x;
};
template <> struct shape::tree_node<Later> {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: class 'Later' is registered as a node of trees a second time [shape-annotation]
  static constexpr bool is_leaf = true;
};

template <class Leaf> struct [[shape::tree_node]] Both {
  Leaf x;
};
SHAPE_TREE_NODE_TEMPLATE(Both, x)
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: class 'Both' is registered as a node of trees a second time [shape-annotation]

struct [[shape::tree_node]] Once;
struct [[shape::tree_node]] Once {
  Tensor x;
};
