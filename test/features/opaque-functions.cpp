// Opaque functions: their bodies are not looked into, at calls their outputs are
// what is declared.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor ask(const void *handle);
void needs3([[shape("3")]] Tensor x);

// The result and a reference parameter, in the names of the call.
[[shape::opaque("out: Float32[n m], return: Float32[m]")]] Tensor
solve([[shape("n m")]] Tensor x, Tensor &out) {
  torch::matmul(torch::zeros({2, 3}), torch::zeros({2, 3}));
  out = ask(&x);
  return ask(&x);
}
void calls() {
  Tensor out = torch::zeros({9});
  Tensor given = solve(torch::zeros({3, 4}), out);
  shape::reveal(given);
  shape::reveal(out);
  needs3(given);
  solve(torch::zeros({3}), out);
}

// Names that only outputs bind belong to one call.
SHAPE_OPAQUE("left: k, right: k") void split(Tensor &left, Tensor &right);
void freshNames() {
  Tensor a, b, c, d;
  split(a, b);
  split(c, d);
  shape::expect(a, "p");
  shape::expect(b, "p q");
  a + b;
  a + c;
}

// Without outputs nothing is known, not even what the body would show.
[[shape::opaque("")]] Tensor hidden() { return torch::zeros({3}); }
Tensor seen() { return torch::zeros({3}); }
void nothingIsFollowed() {
  shape::reveal(hidden());
  shape::reveal(seen());
}

// What it may write without saying so is unknown.
[[shape::opaque("kept: 3")]] void write(Tensor &kept, Tensor &lost) {
  kept = ask(&lost);
  lost = kept;
}
void writes() {
  Tensor a = torch::zeros({5}), b = torch::zeros({5});
  write(a, b);
  shape::reveal(a);
  shape::reveal(b);
}

// Methods, and fields among the outputs.
struct Net {
  Tensor weight = torch::zeros({3});
  [[shape::opaque("return: 4")]] Tensor run() {
    weight = ask(this);
    return weight;
  }
};
void methods(Net &net) {
  net.weight = torch::zeros({3});
  shape::reveal(net.run());
  shape::reveal(net.weight);
}

template <class T> SHAPE_OPAQUE("return: 2 n") T generic([[shape("n")]] T x);
void templates() { shape::reveal(generic(torch::zeros({7}))); }
