//===-- armadillo.h - shape::expect for Armadillo ---------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A matrix is "rows columns", a vector has rank 1 (or is the matrix with one
// column or row that it also is), a cube is "rows columns slices", in the order
// of its indices.
//
//   shape::expect(solution, "n");
//   shape::expect(samples, "Float64[n m draws]");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_ARMADILLO_H
#define SHAPE_ARMADILLO_H

#include "shape.h"

#include <armadillo>

#include "detail/diagnostics_push.h"

namespace shape {

namespace detail {

template <class T> struct arma_matrix {
  static std::size_t rank(const T &) { return 2; }
  static long long extent(const T &x, std::size_t axis) {
    return static_cast<long long>(axis == 0 ? x.n_rows : x.n_cols);
  }
  static const char *dtype(const T &) {
    return dtype_name<typename T::elem_type>();
  }
};

template <class T> struct arma_vector : arma_matrix<T> {
  static constexpr bool also_matrix = true;
  static std::size_t rank(const T &) { return 1; }
  static long long extent(const T &x, std::size_t) {
    return static_cast<long long>(x.n_elem);
  }
  static long long matrix_extent(const T &x, std::size_t axis) {
    return arma_matrix<T>::extent(x, axis);
  }
};

} // namespace detail

template <class E>
struct array_traits<arma::Mat<E>> : detail::arma_matrix<arma::Mat<E>> {};
template <class E>
struct array_traits<arma::Col<E>> : detail::arma_vector<arma::Col<E>> {};
template <class E>
struct array_traits<arma::Row<E>> : detail::arma_vector<arma::Row<E>> {};

template <class E> struct array_traits<arma::Cube<E>> {
  static std::size_t rank(const arma::Cube<E> &) { return 3; }
  static long long extent(const arma::Cube<E> &x, std::size_t axis) {
    return static_cast<long long>(axis == 0   ? x.n_rows
                                  : axis == 1 ? x.n_cols
                                              : x.n_slices);
  }
  static const char *dtype(const arma::Cube<E> &) { return dtype_name<E>(); }
};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_ARMADILLO_H
