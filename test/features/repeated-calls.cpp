// Bodies that many calls follow: each call is answered in its own terms, whether
// the body was looked at for it or for another one like it.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor turned(Tensor x, int n) { return torch::zeros({x.size(1), x.size(0), n}); }

void first([[shape("n m")]] Tensor x, int k) {
  shape::reveal(turned(x, k));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(x, k)' is (m, n, k) float32 [shape-reveal]
}

void second([[shape("rows cols")]] Tensor y, int count) {
  shape::reveal(turned(y, count));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(y, count)' is (cols, rows, count) float32 [shape-reveal]
  shape::reveal(turned(y, count + 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(y, count + 1)' is (cols, rows, count + 1) float32 [shape-reveal]
}

void same([[shape("n n")]] Tensor square, int n) {
  shape::reveal(turned(square, n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(square, n)' is (n, n, n) float32 [shape-reveal]
}

void last([[shape("n m")]] Tensor x, int k) {
  shape::reveal(turned(x, k));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(x, k)' is (m, n, k) float32 [shape-reveal]
  shape::reveal(turned(turned(x, k).sum(2), 7));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'turned(turned(x, k).sum(2), 7)' is (n, m, 7) float32 [shape-reveal]
}

// What is known of the sizes is part of the question.
Tensor either(int a, int b) {
  if (a == b)
    return torch::zeros({a});
  return torch::zeros({a, b});
}

void unknown(int a, int b) {
  shape::reveal(either(a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(a, b)' is (a, ...) float32 [shape-reveal]
}

void equal(int a, int b) {
  if (a != b)
    return;
  shape::reveal(either(a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(a, b)' is (a) float32 [shape-reveal]
}

void different(int a, int b) {
  if (a == b)
    return;
  shape::reveal(either(a, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(a, b)' is (a, b) float32 [shape-reveal]
  shape::reveal(either(b, b));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(b, b)' is (b) float32 [shape-reveal]
}

// What goes wrong is told in the words of the call.
void multiply(Tensor a, Tensor b) { a.mm(b); }

void wrong([[shape("n 3")]] Tensor x, [[shape("4 m")]] Tensor y) {
  multiply(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'multiply': inner sizes of 'mm' differ: 3 on axis 1 of 'a', 4 on axis 0 of 'b' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-5]]:39: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-6]]:37: note: 'a' has shape (n, 3)
  // CHECK-MESSAGES: :[[@LINE-7]]:42: note: 'b' has shape (4, m)
}

void wrongToo([[shape("rows 3")]] Tensor left, [[shape("4 cols")]] Tensor right) {
  multiply(left, right);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'multiply': inner sizes of 'mm' differ: 3 on axis 1 of 'a', 4 on axis 0 of 'b' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-13]]:39: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-14]]:37: note: 'a' has shape (rows, 3)
  // CHECK-MESSAGES: :[[@LINE-15]]:42: note: 'b' has shape (4, cols)
}

void right([[shape("n k")]] Tensor x, [[shape("k m")]] Tensor y) {
  multiply(x, y);
}

void rigid([[shape("n k")]] Tensor x, [[shape("l m")]] Tensor y) {
  multiply(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'multiply': inner sizes of 'mm' differ: 'k' on axis 1 of 'a', 'l' on axis 0 of 'b'; fails for l = 2, k = 3 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-25]]:39: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-26]]:37: note: 'a' has shape (n, k)
  // CHECK-MESSAGES: :[[@LINE-27]]:42: note: 'b' has shape (l, m)
}

void rigidToo([[shape("a b")]] Tensor x, [[shape("c d")]] Tensor y) {
  multiply(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'multiply': inner sizes of 'mm' differ: 'b' on axis 1 of 'a', 'c' on axis 0 of 'b'; fails for c = 2, b = 3 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-33]]:39: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-34]]:37: note: 'a' has shape (a, b)
  // CHECK-MESSAGES: :[[@LINE-35]]:42: note: 'b' has shape (c, d)
}

// Objects: whose they are makes no difference, which of them are one does.
struct Layer {
  int width;
  Tensor weight;
};

int widthOf(const Layer &of) { return of.width; }
Tensor between(const Layer &from, const Layer &to) {
  return torch::zeros({widthOf(from), widthOf(to)});
}

void layers(const Layer &one, const Layer &other) {
  auto w = between(one, other);
  torch::zeros({5, one.width}).mm(w);
  between(one, one).mm(w);
  Layer mine = one;
  mine.width = 3;
  shape::reveal(between(mine, mine));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'between(mine, mine)' is (3, 3) float32 [shape-reveal]
}

void grow(Layer &of) { of.width = of.width + 1; }

void grown(int n) {
  Layer one, other;
  one.width = n;
  other.width = 2 * n;
  grow(one);
  grow(other);
  grow(other);
  shape::reveal(between(one, other));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'between(one, other)' is (n + 1, 2*n + 2) float32 [shape-reveal]
}

// A body inside of bodies is as deep as where it was asked for.
Tensor leaf(int n) { return torch::zeros({n}); }
Tensor inside1(int n) { return leaf(n); }
Tensor inside2(int n) { return inside1(n); }
Tensor inside3(int n) { return inside2(n); }
Tensor inside4(int n) { return inside3(n); }
Tensor inside5(int n) { return inside4(n); }
Tensor inside6(int n) { return inside5(n); }

void deep(int n) {
  shape::reveal(leaf(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'leaf(n)' is (n) float32 [shape-reveal]
  shape::reveal(inside5(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'inside5(n)' is (n) float32 [shape-reveal]
  shape::reveal(inside6(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'inside6(n)' is (...) [shape-reveal]
  shape::reveal(inside5(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'inside5(n)' is (n) float32 [shape-reveal]
}
