// Pointers: what a contract says of one is said of what it points to.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void fill([[shape("n 3")]] Tensor *p, [[shape("n")]] const Tensor *q);
void body([[shape("n 3")]] Tensor *p, [[shape("n")]] const Tensor *q) {
  shape::reveal(*p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*p' is (n, 3) [shape-reveal]
  shape::reveal(q->t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q->t()' is (n) [shape-reveal]
  *p = torch::zeros({4, 4});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: value of 'p' has size 4 on axis 0, but its annotation says 'n'; fails for n = 2 [shape-mismatch]
  Tensor other = torch::zeros({7});
  p = &other;
  shape::reveal(*p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*p' is (7) float32 [shape-reveal]
}

void calls(Tensor *r) {
  Tensor x = torch::zeros({4}), y = torch::zeros({2, 3}), z = torch::zeros({2});
  fill(&y, &z);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (2, 3) [shape-reveal]
  fill(&y, &x);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'q' of 'fill' has size 4 on axis 0, but its contract expects 'n' (2) [shape-mismatch]
  Tensor v = torch::zeros({4});
  fill(&v, &z);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'p' of 'fill' has 1 axis (4), but its contract expects 2 axes 'n 3' [shape-mismatch]
  fill(r, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: argument 'q' of 'fill' is none, but its contract expects 'n' [shape-mismatch]
  fill(r, &z);
}

// Without a contract the body is followed, and writes where it points to.
void set(Tensor *p) { *p = torch::zeros({9}); }
void grow(Tensor *p) { p->unsqueeze_(0); }
void drop(Tensor *p) { p = nullptr; }
int64_t look(const Tensor *p) { return p->size(0); }

void followed() {
  Tensor x = torch::zeros({2});
  shape::reveal(look(&x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'look(&x)' is 2 [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2) float32 [shape-reveal]
  grow(&x);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 2) float32 [shape-reveal]
  set(&x);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (9) float32 [shape-reveal]
  Tensor *p = &x;
  grow(p);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 9) float32 [shape-reveal]
  drop(&x);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

// Objects that are made with parentheses, as C++20 allows it.
struct Layer {
  [[shape("out in")]] Tensor w;
  [[shape("out")]] Tensor b;
};

struct Config {
  int64_t width, depth;
};

void parentheses() {
  Layer right(torch::zeros({3, 4}), torch::zeros({3}));
  shape::reveal(right.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'right.w' is (3, 4) float32 [shape-reveal]
  Layer wrong(torch::zeros({3, 4}), torch::zeros({4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: value of field 'b' has size 4 on axis 0, but its annotation says 'out' (3) [shape-mismatch]
  Config c(5, 6);
  shape::reveal(torch::zeros({c.depth}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({c.depth})' is (6) float32 [shape-reveal]
}
