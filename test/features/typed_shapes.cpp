// Sizes that C++ types carry in their template arguments, of two libraries that
// are not packaged: nanobind's arrays and the buffers of XLA FFI.

// RUN: %check_shape_tidy %s -- -std=c++17 -I%annotations_include -I%S/../mocks
#include "nanobind.h"
#include "shape/shape.h"
#include "xla_ffi.h"
#include <vector>

namespace nb = nanobind;
namespace ffi = xla::ffi;

void carried(nb::ndarray<float, nb::shape<-1, 3>, nb::c_contig> points,
             nb::ndarray<double, nb::numpy, nb::ndim<2>> any,
             ffi::Buffer<ffi::F32, 2> a, ffi::ResultBuffer<ffi::F64, 1> out) {
  (void)shape::reveal(points);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'points' is (?, 3) float32 [shape-reveal]
  (void)shape::reveal(any);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'any' is (?, ?) float64 [shape-reveal]
  (void)shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'a' is (?, ?) float32 [shape-reveal]
  (void)shape::reveal(*out);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of '*out' is (?) float64 [shape-reveal]
}

size_t axes(nb::ndarray<float, nb::shape<-1, 3>> x) {
  return x.shape(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis 2 is out of range in 'shape': 'x' has shape (?, 3), allowed is 0 to 1 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: 'x' has shape (?, 3) float32
}
