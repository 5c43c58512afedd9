// Calls of what has a callable contract: parameters, locals, fields, aliases.
//
// RUN: %check_lines

#include <functional>
#include <optional>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;
using Binary [[shape("(n, n) -> ()")]] = std::function<Tensor(Tensor, Tensor)>;

void pointer([[shape("(n m) -> (m n)")]] Tensor (*turn)(Tensor), [[shape("3 4")]] Tensor x,
             [[shape("5")]] Tensor v) {
  shape::reveal(turn(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turn(x)' is (4, 3) [shape-reveal]
  shape::reveal((*turn)(turn(x)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '(*turn)(turn(x))' is (3, 4) [shape-reveal]
  turn(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'v' of 'turn' has 1 axis (5), but its contract expects 2 axes 'n m' [shape-mismatch]
}

void wrapper([[shape("(n, n) -> ()")]] const std::function<Tensor(Tensor, Tensor)> &dot,
             [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  shape::reveal(dot(x, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'dot(x, x)' is () [shape-reveal]
  shape::reveal(dot(y, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'dot(y, y)' is () [shape-reveal]
  dot(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'y' of 'dot' has size 4 on axis 0, but its contract expects 'n' (3) [shape-mismatch]
}

void alias(Binary dot, [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  shape::reveal(dot(x, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'dot(x, x)' is () [shape-reveal]
  dot(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'y' of 'dot' has size 4 on axis 0, but its contract expects 'n' (3) [shape-mismatch]
}

template <typename F>
Tensor apply([[shape("(b 3) -> (b)")]] F f, [[shape("n 3")]] Tensor x, [[shape("n 4")]] Tensor y) {
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (n) [shape-reveal]
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'y' of 'f' has size 4 on axis 1, but its contract expects 3 [shape-mismatch]
  return f(x);
}
void instances([[shape("2 3")]] Tensor x, [[shape("2 4")]] Tensor y, Tensor (*g)(Tensor)) {
  apply(g, x, y);
}

struct Layer {
  [[shape("(n) -> (2*n)")]] std::function<Tensor(Tensor)> widen;
  [[shape("out in")]] Tensor weight;
  Tensor both([[shape("in")]] Tensor x) const {
    shape::reveal(widen(x));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'widen(x)' is (2*in) [shape-reveal]
    shape::reveal(widen(widen(x)));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'widen(widen(x))' is (4*in) [shape-reveal]
    return widen(weight);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: argument 'weight' of 'widen' has 2 axes (out, in), but its contract expects 1 axis 'n' [shape-mismatch]
  }
};
void field(const Layer &layer, [[shape("5")]] Tensor x) { shape::reveal(layer.widen(x)); }
// CHECK-MESSAGES: :[[@LINE-1]]:73: remark: the shape of 'layer.widen(x)' is (10) [shape-reveal]

[[shape("(n) -> (n n)")]] std::function<Tensor(Tensor)> outer();
void returned([[shape("7")]] Tensor x) {
  shape::reveal(outer()(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'outer()(x)' is (7, 7) [shape-reveal]
  auto square = outer();
  shape::reveal(square(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'square(x)' is (7, 7) [shape-reveal]
  square(square(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'square(x)' of 'square' has 2 axes (7, 7), but its contract expects 1 axis 'n' [shape-mismatch]
}

void batches([[shape("vectorized (n, n) -> ()")]] std::function<Tensor(Tensor, Tensor)> dot,
             [[shape("b c 3")]] Tensor x, [[shape("b 3")]] Tensor y, [[shape("3")]] Tensor z) {
  shape::reveal(dot(x, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'dot(x, x)' is (b, c) [shape-reveal]
  shape::reveal(dot(z, z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'dot(z, z)' is () [shape-reveal]
  dot(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'y' of 'dot' has 1 axis (b, 3), but its contract expects 2 axes '*batch n' [shape-mismatch]
}

void dtypes([[shape("(Float32[n]) -> (Float64[n])")]] Tensor (*widen)(Tensor)) {
  shape::reveal(widen(torch::zeros({3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'widen(torch::zeros({3}))' is (3) float64 [shape-reveal]
  widen(widen(torch::zeros({3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'widen(torch::zeros({3}))' of 'widen' has dtype float64, but its contract expects float32 [shape-dtype]
}

void trees([[shape("(tuple[n, m]) -> tuple[m, n]")]] std::pair<Tensor, Tensor> (*swap)(std::pair<Tensor, Tensor>),
           [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a, b] = swap({x, y});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (4) [shape-reveal]
}

// The names of a contract are of one call, and not of the function.
[[shape("n")]] Tensor twice([[shape("(n) -> (n)")]] Tensor (*f)(Tensor), [[shape("n")]] Tensor x,
                            [[shape("m")]] Tensor y) {
  f(y);
  return f(f(x));
}
