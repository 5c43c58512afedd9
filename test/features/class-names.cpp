// Axis names of a class: in methods, outside, in bases.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Base {
  [[shape("d d")]] Tensor square;
  [[shape("b d")]] virtual Tensor run([[shape("b d")]] Tensor x);
  virtual ~Base();
};

struct Derived : Base {
  [[shape("d k")]] Tensor oblong;
  Tensor run(Tensor x) override {
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (b, d) [shape-reveal]
    shape::reveal(square);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'square' is (d, d) [shape-reveal]
    shape::reveal(oblong);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'oblong' is (d, k) [shape-reveal]
    return x.matmul(square);
  }
  [[shape("b k")]] Tensor both([[shape("b d")]] Tensor x) { return x.matmul(oblong); }
  [[shape("b k")]] Tensor wrong([[shape("b d")]] Tensor x) {
    return x.matmul(oblong.t());
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: inner sizes of 'matmul' differ: 'd' on axis 1 of 'x', 'k' on axis 0 of 'oblong.t()'; fails for k = 2, d = 3 [shape-mismatch]
  }
};

void use(Derived &derived, Base &base, [[shape("2 3")]] Tensor x,
         [[shape("2 4")]] Tensor y) {
  derived.run(x);
  derived.run(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: argument 'x' of 'run' has size 4 on axis 1, but its contract expects 'd' (3) [shape-mismatch]
  derived.both(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: argument 'x' of 'both' has size 4 on axis 1, but its contract expects 'd' (3) [shape-mismatch]
  base.run(y);
  Derived copy = derived;
  copy.run(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'x' of 'run' has size 4 on axis 1, but its contract expects 'd' (3) [shape-mismatch]
  derived = Derived();
  derived.run(y);
}

struct Rows {
  [[shape("*batch n")]] Tensor x;
  [[shape("*batch m")]] Tensor other([[shape("*batch m")]] Tensor y) {
    shape::reveal(y);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'y' is (*batch, m) [shape-reveal]
    return x;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: value returned from 'other' has size 'n' on axis -1, but its contract promises 'm'; fails for n = 2, m = 3 [shape-mismatch]
  }
};

// The names of a static method and of a local class are their own.
struct Static {
  [[shape("n")]] Tensor field;
  [[shape("n")]] static Tensor make([[shape("n")]] Tensor x) { return x; }
};

void statics(Static object, [[shape("3")]] Tensor x, [[shape("4")]] Tensor y) {
  object.field = x;
  Static::make(y);
  object.field = y;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: value of field 'field' has size 4 on axis 0, but its annotation says 'n' (3) [shape-mismatch]
}
