// Arrays in containers, pairs, tuples and optionals.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <array>
#include <optional>
#include <torch.h>
#include <tuple>
#include <utility>
#include <vector>

using torch::Tensor;

bool more();
Tensor some();
void change(Tensor &);

void vectors([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::vector<Tensor> v = {x, y};
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (2, 3) [shape-reveal]
  shape::reveal(v[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[1]' is (4) [shape-reveal]
  v.push_back(x.t());
  shape::reveal(v.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.back()' is (3, 2) [shape-reveal]
  shape::reveal(v.at(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.at(2)' is (3, 2) [shape-reveal]
  v.emplace_back(y);
  shape::reveal(v.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.back()' is (4) [shape-reveal]
  v[0] = y;
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (4) [shape-reveal]
  shape::reveal(v.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.front()' is (4) [shape-reveal]
  v.pop_back();
  shape::reveal(v.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.back()' is (3, 2) [shape-reveal]
  v.clear();
  v.push_back(some());
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (...) [shape-reveal]
  v[0] = x;
  change(v[0]);
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (...) [shape-reveal]
}

void iteration([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, [[shape("5 3")]] Tensor z) {
  std::vector<Tensor> v = {x, y};
  for (const Tensor &t : v) {
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (?, 3) [shape-reveal]
    t.matmul(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 't', 5 on axis 0 of 'z' [shape-mismatch]
  }
  for (auto &t : v)
    t = z;
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (...) [shape-reveal]
  std::vector<Tensor> outs;
  for (int i = 0; i < 3; ++i)
    outs.push_back(x);
  shape::reveal(outs[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'outs[0]' is (2, 3) [shape-reveal]
  for (const Tensor &t : {x, x})
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (2, 3) [shape-reveal]
  Tensor c[2] = {x, y};
  shape::reveal(c[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c[1]' is (4, 3) [shape-reveal]
  for (Tensor &t : c)
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (?, 3) [shape-reveal]
  c[0] = y;
  shape::reveal(c[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c[0]' is (4, 3) [shape-reveal]
}

void fixed([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::array<Tensor, 2> a = {x, y};
  shape::reveal(a[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a[1]' is (4) [shape-reveal]
  shape::reveal(std::get<0>(a));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'std::get<0>(a)' is (2, 3) [shape-reveal]
  auto [p, q] = a;
  shape::reveal(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q' is (4) [shape-reveal]
}

std::pair<Tensor, Tensor> both([[shape("2 3")]] Tensor x) { return {x, x.t()}; }

void pairs([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::pair<Tensor, Tensor> p(x, y);
  shape::reveal(p.first);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.first' is (2, 3) [shape-reveal]
  shape::reveal(p.second);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.second' is (4) [shape-reveal]
  auto made = std::make_pair(y, 7);
  shape::reveal(made.first);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of 'made.first' is (4) [shape-reveal]
  shape::reveal(torch::zeros({made.second}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({made.second})' is (7) float32 [shape-reveal]
  auto [a, b] = std::make_pair(x, y);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) [shape-reveal]
  p = std::make_pair(y, y);
  shape::reveal(p.first);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.first' is (4) [shape-reveal]
  p.first = x;
  shape::reveal(p.first);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.first' is (...) [shape-reveal]
}

void tuples([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::tuple<Tensor, Tensor, int> t{x, y, 5};
  shape::reveal(std::get<1>(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'std::get<1>(t)' is (4) [shape-reveal]
  shape::reveal(torch::zeros({std::get<2>(t)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({std::get<2>(t)})' is (5) float32 [shape-reveal]
  auto [a, b, k] = t;
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (5) float32 [shape-reveal]
  auto u = std::make_tuple(y, x);
  Tensor c, d;
  std::tie(c, d) = u;
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (4) [shape-reveal]
  shape::reveal(d);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'd' is (2, 3) [shape-reveal]
}

void optionals([[shape("2 3")]] Tensor x, [[shape("4 5")]] Tensor y) {
  std::optional<Tensor> o = x;
  shape::reveal(*o);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*o' is (2, 3) [shape-reveal]
  shape::reveal(o.value());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'o.value()' is (2, 3) [shape-reveal]
  shape::reveal(o->t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'o->t()' is (3, 2) [shape-reveal]
  shape::reveal(o.value_or(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'o.value_or(x)' is (2, 3) [shape-reveal]
  shape::reveal(o.value_or(y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'o.value_or(y)' is (?, ?) [shape-reveal]
  o->matmul(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'o->', 4 on axis 0 of 'y' [shape-mismatch]
  *o = y;
  shape::reveal(*o);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*o' is (4, 5) [shape-reveal]
  o = std::nullopt;
  shape::reveal(o.value_or(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: nothing is known of 'o.value_or(x)' [shape-reveal]
  o.emplace(x);
  shape::reveal(*o);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*o' is (2, 3) [shape-reveal]
  o.reset();
  std::optional<Tensor> none;
  shape::reveal(none.value_or(y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'none.value_or(y)' is (4, 5) [shape-reveal]
  if (more())
    none = y;
  shape::reveal(*none);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*none' is (...) [shape-reveal]
  auto made = std::make_optional(y);
  shape::reveal(*made);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*made' is (4, 5) [shape-reveal]
  std::optional<int> n = 3;
  shape::reveal(torch::zeros({*n, n.value_or(4)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({*n, n.value_or(4)})' is (3, ?) float32 [shape-reveal]
}
