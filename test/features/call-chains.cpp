// The notes of a mistake inside a call lead there, call by call.
//
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor product(Tensor a, Tensor b) { return a.matmul(b); }
Tensor middle(Tensor a, Tensor b) { return product(a, b.t()); }
Tensor outer(Tensor a) { return middle(a, a.t()); }

void use([[shape("2 3")]] Tensor x) {
  outer(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'outer': inner sizes of 'matmul' differ: 3 on axis 1 of 'a', 2 on axis 0 of 'b' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-5]]:33: note: 'middle' is called here
  // CHECK-MESSAGES: :[[@LINE-7]]:44: note: 'product' is called here
  // CHECK-MESSAGES: :[[@LINE-9]]:47: note: it happens here
  // CHECK-MESSAGES: :[[@LINE-10]]:45: note: 'a' has shape (2, 3)
  // CHECK-MESSAGES: :[[@LINE-11]]:54: note: 'b' has shape (2, 3)
}
