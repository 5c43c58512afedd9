// Objects that come into being: aggregates, designated initialisers, defaults.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Plain {
  Tensor w;
  Tensor b;
  int width = 4;
};

struct Defaulted {
  Tensor w = torch::zeros({2, 3});
  int n = 5;
  Tensor sized = torch::ones({n});
  Defaulted() = default;
  explicit Defaulted(int k) : n(k) {}
};

struct Annotated {
  [[shape("n 3")]] Tensor w = torch::zeros({2, 3});
  [[shape("n")]] Tensor b = torch::zeros({2});
};

struct Wrong {
  [[shape("n 3")]] Tensor w = torch::zeros({2, 4});
};

Tensor sized(int k = 3, Tensor t = torch::zeros({4}));
[[shape("{k} 2")]] Tensor declared(int k = 3);
[[shape("n")]] Tensor both([[shape("n")]] Tensor x, [[shape("n")]] Tensor y = torch::zeros({3}));

void aggregates([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Plain p{x, y};
  shape::reveal(p.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.w' is (2, 3) [shape-reveal]
  shape::reveal(p.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.b' is (4) [shape-reveal]
  shape::reveal(torch::zeros({p.width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({p.width})' is (4) float32 [shape-reveal]
  Plain q = {.w = y, .width = 7};
  shape::reveal(q.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'q.w' is (4) [shape-reveal]
  shape::reveal(torch::zeros({q.width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({q.width})' is (7) float32 [shape-reveal]
  Plain copy = p;
  copy.w = y;
  shape::reveal(copy.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of 'copy.w' is (4) [shape-reveal]
  shape::reveal(p.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'p.w' is (2, 3) [shape-reveal]
  Plain list[2] = {{x, y}, {y, x}};
  shape::reveal(list[1].w);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'list[1].w' is (4) [shape-reveal]
  shape::reveal(Plain{y, x}.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: remark: the shape of 'Plain{y, x}.w' is (4) [shape-reveal]
  Plain *made = new Plain{x, y};
  shape::reveal(made->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'made->w' is (...) [shape-reveal]
}

void members() {
  Defaulted d;
  shape::reveal(d.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'd.w' is (2, 3) float32 [shape-reveal]
  shape::reveal(d.sized);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'd.sized' is (5) float32 [shape-reveal]
  Defaulted e(6);
  shape::reveal(e.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'e.w' is (2, 3) float32 [shape-reveal]
  shape::reveal(e.sized);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'e.sized' is (6) float32 [shape-reveal]
  Annotated a;
  shape::reveal(a.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'a.w' is (2, 3) float32 [shape-reveal]
  shape::reveal(a.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'a.b' is (2) float32 [shape-reveal]
  Annotated set{.w = torch::zeros({5, 3}), .b = torch::zeros({5})};
  shape::reveal(set.b);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'set.b' is (5) float32 [shape-reveal]
  Annotated bad{.w = torch::zeros({5, 3}), .b = torch::zeros({6})};
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: value of field 'b' has size 6 on axis 0, but its annotation says 'n' (5) [shape-mismatch]
}

Wrong wrong;
void useWrong() { Wrong w; }
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: inside 'Wrong': value of field 'w' has size 4 on axis 1, but its annotation says 3 [shape-mismatch]

void arguments([[shape("4")]] Tensor x) {
  shape::reveal(declared());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'declared()' is (3, 2) [shape-reveal]
  shape::reveal(declared(7));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'declared(7)' is (7, 2) [shape-reveal]
  shape::reveal(both(torch::zeros({3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'both(torch::zeros({3}))' is (3) [shape-reveal]
  both(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: argument 'y' of 'both' has size 3 on axis 0, but its contract expects 'n' (4) [shape-mismatch]
}

void statics() {
  static Tensor kept = torch::zeros({3});
  static const int n = 4;
  shape::reveal(torch::zeros({n}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({n})' is (4) float32 [shape-reveal]
  thread_local int changing = 4;
  shape::reveal(torch::zeros({changing}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({changing})' is (changing) float32 [shape-reveal]
}

void noInitialiser(bool f, [[shape("2 3")]] Tensor x) {
  Tensor y;
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
  if (f)
    y = x;
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
  int k;
  if (f)
    k = 3;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (k) float32 [shape-reveal]
}
