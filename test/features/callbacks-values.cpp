// What a call of a stored callable runs: function pointers, std::function, bound
// functions, members, functors.
//
// RUN: %check_lines

#include <functional>
#include <map>
#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

[[shape("m n")]] Tensor turn([[shape("n m")]] Tensor x);
Tensor followed(Tensor x) { return x.t(); }
[[shape("n k")]] Tensor product([[shape("n m")]] Tensor a, [[shape("m k")]] Tensor b);

void pointers([[shape("3 4")]] Tensor x, bool b) {
  Tensor (*f)(Tensor) = turn;
  shape::reveal(f(x));
  f = &followed;
  shape::reveal((*f)(x));
  Tensor (*either)(Tensor) = b ? turn : followed;
  shape::reveal(either(x));
  f(torch::zeros({3}));
}

void wrappers([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  std::function<Tensor(Tensor)> f = turn;
  shape::reveal(f(x));
  f = [w](Tensor t) { return t.matmul(w); };
  shape::reveal(f(x));
  f(w);
  auto g = f;
  shape::reveal(g(x));
  std::function<Tensor(Tensor)> empty;
  shape::reveal(empty);
  f = nullptr;
  int calls = 0;
  std::function<Tensor()> counts = [&] { ++calls; return w.t(); };
  shape::reveal(counts());
  std::function<Tensor(Tensor)> generic = [](auto t) { return t.t(); };
  shape::reveal(generic(x));
}

void bound([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  using namespace std::placeholders;
  auto times = std::bind(product, _1, w);
  shape::reveal(times(x));
  times(w);
  auto swapped = std::bind(product, _2, _1);
  shape::reveal(swapped(w, x));
  swapped(x, w);
  auto front = std::bind_front(product, x);
  shape::reveal(front(w));
  front(x);
}

struct Scale {
  [[shape("out in")]] Tensor w;
  [[shape("b out")]] Tensor operator()([[shape("b in")]] Tensor x) const { return x.matmul(w.t()); }
  Tensor back(Tensor x) const { return x.t(); }
};

void members(const Scale &s, [[shape("3 4")]] Tensor x) {
  Tensor (Scale::*back)(Tensor) const = &Scale::back;
  shape::reveal((s.*back)(x));
  shape::reveal(std::invoke(&Scale::back, s, x));
  shape::reveal(std::invoke(turn, x));
  std::function<Tensor(const Scale &, Tensor)> any = &Scale::back;
  shape::reveal(any(s, x));
}

void functors([[shape("3 4")]] Tensor x, [[shape("5 4")]] Tensor w) {
  Scale s{w};
  shape::reveal(s(x));
  std::function<Tensor(Tensor)> f = s;
  shape::reveal(f(x));
  f(w.t());
}

struct Step {
  std::function<Tensor(Tensor)> run;
  Tensor (*plain)(Tensor);
};

void stored([[shape("3 4")]] Tensor x) {
  Step step{turn, followed};
  shape::reveal(step.run(x));
  shape::reveal(step.plain(x));
  std::vector<std::function<Tensor(Tensor)>> steps{turn, turn};
  shape::reveal(steps[0](x));
  steps[1](torch::zeros({3}));
  for (const auto &each : steps)
    x = each(x);
}

std::function<Tensor(Tensor)> maker() { return turn; }
auto closure(Tensor w) {
  return [w](Tensor x) { return x.matmul(w); };
}
void returned([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  shape::reveal(maker()(x));
  auto f = closure(w);
  shape::reveal(f(x));
  f(w);
}

template <typename F> Tensor call(F &&f, Tensor x) { return f(x); }
void parameters([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  shape::reveal(call(turn, x));
  shape::reveal(call([w](Tensor t) { return t.matmul(w); }, x));
  call([w](Tensor t) { return t.matmul(w); }, w);
  shape::reveal(call(+[](Tensor t) { return t.t(); }, x));
}
