// The buffers with which C++ meets callbacks: handlers of XLA's FFI and functions
// that nanobind binds keep contracts, and are held to them.
//
// RUN: %check_lines

#include "nanobind.h"
#include "xla_ffi.h"
#include <functional>
#include <shape/shape.h>

namespace nb = nanobind;
namespace ffi = xla::ffi;

using F32 = ffi::Buffer<ffi::F32>;
using F32Out = ffi::ResultBuffer<ffi::F32>;
using S32Out = ffi::ResultBuffer<ffi::S32>;

void normalize([[shape("Float32[rows n]")]] F32 x, [[shape("Float32[n]")]] F32 scale,
               [[shape("Float32[rows n]")]] F32 y);
void argmax([[shape("rows n")]] F32 x, [[shape("Int32[rows]")]] ffi::Buffer<ffi::S32> largest);
void write([[shape("n")]] F32Out y);

void handler([[shape("Float32[batch n]")]] F32 x, [[shape("Float32[n]")]] F32 scale,
             [[shape("Float32[batch n]")]] F32Out y, [[shape("Int32[batch]")]] S32Out largest,
             [[shape("Int32[n]")]] S32Out columns) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (batch, n) float32 [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (batch, n) float32 [shape-reveal]
  shape::reveal(*y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*y' is (batch, n) float32 [shape-reveal]
  shape::reveal(y->dimensions());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'y->dimensions()' is {batch, n} [shape-reveal]
  normalize(x, scale, *y);
  normalize(scale, x, *y);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'x' of 'normalize' has 1 axis (n), but its contract expects 2 axes 'Float32[rows n]' [shape-mismatch]
  normalize(x, *y, *y);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: argument 'scale' of 'normalize' has 2 axes (batch, n), but its contract expects 1 axis 'Float32[n]' [shape-mismatch]
  argmax(x, *largest);
  argmax(x, *columns);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'largest' of 'argmax' has size 'n' on axis 0, but its contract expects 'rows' (batch); fails for n = 2, batch = 3 [shape-mismatch]
  write(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'y' of 'write' has 2 axes (batch, n), but its contract expects 1 axis 'n' [shape-mismatch]
  long outside = x.dimensions()[2] + y->dimensions()[2] + y->dimensions()[1];
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: axis 2 is out of range in '[]': 'x.dimensions()' has shape (batch, n), allowed is 0 to 1 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: warning: axis 2 is out of range in '[]': 'y->dimensions()' has shape (batch, n), allowed is 0 to 1 [shape-mismatch]
}

void caller(std::vector<int64_t> sizes) {
  F32 matrix(sizes);
  shape::reveal(matrix);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'matrix' is (...) float32 [shape-reveal]
  ffi::BufferR1<ffi::F32> row(sizes);
  shape::reveal(row);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'row' is (?) float32 [shape-reveal]
}

// A handler is a callable like any other.
void bind([[shape("(Float32[b n], Float32[b]) -> _")]] const std::function<void(F32, F32)> &f);
void sums([[shape("Float32[b n]")]] F32 x, [[shape("Float32[b]")]] F32 y);
void norms([[shape("Float32[b n]")]] F32 x, [[shape("Float32[n]")]] F32 y);
void bound() {
  bind(sums);
  bind(norms);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'y' of callable 'norms' expects 'n' on axis 0, but its contract passes size 'b'; fails for b = 2, n = 3 [shape-callback]
  bind([](F32 x, F32 y) { sums(x, y); });
  bind([](F32 x, F32 y) { sums(y, x); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: argument 'x' of 'sums' has 1 axis (b), but its contract expects 2 axes 'Float32[b n]' [shape-mismatch]
}

// nanobind.
void points([[shape("Float32[n 3]")]] nb::ndarray<float, nb::shape<-1, 3>> x, [[shape("Float32[n]")]] nb::ndarray<float, nb::ndim<1>> weights,
            [[shape("m 2")]] nb::ndarray<float, nb::shape<-1, 2>> other) {
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n, 3) float32 [shape-reveal]
  shape::reveal(x.view());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.view()' is (n, 3) float32 [shape-reveal]
  shape::reveal(x.shape(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'x.shape(0)' is n [shape-reveal]
  long outside = long(x.shape(2)) + long(weights.shape(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: axis 2 is out of range in 'shape': 'x' has shape (n, 3), allowed is 0 to 1 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:50: warning: axis 1 is out of range in 'shape': 'weights' has shape (n), allowed is 0 to 0 [shape-mismatch]
}
void pass(nb::ndarray<float, nb::shape<-1, 3>> x, nb::ndarray<float, nb::ndim<1>> w, nb::ndarray<float, nb::shape<-1, 2>> flat,
          nb::ndarray<float> any) {
  points(x, w, flat);
}
void module([[shape("(Float32[n 3]) -> Float32[n]")]] const std::function<nb::ndarray<float>(nb::ndarray<float>)> &f);
[[shape("Float32[n]")]] nb::ndarray<float> lengths([[shape("Float32[n d]")]] nb::ndarray<float> x);
[[shape("Float32[n d]")]] nb::ndarray<float> scaled([[shape("Float32[n d]")]] nb::ndarray<float> x);
void exported() {
  module(lengths);
  module(scaled);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'result' of callable 'scaled' has 2 axes (n, 3), but declared is 1 axis 'Float32[n]' [shape-callback]
}
