// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("Float[n]")]] Tensor scale([[shape("Float[n]")]] Tensor x);
void index([[shape("Int64[n]")]] Tensor i);

void arguments([[shape("Float32[n]")]] Tensor f, [[shape("Int32[n]")]] Tensor i,
               [[shape("n")]] Tensor any) {
  scale(f);
  scale(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of 'scale' has dtype int32, but its contract expects Float [shape-dtype]
  scale(any);
  index(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'i' of 'index' has dtype int32, but its contract expects int64 [shape-dtype]
  index(any);
  index(i.to(torch::kInt64));
}

[[shape("Float32[3]")]] Tensor returned() { return torch::zeros({3}, torch::kInt64); }
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: value returned from 'returned' has dtype int64, but its contract promises float32 [shape-dtype]
[[shape("Float32[3]")]] Tensor right() { return torch::zeros({3}); }

void stored() {
  [[shape("Float64[3]")]] Tensor x = torch::zeros({3}, torch::kFloat64);
  x = torch::zeros({3});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: value of 'x' has dtype float32, but its annotation says float64 [shape-dtype]
}
