// Inside its body a parameter is what its annotation says, for all sizes.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void plain([[shape("n 3")]] Tensor x) { shape::reveal(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: remark: the shape of 'x' is (n, 3) [shape-reveal]

void reference([[shape("n 3")]] const Tensor &x, [[shape("n")]] Tensor &y,
               [[shape("3 n")]] Tensor &&z) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n, 3) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (n) [shape-reveal]
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (3, n) [shape-reveal]
}

void variadic([[shape("*batch c 2*c")]] Tensor x, [[shape("... c")]] Tensor y) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (*batch, c, 2*c) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (..., c) [shape-reveal]
}

void anonymous([[shape("_ n _")]] Tensor x) { shape::reveal(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: remark: the shape of 'x' is (_, n, _) [shape-reveal]

void scalar([[shape("")]] Tensor x) { shape::reveal(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:53: remark: the shape of 'x' is () [shape-reveal]

void dtype([[shape("Float32[n]")]] Tensor x, [[shape("Int[n m]")]] Tensor y) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n) float32 [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (n, m) Int [shape-reveal]
}

// An expression may use the names of a later parameter.
void forward([[shape("n+1")]] Tensor x, [[shape("n")]] Tensor y) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n + 1) [shape-reveal]
}

void braces(int k, [[shape("{k} {k*2}")]] Tensor x) { shape::reveal(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:69: remark: the shape of 'x' is (k, 2*k) [shape-reveal]

void unannotated(Tensor x, int k) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
  shape::reveal(k);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'k' is k [shape-reveal]
}

// A body that overwrites its parameter is checked against it.
void assigned([[shape("n m")]] Tensor x, [[shape("n m")]] Tensor same,
              [[shape("m n")]] Tensor turned) {
  x = same;
  x = turned;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: value of 'x' has size 'm' on axis 0, but its annotation says 'n'; fails for m = 2, n = 3 [shape-mismatch]
}

void macro(SHAPE("n") Tensor x) { shape::reveal(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: remark: the shape of 'x' is (n) [shape-reveal]
