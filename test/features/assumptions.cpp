// What [[assume]] and __builtin_assume say is a fact, and is never evaluated.
//
// The graphs of Clang 19 leave the attribute out and evaluate the builtin's
// argument: there only silence is left where the attribute stands.
//
// RUN: %if llvm-22 %{ %check_shape_tidy %s --ignore-notes -- -I%annotations_include -isystem %S/../mocks %}
// RUN: %if llvm-19 %{ %check_shape_tidy %s --ignore-notes --suffix=19 -- -DCLANG_19 -I%annotations_include -isystem %S/../mocks %}

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void sizes([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  [[assume(x.size(0) == y.size(0))]];
  x + y;
}

void assumedNumbers(int k, [[shape("4")]] Tensor y) {
  [[assume(k == 5)]];
  torch::zeros({k}) + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 'k' (5) on axis 0 of 'torch::zeros({k})', 4 on axis 0 of 'y' [shape-mismatch]
}

void plain([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
  // CHECK-MESSAGES-19: :[[@LINE-2]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
}

#ifndef CLANG_19
// An assumption is never evaluated.
void notEvaluated(int k, [[shape("4")]] Tensor y) {
  __builtin_assume(k++ == 5);
  torch::zeros({k}) + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 'k' (5) on axis 0 of 'torch::zeros({k})', 4 on axis 0 of 'y' [shape-mismatch]
}
#endif
