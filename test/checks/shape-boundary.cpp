
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor ask(const void *handle);
bool failed(const void *handle);

Tensor load(const void *handle, Tensor scale) {
  Tensor table;
  [[shape::opaque("tabel: Float32[rows 3], table: Float32[rows 3]")]] {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: output 'tabel' names no variable that exists behind the opaque block [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: did you mean 'table'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("table: Float32[rows 3], table: Float32[rows 3]")]] {
    table = ask(handle);
    scale = ask(handle);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: variable 'scale' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-7]]:20: note: opaque block declares its outputs here
    if (failed(handle))
      return table;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'return' leaves the opaque block before its end [shape-boundary]
      // CHECK-MESSAGES: :[[@LINE-11]]:5: note: the block begins here
  }
  return table * scale;
}

SHAPE_OPAQUE("copy: 3, out: 3")
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: output 'copy' of 'fill' is a copy or constant: nobody sees what is assigned to it [shape-boundary]
void fill(Tensor &out, Tensor copy, Tensor &lost) {
  out = ask(&copy);
  copy = ask(&out);
  lost = out;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: variable 'lost' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-7]]:1: note: function is declared opaque here
}
