// Two names may stand for one object: a write to one forgets the other.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>
#include <iostream>
#include <vector>

using torch::Tensor;

Tensor &pick(Tensor &a, Tensor &b);
void unseen();

void references(Tensor &a, Tensor &b, const Tensor &c, [[shape("n")]] const Tensor &d) {
  a = torch::zeros({2});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2) float32 [shape-reveal]
  b = torch::zeros({3});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (3) float32 [shape-reveal]
  shape::reveal(d);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'd' is (n) [shape-reveal]
  if (c.dim() == 2)
    a = c;
}

// A value is nobody else's.
void values(Tensor &a, Tensor b, int &k) {
  b = torch::zeros({2});
  a = torch::zeros({3});
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (2) float32 [shape-reveal]
  k = 3;
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3) float32 [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (3) float32 [shape-reveal]
}

void integers(int &j, int &k, int own) {
  j = 2;
  own = 5;
  k = 3;
  shape::reveal(torch::zeros({j, k, own}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({j, k, own})' is (j, 3, 5) float32 [shape-reveal]
}

void unknownReference([[shape("2")]] Tensor x, [[shape("2")]] Tensor y) {
  Tensor a = x, b = x, c = x;
  Tensor &r = pick(a, b);
  r = torch::zeros({3});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (...) [shape-reveal]
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (2) [shape-reveal]
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (3) float32 [shape-reveal]
  a = torch::zeros({4});
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (...) [shape-reveal]
}

void chosen(bool f, [[shape("2")]] Tensor x) {
  Tensor a = x, b = x, c = x;
  (f ? a : b) = torch::zeros({3});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (...) [shape-reveal]
  Tensor &r = f ? a : c;
  r = torch::zeros({4});
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (...) [shape-reveal]
}

void temporary([[shape("2")]] Tensor x) {
  const Tensor &r = x.unsqueeze(0);
  Tensor &&s = x.unsqueeze(1);
  unseen();
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (1, 2) [shape-reveal]
  shape::reveal(s);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 's' is (2, 1) [shape-reveal]
}

void pointers([[shape("2")]] Tensor x, Tensor *unknown) {
  Tensor a = x, b = x;
  Tensor *p = &a;
  shape::reveal(*p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*p' is (2) [shape-reveal]
  *p = torch::zeros({3});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3) float32 [shape-reveal]
  p->unsqueeze_(0);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (1, 3) float32 [shape-reveal]
  shape::reveal(p->t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'p->t()' is (3, 1) float32 [shape-reveal]
  p = &b;
  shape::reveal(*p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*p' is (2) [shape-reveal]
  *p = torch::zeros({4});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) float32 [shape-reveal]
  *unknown = torch::zeros({5});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  b = x;
  unseen();
  shape::reveal(*p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*p' is (...) [shape-reveal]
}

void integerPointers(int *unknown) {
  int k = 3, other = 4, own = 5;
  int *p = &k;
  *p = 6;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (6) float32 [shape-reveal]
  *unknown = 7;
  shape::reveal(torch::zeros({k, own}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k, own})' is (k, 5) float32 [shape-reveal]
  int *q = &other;
  ++*q;
  shape::reveal(torch::zeros({other}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({other})' is (5) float32 [shape-reveal]
  q = unknown;
  *q = 1;
  shape::reveal(torch::zeros({other, own}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({other, own})' is (other, 5) float32 [shape-reveal]
}

// No shape is a float.
void floats(float *data, int n) {
  int k = 3;
  int *p = &k;
  data[0] = 1;
  *data = 2;
  shape::reveal(torch::zeros({*p}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({*p})' is (3) float32 [shape-reveal]
}

void branches(bool f, [[shape("2")]] Tensor x) {
  Tensor a = x, b = torch::zeros({3});
  Tensor *p = &a, *q = nullptr;
  if (f)
    p = &b;
  else
    q = &b;
  *p = torch::zeros({4});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (...) [shape-reveal]
}

void moving([[shape("2")]] Tensor x, int n) {
  int sizes[2] = {1, 2};
  int *p = sizes;
  *p = 5;
  ++p;
  *p = 6;
  shape::reveal(torch::zeros({sizes[0]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({sizes[0]})' is (1) float32 [shape-reveal]
}

struct Layer {
  Tensor w;
  [[shape("out in")]] Tensor declared;
  int width;
  void set(Tensor &x, [[shape("2")]] Tensor y) {
    w = y;
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (2) [shape-reveal]
    x = torch::zeros({3});
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (...) [shape-reveal]
    shape::reveal(declared);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'declared' is (out, in) [shape-reveal]
    x = y;
    w = torch::zeros({4});
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (...) [shape-reveal]
    Layer *other = this;
    other->w = y;
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (2) [shape-reveal]
    shape::reveal(this->w);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'this->w' is (2) [shape-reveal]
    shape::reveal((*this).w);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of '(*this).w' is (2) [shape-reveal]
  }
  void integers(int *p) {
    width = 3;
    *p = 4;
    shape::reveal(torch::zeros({width}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({width})' is (width) float32 [shape-reveal]
  }
};

void throughObject([[shape("2")]] Tensor x) {
  Layer l{x, x.unsqueeze(0), 3};
  Layer *p = &l;
  shape::reveal(p->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->w' is (2) [shape-reveal]
  p->w = torch::zeros({5});
  shape::reveal(l.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.w' is (5) float32 [shape-reveal]
  shape::reveal(p->declared);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->declared' is (1, 2) [shape-reveal]
  shape::reveal(torch::zeros({p->width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({p->width})' is (3) float32 [shape-reveal]
}

void assembly(int k) {
  int a = 3, b = 4;
  asm("mov %1, %0" : "=r"(a) : "r"(k));
  shape::reveal(torch::zeros({a, b}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({a, b})' is (a, 4) float32 [shape-reveal]
}

void placement([[shape("2")]] Tensor x) {
  Tensor a = x;
  Tensor *fresh = new Tensor(x);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2) [shape-reveal]
  *fresh = torch::zeros({7});
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2) [shape-reveal]
  delete fresh;
}

void statementExpressions([[shape("2")]] Tensor x) {
  shape::reveal(({ Tensor y = x.unsqueeze(0); y; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '({ Tensor y = x.unsqueeze(0); y; })' is (1, 2) [shape-reveal]
  int k = ({ int a = 2; a + 3; });
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (5) float32 [shape-reveal]
}

// Somebody's stream holds no array; somebody's list may.
std::ostream &operator<<(std::ostream &out, const Tensor &x);
void print(std::vector<Tensor> &list, const Tensor &x);
std::ostream &log();
std::vector<Tensor> &pages();
void printed(Tensor &a) {
  a = torch::zeros({2});
  log() << a;
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2) float32 [shape-reveal]
  print(pages(), a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
}
