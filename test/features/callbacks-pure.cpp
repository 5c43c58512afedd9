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
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'values' is (3) [shape-reveal]
  shape::reveal(vectors);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'vectors' is (3, 3) [shape-reveal]
  auto twice = [](const std::pair<Tensor, Tensor> &p) { return p.first; };
  shape::reveal(shape::pure_callback(twice, ShapeDtype({3, 3}), std::pair{a, b}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(twice, ShapeDtyp...' is (3, 3) [shape-reveal]
  shape::pure_callback(twice, ShapeDtype({4}), std::pair{a, b});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'twice' has 2 axes (3, 3), but declared is 1 axis [shape-callback]
}

void theCallbackTakesItsArguments([[shape("3 3")]] Tensor a, [[shape("3")]] Tensor b, [[shape("4")]] Tensor c) {
  shape::reveal(shape::pure_callback(solve, ShapeDtype({3}), a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(solve, ShapeDtyp...' is (3) [shape-reveal]
  shape::pure_callback(solve, ShapeDtype({3}), a, c);
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: argument 'b' of 'solve' has size 4 on axis 0, but its contract expects 'n' (3) [shape-mismatch]
  shape::pure_callback(solve, ShapeDtype({3}), b, b);
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: argument 'a' of 'solve' has 1 axis (3), but its contract expects 2 axes 'n n' [shape-mismatch]
}

void theResultMatchesTheDeclaration([[shape("3 3")]] Tensor a, [[shape("3")]] Tensor b, [[shape("n")]] Tensor x) {
  shape::pure_callback(solve, ShapeDtype({4}), a, b);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'solve' has size 3 on axis 0, but declared is 4 [shape-callback]
  shape::pure_callback(solve, ShapeDtype({3, 1}), a, b);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'solve' has 1 axis (3), but declared is 2 axes [shape-callback]
  shape::pure_callback(norm, ShapeDtype({}, ""), x);
  shape::pure_callback(norm, ShapeDtype({1}), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'norm' has 0 axes (), but declared is 1 axis [shape-callback]
  shape::pure_callback([](const Tensor &t) { return t + t; }, ShapeDtype({x.size(0)}), x);
  shape::pure_callback([](const Tensor &t) { return t + t; }, ShapeDtype({4}), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'lambda' has size 'n' on axis 0, but declared is 4; fails for n = 2 [shape-callback]
}

void theStructureMatches([[shape("3 3")]] Tensor a) {
  shape::pure_callback(eigh, std::pair{ShapeDtype({3}), ShapeDtype({3, 4})}, a);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result[1]' of callable 'eigh' has size 3 on axis 1, but declared is 4 [shape-callback]
  auto both = [](const Tensor &t) { return std::vector<Tensor>{t, t}; };
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3}), ShapeDtype({3, 3})}, a);
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3})}, a);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: structure of 'result' of callable 'both' is not as declared: '[*, *]' at the root, but declared is '[*]' [shape-callback]
  shape::pure_callback(both, std::vector{ShapeDtype({3, 3}), ShapeDtype({3})}, a);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result[1]' of callable 'both' has 2 axes [(3, 3), (3, 3)], but declared is 1 axis [shape-callback]
}

