// What is returned is what the function promises.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("n m")]] Tensor same([[shape("n m")]] Tensor x) { return x; }
[[shape("n m")]] Tensor turned([[shape("m n")]] Tensor x) { return x; }
// CHECK-MESSAGES: :[[@LINE-1]]:68: warning: value returned from 'turned' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
[[shape("n")]] Tensor fixed([[shape("n")]] Tensor x) { return torch::zeros({3}); }
// CHECK-MESSAGES: :[[@LINE-1]]:63: warning: value returned from 'fixed' has size 3 on axis 0, but its contract promises 'n'; fails for n = 2 [shape-mismatch]
[[shape("3")]] Tensor rank() { return torch::zeros({3, 1}); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: value returned from 'rank' has 2 axes (3, 1), but its contract promises 1 axis '3' [shape-mismatch]
[[shape("Float32[3]")]] Tensor dtype() { return torch::zeros({3}, torch::kFloat64); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: value returned from 'dtype' has dtype float64, but its contract promises float32 [shape-dtype]
[[shape("2*n")]] Tensor doubled([[shape("n")]] Tensor x) { return x; }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: value returned from 'doubled' has size 'n' on axis 0, but its contract promises '2*n' [shape-mismatch]
[[shape("{k}")]] Tensor made(int k) { return torch::zeros({k}); }
[[shape("{k}")]] Tensor other(int k) { return torch::zeros({k + 1}); }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: value returned from 'other' has size 'k + 1' on axis 0, but its contract promises '{k}' (k) [shape-mismatch]
// A name that only the result has is the body's to choose.
[[shape("k")]] Tensor free(int n) { return torch::zeros({n}); }
[[shape("k k")]] Tensor square(int n) { return torch::zeros({n, n + 1}); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: value returned from 'square' has size 'n + 1' on axis 1, but its contract promises 'k' (n) [shape-mismatch]
[[shape("k")]] Tensor unknown(Tensor x) { return x; }

[[shape("n")]] Tensor early([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, float b) {
  if (b > 0)
    return x;
  return y;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'early' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
}

auto deduced([[shape("n")]] Tensor x) { return x; }

void nothing([[shape("n")]] Tensor x) { return; }
