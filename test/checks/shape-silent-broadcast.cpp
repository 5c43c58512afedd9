// Broadcasts that nobody asked for, for those who ask by name.
//
// RUN: %check_shape_tidy %s --checks=-*,shape-*,shape-silent-broadcast -- -I%annotations_include -isystem %S/../mocks
// RUN: %shape_tidy "--checks=-*,shape-*" %s -- -std=c++20 -I%annotations_include -isystem %S/../mocks | FileCheck %s --check-prefix=GLOB --allow-empty
// GLOB-NOT: broadcast

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void residual(int n) {
  Tensor predicted = torch::zeros({n, 1}), target = torch::zeros({n});
  predicted - target;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: operands of '-' are broadcast from (n, 1) and (n) to (n, n), which is larger than both [shape-silent-broadcast]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'predicted' has shape (n, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'target' has shape (n)
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: give both the same axes, or write the new axis here: 'unsqueeze' or 'view'
}

void annotated([[shape("b t 1")]] Tensor scores, [[shape("t")]] Tensor weights, [[shape("b 1 t")]] Tensor mask, [[shape("b t")]] Tensor x) {
  // Axes of different lengths are a product of each with each, which is what people write.
  scores * weights;
  mask * x;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: operands of '*' are broadcast from (b, 1, t) and (b, t) to (b, b, t), which is larger than both [shape-silent-broadcast]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'mask' has shape (b, 1, t)
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: 'x' has shape (b, t)
  // CHECK-MESSAGES: :[[@LINE-4]]:8: note: give both the same axes, or write the new axis here: 'unsqueeze' or 'view'
}

// A loss compares: any difference counts.
void losses(int n, [[shape("n m")]] Tensor x, [[shape("m")]] Tensor y) {
  torch::mse_loss(torch::zeros({8, 1}), torch::zeros({8}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: operands that 'mse_loss' compares element by element are broadcast from (8, 1) and (8) to (8, 8) [shape-silent-broadcast]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: 'torch::zeros({8, 1})' has shape (8, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:41: note: 'torch::zeros({8})' has shape (8)
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: give both the same axes, or write the new axis here: 'unsqueeze' or 'view'
  torch::mse_loss(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: operands that 'mse_loss' compares element by element are broadcast from (n, m) and (m) to (n, m) [shape-silent-broadcast]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: 'x' has shape (n, m)
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: 'y' has shape (m)
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: give both the same axes, or write the new axis here: 'unsqueeze' or 'view'
  torch::mse_loss(x, x + y);
  torch::mse_loss(x, torch::zeros({}));
  torch::mse_loss(x, torch::zeros({1}));
}

void biases([[shape("b n")]] Tensor x, [[shape("n")]] Tensor bias, [[shape("b c h w")]] Tensor image, [[shape("c 1 1")]] Tensor scale,
            [[shape("b t d")]] Tensor tokens, [[shape("t d")]] Tensor positions) {
  x + bias;
  image * scale;
  tokens + positions;
  x + torch::zeros({1});
  x - x.sum({1}, true);
}

// Whoever writes the axis of length 1 means it.
void written([[shape("n")]] Tensor x, [[shape("n")]] Tensor y, int n) {
  x.unsqueeze(1) - y;
  x.view({-1, 1}) - y;
  x.unsqueeze(1).clone() - y;
  Tensor column = x.unsqueeze(1);
  column - y;
  -column + y;
}

void keptAxis([[shape("n m")]] Tensor x) { x.sum({1}, true) - x.sum({1}); }

// One rank: the axes were arranged for each other.
void pairs([[shape("n 1")]] Tensor column, [[shape("1 n")]] Tensor row, [[shape("b 1 s s")]] Tensor mask, [[shape("b h s s")]] Tensor scores,
           [[shape("b t 1")]] Tensor valid, [[shape("b t d")]] Tensor tokens) {
  column - row;
  mask + scores;
  valid * tokens;
}

void unknown(Tensor x, [[shape("n 1")]] Tensor y, [[shape("#n")]] Tensor z, int k, int l) {
  x + y;
  y + z;
  torch::zeros({k, 1}) + torch::zeros({l});
}
