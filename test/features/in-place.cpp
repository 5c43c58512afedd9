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
  x.squeeze_(0);
  shape::reveal(x);
  x.transpose_(0, 1);
  shape::reveal(x);
  x.t_();
  shape::reveal(x);
  x.resize_({6, 7});
  shape::reveal(x);
  x.unsqueeze_(0).unsqueeze_(0);
  shape::reveal(x);
}

void handles(Tensor x, [[shape("2 3")]] Tensor y, [[shape("2 3")]] Tensor other) {
  Tensor same = y, second = same, copy = y.clone();
  same.t_();
  shape::reveal(same);
  shape::reveal(y);
  shape::reveal(second);
  shape::reveal(other);
  x = y;
}

void references([[shape("2 3")]] Tensor given) {
  Tensor x = given.clone();
  Tensor &r = x;
  r.unsqueeze_(0);
  shape::reveal(x);
  Tensor *p = &x;
  p->unsqueeze_(0);
  shape::reveal(x);
  (*p).squeeze_(0);
  shape::reveal(r);
}

void swaps([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor a = x, b = y;
  std::swap(a, b);
  shape::reveal(a);
  shape::reveal(b);
  Tensor taken = std::move(a);
  shape::reveal(taken);
  shape::reveal(a);
  a = x;
  shape::reveal(a);
  a = a.t();
  shape::reveal(a);
}

// An annotation holds at every moment.
void annotated([[shape("n m")]] Tensor x) {
  [[shape("n m")]] Tensor y = x;
  y.t_();
  x += x;
  shape::reveal(x);
}

struct Holder {
  Tensor t;
  void grow() { t.unsqueeze_(0); }
  void twice([[shape("2 3")]] Tensor x) {
    t = x;
    t.unsqueeze_(0);
    shape::reveal(t);
    grow();
    shape::reveal(t);
  }
};

void loop([[shape("2 3")]] Tensor given) {
  Tensor x = given.clone();
  for (int i = 0; i < 2; ++i) {
    x.unsqueeze_(0);
    shape::reveal(x);
  }
}
