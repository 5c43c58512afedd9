// Lambdas with every kind of capture.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>
#include <utility>

using torch::Tensor;

bool more();

void byCopy([[shape("2 3")]] Tensor x, int k) {
  Tensor y = x;
  auto f = [y] { return y.t(); };
  shape::reveal(f());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f()' is (3, 2) [shape-reveal]
  y = torch::zeros({7});
  shape::reveal(f());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f()' is (3, 2) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (7) float32 [shape-reveal]
  auto g = [=](Tensor t) { return t.matmul(x); };
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: inner sizes of 'matmul' differ: 4 on axis 1 of 't', 2 on axis 0 of 'x' [shape-mismatch]
  shape::reveal(g(torch::zeros({5, 2})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'g(torch::zeros({5, 2}))' is (5, 3) float32 [shape-reveal]
  g(torch::zeros({5, 4}));
}

void byReference([[shape("2 3")]] Tensor x) {
  Tensor y = x;
  int k = 2;
  auto f = [&y] { y = y.t(); };
  f();
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3, 2) [shape-reveal]
  auto g = [&] {
    k = 5;
    return torch::zeros({k});
  };
  shape::reveal(g());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'g()' is (5) float32 [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (5) float32 [shape-reveal]
}

void initialised([[shape("2 3")]] Tensor x) {
  shape::reveal([y = x.t()] { return y; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '[y = x.t()] { return y; }()' is (3, 2) [shape-reveal]
  shape::reveal([&y = x] { return y; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '[&y = x] { return y; }()' is (2, 3) [shape-reveal]
  shape::reveal([k = 4] { return torch::zeros({k}); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '[k = 4] { return torch::zeros({k}); }()' is (4) float32 [shape-reveal]
  shape::reveal([y = std::move(x)] { return y; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '[y = std::move(x)] { return y; }()' is (2, 3) [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

void changing([[shape("2 3")]] Tensor x) {
  Tensor y = x;
  auto f = [y]() mutable {
    y = y.unsqueeze(0);
    return y;
  };
  f();
  shape::reveal(f());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f()' is (1, ...) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (2, 3) [shape-reveal]
}

void immediately([[shape("2 3")]] Tensor x) {
  const Tensor y = [&] {
    if (more())
      return x;
    return x.t().t();
  }();
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
  int k = [] { return 3; }();
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (3) float32 [shape-reveal]
  [](Tensor t) { t.matmul(torch::zeros({4, 4})); }(x);
}

void generic([[shape("2 3")]] Tensor x) {
  auto f = [](auto t, auto... rest) { return t.t(); };
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (3, 2) [shape-reveal]
  shape::reveal(f(x, 1, 2));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x, 1, 2)' is (3, 2) [shape-reveal]
  auto sized = []<int N>(Tensor t) { return torch::zeros({N}); };
  shape::reveal(sized.operator()<4>(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'sized.operator()<4>(x)' is (4) float32 [shape-reveal]
}

void stored([[shape("2 3")]] Tensor x, void (*unseen)(void *)) {
  auto f = [&x] { x = torch::zeros({9}); };
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: value of 'x' has 1 axis (9), but its annotation says 2 axes '2 3' [shape-mismatch]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
  unseen(&f);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

void nested([[shape("2 3")]] Tensor x) {
  auto outer = [&] {
    auto inner = [&] { return x.t(); };
    return inner();
  };
  shape::reveal(outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'outer()' is (3, 2) [shape-reveal]
}

struct Layer {
  [[shape("out in")]] Tensor w;
  Tensor plain;
  void members([[shape("b in")]] Tensor x) {
    plain = x;
    shape::reveal([this] { return w; }());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of '[this] { return w; }()' is (out, in) [shape-reveal]
    shape::reveal([=, this] { return plain; }());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of '[=, this] { return plain; }()' is (b, in) [shape-reveal]
    shape::reveal([*this] { return w; }());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of '[*this] { return w; }()' is (?, ?) [shape-reveal]
    auto f = [&] { return x.matmul(w.t()); };
    shape::reveal(f());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'f()' is (b, out) [shape-reveal]
    [this] { plain = torch::zeros({3}); }();
    shape::reveal(plain);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'plain' is (3) float32 [shape-reveal]
  }
};
