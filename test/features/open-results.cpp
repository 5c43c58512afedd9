// RUN: %check_shape_tidy %s -- -I%annotations_include -isystem %root/test/mocks
// What the contract of a result leaves open is what the body gives back.
#include "shape/shape.h"
#include <torch.h>
using torch::Tensor;

// `out` is nobody's name but the result's.
[[shape("b out")]] Tensor widen([[shape("b in")]] Tensor x) {
  return torch::zeros({x.size(0), 7});
}
[[shape("b out")]] Tensor elsewhere([[shape("b in")]] Tensor x);
[[shape("b _")]] Tensor anonymous([[shape("b in")]] Tensor x) {
  return torch::zeros({x.size(0), 7});
}
[[shape("b ...")]] Tensor anyRank([[shape("b in")]] Tensor x) {
  return torch::zeros({x.size(0), 7, 2});
}
[[shape("b *rest")]] Tensor row([[shape("b in")]] Tensor x) {
  return torch::zeros({x.size(0), 7, 2});
}
[[shape("b out")]] Tensor either([[shape("b in")]] Tensor x, bool wide) {
  if (wide)
    return torch::zeros({x.size(0), 7});
  return torch::zeros({x.size(0), 2});
}
[[shape("b out")]] Tensor wrong([[shape("b in")]] Tensor x) {
  return torch::zeros({7, 7, 7});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'wrong' has 3 axes (7, 7, 7), but its contract promises 2 axes 'b out' [shape-mismatch]
  // CHECK-MESSAGES: :26:10: note: 'b out' is said here
}
[[shape("b out")]] Tensor again([[shape("b in")]] Tensor x, int times) {
  if (times > 0)
    return again(x, times - 1);
  return torch::zeros({x.size(0), 7});
}

struct Shared {
  virtual ~Shared();
  [[shape("b out")]] virtual Tensor run([[shape("b in")]] Tensor x) {
    return torch::zeros({x.size(0), 7});
  }
};

void callers([[shape("2 3")]] Tensor x, bool wide, Shared &shared) {
  shape::reveal(widen(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'widen(x)' is (2, 7) float32 [shape-reveal]
  widen(x) + torch::zeros({2, 8});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: shapes do not broadcast in '+': 7 on axis 1 of 'widen(x)', 8 on axis 1 of 'torch::zeros({2, 8})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'widen(x)' has shape (2, 7) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'torch::zeros({2, 8})' has shape (2, 8) float32
  shape::reveal(elsewhere(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'elsewhere(x)' is (2, out) [shape-reveal]
  shape::reveal(anonymous(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'anonymous(x)' is (2, 7) float32 [shape-reveal]
  shape::reveal(anyRank(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'anyRank(x)' is (2, 7, 2) float32 [shape-reveal]
  shape::reveal(row(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'row(x)' is (2, 7, 2) float32 [shape-reveal]
  shape::reveal(either(x, true));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(x, true)' is (2, 7) float32 [shape-reveal]
  shape::reveal(either(x, wide));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(x, wide)' is (2, out) float32 [shape-reveal]
  shape::reveal(wrong(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'wrong(x)' is (2, out) [shape-reveal]
  shape::reveal(again(x, 3));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'again(x, 3)' is (2, out) [shape-reveal]
  shape::reveal(shared.run(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shared.run(x)' is (2, out) [shape-reveal]
}
