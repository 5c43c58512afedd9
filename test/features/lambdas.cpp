// Lambdas: contracts of their own, or followed where they are called.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void contracts([[shape("3 4")]] Tensor x, [[shape("4")]] Tensor v) {
  auto turn = []([[shape("n m")]] Tensor t) SHAPE_RETURNS("m n") { return t.t(); };
  shape::reveal(turn(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turn(x)' is (4, 3) [shape-reveal]
  turn(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 't' of 'turn' has 1 axis (4), but its contract expects 2 axes 'n m' [shape-mismatch]
}

void wrong() {
  auto turn = []([[shape("n m")]] Tensor t) SHAPE_RETURNS("n m") { return t.t(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:77: warning: value returned from 'operator()' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
}

void inPlace([[shape("3 4")]] Tensor x, [[shape("3 5")]] Tensor w) {
  auto y = [&](Tensor t) { return x.t().matmul(t); }(w);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (4, 5) [shape-reveal]
  [&] { x.matmul(w); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: inner sizes of 'matmul' differ: 4 on axis 1 of 'x', 3 on axis 0 of 'w' [shape-mismatch]
}

void stored([[shape("3 4")]] Tensor x) {
  auto twice = [&](Tensor t) { return t + t; };
  shape::reveal(twice(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'twice(x)' is (3, 4) [shape-reveal]
  auto copy = [x](bool b) { return x; };
  x = torch::zeros({3, 4});
  shape::reveal(copy(true));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'copy(true)' is (3, 4) [shape-reveal]
  auto init = [y = x.t()] { return y; };
  shape::reveal(init());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'init()' is (4, 3) float32 [shape-reveal]
  auto generic = [](auto t) { return t.t(); };
  shape::reveal(generic(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'generic(x)' is (4, 3) float32 [shape-reveal]
}

void writes([[shape("3 4")]] Tensor x, Tensor y, void (*callback)()) {
  Tensor kept = x, changed = x;
  auto write = [&] { changed = changed.t(); };
  shape::reveal(changed);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'changed' is (3, 4) [shape-reveal]
  write();
  shape::reveal(changed);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'changed' is (4, 3) [shape-reveal]
  callback();
  shape::reveal(changed);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'changed' is (...) [shape-reveal]
  shape::reveal(kept);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'kept' is (3, 4) [shape-reveal]
}

struct Layer {
  [[shape("out in")]] Tensor w;
  void apply() {
    auto f = [this]([[shape("b in")]] Tensor x) SHAPE_RETURNS("b out") {
      return x.matmul(w.t());
    };
    auto g = [this]([[shape("b in")]] Tensor x) SHAPE_RETURNS("b out") {
      return x.matmul(w);
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: inner sizes of 'matmul' differ: 'in' on axis 1 of 'x', 'out' on axis 0 of 'w'; fails for out = 2, in = 3 [shape-mismatch]
    };
  }
};

int recursion(int k) {
  auto self = [&](auto &again, int n) -> int { return n ? again(again, n - 1) : 0; };
  return self(self, k);
}
