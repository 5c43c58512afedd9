// A field's annotation is an invariant in the names of its object.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Config {
  int heads;
  static constexpr int width = 8;
};

struct Layer {
  Config config;
  int dim = 6;
  [[shape("out in")]] Tensor w;
  [[shape("{dim}")]] Tensor d;
  Tensor free;
  SHAPE("2 2") static inline Tensor shared;

  [[shape("b out")]] Tensor right([[shape("b in")]] Tensor x) {
    shape::reveal(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'w' is (out, in) [shape-reveal]
    return x.matmul(w.t());
  }
  [[shape("b out")]] Tensor wrong([[shape("b in")]] Tensor x) { return x.matmul(w); }
  // CHECK-MESSAGES: :[[@LINE-1]]:74: warning: inner sizes of 'matmul' differ: 'in' on axis 1 of 'x', 'out' on axis 0 of 'w'; fails for out = 2, in = 3 [shape-mismatch]

  void set([[shape("out in")]] Tensor x, [[shape("in out")]] Tensor y) {
    w = x;
    this->w = x;
    w = y;
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: value of field 'w' has size 'in' on axis 0, but its annotation says 'out'; fails for in = 2, out = 3 [shape-mismatch]
    shape::reveal(free);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'free' is (...) [shape-reveal]
    free = x;
    shape::reveal(free);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'free' is (out, in) [shape-reveal]
  }
  void grow(int k) { w = torch::zeros({k, k}); }
  [[shape("{self.dim} {config.heads} {Config::width}")]] Tensor braces();
};

void outside(Layer &layer, Layer other, [[shape("5 3")]] Tensor x,
             [[shape("5 4")]] Tensor y, Layer *pointer) {
  // The first call shows what the object's `in` is.
  layer.right(x);
  layer.right(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: argument 'x' of 'right' has size 4 on axis 1, but its contract expects 'in' (3) [shape-mismatch]
  other.right(y);
  layer.w = torch::zeros({2, 3});
  layer.w = torch::zeros({2, 4});
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: value of field 'w' has size 4 on axis 1, but its annotation says 'in' (3) [shape-mismatch]
  shape::reveal(layer.w);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'layer.w' is (layer.out, layer.in) [shape-reveal]
  pointer->right(x);
  pointer->right(y);
  // After this nobody knows.
  layer.grow(4);
  layer.right(y);
  layer.config.heads = 2;
  layer.dim = 7;
  shape::reveal(layer.braces());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'layer.braces()' is (7, 2, 8) [shape-reveal]
  Layer::shared = torch::zeros({2, 2});
  Layer::shared = torch::zeros({2, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: value of 'shared' has size 3 on axis 1, but its annotation says 2 [shape-mismatch]
}

struct Outer {
  Layer first, second;
  [[shape("b c")]] Tensor run([[shape("b a")]] Tensor x) {
    shape::reveal(first.right(x));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'first.right(x)' is (b, first.out) [shape-reveal]
    first.right(first.right(x));
    second.right(first.right(x));
    first.right(torch::zeros({2, 3}));
    first.right(torch::zeros({2, 4}));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: argument 'x' of 'right' has size 4 on axis 1, but its contract expects 'in' (3) [shape-mismatch]
    return second.right(first.right(x));
  }
};

// The name is not constant over the object's life, and that is right.
struct Mesh {
  [[shape("n 3")]] Tensor vertices;
  [[shape("n 3")]] Tensor normals;
  void resize(int k) {
    vertices = torch::zeros({k, 3});
    normals = torch::zeros({k, 3});
  }
};

void mesh(Mesh m) {
  m.resize(4);
  m.vertices = torch::zeros({4, 3});
  m.resize(7);
  m.vertices = torch::zeros({7, 3});
}
