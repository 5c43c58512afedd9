// The functions of shape/tree.h that go through trees.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <map>
#include <optional>
#include <string>
#include <torch.h>
#include <vector>

using torch::Tensor;

struct Linear {
  Tensor weight, bias;
};
SHAPE_TREE_NODE(Linear, weight, bias)

template <class X, class Y>
void same([[shape("PyTree[Any, T]")]] X x, [[shape("PyTree[Any, T]")]] Y y);
std::vector<Tensor> load();
Tensor plain(const Tensor &x);
auto half = [](const Tensor &x) { return x; };
auto plus = [](const Tensor &x, const Tensor &y) { return x + y; };

void maps([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  same(shape::tree_map(half, two), two);
  same(shape::tree_map(half, two), three);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: structure of argument 'y' of 'same' is not 'T': '[*, *, *]' at the root, but expected is '[*, *]' [shape-structure]
  same(shape::tree_map(plain, two), two);
  shape::tree_map(plus, two, two);
  shape::tree_map(plus, two, three);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: structures part in 'tree_map': 'three' has '[*, *, *]' at the root, but 'two' has '[*, *]' [shape-structure]
  shape::tree_map(plus, two, load());
  shape::tree_map(plus, load(), two);
  auto both = [](const shape::TreePath &, const Tensor &a, const Tensor &b) { return a; };
  same(shape::tree_map_with_path(both, two, two), two);
  shape::tree_map_with_path(both, std::tuple(x, two), std::tuple(x, three));
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: structures part in 'tree_map_with_path': 'std::tuple(x, three)' has '[*, *, *]' at '[1]', but 'std::tuple(x, two)' has '[*, *]' [shape-structure]
}

// A further tree may go on below the leaves of the first one, not end above.
void prefixes([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  std::vector<std::vector<Tensor>> lists{two, three};
  shape::tree_map([](Tensor a, std::vector<Tensor> b) { return a; }, two, lists);
  lists.push_back(two);
  shape::tree_map([](Tensor a, std::vector<Tensor> b) { return a; }, two, lists);
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: structures part in 'tree_map': 'lists' has '[[*, *], [*, *, *], [*, *]]' at the root, but 'two' has '[*, *]' [shape-structure]
  std::map<std::string, Tensor> ab{{"a", x}, {"b", x}}, ac{{"a", x}, {"c", x}};
  shape::tree_map(plus, ab, ab);
  shape::tree_map(plus, ab, ac);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: structures part in 'tree_map': 'ac' has '{a: *, c: *}' at the root, but 'ab' has '{a: *, b: *}' [shape-structure]
  std::vector<std::optional<Tensor>> full{x, x}, holes{x, std::nullopt};
  shape::tree_map(plus, full, full);
  shape::tree_map(plus, holes, full);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: structures part in 'tree_map': 'full' has a leaf at '[1]', but 'holes' has 'None' [shape-structure]
}

// A function that changes its leaves leaves the nesting alone.
void changed([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, three{x, x, x};
  shape::tree_map([](const auto &a) { return a; }, two);
  shape::reveal(two[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'two[0]' is (2) [shape-reveal]
  shape::tree_for_each([](Tensor &a, const Tensor &b) { a = a + b; }, two, two);
  shape::reveal(two[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'two[0]' is (...) [shape-reveal]
  same(two, three);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: structure of argument 'y' of 'same' is not 'T': '[*, *, *]' at the root, but expected is '[*, *]' [shape-structure]
  shape::tree_for_each([](Tensor &a, const Tensor &b) { a = a + b; }, three, two);
  // CHECK-MESSAGES: :[[@LINE-1]]:78: warning: structures part in 'tree_for_each': 'two' has '[*, *]' at the root, but 'three' has '[*, *, *]' [shape-structure]
}

// Leaves keep their shapes, and their number.
void leaves([[shape("2")]] Tensor x, [[shape("3 4")]] Tensor y) {
  std::vector<Tensor> flat = shape::tree_leaves(Linear{x, y});
  shape::reveal(flat[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'flat[1]' is (3, 4) [shape-reveal]
  shape::reveal(flat.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'flat.size()' is 2 [shape-reveal]
  auto [values, def] = shape::tree_flatten(std::vector<Linear>{{x, y}, {y, y}});
  shape::reveal(values[2]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'values[2]' is (3, 4) [shape-reveal]
  shape::reveal(def);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'def' is [Linear(weight=*, bias=*), Linear(weight=*, bias=*)] [shape-reveal]
  shape::reveal(def.num_leaves());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'def.num_leaves()' is 4 [shape-reveal]
  auto paths = shape::tree_leaves_with_path(Linear{x, y});
  shape::reveal(paths[1].second);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: remark: the shape of 'paths[1].second' is (3, 4) [shape-reveal]
  shape::reveal(shape::all_leaves(flat));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'shape::all_leaves(flat)' is 1 [shape-reveal]
  shape::reveal(shape::all_leaves(std::vector<Linear>{{x, y}}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'shape::all_leaves(std::vector<Linear>...' is 0 [shape-reveal]
}

void reduced([[shape("2")]] Tensor x) {
  std::vector<Tensor> two{x, x}, empty{};
  shape::tree_reduce(plus, two);
  shape::tree_reduce(plus, empty, x);
  shape::tree_reduce(plus, load());
  shape::tree_reduce(plus, empty);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: tree 'empty' has no leaves for 'tree_reduce' to begin with, and there is no initial value [shape-structure]
}

// The function of a Partial belongs to its structure.
void partials([[shape("2")]] Tensor x) {
  shape::Partial one(half, x), other(half, x);
  auto twice = [](const Tensor &a) { return a + a; };
  same(one, other);
  same(shape::Partial(plus, x, x), shape::Partial(plus, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: structure of argument 'y' of 'same' is not 'T': 'Partial(*; function=lambda at 25:13)' at the root, but expected is 'Partial(*, *; function=lambda at 25:13)' [shape-structure]
  shape::tree_map(plus, std::tuple(x, one), std::tuple(x, one));
}

// What a class is mapped to, if its fields cannot hold the new leaves, has its
// structure all the same.
template <class Leaf> struct Bounds {
  Leaf low, high;
};
SHAPE_TREE_NODE_TEMPLATE(Bounds, low, high)
void mapped(const Linear &layer, [[shape("2")]] Tensor x) {
  auto sizes = shape::tree_map([](const Tensor &t) { return t.dim(); }, layer);
  auto scaled = [](const Tensor &t, auto n) { return t; };
  shape::tree_map(scaled, layer, sizes);
  std::vector<Linear> layers{{x, x}, {x, x}};
  auto all = shape::tree_map([](const Tensor &t) { return t.dim(); }, layers);
  shape::tree_map(scaled, layers, all);
  Bounds<Linear> both{{x, x}, {x, x}};
  shape::tree_map(scaled, both, shape::tree_map([](const Tensor &t) { return t.dim(); }, both));
}
