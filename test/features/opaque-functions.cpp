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
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'given' is (4) float32 [shape-reveal]
  shape::reveal(out);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'out' is (3, 4) float32 [shape-reveal]
  needs3(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
  solve(torch::zeros({3}), out);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of 'solve' has 1 axis (3), but its contract expects 2 axes 'n m' [shape-mismatch]
}

// Names that only outputs bind belong to one call.
SHAPE_OPAQUE("left: k, right: k") void split(Tensor &left, Tensor &right);
void freshNames() {
  Tensor a, b, c, d;
  split(a, b);
  split(c, d);
  shape::expect(a, "p");
  shape::expect(b, "p q");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'b' has 1 axis (k), but the expectation is 2 axes 'p q' [shape-mismatch]
  a + b;
  a + c;
}

// Without outputs nothing is known, not even what the body would show.
[[shape::opaque("")]] Tensor hidden() { return torch::zeros({3}); }
Tensor seen() { return torch::zeros({3}); }
void nothingIsFollowed() {
  shape::reveal(hidden());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'hidden()' is (...) [shape-reveal]
  shape::reveal(seen());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'seen()' is (3) float32 [shape-reveal]
}

// What it may write without saying so is unknown.
[[shape::opaque("kept: 3")]] void write(Tensor &kept, Tensor &lost) {
  kept = ask(&lost);
  lost = kept;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: variable 'lost' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
}
void writes() {
  Tensor a = torch::zeros({5}), b = torch::zeros({5});
  write(a, b);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (...) [shape-reveal]
}

// Methods, and fields among the outputs.
struct Net {
  Tensor weight = torch::zeros({3});
  [[shape::opaque("return: 4")]] Tensor run() {
    weight = ask(this);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: variable 'weight' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
    return weight;
  }
};
void methods(Net &net) {
  net.weight = torch::zeros({3});
  shape::reveal(net.run());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net.run()' is (4) [shape-reveal]
  shape::reveal(net.weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'net.weight' is (...) [shape-reveal]
}

template <class T> SHAPE_OPAQUE("return: 2 n") T generic([[shape("n")]] T x);
void templates() { shape::reveal(generic(torch::zeros({7}))); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: remark: the shape of 'generic(torch::zeros({7}))' is (2, 7) [shape-reveal]
