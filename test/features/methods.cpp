// Methods and operators without contracts, on objects without annotations.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Linear {
  Tensor w, b;
  Linear(int64_t in, int64_t out) : w(torch::zeros({out, in})), b(torch::zeros({out})) {}
  Tensor forward(Tensor x) const { return x.matmul(w.t()) + b; }
  void transpose() { w = w.t(); }
  Tensor &weight() { return w; }
  const Tensor &bias() const { return b; }
  static Linear square(int64_t n) { return Linear(n, n); }
  Linear &scale() { w = w + w; return *this; }
  int64_t in() const { return w.size(1); }
};

struct Net {
  Linear first, second;
  Net() : first(8, 4), second(4, 2) {}
  Tensor forward(Tensor x) { return second.forward(first.forward(x)); }
  Tensor wrong(Tensor x) { return first.forward(second.forward(x)); }
};

Tensor operator%(const Linear &l, Tensor x) { return l.forward(x); }
struct Apply {
  Linear *unknown;
  Linear l{3, 5};
  Tensor operator()(Tensor x) const { return l.forward(x); }
  Tensor operator[](int64_t n) const { return torch::zeros({n}); }
};

void objects([[shape("2 8")]] Tensor x, [[shape("2 3")]] Tensor y) {
  Linear l(8, 4);
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (4, 8) float32 [shape-reveal]
  shape::reveal(l.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l.forward(x)' is (2, 4) float32 [shape-reveal]
  l.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 8 on axis 0 of 'w.t()' [shape-mismatch]
  shape::reveal(l.in());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'l.in()' is 8 [shape-reveal]
  shape::reveal(l % x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l % x' is (2, 4) float32 [shape-reveal]
  l.transpose();
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (8, 4) float32 [shape-reveal]
  l.weight() = torch::zeros({5, 5});
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (5, 5) float32 [shape-reveal]
  shape::reveal(l.scale().bias());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of 'l.scale().bias()' is (4) float32 [shape-reveal]
  shape::reveal(Linear::square(6).w);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: remark: the shape of 'Linear::square(6).w' is (6, 6) float32 [shape-reveal]
}

void nested([[shape("2 8")]] Tensor x) {
  Net net;
  shape::reveal(net.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net.forward(x)' is (2, 2) float32 [shape-reveal]
  shape::reveal(net.first.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of 'net.first.w' is (4, 8) float32 [shape-reveal]
  Apply apply;
  shape::reveal(apply(torch::zeros({7, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'apply(torch::zeros({7, 3}))' is (7, 5) float32 [shape-reveal]
  shape::reveal(apply[4]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'apply[4]' is (4) float32 [shape-reveal]
}

// Who is called is known, or nothing is.
struct Base {
  virtual Tensor run(Tensor x) { return x.t(); }
  virtual ~Base() {}
};
struct Derived final : Base {
  Tensor run(Tensor x) override { return x; }
};
struct Open : Base {
  Tensor w;
  Tensor run(Tensor x) override { w = x; return x; }
  Tensor through(Tensor x) { return run(x); }
  Tensor named(Tensor x) { return Base::run(x); }
};
void dispatch(Base &base, Derived &derived, [[shape("2 3")]] Tensor x) {
  shape::reveal(base.run(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'base.run(x)' is (...) [shape-reveal]
  shape::reveal(derived.run(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'derived.run(x)' is (2, 3) [shape-reveal]
  Base exact;
  shape::reveal(exact.run(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'exact.run(x)' is (3, 2) [shape-reveal]
  Open open;
  shape::reveal(open.through(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'open.through(x)' is (...) [shape-reveal]
  shape::reveal(open.named(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'open.named(x)' is (3, 2) [shape-reveal]
}

// The receiver may be an argument too.
struct Holder {
  Tensor a, b;
  void take(Tensor &from) {
    a = torch::zeros({3});
    b = from;
  }
  void copyFrom(Holder &other) {
    a = torch::zeros({1});
    b = other.a;
  }
};
void aliases([[shape("2")]] Tensor x) {
  Holder h;
  h.a = x;
  h.take(h.a);
  shape::reveal(h.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'h.b' is (3) float32 [shape-reveal]
  h.copyFrom(h);
  shape::reveal(h.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'h.b' is (1) float32 [shape-reveal]
  Holder other;
  other.a = x;
  h.copyFrom(other);
  shape::reveal(h.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'h.b' is (2) [shape-reveal]
}

// An address that is given away may be written through later.
struct Leaky {
  Tensor w;
  Tensor *pointer() { return &w; }
};
void opaque();
void leaks([[shape("2")]] Tensor x) {
  Leaky l;
  l.w = x;
  Tensor *p = l.pointer();
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (...) [shape-reveal]
  l.w = x;
  opaque();
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (...) [shape-reveal]
}
