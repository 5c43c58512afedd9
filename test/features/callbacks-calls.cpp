// Calls of what has a callable contract: parameters, locals, fields, aliases.
//
// RUN: %check_lines

#include <functional>
#include <optional>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;
using Binary [[shape("(n), (n) -> ()")]] = std::function<Tensor(Tensor, Tensor)>;

void pointer([[shape("(n m) -> (m n)")]] Tensor (*turn)(Tensor), [[shape("3 4")]] Tensor x,
             [[shape("5")]] Tensor v) {
  shape::reveal(turn(x));
  shape::reveal((*turn)(turn(x)));
  turn(v);
}

void wrapper([[shape("(n), (n) -> ()")]] const std::function<Tensor(Tensor, Tensor)> &dot,
             [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  shape::reveal(dot(x, x));
  shape::reveal(dot(y, y));
  dot(x, y);
}

void alias(Binary dot, [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  shape::reveal(dot(x, x));
  dot(x, y);
}

template <typename F>
Tensor apply([[shape("(b 3) -> (b)")]] F f, [[shape("n 3")]] Tensor x, [[shape("n 4")]] Tensor y) {
  shape::reveal(f(x));
  f(y);
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
    shape::reveal(widen(widen(x)));
    return widen(weight);
  }
};
void field(const Layer &layer, [[shape("5")]] Tensor x) { shape::reveal(layer.widen(x)); }

[[shape("(n) -> (n n)")]] std::function<Tensor(Tensor)> outer();
void returned([[shape("7")]] Tensor x) {
  shape::reveal(outer()(x));
  auto square = outer();
  shape::reveal(square(x));
  square(square(x));
}

void batches([[shape("vectorized (n), (n) -> ()")]] std::function<Tensor(Tensor, Tensor)> dot,
             [[shape("b c 3")]] Tensor x, [[shape("b 3")]] Tensor y, [[shape("3")]] Tensor z) {
  shape::reveal(dot(x, x));
  shape::reveal(dot(z, z));
  dot(x, y);
}

void dtypes([[shape("(Float32[n]) -> (Float64[n])")]] Tensor (*widen)(Tensor)) {
  shape::reveal(widen(torch::zeros({3})));
  widen(widen(torch::zeros({3})));
}

void trees([[shape("(tuple[n, m]) -> tuple[m, n]")]] std::pair<Tensor, Tensor> (*swap)(std::pair<Tensor, Tensor>),
           [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a, b] = swap({x, y});
  shape::reveal(a);
}

// The names of a contract are of one call, and not of the function.
[[shape("n")]] Tensor twice([[shape("(n) -> (n)")]] Tensor (*f)(Tensor), [[shape("n")]] Tensor x,
                            [[shape("m")]] Tensor y) {
  f(y);
  return f(f(x));
}
