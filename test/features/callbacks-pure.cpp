// shape/callback.h: what a pure callback gives, and what it is held to. Functions are
// named after the rules in docs/heritage.md.
//
// RUN: %check_lines

#include <shape/callback.h>
#include <shape/shape.h>
#include <torch.h>
#include <utility>

using shape::ShapeDtype;
using torch::Tensor;

template <> struct shape::array_traits<Tensor> {
  static std::size_t rank(const Tensor &x);
  static long long extent(const Tensor &x, std::size_t axis);
  static const char *dtype(const Tensor &x);
};
template <> struct shape::array_batch<Tensor> {
  static Tensor element(const Tensor &x, long long i);
  static Tensor stack(const std::vector<Tensor> &elements);
};

[[shape("n")]] Tensor solve([[shape("n n")]] const Tensor &a, [[shape("n")]] const Tensor &b);
[[shape("tuple[n, n n]")]] std::pair<Tensor, Tensor> eigh([[shape("n n")]] const Tensor &a);
[[shape("*b n k")]] Tensor matmul([[shape("*b n m")]] const Tensor &x, [[shape("*b m k")]] const Tensor &y);
[[shape("")]] Tensor norm([[shape("n")]] const Tensor &x);
Tensor external(const Tensor &x);
struct Layer {
  Tensor weight, bias;
};

void takesTreesAndReturnsTrees([[shape("3 3")]] Tensor a, [[shape("4")]] Tensor b) {
  auto [values, vectors] = shape::pure_callback(eigh, std::pair{ShapeDtype({3}), ShapeDtype({3, 3})}, a);
  shape::reveal(values);
  shape::reveal(vectors);
  auto twice = [](const std::pair<Tensor, Tensor> &p) { return p.first; };
  shape::reveal(shape::pure_callback(twice, ShapeDtype({3, 3}), std::pair{a, b}));
  shape::pure_callback(twice, ShapeDtype({4}), std::pair{a, b});
}

void theCallbackTakesItsArguments([[shape("3 3")]] Tensor a, [[shape("3")]] Tensor b, [[shape("4")]] Tensor c) {
  shape::reveal(shape::pure_callback(solve, ShapeDtype({3}), a, b));
  shape::pure_callback(solve, ShapeDtype({3}), a, c);
  shape::pure_callback(solve, ShapeDtype({3}), b, b);
}

void theResultMatchesTheDeclaration([[shape("3 3")]] Tensor a, [[shape("3")]] Tensor b, [[shape("n")]] Tensor x) {
  shape::pure_callback(solve, ShapeDtype({4}), a, b);
  shape::pure_callback(solve, ShapeDtype({3, 1}), a, b);
  shape::pure_callback(norm, ShapeDtype({}, ""), x);
  shape::pure_callback(norm, ShapeDtype({1}), x);
  shape::pure_callback([](const Tensor &t) { return t + t; }, ShapeDtype({x.size(0)}), x);
  shape::pure_callback([](const Tensor &t) { return t + t; }, ShapeDtype({4}), x);
}

void theStructureMatches([[shape("3 3")]] Tensor a) {
  shape::pure_callback(eigh, std::pair{ShapeDtype({3}), ShapeDtype({3, 4})}, a);
  auto both = [](const Tensor &t) { return std::vector<Tensor>{t, t}; };
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3}), ShapeDtype({3, 3})}, a);
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3})}, a);
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3}), ShapeDtype({3})}, a);
}

void theDtypeMatches() {
  Tensor x = torch::zeros({3}, torch::kFloat64);
  auto same = [](const Tensor &t) { return t + t; };
  shape::reveal(shape::pure_callback(same, ShapeDtype({3}, "float64"), x));
  shape::pure_callback(same, ShapeDtype({3}, "float32"), x);
  shape::reveal(shape::pure_callback(external, ShapeDtype({3}, "int32"), x));
  shape::reveal(shape::pure_callback(external, shape::shape_dtype(x), x));
}

void unknownCallbacksGiveWhatIsDeclared(Tensor x, int n) {
  Tensor y = shape::pure_callback(external, ShapeDtype({3, 4}, "float32"), x);
  shape::reveal(y);
  y.matmul(torch::zeros({3}));
  shape::reveal(shape::pure_callback(external, ShapeDtype({n, 2 * n}), x));
}

void itHasNoEffects([[shape("3")]] Tensor x) {
  int calls = 0;
  shape::pure_callback([&](const Tensor &t) { ++calls; return t; }, ShapeDtype({3}), x);
  auto f = [&](const Tensor &t) { return calls > 3 ? t : t + t; };
  shape::pure_callback(f, ShapeDtype({3}), x);
}

void vectorizedGetsTheBatch([[shape("5 3 4")]] Tensor x, [[shape("5 4 2")]] Tensor y, [[shape("6 4 2")]] Tensor z) {
  shape::PureCallback product(matmul, ShapeDtype({3, 2}), shape::vectorized);
  shape::reveal(shape::vmap(product)(x, y));
  shape::vmap(product)(x, z);
  shape::PureCallback wrong(matmul, ShapeDtype({3, 3}), shape::vectorized);
  shape::vmap(wrong)(x, y);
  shape::PureCallback flat(norm, ShapeDtype({}, ""), shape::vectorized);
  shape::vmap(flat)(x);
}

void otherwiseItIsMapped([[shape("5 3")]] Tensor x, [[shape("2 5 3")]] Tensor xs, [[shape("3")]] Tensor v) {
  shape::PureCallback length(norm, ShapeDtype({}, "float32"));
  shape::reveal(length(v));
  shape::reveal(shape::vmap(length)(x));
  shape::reveal(shape::vmap(shape::vmap(length))(xs));
  shape::vmap(length)(xs);
  length(x);
  shape::reveal(shape::vmap(norm)(x));
  shape::vmap(norm)(v);
  auto mapped = shape::vmap([](const Tensor &row) { return row.unsqueeze(0); });
  shape::reveal(mapped(x));
}

void theSequentialResultIsStacked([[shape("5 3")]] Tensor x) {
  shape::PureCallback both([](const Tensor &t) { return std::pair{t, t + t}; },
                           std::pair{ShapeDtype({3}), ShapeDtype({4})}, shape::sequential);
  shape::vmap(both)(x);
}
