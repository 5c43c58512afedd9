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
  shape::reveal(v[1]);
  v.push_back(x.t());
  shape::reveal(v.back());
  shape::reveal(v.at(2));
  v.emplace_back(y);
  shape::reveal(v.back());
  v[0] = y;
  shape::reveal(v[0]);
  shape::reveal(v.front());
  v.pop_back();
  shape::reveal(v.back());
  v.clear();
  v.push_back(some());
  shape::reveal(v[0]);
  v[0] = x;
  change(v[0]);
  shape::reveal(v[0]);
}

void iteration([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, [[shape("5 3")]] Tensor z) {
  std::vector<Tensor> v = {x, y};
  for (const Tensor &t : v) {
    shape::reveal(t);
    t.matmul(z);
  }
  for (auto &t : v)
    t = z;
  shape::reveal(v[0]);
  std::vector<Tensor> outs;
  for (int i = 0; i < 3; ++i)
    outs.push_back(x);
  shape::reveal(outs[0]);
  for (const Tensor &t : {x, x})
    shape::reveal(t);
  Tensor c[2] = {x, y};
  shape::reveal(c[1]);
  for (Tensor &t : c)
    shape::reveal(t);
  c[0] = y;
  shape::reveal(c[0]);
}

void fixed([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::array<Tensor, 2> a = {x, y};
  shape::reveal(a[1]);
  shape::reveal(std::get<0>(a));
  auto [p, q] = a;
  shape::reveal(q);
}

std::pair<Tensor, Tensor> both([[shape("2 3")]] Tensor x) { return {x, x.t()}; }

void pairs([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::pair<Tensor, Tensor> p(x, y);
  shape::reveal(p.first);
  shape::reveal(p.second);
  auto made = std::make_pair(y, 7);
  shape::reveal(made.first);
  shape::reveal(torch::zeros({made.second}));
  auto [a, b] = std::make_pair(x, y);
  shape::reveal(a);
  shape::reveal(b);
  p = std::make_pair(y, y);
  shape::reveal(p.first);
  p.first = x;
  shape::reveal(p.first);
}

void tuples([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  std::tuple<Tensor, Tensor, int> t{x, y, 5};
  shape::reveal(std::get<1>(t));
  shape::reveal(torch::zeros({std::get<2>(t)}));
  auto [a, b, k] = t;
  shape::reveal(a);
  shape::reveal(torch::zeros({k}));
  auto u = std::make_tuple(y, x);
  Tensor c, d;
  std::tie(c, d) = u;
  shape::reveal(c);
  shape::reveal(d);
}

void optionals([[shape("2 3")]] Tensor x, [[shape("4 5")]] Tensor y) {
  std::optional<Tensor> o = x;
  shape::reveal(*o);
  shape::reveal(o.value());
  shape::reveal(o->t());
  shape::reveal(o.value_or(x));
  shape::reveal(o.value_or(y));
  o->matmul(y);
  *o = y;
  shape::reveal(*o);
  o = std::nullopt;
  shape::reveal(o.value_or(x));
  o.emplace(x);
  shape::reveal(*o);
  o.reset();
  std::optional<Tensor> none;
  shape::reveal(none.value_or(y));
  if (more())
    none = y;
  shape::reveal(*none);
  auto made = std::make_optional(y);
  shape::reveal(*made);
  std::optional<int> n = 3;
  shape::reveal(torch::zeros({*n, n.value_or(4)}));
}
