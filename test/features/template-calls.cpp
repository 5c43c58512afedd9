// Templates without contracts are followed as instantiated.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

template <typename T> T twice(const T &x) { return x + x; }
template <int N> Tensor corners() { return torch::zeros({N, 2}); }
template <typename... Layers> Tensor chain(Tensor x, const Layers &...layers) {
  ((x = layers.forward(x)), ...);
  return x;
}
template <typename First, typename... Rest> Tensor last(First first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0)
    return first;
  else
    return last(rest...);
}
template <typename T> concept Layer = requires(T t, Tensor x) { t.forward(x); };
Tensor run(const Layer auto &layer, const Tensor &x) { return layer.forward(x); }
auto flip(auto x) { return x.t(); }
template <typename F> Tensor apply(F f, Tensor x) { return f(x); }

struct Linear {
  Tensor w;
  Linear(int64_t in, int64_t out) : w(torch::zeros({out, in})) {}
  Tensor forward(const Tensor &x) const { return x.matmul(w.t()); }
};

template <typename Self> struct Crtp {
  Tensor call(Tensor x) { return static_cast<Self *>(this)->forward(x); }
};
struct Turning : Crtp<Turning> {
  Tensor forward(Tensor x) { return x.t(); }
};

void use([[shape("2 8")]] Tensor x, [[shape("2 3")]] Tensor y, [[shape("n m")]] Tensor z) {
  shape::reveal(twice(z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'twice(z)' is (n, m) [shape-reveal]
  shape::reveal(corners<4>());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'corners<4>()' is (4, 2) float32 [shape-reveal]
  Linear a(8, 5), b(5, 3);
  shape::reveal(chain(x, a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'chain(x, a, b)' is (2, 3) float32 [shape-reveal]
  chain(x, b, a);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'chain': inner sizes of 'matmul' differ: 8 on axis 1 of 'x', 5 on axis 0 of 'w.t()' [shape-mismatch]
  shape::reveal(last(x, z, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'last(x, z, y)' is (2, 3) [shape-reveal]
  shape::reveal(run(a, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'run(a, x)' is (2, 5) float32 [shape-reveal]
  shape::reveal(flip(z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'flip(z)' is (m, n) [shape-reveal]
  shape::reveal(apply([](Tensor t) { return t.t(); }, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'apply([](Tensor t) { return t.t(); }, y)' is (3, 2) [shape-reveal]
  shape::reveal(apply([=](Tensor t) { return t.matmul(y); }, x.t()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'apply([=](Tensor t) { return t.matmul...' is (8, 3) [shape-reveal]
  apply([=](Tensor t) { return t.matmul(y); }, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'apply': inner sizes of 'matmul' differ: 8 on axis 1 of 't', 2 on axis 0 of 'y' [shape-mismatch]
  Turning t;
  shape::reveal(t.call(z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 't.call(z)' is (m, n) [shape-reveal]
}
