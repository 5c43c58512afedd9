// Every kind of C++ value that is a tree, as it is built in a function.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <torch.h>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

using shape::tree_structure;
using torch::Tensor;

struct [[shape::tree_node]] Marked {
  Tensor weight;
  std::vector<int> rest;
  [[shape::static_field]] int heads;
  [[shape::static_field]] std::string act;
};
class [[shape::tree_node]] Built {
public:
  Built(Tensor w, Tensor b) : weight(w), bias(b) {}

private:
  Tensor weight, bias;
};
struct [[shape::tree_node]] Base {
  int first;
};
struct Derived : Base {};
struct [[shape::tree_node]] Nested : Base {
  std::optional<int> second;
};
template <class Leaf> struct [[shape::tree_node]] Layer {
  Leaf weight, bias;
};
struct Plain {
  int first, second;
};

struct Macro {
  Tensor weight;
  std::vector<int> rest;
  int heads;
};
SHAPE_TREE_NODE(Macro, rest, weight, (heads))
template <class Leaf> struct MacroLayer {
  Leaf weight, bias;
};
SHAPE_TREE_NODE_TEMPLATE(MacroLayer, weight, bias)
struct Sizes {
  std::vector<int> values;
};
SHAPE_TREE_LEAF(Sizes)
class ByHand {
public:
  ByHand(int x, int y) : x(x), y(y) {}

private:
  int x, y;
  friend struct shape::tree_node<ByHand>;
};
template <> struct shape::tree_node<ByHand> {
  static constexpr const char *name = "Hand";
  static constexpr auto fields() {
    return shape::tree_fields(shape::tree_child("x", &ByHand::x), shape::tree_static("y", &ByHand::y));
  }
};

void sequences([[shape("2")]] Tensor x) {
  std::tuple t{x, 1, std::pair(x, x)};
  shape::reveal(tree_structure(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(t)' is (*, *, (*, *)) [shape-reveal]
  std::pair<Tensor, std::tuple<>> p;
  p.first = x;
  shape::reveal(tree_structure(p));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(p)' is (*, ()) [shape-reveal]
  std::array<std::vector<int>, 2> a{{{1}, {2, 3}}};
  shape::reveal(tree_structure(a));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(a)' is [[*], [*, *]] [shape-reveal]
  std::vector<Tensor> v;
  v.push_back(x);
  v.emplace_back(x);
  shape::reveal(tree_structure(v));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(v)' is [*, *] [shape-reveal]
  std::deque<Tensor> d{x};
  d.push_front(x);
  d.push_back(x);
  shape::reveal(tree_structure(d));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(d)' is [*, *, *] [shape-reveal]
  std::list<int> l{1, 2, 3};
  l.pop_front();
  shape::reveal(tree_structure(l));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(l)' is [*, *] [shape-reveal]
  std::vector<std::vector<int>> many(3, std::vector<int>{1, 2});
  shape::reveal(tree_structure(many));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(many)' is [[*, *], [*, *], [*, *]] [shape-reveal]
}

void dicts([[shape("2")]] Tensor x) {
  std::map<std::string, Tensor> m;
  m["b"] = x;
  m.emplace("a", x);
  m.insert({"c", x});
  shape::reveal(tree_structure(m));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(m)' is {a: *, b: *, c: *} [shape-reveal]
  std::unordered_map<std::string, std::vector<int>> u{{"z", {1}}, {"y", {2, 3}}};
  shape::reveal(tree_structure(u));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(u)' is {y: [*, *], z: [*]} [shape-reveal]
  // In the order of the numbers, not of their digits.
  std::map<int, int> n{{10, 1}, {9, 2}};
  shape::reveal(tree_structure(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(n)' is {9: *, 10: *} [shape-reveal]
}

void maybe([[shape("2")]] Tensor x) {
  std::optional<Tensor> empty, full = x;
  shape::reveal(tree_structure(std::tuple(empty, full)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(std::tuple(empty, full))' is (None, *) [shape-reveal]
  full.reset();
  empty = x;
  shape::reveal(tree_structure(std::tuple(empty, full)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(std::tuple(empty, full))' is (*, None) [shape-reveal]
  std::unique_ptr<std::vector<int>> made = std::make_unique<std::vector<int>>(std::vector<int>{1, 2});
  shape::reveal(tree_structure(made));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(made)' is [*, *] [shape-reveal]
  std::shared_ptr<Marked> shared = std::make_shared<Marked>(Marked{x, {1}, 2, "relu"}), null;
  shape::reveal(tree_structure(shared));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(shared)' is Marked(weight=*, rest=[*]; heads=2; act="relu") [shape-reveal]
  shape::reveal(tree_structure(null));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(null)' is None [shape-reveal]
  std::variant<int, std::vector<int>> number = 3, list = std::vector<int>{1, 2};
  shape::reveal(tree_structure(std::tuple(number, list)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(std::tuple(number, list))' is (*, [*, *]) [shape-reveal]
}

void classes([[shape("2")]] Tensor x) {
  Marked marked{x, {1, 2}, 4, "relu"};
  marked.rest.push_back(3);
  shape::reveal(tree_structure(marked));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(marked)' is Marked(weight=*, rest=[*, *, *]; heads=4; act="relu") [shape-reveal]
  shape::reveal(tree_structure(Built(x, x)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(Built(x, x))' is Built(weight=*, bias=*) [shape-reveal]
  Derived derived{{1}};
  shape::reveal(tree_structure(std::tuple(derived, Base{1}, Plain{1, 2})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(std::tuple(derived, Ba...' is (*, Base(first=*), *) [shape-reveal]
  Nested nested{{1}, std::nullopt};
  shape::reveal(tree_structure(nested));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(nested)' is Nested(first=*, second=None) [shape-reveal]
  Layer<std::vector<int>> layer{{1}, {}};
  shape::reveal(tree_structure(layer));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(layer)' is Layer(weight=[*], bias=[]) [shape-reveal]
}

void registered([[shape("2")]] Tensor x) {
  Macro macro{x, {1, 2}, 4};
  shape::reveal(tree_structure(macro));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(macro)' is Macro(rest=[*, *], weight=*; heads=4) [shape-reveal]
  shape::reveal(tree_structure(MacroLayer<Tensor>{x, x}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(MacroLayer<Tensor>{x, x})' is MacroLayer(weight=*, bias=*) [shape-reveal]
  Sizes sizes{{1, 2}};
  shape::reveal(tree_structure(sizes));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(sizes)' is * [shape-reveal]
  shape::reveal(tree_structure(ByHand(1, 2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'tree_structure(ByHand(1, 2))' is ByHand(x=*; y=2) [shape-reveal]
}

// Trees have no cycles. One that is built all the same is not followed to an end
// that it does not have.
struct [[shape::tree_node]] Ring {
  Tensor value;
  std::shared_ptr<Ring> next;
};
void noReferenceCycles([[shape("2")]] Tensor x) {
  auto ring = std::make_shared<Ring>();
  ring->value = x;
  ring->next = ring;
  auto def = tree_structure(*ring);
  auto other = tree_structure(Ring{x, nullptr});
  shape::reveal(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'other' is Ring(value=*, next=None) [shape-reveal]
  auto doubled = shape::tree_leaves(*ring);
}
