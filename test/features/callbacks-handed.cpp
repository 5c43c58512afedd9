// Callables handed over to a callable contract: they may accept more, and what they
// give may promise more.
//
// RUN: %check_lines

#include <functional>
#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

void rows([[shape("(b 3) -> (b)")]] const std::function<Tensor(Tensor)> &f);
void pointer([[shape("(b 3) -> (b)")]] Tensor (*f)(Tensor));
template <typename F> void any([[shape("(b 3) -> (b)")]] F &&f) {}

[[shape("b")]] Tensor right([[shape("b 3")]] Tensor x);
[[shape("b")]] Tensor more([[shape("b c")]] Tensor x);
[[shape("b")]] Tensor other([[shape("b 4")]] Tensor x);
[[shape("b c")]] Tensor whole([[shape("b c")]] Tensor x);
[[shape("b")]] Tensor flat([[shape("b")]] Tensor x);
Tensor unknown(Tensor x);
Tensor body(Tensor x) { return x.sum({1}); }
Tensor wrong(Tensor x) { return x.t(); }
Tensor needs(Tensor x) { return x.matmul(torch::zeros({4})); }

void functions() {
  rows(right);
  rows(more);
  rows(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'x' of callable 'other' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
  rows(whole);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'whole' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
  rows(flat);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'x' of callable 'flat' expects 1 axis 'b', but its contract passes 2 axes (b, 3) [shape-callback]
  rows(unknown);
  rows(body);
  rows(wrong);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'wrong' has 2 axes (3, b), but declared is 1 axis 'b' [shape-callback]
  rows(needs);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: inside 'needs': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'torch::zeros({4})' [shape-mismatch]
  pointer(&right);
  pointer(&other);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: parameter 'x' of callable '&other' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
  any(more);
  any(whole);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable 'whole' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
}

void lambdas(Tensor loose, [[shape("3")]] Tensor v, [[shape("4")]] Tensor w) {
  rows([](Tensor x) { return x.sum({1}); });
  rows([](Tensor x) { return x; });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'lambda' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
  rows([&](Tensor x) { return x.matmul(v); });
  rows([&](Tensor x) { return x.matmul(w); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
  rows([&](Tensor x) { return x.matmul(loose); });
  rows([=](Tensor x) { return x.matmul(v); });
  rows([=](Tensor x) { return x.matmul(w); });
  any([](auto x) { return x.t(); });
  any([]([[shape("b c")]] Tensor x) SHAPE_RETURNS("b") { return x.sum({1}); });
  any([]([[shape("b c d")]] Tensor x) SHAPE_RETURNS("b") { return x.sum({1}).sum({1}); });
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: parameter 'x' of callable 'lambda' expects 3 axes 'b c d', but its contract passes 2 axes (b, 3) [shape-callback]
  auto stored = [](Tensor x) { return x.t(); };
  any(stored);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable 'stored' has 2 axes (3, b), but declared is 1 axis 'b' [shape-callback]
  std::function<Tensor(Tensor)> kept = stored;
  rows(kept);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'kept' has 2 axes (3, b), but declared is 1 axis 'b' [shape-callback]
  pointer([](Tensor x) { return x.sum({0}); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'result' of callable 'lambda' has size 3 on axis 0, but declared is 'b'; fails for b = 2 [shape-callback]
}

struct Norm {
  Tensor operator()(Tensor x) const { return x.sum({1}); }
};
struct Turn {
  Tensor w;
  Tensor operator()(Tensor x) const { return x.t(); }
};
struct Model {
  [[shape("b")]] Tensor score([[shape("b 4")]] Tensor x) const;
};
void others(const Model &m, [[shape("3")]] Tensor v, [[shape("4")]] Tensor w) {
  rows(Norm{});
  rows(Turn{});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'Turn{}' has 2 axes (3, b), but declared is 1 axis 'b' [shape-callback]
  using std::placeholders::_1;
  rows(std::bind(more, _1));
  rows(std::bind(other, _1));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'x' of callable 'std::bind(other, _1)' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
  rows(std::bind_front(&Model::score, &m));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'x' of callable 'std::bind_front(&Model::score, &m)' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
  rows([&m](Tensor x) { return m.score(x); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: argument 'x' of 'score' has size 3 on axis 1, but its contract expects 4 [shape-mismatch]
}

void locals() {
  [[shape("(n) -> (n)")]] std::function<Tensor(Tensor)> f = [](Tensor x) { return x + x; };
  f = [](Tensor x) { return x.sum({0}); };
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable 'lambda' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
  [[shape("(n) -> ()")]] auto g = [](Tensor x) { return x; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'result' of callable 'lambda' has 1 axis (n), but declared is 0 axes [shape-callback]
  [[shape("(n) -> (n)")]] Tensor (*h)(Tensor) = body;
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: inside 'body': axis 1 is out of range in 'sum': 'x' has shape (n), allowed is -1 to 0 [shape-mismatch]
}

struct Layer {
  [[shape("(b n) -> (b n)")]] std::function<Tensor(Tensor)> activation;
};
void fields(Layer &layer) {
  layer.activation = [](Tensor x) { return x.relu(); };
  layer.activation = [](Tensor x) { return x.t(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'result' of callable 'lambda' has size 'n' on axis 0, but declared is 'b'; fails for n = 2, b = 3 [shape-callback]
  Layer made{[](Tensor x) { return x.sum({1}); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'result' of callable 'lambda' has 1 axis (b), but declared is 2 axes 'b n' [shape-callback]
}

[[shape("(n) -> (n)")]] std::function<Tensor(Tensor)> returns(bool b) {
  if (b)
    return [](Tensor x) { return x; };
  return [](Tensor x) { return x.sum({0}); };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'result' of callable 'lambda' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
}

using Activation [[shape("(b n) -> (b n)")]] = std::function<Tensor(Tensor)>;
void use(Activation f);
void aliases(Activation given, [[shape("(b 3) -> (b)")]] std::function<Tensor(Tensor)> narrow) {
  use(given);
  use([](Tensor x) { return x; });
  use([](Tensor x) { return x.t(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable 'lambda' has size 'n' on axis 0, but declared is 'b'; fails for n = 2, b = 3 [shape-callback]
  use(narrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: parameter '1' of callable 'narrow' expects 3 on axis 1, but its contract passes size 'n'; fails for n = 2 [shape-callback]
  rows(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'given' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
  rows(narrow);
}

void vectorized([[shape("vectorized (n) -> ()")]] std::function<Tensor(Tensor)> f);
[[shape("*b")]] Tensor norm([[shape("*b n")]] Tensor x);
[[shape("")]] Tensor one([[shape("n")]] Tensor x);
void batches() {
  vectorized(norm);
  vectorized(one);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: parameter 'x' of callable 'one' expects 1 axis 'n', but its contract passes at least 1 axis (*batch, n); fails when '*batch' has 1 axes [shape-callback]
  vectorized([](Tensor x) { return x; });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'result' of callable 'lambda' has at least 1 axis (*batch, n), but declared is at least 0 axes '*batch' [shape-callback]
}

void list([[shape("list[(n) -> (n)]")]] const std::vector<std::function<Tensor(Tensor)>> &steps);
void lists() {
  list({[](Tensor x) { return x; }, [](Tensor x) { return x + x; }});
  list({[](Tensor x) { return x; }, [](Tensor x) { return x.sum({0}); }});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable '{[](Tensor x) { return x; }, [](Tenso...' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
}

// A function that hands its own callable on.
void passes([[shape("(b 3) -> (b)")]] const std::function<Tensor(Tensor)> &f,
            [[shape("(b 4) -> (b)")]] const std::function<Tensor(Tensor)> &g) {
  rows(f);
  rows(g);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter '1' of callable 'g' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
}
