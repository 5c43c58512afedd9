// Trees: structures, their names, and the values they are made of.
//
// RUN: %check_lines

#include <shape/shape.h>
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

using torch::Tensor;

bool more();
Tensor some();
std::vector<Tensor> load();

struct [[shape::tree_node]] Linear {
  Tensor weight, bias;
};
struct [[shape::tree_node]] Encoder {
  std::vector<Linear> layers;
  [[shape::static_field]] int heads;
};
struct [[shape::tree_node]] Net {
  Encoder encoder;
  std::optional<Tensor> scale;
};
struct Plain {
  Tensor weight;
};

void same([[shape("PyTree[Any, T]")]] const Net &params, [[shape("PyTree[Any, T]")]] const Net &grads);
template <class X, class Y>
void both([[shape("PyTree[Any, T]")]] X x, [[shape("PyTree[Any, T]")]] Y y);

void nets([[shape("4 3")]] Tensor w, [[shape("4")]] Tensor b) {
  Net two{{{{w, b}, {w, b}}, 2}, std::nullopt};
  Net one{{{{w, b}}, 2}, std::nullopt};
  Net scaled{{{{w, b}, {w, b}}, 2}, b};
  Net other{{{{w, b}, {w, b}}, 8}, std::nullopt};
  same(two, two);
  same(two, one);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: structure of argument 'grads' of 'same' is not 'T': '[Linear(weight=*, bias=*)]' at '.encoder.layers', but expected is '[Linear(weight=*, bias=*), Linear(weight=*, bias=*)]' [shape-structure]
  same(two, scaled);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: structure of argument 'grads' of 'same' is not 'T': a leaf at '.scale', but expected is 'None' [shape-structure]
  same(two, other);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: structure of argument 'grads' of 'same' is not 'T': 'Encoder(layers=[Linear(weight=*, bias=*), Linear(weight=*, bias=*)]; heads=8)' at '.encoder', but expected is 'Encoder(layers=[Linear(weight=*, bias=*), Linear(weight=*, bias=*)]; heads=2)' [shape-structure]
  Net unknown{{{}, 2}, std::nullopt};
  unknown.encoder.layers.resize(two.encoder.layers.size());
  if (more())
    unknown.scale = b;
  same(two, unknown);
}

