// An alias brings its annotation; another one stands in front of it.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

using Image SHAPE("c h w") = Tensor;
using Batch [[shape("b")]] = Image;
using Pixels [[shape("UInt8[h w]")]] = Tensor;
typedef Tensor Vector [[shape("n")]];

void parameters(Image x, Batch y, [[shape("n")]] Image z, Vector v,
                [[shape("Int[k]")]] Pixels p) {
                // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: annotation 'Int[k]' over the type 'Pixels' is not possible: no dtype is both 'Int' and 'UInt8', which the type demands [shape-annotation]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (c, h, w) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (b, c, h, w) [shape-reveal]
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (n, c, h, w) [shape-reveal]
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (n) [shape-reveal]
  shape::reveal(p);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'p' is (...) [shape-reveal]
}

Image crop(Image x, Vector y);

void calls([[shape("3 4 5")]] Tensor x, [[shape("3 4")]] Tensor y,
           [[shape("7")]] Tensor z) {
  shape::reveal(crop(x, z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'crop(x, z)' is (3, 4, 5) [shape-reveal]
  crop(y, z);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'crop' has 2 axes (3, 4), but its contract expects 3 axes 'c h w' [shape-mismatch]
  Image local = x;
  Image wrong = y;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: value of 'wrong' has 2 axes (3, 4), but its annotation says 3 axes 'c h w' [shape-mismatch]
}

template <typename T> struct Box {
  T held;
};

void nested(Box<Tensor> box) { shape::reveal(box.held); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: remark: the shape of 'box.held' is (...) [shape-reveal]
