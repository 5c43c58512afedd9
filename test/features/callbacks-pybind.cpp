// Functions that pybind11 binds keep the contracts on their arrays, and so do the
// callables that Python hands over.
//
// REQUIRES: pybind11
// RUN: %check_shape_tidy %s --ignore-notes -- -std=c++17 -I%annotations_include -isystem /usr/include/python3.11

#include <pybind11/pybind11.h>
#include <pybind11/numpy.h>
#include <pybind11/functional.h>
#include <shape/shape.h>
#include <functional>
namespace py = pybind11;
using Array = py::array_t<double>;
using Single = py::array_t<float, py::array::c_style | py::array::forcecast>;
SHAPE("n k") static Array product(SHAPE("n m") const Array &a, SHAPE("m k") const Array &b) {
  auto x = a.unchecked<2>(), y = b.unchecked<2>();
  Array out({a.shape(0), b.shape(1)});
  auto r = out.mutable_unchecked<2>();
  for (py::ssize_t i = 0; i < x.shape(0); ++i)
    for (py::ssize_t j = 0; j < y.shape(1); ++j) {
      double s = 0;
      for (py::ssize_t k = 0; k < x.shape(1); ++k) s += x(i, k) * y(k, j);
      r(i, j) = s;
    }
  return out;
}
SHAPE("n") static Array rowsums(SHAPE("n m") const Array &a) {
  Array out(a.shape(1));
  return out;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'rowsums' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
}
SHAPE("n") static Array apply(SHAPE("(m) -> ()") const std::function<double(Array)> &f, SHAPE("n m") const Array &a) {
  Array out(a.shape(0));
  return out;
}
SHAPE("n n") static Array gram(SHAPE("n m") const Array &a) { return product(a, a); }
// CHECK-MESSAGES: :[[@LINE-1]]:81: warning: argument 'b' of 'product' has size 'n' on axis 0, but its contract expects 'm'; fails for n = 2, m = 3 [shape-mismatch]
static void flat(SHAPE("Float32[n]") const Single &x) { x.unchecked<2>(); }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: operand 'x' of 'unchecked' has 1 axis (n), allowed is 2 [shape-mismatch]
static void handler(SHAPE("batch n") Array x, SHAPE("n") Array scale, SHAPE("batch n") Array out) {
  if (x.shape(0) != out.shape(0)) throw std::runtime_error("x");
  auto y = product(x, scale.reshape({scale.shape(0), py::ssize_t(1)}));
  product(scale, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: argument 'a' of 'product' has 1 axis (n), but its contract expects 2 axes 'n m' [shape-mismatch]
}
// What is bound is a callable like any other.
PYBIND11_MODULE(demo, m) {
  m.def("product", &product);
  m.def("rowsums", &rowsums, py::arg("a"));
  m.def("handler", [](Array x, Array s, Array out) { handler(x, s, out); });
}
