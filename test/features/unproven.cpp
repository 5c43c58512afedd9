// What the code relies on and nothing shows, for those who ask by name.
//
// RUN: %check_shape_tidy %s --checks=-*,shape-*,shape-unproven -- -I%annotations_include -isystem %S/../mocks

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("b k")]] Tensor layer([[shape("b n")]] Tensor x, [[shape("n k")]] Tensor w);
void same([[shape("n")]] Tensor x, [[shape("n")]] Tensor y);

void contract([[shape("b n")]] Tensor x, int k) {
  layer(x, torch::zeros({k, 10}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing shows that k equals n, as 'layer' needs it to [shape-unproven]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: annotate the other size with the same name
  // It is known now, and not said twice.
  layer(x, torch::zeros({k, 5}));
}

void operation(int k, int l) {
  torch::matmul(torch::zeros({2, k}), torch::zeros({l, 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing shows that l equals k, as 'matmul' needs it to [shape-unproven]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: write 'assert(l == k);' before it, or annotate both sizes
}

void shown(int k, int l) {
  if (k != l)
    return;
  torch::matmul(torch::zeros({2, k}), torch::zeros({l, 3}));
}

void constant(int k) {
  same(torch::zeros({k}), torch::zeros({3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing shows that k equals 3, as 'same' needs it to [shape-unproven]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: write 'assert(k == 3);' before it, or annotate both sizes
}

void doubtful([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, bool flag) {
  if (flag)
    x + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing shows that the sizes in '+' fit in this branch; fails for n = 2, m = 3 [shape-unproven]
}

[[shape("3")]] Tensor returned(int k) {
  return torch::zeros({k});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing shows that k equals 3, as 'returned' needs it to [shape-unproven]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: write 'assert(k == 3);' before it, or annotate both sizes
}

// A mistake is a mistake, and no advice about it is given.
void wrong() {
  torch::zeros({2}) + torch::zeros({3});
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 2 on axis 0 of 'torch::zeros({2})', 3 on axis 0 of 'torch::zeros({3})' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'torch::zeros({2})' has shape (2) float32
  // CHECK-MESSAGES: :[[@LINE-3]]:23: note: 'torch::zeros({3})' has shape (3) float32
}

// Of unknown arrays there is nothing to say.
void unknown(Tensor x, Tensor y) { same(x, y); }
