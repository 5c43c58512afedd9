// The notes: the value, the axis in the annotation, where the other size is from.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <shape/tree.h>
#include <torch.h>

using torch::Tensor;

[[shape("batch out")]] Tensor linear([[shape("batch in")]] Tensor x,
                                     [[shape("out in")]] Tensor w);
using Image SHAPE("c h w") = Tensor;
void show(Image x);
void whole([[shape("Int64[n]")]] Tensor x);
void assertions([[shape("n m")]] Tensor x) { shape::expect(x, "4 5"); }

struct Layer {
  [[shape("out in")]] Tensor weight;
  [[shape("out")]] Tensor bias;
  Layer(Tensor w, Tensor b) : weight(w), bias(b) {}
  [[shape("batch out")]] Tensor forward([[shape("batch in")]] Tensor x) const;
};

void use([[shape("32 784")]] Tensor x, [[shape("10 512")]] Tensor w,
         [[shape("3 4 5 6")]] Tensor image, Layer &layer, int k) {
  linear(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'linear' has size 512 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: 'w' has shape (10, 512)
  // CHECK-MESSAGES: :[[@LINE-18]]:51: note: 'in' is said here
  // CHECK-MESSAGES: :[[@LINE-4]]:10: note: 'in' is 784 because argument 'x' has shape (32, 784)
  show(image);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'show' has 4 axes (3, 4, 5, 6), but its contract expects 3 axes 'c h w' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-21]]:20: note: 'c h w' is said here
  [[shape("32 512")]] Tensor y = x;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: value of 'y' has size 784 on axis 1, but its annotation says 512 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: 'x' has shape (32, 784)
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: '512' is said here
  layer.forward(x);
  layer.forward(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: argument 'x' of 'forward' has size 512 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: 'w' has shape (10, 512)
  // CHECK-MESSAGES: :[[@LINE-21]]:56: note: 'in' is said here
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'layer.in' is 784 because of this
  Layer made(w, torch::zeros({11}));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inside 'Layer': value of field 'bias' has size 11 on axis 0, but its annotation says 'out' (10) [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-26]]:42: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-27]]:42: note: 'bias(b)' has shape (11)
  // CHECK-MESSAGES: :[[@LINE-29]]:12: note: 'out' is said here
  torch::zeros({k}) + torch::zeros({4});
  torch::zeros({k}) + torch::zeros({5});
  x.matmul(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 784 on axis 1 of 'x', 10 on axis 0 of 'w' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'x' has shape (32, 784)
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: 'w' has shape (10, 512)
  whole(torch::zeros({4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of 'whole' has dtype float32, but its contract expects int64 [shape-dtype]
  // CHECK-MESSAGES: :[[@LINE-43]]:21: note: 'Int64' is said here
}

[[shape("n m")]] Tensor turned([[shape("n m")]] Tensor x, [[shape("m n")]] Tensor y) {
  return y;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'turned' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: 'y' has shape (m, n)
  // CHECK-MESSAGES: :[[@LINE-4]]:10: note: 'n' is said here
  // CHECK-MESSAGES: :[[@LINE-5]]:41: note: 'n' gets its size here
}

void batched([[shape("*batch c")]] Tensor x, [[shape("*batch")]] Tensor y);
void rows() {
  batched(torch::zeros({1, 2, 3}), torch::zeros({3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: argument 'y' of 'batched' has 1 axis (3), but its contract expects 2 axes '*batch' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-4]]:55: note: '*batch' is said here
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: '*batch' has 2 axes because argument 'torch::zeros({1, 2, 3})' has shape (1, 2, 3)
}

struct [[shape::tree_node]] Twice {
  Tensor x;
};
SHAPE_TREE_NODE(Twice, x)
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: class 'Twice' is registered as a node of trees a second time [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-5]]:10: note: 'Twice' is registered here
