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
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (4, 3) [shape-reveal]
  f = &followed;
  shape::reveal((*f)(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '(*f)(x)' is (4, 3) [shape-reveal]
  Tensor (*either)(Tensor) = b ? turn : followed;
  shape::reveal(either(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(x)' is (...) [shape-reveal]
  f(torch::zeros({3}));
}

void wrappers([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  std::function<Tensor(Tensor)> f = turn;
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (4, 3) [shape-reveal]
  f = [w](Tensor t) { return t.matmul(w); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: inner sizes of 'matmul' differ: 5 on axis 1 of 't', 4 on axis 0 of 'w' [shape-mismatch]
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (3, 5) [shape-reveal]
  f(w);
  auto g = f;
  shape::reveal(g(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'g(x)' is (3, 5) [shape-reveal]
  std::function<Tensor(Tensor)> empty;
  shape::reveal(empty);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'empty' is None [shape-reveal]
  f = nullptr;
  int calls = 0;
  std::function<Tensor()> counts = [&] { ++calls; return w.t(); };
  shape::reveal(counts());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'counts()' is (5, 4) [shape-reveal]
  std::function<Tensor(Tensor)> generic = [](auto t) { return t.t(); };
  shape::reveal(generic(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'generic(x)' is (4, 3) [shape-reveal]
}

void bound([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  using namespace std::placeholders;
  auto times = std::bind(product, _1, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: argument 'b' of 'times' has size 4 on axis 0, but its contract expects 'm' (5) [shape-mismatch]
  shape::reveal(times(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'times(x)' is (3, 5) [shape-reveal]
  times(w);
  auto swapped = std::bind(product, _2, _1);
  shape::reveal(swapped(w, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'swapped(w, x)' is (3, 5) [shape-reveal]
  swapped(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: argument 'b' of 'swapped' has size 3 on axis 0, but its contract expects 'm' (5) [shape-mismatch]
  auto front = std::bind_front(product, x);
  shape::reveal(front(w));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'front(w)' is (3, 5) [shape-reveal]
  front(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'b' of 'front' has size 3 on axis 0, but its contract expects 'm' (4) [shape-mismatch]
}

struct Scale {
  [[shape("out in")]] Tensor w;
  [[shape("b out")]] Tensor operator()([[shape("b in")]] Tensor x) const { return x.matmul(w.t()); }
  Tensor back(Tensor x) const { return x.t(); }
};

void members(const Scale &s, [[shape("3 4")]] Tensor x) {
  Tensor (Scale::*back)(Tensor) const = &Scale::back;
  shape::reveal((s.*back)(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '(s.*back)(x)' is (4, 3) [shape-reveal]
  shape::reveal(std::invoke(&Scale::back, s, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'std::invoke(&Scale::back, s, x)' is (4, 3) [shape-reveal]
  shape::reveal(std::invoke(turn, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'std::invoke(turn, x)' is (4, 3) [shape-reveal]
  std::function<Tensor(const Scale &, Tensor)> any = &Scale::back;
  shape::reveal(any(s, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'any(s, x)' is (4, 3) [shape-reveal]
}

void functors([[shape("3 4")]] Tensor x, [[shape("5 4")]] Tensor w) {
  Scale s{w};
  shape::reveal(s(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 's(x)' is (3, 5) [shape-reveal]
  std::function<Tensor(Tensor)> f = s;
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (3, 5) [shape-reveal]
  f(w.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: argument 'x' of 'f' has size 5 on axis 1, but its contract expects 'in' (4) [shape-mismatch]
}

struct Step {
  std::function<Tensor(Tensor)> run;
  Tensor (*plain)(Tensor);
};

void stored([[shape("3 4")]] Tensor x) {
  Step step{turn, followed};
  shape::reveal(step.run(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'step.run(x)' is (4, 3) [shape-reveal]
  shape::reveal(step.plain(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'step.plain(x)' is (4, 3) [shape-reveal]
  std::vector<std::function<Tensor(Tensor)>> steps{turn, turn};
  shape::reveal(steps[0](x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'steps[0](x)' is (4, 3) [shape-reveal]
  steps[1](torch::zeros({3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'x' of 'steps[1]' has 1 axis (3), but its contract expects 2 axes 'n m' [shape-mismatch]
  for (const auto &each : steps)
    shape::reveal(each(x));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'each(x)' is (4, 3) [shape-reveal]
}

std::function<Tensor(Tensor)> maker() { return turn; }
auto closure(Tensor w) {
  return [w](Tensor x) { return x.matmul(w); };
}
void returned([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  shape::reveal(maker()(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'maker()(x)' is (4, 3) [shape-reveal]
  auto f = closure(w);
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (3, 5) [shape-reveal]
  f(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'f': inner sizes of 'matmul' differ: 5 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
}

template <typename F> Tensor call(F &&f, Tensor x) { return f(x); }
void parameters([[shape("3 4")]] Tensor x, [[shape("4 5")]] Tensor w) {
  shape::reveal(call(turn, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'call(turn, x)' is (...) [shape-reveal]
  shape::reveal(call([w](Tensor t) { return t.matmul(w); }, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'call([w](Tensor t) { return t.matmul(...' is (3, 5) [shape-reveal]
  call([w](Tensor t) { return t.matmul(w); }, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'call': inner sizes of 'matmul' differ: 5 on axis 1 of 't', 4 on axis 0 of 'w' [shape-mismatch]
  shape::reveal(call(+[](Tensor t) { return t.t(); }, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'call(+[](Tensor t) { return t.t(); }, x)' is (4, 3) [shape-reveal]
}
