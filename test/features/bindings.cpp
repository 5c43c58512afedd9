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
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) [shape-reveal]
  auto [c, k] = std::make_tuple(x.t(), 5);
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (3, 2) [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (5) float32 [shape-reveal]
  auto [d, n] = unknownTuple();
  shape::reveal(d);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'd' is (...) [shape-reveal]
  shape::reveal(torch::zeros({n, n}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({n, n})' is (n, n) float32 [shape-reveal]
  const auto &[e, f] = std::make_pair(y, x);
  shape::reveal(e);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'e' is (4) [shape-reveal]
  shape::reveal(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f' is (2, 3) [shape-reveal]
}

void wrong([[shape("2 3")]] Tensor x, [[shape("4 4")]] Tensor y) {
  auto [a, b] = std::make_pair(x, y);
  a.matmul(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'a', 4 on axis 0 of 'b' [shape-mismatch]
}

void arrays([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor c[2] = {x, y};
  auto [a, b] = c;
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) [shape-reveal]
  int sizes[2] = {3, 5};
  auto [m, n] = sizes;
  shape::reveal(torch::zeros({m, n}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({m, n})' is (3, 5) float32 [shape-reveal]
  std::array<Tensor, 2> s = {y, x};
  auto [p, q] = s;
  shape::reveal(p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'p' is (4) [shape-reveal]
  shape::reveal(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q' is (2, 3) [shape-reveal]
}

void aggregates([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Pair pair{x, y, 7};
  auto [l, r, k] = pair;
  shape::reveal(l);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l' is (2, 3) [shape-reveal]
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (4) [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (7) float32 [shape-reveal]
  auto [a, b] = make();
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) [shape-reveal]
  a.matmul(b.unsqueeze(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'a', 1 on axis 0 of 'b.unsqueeze(0)' [shape-mismatch]
}

void byReference([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Pair pair{x, x, 7};
  auto &[l, r, k] = pair;
  shape::reveal(l);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l' is (2, 3) [shape-reveal]
  l = y;
  shape::reveal(l);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l' is (4) [shape-reveal]
  shape::reveal(pair.left);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of 'pair.left' is (4) [shape-reveal]
  int sizes[2] = {3, 5};
  auto &[m, n] = sizes;
  m = 4;
  shape::reveal(torch::zeros({sizes[0], sizes[1]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({sizes[0], sizes[1]})' is (sizes[0], sizes[1]) float32 [shape-reveal]
}

void sizes([[shape("b 3 4")]] Tensor x) {
  auto [b, c] = std::make_pair(x.size(0), x.size(1) * x.size(2));
  shape::reveal(x.reshape({b, c}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape({b, c})' is (b, 12) [shape-reveal]
  x.reshape({b, c + 1});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: number of elements differs in 'reshape': '12*b' before, '13*b' after [shape-mismatch]
}

void annotated([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a [[shape("2 k")]], b [[shape("k")]]] = std::make_pair(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: value of 'b' has size 4 on axis 0, but its annotation says 'k' (3) [shape-mismatch]
}

void loops(std::map<int, Tensor> named, [[shape("2 3")]] Tensor x) {
  for (auto [key, value] : named)
    shape::reveal(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'value' is (...) [shape-reveal]
  std::pair<Tensor, Tensor> all[] = {{x, x}, {x, x}};
  for (auto &[first, second] : all)
    shape::reveal(first);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'first' is (2, 3) [shape-reveal]
}