// What the standard containers are: a tuple, a list or a dict.
void kinds([[shape("2")]] Tensor x) {
  both(std::pair(x, 1), std::tuple(x, 2));
  both(std::vector<int>{1, 2}, std::deque<int>{1, 2});
  both(std::array<int, 2>{1, 2}, std::vector<int>{1, 2});
  both(std::vector<int>{1, 2}, std::vector<int>{1});
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: structure of argument 'y' of 'both' is not 'T': '[*]' at the root, but expected is '[*, *]' [shape-structure]
  both(std::tuple(1, 2), std::vector<int>{1, 2});
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: structure of argument 'y' of 'both' is not 'T': '[*, *]' at the root, but expected is '(*, *)' [shape-structure]
  both(std::tuple(1, std::tuple(2, 3)), std::tuple(1, std::tuple<int>(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: structure of argument 'y' of 'both' is not 'T': '(*,)' at '[1]', but expected is '(*, *)' [shape-structure]
  both(Linear{x, x}, Plain{x});
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: structure of argument 'y' of 'both' is not 'T': a leaf at the root, but expected is 'Linear(weight=*, bias=*)' [shape-structure]
  both(std::unique_ptr<int>(), std::optional<int>());
  both(std::optional<int>(3), 4);
  // None fits every tree, and binds nothing.
  both(std::optional<int>(), 4);
  both(std::tuple(std::optional<int>()), std::tuple(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: structure of argument 'y' of 'both' is not 'T': a leaf at '[0]', but expected is 'None' [shape-structure]
  both(std::variant<int, std::vector<int>>(3), 4);
}

void maps([[shape("2")]] Tensor x) {
  std::map<std::string, Tensor> m{{"b", x}, {"a", x}};
  std::unordered_map<std::string, int> n;
  n["a"] = 1;
  both(m, n);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: structure of argument 'y' of 'both' is not 'T': '{a: *}' at the root, but expected is '{a: *, b: *}' [shape-structure]
  n["b"] = 2;
  both(m, n);
  n.erase("a");
  n.emplace("c", 4);
  both(m, n);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: structure of argument 'y' of 'both' is not 'T': '{b: *, c: *}' at the root, but expected is '{a: *, b: *}' [shape-structure]
  if (more())
    n["d"] = 3;
  both(m, n);
  shape::reveal(m["a"]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm["a"]' is (2) [shape-reveal]
  for (auto &[key, value] : m)
    value = some();
  shape::reveal(m.at("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'm.at("a")' is (...) [shape-reveal]
}

// Leaves with shapes, and what all of them share.
void scale([[shape("PyTree[Float[n]]")]] std::vector<Tensor> xs);
void pairwise([[shape("PyTree[?n, T]")]] std::tuple<Tensor, Tensor> x,
              [[shape("PyTree[?n, T]")]] std::tuple<Tensor, Tensor> y);
void leaves([[shape("2")]] Tensor x, [[shape("3")]] Tensor y) {
  scale({x, x});
  scale({x, y});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'xs[1]' of 'scale' has size 3 on axis 0, but its contract expects 'n' (2) [shape-mismatch]
  scale({x, some()});
  scale(load());
  pairwise({x, y}, {x, y});
  pairwise({x, y}, {y, x});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: argument 'y[0]' of 'pairwise' has size 3 on axis 0, but its contract expects '?n' (2) [shape-mismatch]
}

// Tuples, lists and dicts say more than trees do.
[[shape("tuple[n, 2 n]")]] std::pair<Tensor, Tensor> halves([[shape("n")]] Tensor x);
[[shape("list[n]")]] std::vector<Tensor> rows([[shape("n")]] Tensor x);
void parts([[shape("3")]] Tensor x) {
  auto [a, b] = halves(x);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (2, 3) [shape-reveal]
  for (const Tensor &row : rows(x))
    shape::reveal(row);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'row' is (3) [shape-reveal]
}
[[shape("tuple[n, n]")]] std::pair<Tensor, Tensor> wrong([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  return {x, y};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'wrong' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
}

// A body is held to every structure of its parameters.
[[shape("PyTree[Float[n], T]")]] std::vector<Tensor> twice([[shape("PyTree[Float[n], T]")]] std::vector<Tensor> xs) {
  std::vector<Tensor> out;
  for (const Tensor &x : xs)
    out.push_back(x);
  return out;
}
[[shape("PyTree[Any, T]")]] std::vector<Tensor> first([[shape("PyTree[Any, T]")]] std::vector<Tensor> xs) {
  if (xs.size() == 1)
    return {xs[0]};
  return {xs[0]};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: structure of the value returned from 'first' is not 'T': '[*]' at the root, but expected is '[*] * xs.size()'; fails for xs.size() = 2 [shape-structure]
}
[[shape("PyTree[Any, T]")]] std::tuple<Tensor, Tensor> swapped([[shape("PyTree[Any, T]")]] std::tuple<Tensor, Tensor> xs) {
  auto [a, b] = xs;
  return {b, a};
}

// What a call gives has the structure that went in.
[[shape("PyTree[Any, T]")]] std::vector<Tensor> mapped([[shape("PyTree[Any, T]")]] std::vector<Tensor> xs);
[[shape("PyTree[Any, S T]")]] std::vector<std::vector<Tensor>> outer([[shape("PyTree[Any, S]")]] std::vector<Tensor> xs, [[shape("PyTree[Any, T]")]] std::vector<Tensor> ys);
void results([[shape("2")]] Tensor x) {
  std::vector<Tensor> three{x, x, x}, two{x, x};
  both(mapped(three), three);
  both(mapped(three), two);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: structure of argument 'y' of 'both' is not 'T': '[*, *]' at the root, but expected is '[*, *, *]' [shape-structure]
  both(outer(two, three), two);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: structure of argument 'y' of 'both' is not 'T': a leaf at '[0]', but expected is '[*, *, *]' [shape-structure]
}

// Locals and fields.
struct Holder {
  [[shape("list[n]")]] std::vector<Tensor> rows;
};
void stored([[shape("2")]] Tensor x, [[shape("3")]] Tensor y) {
  [[shape("PyTree[Any, T]")]] std::vector<Tensor> a{x, y};
  [[shape("PyTree[Any, T]")]] std::vector<Tensor> b{y, x};
  [[shape("PyTree[Any, T]")]] std::vector<Tensor> c{x};
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: structure of the value of 'c' is not 'T': '[*]' at the root, but expected is '[*, *]' [shape-structure]
  Holder h{{x, x}};
  h.rows = {x, y};
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: value of field 'rows[1]' has size 3 on axis 0, but its annotation says 'n' (2) [shape-mismatch]
}

// The upper and the lower part of a tree.
void ends([[shape("PyTree[int, T]")]] std::tuple<int, int> t, [[shape("PyTree[int, ... T]")]] std::vector<std::tuple<int, int>> many);
void begins([[shape("PyTree[int, T]")]] std::tuple<int, int> t, [[shape("PyTree[int, T ...]")]] std::tuple<int, std::vector<int>> below);
void prefixes() {
  ends({1, 2}, {{1, 2}, {3, 4}});
  begins({1, 2}, {1, {3, 4, 5}});
}
template <class X, class Y>
void suffix([[shape("PyTree[int, T]")]] X x, [[shape("PyTree[int, ... T]")]] Y y);
void suffixes() {
  suffix(std::tuple(1, 2), std::tuple(std::tuple(1, 2), 3));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: structure of argument 'y' of 'suffix' is not '... T': a leaf at '[1]', but expected is '(*, *)' [shape-structure]
}
