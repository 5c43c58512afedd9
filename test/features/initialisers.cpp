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
  shape::reveal(p.b);
  shape::reveal(torch::zeros({p.width}));
  Plain q = {.w = y, .width = 7};
  shape::reveal(q.w);
  shape::reveal(torch::zeros({q.width}));
  Plain copy = p;
  copy.w = y;
  shape::reveal(copy.w);
  shape::reveal(p.w);
  Plain list[2] = {{x, y}, {y, x}};
  shape::reveal(list[1].w);
  shape::reveal(Plain{y, x}.w);
  Plain *made = new Plain{x, y};
  shape::reveal(made->w);
}

void members() {
  Defaulted d;
  shape::reveal(d.w);
  shape::reveal(d.sized);
  Defaulted e(6);
  shape::reveal(e.w);
  shape::reveal(e.sized);
  Annotated a;
  shape::reveal(a.w);
  shape::reveal(a.b);
  Annotated set{.w = torch::zeros({5, 3}), .b = torch::zeros({5})};
  shape::reveal(set.b);
  Annotated bad{.w = torch::zeros({5, 3}), .b = torch::zeros({6})};
}

Wrong wrong;
void useWrong() { Wrong w; }

void arguments([[shape("4")]] Tensor x) {
  shape::reveal(declared());
  shape::reveal(declared(7));
  shape::reveal(both(torch::zeros({3})));
  both(x);
}

void statics() {
  static Tensor kept = torch::zeros({3});
  static const int n = 4;
  shape::reveal(torch::zeros({n}));
  thread_local int changing = 4;
  shape::reveal(torch::zeros({changing}));
}

void noInitialiser(bool f, [[shape("2 3")]] Tensor x) {
  Tensor y;
  shape::reveal(y);
  if (f)
    y = x;
  shape::reveal(y);
  int k;
  if (f)
    k = 3;
  shape::reveal(torch::zeros({k}));
}
