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
  rows(whole);
  rows(flat);
  rows(unknown);
  rows(body);
  rows(wrong);
  rows(needs);
  pointer(&right);
  pointer(&other);
  any(more);
  any(whole);
}

void lambdas(Tensor loose, [[shape("3")]] Tensor v, [[shape("4")]] Tensor w) {
  rows([](Tensor x) { return x.sum({1}); });
  rows([](Tensor x) { return x; });
  rows([&](Tensor x) { return x.matmul(v); });
  rows([&](Tensor x) { return x.matmul(w); });
  rows([&](Tensor x) { return x.matmul(loose); });
  rows([=](Tensor x) { return x.matmul(v); });
  rows([=](Tensor x) { return x.matmul(w); });
  any([](auto x) { return x.t(); });
  any([]([[shape("b c")]] Tensor x) SHAPE_RETURNS("b") { return x.sum({1}); });
  any([]([[shape("b c d")]] Tensor x) SHAPE_RETURNS("b") { return x.sum({1}).sum({1}); });
  auto stored = [](Tensor x) { return x.t(); };
  any(stored);
  std::function<Tensor(Tensor)> kept = stored;
  rows(kept);
  pointer([](Tensor x) { return x.sum({0}); });
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
  using std::placeholders::_1;
  rows(std::bind(more, _1));
  rows(std::bind(other, _1));
  rows(std::bind_front(&Model::score, &m));
  rows([&m](Tensor x) { return m.score(x); });
}

void locals() {
  [[shape("(n) -> (n)")]] std::function<Tensor(Tensor)> f = [](Tensor x) { return x + x; };
  f = [](Tensor x) { return x.sum({0}); };
  [[shape("(n) -> ()")]] auto g = [](Tensor x) { return x; };
  [[shape("(n) -> (n)")]] Tensor (*h)(Tensor) = body;
}

struct Layer {
  [[shape("(b n) -> (b n)")]] std::function<Tensor(Tensor)> activation;
};
void fields(Layer &layer) {
  layer.activation = [](Tensor x) { return x.relu(); };
  layer.activation = [](Tensor x) { return x.t(); };
  Layer made{[](Tensor x) { return x.sum({1}); }};
}

[[shape("(n) -> (n)")]] std::function<Tensor(Tensor)> returns(bool b) {
  if (b)
    return [](Tensor x) { return x; };
  return [](Tensor x) { return x.sum({0}); };
}

using Activation [[shape("(b n) -> (b n)")]] = std::function<Tensor(Tensor)>;
void use(Activation f);
void aliases(Activation given, [[shape("(b 3) -> (b)")]] std::function<Tensor(Tensor)> narrow) {
  use(given);
  use([](Tensor x) { return x; });
  use([](Tensor x) { return x.t(); });
  use(narrow);
  rows(given);
  rows(narrow);
}

void vectorized([[shape("vectorized (n) -> ()")]] std::function<Tensor(Tensor)> f);
[[shape("*b")]] Tensor norm([[shape("*b n")]] Tensor x);
[[shape("")]] Tensor one([[shape("n")]] Tensor x);
void batches() {
  vectorized(norm);
  vectorized(one);
  vectorized([](Tensor x) { return x; });
}

void list([[shape("list[(n) -> (n)]")]] const std::vector<std::function<Tensor(Tensor)>> &steps);
void lists() {
  list({[](Tensor x) { return x; }, [](Tensor x) { return x + x; }});
  list({[](Tensor x) { return x; }, [](Tensor x) { return x.sum({0}); }});
}

// A function that hands its own callable on.
void passes([[shape("(b 3) -> (b)")]] const std::function<Tensor(Tensor)> &f,
            [[shape("(b 4) -> (b)")]] const std::function<Tensor(Tensor)> &g) {
  rows(f);
  rows(g);
}