void theDtypeMatches() {
  Tensor x = torch::zeros({3}, torch::kFloat64);
  auto same = [](const Tensor &t) { return t + t; };
  shape::reveal(shape::pure_callback(same, ShapeDtype({3}, "float64"), x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(same, ShapeDtype...' is (3) float64 [shape-reveal]
  shape::pure_callback(same, ShapeDtype({3}, "float32"), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'same' has dtype float64, but declared is float32 [shape-callback]
  shape::reveal(shape::pure_callback(external, ShapeDtype({3}, "int32"), x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(external, ShapeD...' is (3) int32 [shape-reveal]
  shape::reveal(shape::pure_callback(external, shape::shape_dtype(x), x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(external, shape:...' is (3) float64 [shape-reveal]
}

void unknownCallbacksGiveWhatIsDeclared(Tensor x, int n) {
  Tensor y = shape::pure_callback(external, ShapeDtype({3, 4}, "float32"), x);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3, 4) float32 [shape-reveal]
  y.matmul(torch::zeros({3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 4 on axis 1 of 'y', 3 on axis 0 of 'torch::zeros({3})' [shape-mismatch]
  shape::reveal(shape::pure_callback(external, ShapeDtype({n, 2 * n}), x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::pure_callback(external, ShapeD...' is (n, 2*n) [shape-reveal]
}

void itHasNoEffects([[shape("3")]] Tensor x) {
  int calls = 0;
  shape::pure_callback([&](const Tensor &t) { ++calls; return t; }, ShapeDtype({3}), x);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  auto f = [&](const Tensor &t) { return calls > 3 ? t : t + t; };
  shape::pure_callback(f, ShapeDtype({3}), x);
}

void vectorizedGetsTheBatch([[shape("5 3 4")]] Tensor x, [[shape("5 4 2")]] Tensor y, [[shape("6 4 2")]] Tensor z) {
  shape::PureCallback product(matmul, ShapeDtype({3, 2}), shape::vectorized);
  shape::reveal(shape::vmap(product)(x, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::vmap(product)(x, y)' is (5, 3, 2) [shape-reveal]
  shape::vmap(product)(x, z);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: batches of 'shape::vmap(product)' differ: size 5 on axis 0 of 'x', 6 of 'z' [shape-callback]
  shape::PureCallback wrong(matmul, ShapeDtype({3, 3}), shape::vectorized);
  shape::vmap(wrong)(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result' of callable 'shape::vmap(wrong)' has size 2 on axis 2, but declared is 3 [shape-callback]
  shape::PureCallback flat(norm, ShapeDtype({}, ""), shape::vectorized);
  shape::vmap(flat)(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: argument 'x' of 'shape::vmap(flat)' has 3 axes (5, 3, 4), but its contract expects 1 axis 'n' [shape-mismatch]
}

void otherwiseItIsMapped([[shape("5 3")]] Tensor x, [[shape("2 5 3")]] Tensor xs, [[shape("3")]] Tensor v) {
  shape::PureCallback length(norm, ShapeDtype({}, "float32"));
  shape::reveal(length(v));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'length(v)' is () float32 [shape-reveal]
  shape::reveal(shape::vmap(length)(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::vmap(length)(x)' is (5) float32 [shape-reveal]
  shape::reveal(shape::vmap(shape::vmap(length))(xs));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::vmap(shape::vmap(length))(xs)' is (2, 5) float32 [shape-reveal]
  shape::vmap(length)(xs);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: argument 'x' of 'shape::vmap(length)' has 2 axes (5, 3), but its contract expects 1 axis 'n' [shape-mismatch]
  length(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'length' has 2 axes (5, 3), but its contract expects 1 axis 'n' [shape-mismatch]
  shape::reveal(shape::vmap(norm)(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shape::vmap(norm)(x)' is (5) [shape-reveal]
  shape::vmap(norm)(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: argument 'x' of 'shape::vmap(norm)' has 0 axes (), but its contract expects 1 axis 'n' [shape-mismatch]
  auto mapped = shape::vmap([](const Tensor &row) { return row.unsqueeze(0); });
  shape::reveal(mapped(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'mapped(x)' is (5, 1, 3) [shape-reveal]
}

void theSequentialResultIsStacked([[shape("5 3")]] Tensor x) {
  shape::PureCallback both([](const Tensor &t) { return std::pair{t, t + t}; },
                           std::pair{ShapeDtype({3}), ShapeDtype({4})}, shape::sequential);
  shape::vmap(both)(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'result[1]' of callable 'shape::vmap(both)' has size 3 on axis 0, but declared is 4 [shape-callback]
}
