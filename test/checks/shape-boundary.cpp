
// RUN: %check_notes

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor ask(const void *handle);
bool failed(const void *handle);

Tensor load(const void *handle, Tensor scale) {
  Tensor table;
  [[shape::opaque("tabel: Float32[rows 3], table: Float32[rows 3]")]] {
    table = ask(handle);
    scale = ask(handle);
    if (failed(handle))
      return table;
  }
  return table * scale;
}

SHAPE_OPAQUE("copy: 3, out: 3")
void fill(Tensor &out, Tensor copy, Tensor &lost) {
  out = ask(&copy);
  copy = ask(&out);
  lost = out;
}
