// The functions of shape/tree.h that make trees of structures.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <torch.h>
#include <tuple>
#include <vector>

using torch::Tensor;

struct Linear {
  Tensor weight, bias;
};
SHAPE_TREE_NODE(Linear, weight, bias)

template <class X, class Y>
void same([[shape("PyTree[Any, T]")]] X x, [[shape("PyTree[Any, T]")]] Y y);
std::vector<Tensor> load();

void unflattened([[shape("2")]] Tensor x, [[shape("3")]] Tensor y) {
  std::vector<Tensor> two{x, y}, three{x, x, x};
  same(shape::tree_unflatten(shape::tree_structure(two), two), two);
  shape::tree_unflatten(shape::tree_structure(two), three);
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: number of leaves differs in 'tree_unflatten': 3 in 'three', 2 in the structure '[*, *]' [shape-structure]
  auto def = shape::tree_structure(Linear{x, y});
  Linear again = shape::tree_unflatten(def, two);
  shape::reveal(again.bias);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'again.bias' is (3) [shape-reveal]
  shape::tree_unflatten(def, three);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: number of leaves differs in 'tree_unflatten': 3 in 'three', 2 in the structure 'Linear(weight=*, bias=*)' [shape-structure]
  shape::tree_unflatten<Linear>(shape::TreeDef(def), three);
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: number of leaves differs in 'tree_unflatten': 3 in 'three', 2 in the structure 'Linear(weight=*, bias=*)' [shape-structure]
  shape::tree_unflatten(def, load());
  auto [leaves, flat] = shape::tree_flatten(std::tuple(x, std::vector<Tensor>{y, y}));
  leaves.push_back(x);
  shape::tree_unflatten(flat, leaves);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: number of leaves differs in 'tree_unflatten': 4 in 'leaves', 3 in the structure '(*, [*, *])' [shape-structure]
  leaves.pop_back();
  shape::reveal(std::get<1>(shape::tree_unflatten(flat, leaves))[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:65: remark: the shape of 'std::get<1>(shape::tree_unflatten(flat, leaves))[1]' is (3) [shape-reveal]
}

// For every length, or for some only.
std::vector<Tensor> again([[shape("PyTree[Any, T]")]] std::vector<Tensor> xs) {
  auto [leaves, def] = shape::tree_flatten(xs);
  std::vector<Tensor> one{leaves[0]};
  shape::tree_unflatten(def, one);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: number of leaves differs in 'tree_unflatten': 1 in 'one', 'xs.size()' in the structure '[*] * xs.size()'; fails for xs.size() = 2 [shape-structure]
  return shape::tree_unflatten(def, leaves);
}

void transposed([[shape("2")]] Tensor x, [[shape("3")]] Tensor y) {
  std::vector<std::pair<Tensor, Tensor>> rows{{x, y}, {x, y}, {x, y}};
  auto list = shape::tree_structure(std::vector<int>{0, 0, 0});
  auto pair = shape::tree_structure(std::pair(0, 0));
  auto columns = shape::tree_transpose(list, pair, rows);
  shape::reveal(columns.first.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:31: remark: the value of 'columns.first.size()' is 3 [shape-reveal]
  shape::reveal(columns.second[2]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'columns.second[2]' is (3) [shape-reveal]
  same(columns, std::pair(std::vector<int>{1, 2, 3}, std::vector<int>{1, 2, 3}));
  same(columns, rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: structure of argument 'y' of 'same' is not 'T': '[(*, *), (*, *), (*, *)]' at the root, but expected is '([*, *, *], [*, *, *])' [shape-structure]
  rows.pop_back();
  shape::tree_transpose(list, pair, rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: structure of 'rows' is not the outer structure of 'tree_transpose' composed with the inner one: '[(*, *), (*, *)]' at the root, but expected is '[(*, *), (*, *), (*, *)]' [shape-structure]
  shape::tree_transpose(pair, list, columns);
  auto lists = std::pair(std::vector<Tensor>{x}, std::vector<Tensor>{x, x, x});
  shape::tree_transpose(pair, list, lists);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: structure of 'lists' is not the outer structure of 'tree_transpose' composed with the inner one: '[*]' at '[0]', but expected is '[*, *, *]' [shape-structure]
}

void built([[shape("2")]] Tensor x) {
  auto def = shape::tree_structure(std::vector<int>{0, 0});
  auto nested = shape::build_tree(def, std::vector<Linear>{{x, x}, {x, x}});
  same(nested, std::vector<Linear>{{x, x}, {x, x}});
  shape::build_tree(def, std::vector<Tensor>{x, x, x});
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: number of children differs in 'build_tree': 'std::vector<Tensor>{x, x, x}' has 3 at the root, but the structure has 2 [shape-structure]
  auto deep = shape::tree_structure(std::tuple(0, std::vector<int>{0}));
  shape::build_tree(deep, std::tuple(x, std::vector<Tensor>{x, x}));
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: number of children differs in 'build_tree': 'std::tuple(x, std::vector<Tensor>{x, x})' has 2 at '[1]', but the structure has 1 [shape-structure]
}

void tuples([[shape("2")]] Tensor x) {
  auto def = shape::treedef_tuple(shape::tree_structure(x), shape::tree_structure(std::vector<int>{1, 2}));
  shape::reveal(def);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'def' is (*, [*, *]) [shape-reveal]
  shape::tree_unflatten(def, std::vector<Tensor>{x, x});
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: number of leaves differs in 'tree_unflatten': 2 in 'std::vector<Tensor>{x, x}', 3 in the structure '(*, [*, *])' [shape-structure]
  shape::reveal(def.compose(shape::tree_structure(std::tuple(1))).num_leaves());
  // CHECK-MESSAGES: :[[@LINE-1]]:67: remark: the value of 'def.compose(shape::tree_structure(std::tuple(1))).num_leaves()' is 3 [shape-reveal]
  shape::reveal(shape::treedef_tuple(std::vector<shape::TreeDef>{def, def}));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: remark: the value of 'shape::treedef_tuple(std::vector<shape::TreeDef>{def, def})' is ((*, [*, *]), (*, [*, *])) [shape-reveal]
}
