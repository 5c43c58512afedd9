// The order of axes in memory: `view` copies nothing, so it needs them as they
// lie.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

bool more();

void transposed() {
  Tensor x = torch::zeros({2, 3, 4}).transpose(1, 2);
  x.view({2, 12});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the axes of 'x' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
  x.view({-1});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the axes of 'x' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
  x.reshape({2, 12});
  x.contiguous().view({2, 12});
  // One axis may be split.
  x.view({2, 2, 2, 3});
  x.view({1, 2, 4, 1, 3});
  // Those in front of the two are not concerned, and are where they were again.
  x.transpose(2, 1).view({6, 4});
}

// Axes of one element lie anywhere.
void single() {
  torch::zeros({2, 1, 4}).transpose(1, 2).view({8});
  torch::zeros({1, 3, 4}).transpose(0, 1).view({12});
  torch::zeros({2, 1, 4}).permute({2, 0, 1}).view({8});
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the axes of 'torch::zeros({2, 1, 4}).permute({2, 0...' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
  // Nothing lies nowhere.
  torch::zeros({0, 3}).transpose(0, 1).view({0});
}

// Sizes by name: what fails for all but the smallest is wrong.
void names([[shape("b t d")]] Tensor like, int64_t b, int64_t t, int64_t d) {
  Tensor x = torch::zeros({like.size(0), like.size(1), like.size(2)});
  Tensor y = x.transpose(1, 2);
  y.view({like.size(0), -1});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the axes of 'y' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
  x.view({like.size(0), -1});
  x.view({-1, like.size(2)}).t().view({like.size(2), like.size(0), like.size(1)});
  // Numbers that may be anything say nothing.
  torch::zeros({b, t, d}).transpose(1, 2).view({b, d * t});
}

// Of an argument nobody knows how it lies; it may be transposed already.
void argument([[shape("2 3 4")]] Tensor x) {
  x.transpose(1, 2).view({2, 12});
  x.contiguous().transpose(1, 2).view({2, 12});
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the axes of 'x.contiguous().transpose(1, 2)' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
}

// What works element by element keeps the order; where ways meet it may be
// either.
void kept() {
  Tensor x = torch::zeros({3, 4}).t(), y = torch::zeros({4, 3});
  x.exp().view({12});
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the axes of 'x.exp()' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
  if (more())
    y = x;
  y.view({12});
  Tensor z = torch::zeros({3, 4});
  z = z.t();
  z.view({12});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the axes of 'z' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
}

// Through functions as all else.
Tensor heads(Tensor x) { return x.transpose(0, 1); }
Tensor joined(Tensor x) { return x.view({-1}); }
void calls() {
  joined(torch::zeros({3, 4}));
  joined(heads(torch::zeros({3, 4})));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'joined': the axes of 'x' do not lie in memory as 'view' needs them; 'reshape' would copy them [shape-mismatch]
}
