// Structured bindings of everything that can be taken apart.
//
// RUN: %check_lines

#include <array>
#include <map>
#include <shape/shape.h>
#include <torch.h>
#include <tuple>
#include <utility>

using torch::Tensor;

struct Pair {
  Tensor left;
  Tensor right;
  int count;
};
struct Declared {
  [[shape("2 3")]] Tensor a;
  [[shape("4")]] Tensor b;
};
std::tuple<Tensor, int> unknownTuple();
Declared make();

void tuples([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a, b] = std::make_tuple(x, y);
  shape::reveal(a);
  shape::reveal(b);
  auto [c, k] = std::make_tuple(x.t(), 5);
  shape::reveal(c);
  shape::reveal(torch::zeros({k}));
  auto [d, n] = unknownTuple();
  shape::reveal(d);
  shape::reveal(torch::zeros({n, n}));
  const auto &[e, f] = std::make_pair(y, x);
  shape::reveal(e);
  shape::reveal(f);
}

void wrong([[shape("2 3")]] Tensor x, [[shape("4 4")]] Tensor y) {
  auto [a, b] = std::make_pair(x, y);
  a.matmul(b);
}

void arrays([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor c[2] = {x, y};
  auto [a, b] = c;
  shape::reveal(a);
  shape::reveal(b);
  int sizes[2] = {3, 5};
  auto [m, n] = sizes;
  shape::reveal(torch::zeros({m, n}));
  std::array<Tensor, 2> s = {y, x};
  auto [p, q] = s;
  shape::reveal(p);
  shape::reveal(q);
}

void aggregates([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Pair pair{x, y, 7};
  auto [l, r, k] = pair;
  shape::reveal(l);
  shape::reveal(r);
  shape::reveal(torch::zeros({k}));
  auto [a, b] = make();
  shape::reveal(a);
  shape::reveal(b);
  a.matmul(b.unsqueeze(0));
}

void byReference([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Pair pair{x, x, 7};
  auto &[l, r, k] = pair;
  shape::reveal(l);
  l = y;
  shape::reveal(l);
  shape::reveal(pair.left);
  int sizes[2] = {3, 5};
  auto &[m, n] = sizes;
  m = 4;
  shape::reveal(torch::zeros({sizes[0], sizes[1]}));
}

void sizes([[shape("b 3 4")]] Tensor x) {
  auto [b, c] = std::make_pair(x.size(0), x.size(1) * x.size(2));
  shape::reveal(x.reshape({b, c}));
  x.reshape({b, c + 1});
}

void annotated([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a [[shape("2 k")]], b [[shape("k")]]] = std::make_pair(x, y);
}

void loops(std::map<int, Tensor> named, [[shape("2 3")]] Tensor x) {
  for (auto [key, value] : named)
    shape::reveal(value);
  std::pair<Tensor, Tensor> all[] = {{x, x}, {x, x}};
  for (auto &[first, second] : all)
    shape::reveal(first);
}
