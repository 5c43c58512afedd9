// Arguments against the contract of the callee; the result in its names.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("batch out")]] Tensor linear([[shape("batch in")]] Tensor x,
                                     [[shape("out in")]] Tensor w);
[[shape("*b n")]] Tensor stack([[shape("*b n")]] Tensor x, [[shape("*b n")]] Tensor y);
[[shape("{rows} {cols}")]] Tensor make(int rows, int cols = 4);
[[shape("n {k+1}")]] Tensor pad([[shape("n {k}")]] Tensor x, int k);
[[shape("#n")]] Tensor mix([[shape("#n")]] Tensor x, [[shape("n")]] Tensor y);
[[shape("n")]] Tensor number(int unnamed);
void floats([[shape("Float[n]")]] Tensor x);

void sizes([[shape("32 784")]] Tensor x, [[shape("10 784")]] Tensor w,
           [[shape("10 512")]] Tensor wrong, [[shape("784")]] Tensor bias) {
  shape::reveal(linear(x, w));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'linear(x, w)' is (32, 10) [shape-reveal]
  linear(x, wrong);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'linear' has size 512 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  linear(x, bias);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'linear' has 1 axis (784), but its contract expects 2 axes 'out in' [shape-mismatch]
  linear(linear(x, w), w);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: argument 'w' of 'linear' has size 784 on axis 1, but its contract expects 'in' (10) [shape-mismatch]
  // The result of a wrong call is not reported again.
  auto lost = linear(x, wrong);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: argument 'w' of 'linear' has size 512 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  linear(lost, w);
  shape::reveal(lost);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'lost' is (...) [shape-reveal]
}

void rigid([[shape("n m")]] Tensor x, [[shape("k m")]] Tensor w) {
  shape::reveal(linear(x, w));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'linear(x, w)' is (n, k) [shape-reveal]
  linear(x, x);
  linear(w, x);
  linear(x, linear(x, w));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'linear' has size 'k' on axis 1, but its contract expects 'in' (m); fails for k = 2, m = 3 [shape-mismatch]
}

void rows([[shape("2 3 4")]] Tensor x, [[shape("3 4")]] Tensor y) {
  shape::reveal(stack(x, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'stack(x, x)' is (2, 3, 4) [shape-reveal]
  stack(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'y' of 'stack' has 1 axis (3, 4), but its contract expects 2 axes '*b n' [shape-mismatch]
}

void integers(int k, [[shape("5 3")]] Tensor x) {
  shape::reveal(make(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'make(2)' is (2, 4) [shape-reveal]
  shape::reveal(make(k, 2 * k));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'make(k, 2 * k)' is (k, 2*k) [shape-reveal]
  shape::reveal(pad(x, 3));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'pad(x, 3)' is (5, 4) [shape-reveal]
  pad(x, 4);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: argument 'x' of 'pad' has size 3 on axis 1, but its contract expects '{k}' (4) [shape-mismatch]
  // The call teaches that k is 3.
  pad(x, k);
  pad(pad(x, k), 4);
  pad(x, k + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: argument 'x' of 'pad' has size 3 on axis 1, but its contract expects '{k}' (k + 1) [shape-mismatch]
}

void broadcast([[shape("1")]] Tensor one, [[shape("4")]] Tensor four,
               [[shape("5")]] Tensor five) {
  mix(one, four);
  mix(four, four);
  mix(five, four);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'y' of 'mix' has size 4 on axis 0, but its contract expects 'n' (5) [shape-mismatch]
}

void dtypes([[shape("Int32[n]")]] Tensor i, [[shape("Float32[n]")]] Tensor f,
            [[shape("n")]] Tensor any) {
  floats(f);
  floats(any);
  floats(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'floats' has dtype int32, but its contract expects Float [shape-dtype]
}

// What a call does not say has a name of its own.
void fresh() {
  auto a = number(1), b = number(2);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (n) [shape-reveal]
  [[shape("3")]] Tensor three = a;
  [[shape("4")]] Tensor four = b;
  [[shape("4")]] Tensor wrong = a;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: value of 'wrong' has size 'n' (3) on axis 0, but its annotation says 4 [shape-mismatch]
}

// Through a pointer nobody knows the callee.
void pointer(Tensor (*f)(Tensor), [[shape("n")]] Tensor x) {
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (...) [shape-reveal]
}
