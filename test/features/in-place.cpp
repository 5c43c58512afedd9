// Operations that change a shape where it stands, and everybody who holds it.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>
#include <utility>

using torch::Tensor;

void changes([[shape("2 3")]] Tensor given) {
  Tensor x = given.clone();
  x.unsqueeze_(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 2, 3) [shape-reveal]
  x.squeeze_(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
  x.transpose_(0, 1);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (3, 2) [shape-reveal]
  x.t_();
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
  x.resize_({6, 7});
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (6, 7) [shape-reveal]
  x.unsqueeze_(0).unsqueeze_(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

void handles(Tensor x, [[shape("2 3")]] Tensor y, [[shape("2 3")]] Tensor other) {
  Tensor same = y, second = same, copy = y.clone();
  same.t_();
  shape::reveal(same);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'same' is (3, 2) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
  shape::reveal(second);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'second' is (...) [shape-reveal]
  shape::reveal(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'other' is (...) [shape-reveal]
  x = y;
}

void references([[shape("2 3")]] Tensor given) {
  Tensor x = given.clone();
  Tensor &r = x;
  r.unsqueeze_(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 2, 3) [shape-reveal]
  Tensor *p = &x;
  p->unsqueeze_(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 1, 2, 3) [shape-reveal]
  (*p).squeeze_(0);
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (1, 2, 3) [shape-reveal]
}

void swaps([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor a = x, b = y;
  std::swap(a, b);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (4) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (2, 3) [shape-reveal]
  Tensor taken = std::move(a);
  shape::reveal(taken);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'taken' is (4) [shape-reveal]
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  a = x;
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
  a = a.t();
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3, 2) [shape-reveal]
}

// An annotation holds at every moment.
void annotated([[shape("n m")]] Tensor x) {
  [[shape("n m")]] Tensor y = x;
  y.t_();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: value of 'y' has size 'm' on axis 0, but its annotation says 'n'; fails for m = 2, n = 3 [shape-mismatch]
  x += x;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

struct Holder {
  Tensor t;
  void grow() { t.unsqueeze_(0); }
  void twice([[shape("2 3")]] Tensor x) {
    t = x;
    t.unsqueeze_(0);
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (1, 2, 3) [shape-reveal]
    grow();
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (1, 1, 2, 3) [shape-reveal]
  }
};

void loop([[shape("2 3")]] Tensor given) {
  Tensor x = given.clone();
  for (int i = 0; i < 2; ++i) {
    x.unsqueeze_(0);
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (1, ..., 2, 3) [shape-reveal]
  }
}
