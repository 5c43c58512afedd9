// Two names may stand for one object: a write to one forgets the other.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor &pick(Tensor &a, Tensor &b);
void unseen();

void references(Tensor &a, Tensor &b, const Tensor &c, [[shape("n")]] const Tensor &d) {
  a = torch::zeros({2});
  shape::reveal(a);
  b = torch::zeros({3});
  shape::reveal(a);
  shape::reveal(b);
  shape::reveal(d);
  if (c.dim() == 2)
    a = c;
}

// A value is nobody else's.
void values(Tensor &a, Tensor b, int &k) {
  b = torch::zeros({2});
  a = torch::zeros({3});
  shape::reveal(b);
  k = 3;
  shape::reveal(a);
  shape::reveal(torch::zeros({k}));
}

void integers(int &j, int &k, int own) {
  j = 2;
  own = 5;
  k = 3;
  shape::reveal(torch::zeros({j, k, own}));
}

void unknownReference([[shape("2")]] Tensor x, [[shape("2")]] Tensor y) {
  Tensor a = x, b = x, c = x;
  Tensor &r = pick(a, b);
  r = torch::zeros({3});
  shape::reveal(a);
  shape::reveal(b);
  shape::reveal(c);
  shape::reveal(r);
  a = torch::zeros({4});
  shape::reveal(r);
}

void chosen(bool f, [[shape("2")]] Tensor x) {
  Tensor a = x, b = x, c = x;
  (f ? a : b) = torch::zeros({3});
  shape::reveal(a);
  shape::reveal(b);
  Tensor &r = f ? a : c;
  r = torch::zeros({4});
  shape::reveal(c);
}

void temporary([[shape("2")]] Tensor x) {
  const Tensor &r = x.unsqueeze(0);
  Tensor &&s = x.unsqueeze(1);
  unseen();
  shape::reveal(r);
  shape::reveal(s);
}

void pointers([[shape("2")]] Tensor x, Tensor *unknown) {
  Tensor a = x, b = x;
  Tensor *p = &a;
  shape::reveal(*p);
  *p = torch::zeros({3});
  shape::reveal(a);
  p->unsqueeze_(0);
  shape::reveal(a);
  shape::reveal(p->t());
  p = &b;
  shape::reveal(*p);
  *p = torch::zeros({4});
  shape::reveal(a);
  shape::reveal(b);
  *unknown = torch::zeros({5});
  shape::reveal(a);
  b = x;
  unseen();
  shape::reveal(*p);
}

void integerPointers(int *unknown) {
  int k = 3, other = 4, own = 5;
  int *p = &k;
  *p = 6;
  shape::reveal(torch::zeros({k}));
  *unknown = 7;
  shape::reveal(torch::zeros({k, own}));
  int *q = &other;
  ++*q;
  shape::reveal(torch::zeros({other}));
  q = unknown;
  *q = 1;
  shape::reveal(torch::zeros({other, own}));
}

// No shape is a float.
void floats(float *data, int n) {
  int k = 3;
  int *p = &k;
  data[0] = 1;
  *data = 2;
  shape::reveal(torch::zeros({*p}));
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
  shape::reveal(b);
}

void moving([[shape("2")]] Tensor x, int n) {
  int sizes[2] = {1, 2};
  int *p = sizes;
  *p = 5;
  ++p;
  *p = 6;
  shape::reveal(torch::zeros({sizes[0]}));
}

struct Layer {
  Tensor w;
  [[shape("out in")]] Tensor declared;
  int width;
  void set(Tensor &x, [[shape("2")]] Tensor y) {
    w = y;
    shape::reveal(w);
    x = torch::zeros({3});
    shape::reveal(w);
    shape::reveal(declared);
    x = y;
    w = torch::zeros({4});
    shape::reveal(x);
    Layer *other = this;
    other->w = y;
    shape::reveal(w);
    shape::reveal(this->w);
    shape::reveal((*this).w);
  }
  void integers(int *p) {
    width = 3;
    *p = 4;
    shape::reveal(torch::zeros({width}));
  }
};

void throughObject([[shape("2")]] Tensor x) {
  Layer l{x, x.unsqueeze(0), 3};
  Layer *p = &l;
  shape::reveal(p->w);
  p->w = torch::zeros({5});
  shape::reveal(l.w);
  shape::reveal(p->declared);
  shape::reveal(torch::zeros({p->width}));
}

void assembly(int k) {
  int a = 3, b = 4;
  asm("mov %1, %0" : "=r"(a) : "r"(k));
  shape::reveal(torch::zeros({a, b}));
}

void placement([[shape("2")]] Tensor x) {
  Tensor a = x;
  Tensor *fresh = new Tensor(x);
  shape::reveal(a);
  *fresh = torch::zeros({7});
  shape::reveal(a);
  delete fresh;
}

void statementExpressions([[shape("2")]] Tensor x) {
  shape::reveal(({ Tensor y = x.unsqueeze(0); y; }));
  int k = ({ int a = 2; a + 3; });
  shape::reveal(torch::zeros({k}));
}
