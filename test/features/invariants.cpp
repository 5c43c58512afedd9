// Classes without annotations: what all constructors give a field and nobody
// changes later holds in every method.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

class Linear {
public:
  Linear(int64_t in, int64_t out)
      : w(torch::zeros({out, in})), b(torch::zeros({out})), changed(w), in_(in) {
    bound = torch::zeros({in, 3});
  }
  Tensor forward(Tensor x) const {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (out, in) float32 [shape-reveal]
    shape::reveal(b);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'b' is (out) float32 [shape-reveal]
    shape::reveal(in_);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the value of 'in_' is in [shape-reveal]
    shape::reveal(bound);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'bound' is (in, 3) float32 [shape-reveal]
    shape::reveal(changed);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'changed' is (...) [shape-reveal]
    return x.matmul(w.t()) + b;
  }
  Tensor wrong() const { return bound.matmul(torch::zeros({4, 2})); }
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'bound', 4 on axis 0 of 'torch::zeros({4, 2})' [shape-mismatch]
  // Nobody said that `in` and `out` may differ.
  Tensor square() const { return w + w.t(); }
  void change(Tensor x) { changed = x; }

private:
  Tensor w, b, changed;
  int64_t in_;
  Tensor bound;
};

// Two objects have sizes of their own.
void outside(const Linear &l, Linear &m, [[shape("2 5")]] Tensor x,
             [[shape("2 6")]] Tensor y) {
  l.forward(x);
  m.forward(y);
  l.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 6 on axis 1 of 'x', 'l.in' (5) on axis 0 of 'w.t()' [shape-mismatch]
}

// What may be different is not known.
class Several {
public:
  Several() : w(torch::zeros({2, 3})), either(torch::zeros({2})), same(torch::zeros({4})) {}
  explicit Several(Tensor x) : w(torch::zeros({2, 4})), same(torch::zeros({4})) { either = x; }
  void look() {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (2, ?) float32 [shape-reveal]
    shape::reveal(either);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'either' is (...) [shape-reveal]
    shape::reveal(same);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'same' is (4) float32 [shape-reveal]
    shape::reveal(later);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'later' is (5) float32 [shape-reveal]
  }

private:
  Tensor w, either, same;
  Tensor later = torch::zeros({5});
};

// Ways to change a field.
void resizeIt(Tensor &x);
class Changes {
public:
  Changes() : a(f()), b(f()), c(f()), d(f()), e(f()), g(f()), kept(f()) {}
  static Tensor f() { return torch::zeros({2, 2}); }
  void writes(Changes &other) {
    resizeIt(a);
    Tensor &r = b;
    Tensor *p = &c;
    auto l = [this] { d = torch::zeros({1}); };
    e.unsqueeze_(0);
    other.h = torch::zeros({3});
    kept.add_(kept);
    Tensor copy = kept;
  }
  Tensor &give() { return g; }
  void look() {
    shape::reveal(a);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'a' is (...) [shape-reveal]
    shape::reveal(b);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'b' is (...) [shape-reveal]
    shape::reveal(c);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'c' is (...) [shape-reveal]
    shape::reveal(d);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'd' is (...) [shape-reveal]
    shape::reveal(e);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'e' is (...) [shape-reveal]
    shape::reveal(g);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'g' is (...) [shape-reveal]
    shape::reveal(h);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'h' is (...) [shape-reveal]
    shape::reveal(kept);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'kept' is (2, 2) float32 [shape-reveal]
  }

private:
  Tensor a, b, c, d, e, g;
  Tensor h = torch::zeros({2, 2});
  Tensor kept;
};

// A body that is somewhere else may change what is not const.
class Elsewhere {
public:
  Elsewhere() : w(torch::zeros({2})), fixed(torch::zeros({3})) {}
  void hidden();
  void look() {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (...) [shape-reveal]
    shape::reveal(fixed);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'fixed' is (3) float32 [shape-reveal]
  }

private:
  Tensor w;
  const Tensor fixed;
};

// Objects can be given another object's contents, by themselves or as an aggregate.
class Assigned {
public:
  explicit Assigned(int64_t n) : w(torch::zeros({n})), two(torch::zeros({2})) {}
  void grow() { *this = Assigned(7); }
  void look() {
    shape::reveal(two);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'two' is (...) [shape-reveal]
  }

private:
  Tensor w, two;
};
struct Aggregate {
  Tensor w = torch::zeros({2});
  void look() {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (...) [shape-reveal]
  }
};

// Bases, members of members, factories, registration.
struct Module {
  Tensor register_parameter(const char *name, Tensor x, bool grad = true);
};
class Base : public Module {
protected:
  explicit Base(int64_t n) : size(n), w(torch::zeros({n, n})) {}
  int64_t size;
  Tensor w;
};
class Derived : public Base {
public:
  Derived() : Base(6) { p = register_parameter("p", torch::zeros({size, 2})); }
  void look() {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (6, 6) float32 [shape-reveal]
    shape::reveal(p);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p' is (6, 2) float32 [shape-reveal]
  }

private:
  Tensor p;
};
class Net {
public:
  static Net create(int64_t hidden) { return Net(hidden); }
  Tensor forward(Tensor x) { return second.forward(first.forward(x)); }
  Tensor wrong(Tensor x) { return first.forward(second.forward(x)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: inside 'forward': inner sizes of 'matmul' differ: 10 on axis 0 of 'x', 784 on axis 0 of 'w.t()' [shape-mismatch]

private:
  explicit Net(int64_t hidden) : first(784, hidden), second(hidden, 10) {}
  Linear first, second;
};
void make([[shape("32 784")]] Tensor x, [[shape("32 785")]] Tensor y) {
  auto net = Net::create(64);
  shape::reveal(net.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net.forward(x)' is (32, 10) float32 [shape-reveal]
  net.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 785 on axis 1 of 'x', 784 on axis 0 of 'w.t()' [shape-mismatch]
}

// Handing a field over as a constant, in a method that cannot change it or in
// one that could, changes nothing.
int lengthOf(const Tensor &x);
class Handing {
public:
  explicit Handing(int64_t n) : w(torch::zeros({n, n})), v(w), u(w) {}
  Tensor asArgument(const Tensor &x) const { return x.matmul(w); }
  int outside() const { return lengthOf(w); }
  Tensor copied() const { return Tensor(w); }
  const Tensor &itself() const { return w; }
  Tensor named() const {
    const auto &weight = w;
    auto copy = w;
    return weight + copy;
  }
  Tensor fromOutside(const Tensor &x) { return x.matmul(v); }
  Tensor inPlace(const Tensor &x) const { return x.matmul(u.unsqueeze_(0)); }
  void look() const {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (n, n) float32 [shape-reveal]
    shape::reveal(v);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v' is (n, n) float32 [shape-reveal]
    shape::reveal(u);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'u' is (...) [shape-reveal]
  }

private:
  Tensor w, v, u;
};
