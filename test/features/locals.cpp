// Annotated locals are checked; their names join the function's.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void declared([[shape("n m")]] Tensor x) {
  [[shape("n m")]] Tensor same = x;
  [[shape("a b")]] Tensor named = x;
  [[shape("b a")]] Tensor turned = x.t();
  [[shape("a b")]] Tensor again = x;
  [[shape("a b")]] Tensor wrong = x.t();
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: value of 'wrong' has size 'm' on axis 0, but its annotation says 'a' (n); fails for m = 2, n = 3 [shape-mismatch]
  [[shape("n")]] Tensor rank = x;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: value of 'rank' has 2 axes (n, m), but its annotation says 1 axis 'n' [shape-mismatch]
  [[shape("3 m")]] Tensor fixed = x;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: value of 'fixed' has size 'n' on axis 0, but its annotation says 3; fails for n = 2 [shape-mismatch]
}

void uninitialised(Tensor unknown) {
  [[shape("3 k")]] Tensor x;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (3, k) [shape-reveal]
  [[shape("k 4")]] Tensor y;
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (k, 4) [shape-reveal]
  [[shape("3 n")]] Tensor z = unknown;
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (3, n) [shape-reveal]
  x = torch::zeros({3, 7});
  x = torch::zeros({4, 7});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: value of 'x' has size 4 on axis 0, but its annotation says 3 [shape-mismatch]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (3, k) [shape-reveal]
}

// Flexible sizes learn from the annotation.
void learns(Tensor x, int k) {
  [[shape("a b")]] Tensor first = torch::zeros({k, 5});
  [[shape("a")]] Tensor second = torch::zeros({7});
  [[shape("a")]] Tensor third = torch::zeros({8});
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: value of 'third' has size 8 on axis 0, but its annotation says 'a' (7) [shape-mismatch]
  shape::reveal(k);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'k' is k [shape-reveal]
}

void bindings([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  auto [a, b] = std::make_tuple(x, y);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) [shape-reveal]
}

void loop(const std::vector<Tensor> &all) {
  for ([[shape("n 3")]] const Tensor &x : all)
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (n, 3) [shape-reveal]
}

void condition(Tensor x) {
  if ([[shape("3")]] Tensor y = x; true)
    shape::reveal(y);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'y' is (3) [shape-reveal]
}

static Tensor global;
SHAPE("3 4") static Tensor invariant = torch::zeros({4, 3});
SHAPE("3 n") static Tensor open;

void globals() {
  shape::reveal(global);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'global' is (...) [shape-reveal]
  shape::reveal(invariant);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'invariant' is (3, 4) [shape-reveal]
  shape::reveal(open);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'open' is (3, ?) [shape-reveal]
  global = torch::zeros({3});
  shape::reveal(global);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'global' is (...) [shape-reveal]
  invariant = torch::zeros({3, 4});
  invariant = torch::zeros({4, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: value of 'invariant' has size 4 on axis 0, but its annotation says 3 [shape-mismatch]
}
