// tree_map calls its function with each leaf: what goes wrong there is found, and
// the new tree has the leaves that come back.
//
// RUN: %check_lines

#include <map>
#include <shape/shape.h>
#include <shape/tree.h>
#include <string>
#include <torch.h>
#include <vector>

using torch::Tensor;

struct Linear {
  [[shape("out in")]] Tensor weight;
  [[shape("out")]] Tensor bias;
};
struct Mlp {
  std::vector<Linear> hidden;
  Linear head;
};
SHAPE_TREE_NODE(Linear, weight, bias)
SHAPE_TREE_NODE(Mlp, hidden, head)
using Table = std::map<std::string, Tensor>;

bool more();
Tensor twice(const Tensor &x) { return x + x; }

Mlp fine(const Mlp &p) { return shape::tree_map(twice, p); }
Mlp lost(const Mlp &p) {
  return shape::tree_map([](const Tensor &x) { return torch::zeros({x.size(0)}); }, p);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value of field 'weight' has 1 axis (head.out), but its annotation says 2 axes 'out in' [shape-mismatch]
}
Mlp squared(const Mlp &p) {
  return shape::tree_map([](const Tensor &x) { return torch::mm(x, x); }, p);
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: operand 'x' of 'mm' has 1 axis (head.out), allowed is 2 [shape-mismatch]
}

void known() {
  Linear one{torch::zeros({2, 3}), torch::zeros({2})};
  Linear two = shape::tree_map(twice, one);
  shape::reveal(two.weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'two.weight' is (2, 3) float32 [shape-reveal]
  std::vector<Tensor> list{torch::zeros({2, 3}), torch::zeros({4, 5})};
  auto turned = shape::tree_map([](const auto &x) { return x.t(); }, list);
  shape::reveal(turned[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned[1]' is (5, 4) float32 [shape-reveal]
}

void severalTrees() {
  Table a{{"x", torch::zeros({2})}, {"y", torch::zeros({3})}};
  Table b{{"x", torch::zeros({2})}, {"y", torch::zeros({4})}};
  auto add = [](const Tensor &p, const Tensor &q) {
    return p + q;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: shapes do not broadcast in '+': 3 on axis 0 of 'p', 4 on axis 0 of 'q' [shape-mismatch]
  };
  shape::tree_map(add, a, a);
  shape::tree_map(add, a, b);
  shape::tree_for_each([](const Tensor &p, const Tensor &q) {
    p + q;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: shapes do not broadcast in '+': 3 on axis 0 of 'p', 4 on axis 0 of 'q' [shape-mismatch]
  }, a, b);
  shape::tree_map_with_path([](const shape::TreePath &, const Tensor &p, const Tensor &q) {
    return p + q;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: shapes do not broadcast in '+': 3 on axis 0 of 'p', 4 on axis 0 of 'q' [shape-mismatch]
  }, a, b);
}

// What all elements have in common is what the new ones have.
void unknownLength([[shape("2 3")]] Tensor x) {
  std::vector<Tensor> list;
  while (more())
    list.push_back(x);
  auto turned = shape::tree_map([](const Tensor &t) { return t.t(); }, list);
  shape::reveal(turned[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned[0]' is (3, 2) [shape-reveal]
  // There may be no element.
  shape::tree_map([](const Tensor &t) { return t.matmul(t); }, list);
}

// Each call may find another state.
void counted(Linear one, std::vector<Tensor> list) {
  int n = 0;
  auto count = [&n](const Tensor &) { return torch::zeros({++n}); };
  auto rows = shape::tree_map(count, std::vector{one.bias, one.bias});
  shape::reveal(rows[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'rows[0]' is (++n) float32 [shape-reveal]
  shape::reveal(rows[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'rows[1]' is (++n + 1) float32 [shape-reveal]
  auto more = shape::tree_map(count, list);
  shape::reveal(more[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'more[0]' is (...) [shape-reveal]
}

// A path on which trees certainly part is none that goes on.
Table step(const Table &state, const Table &grads) {
  return shape::tree_map([](const Tensor &p, const Tensor &q) { return p + q; }, state, grads);
}
void loop() {
  Table state{{"x", torch::zeros({2})}}, grads{{"y", torch::zeros({2})}};
  while (more())
    state = step(state, grads);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: inside 'step': structures part in 'tree_map': 'grads' has '{y: *}' at the root, but 'state' has '{x: *}' [shape-structure]
}
