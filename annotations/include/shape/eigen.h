//===-- eigen.h - shape::expect for Eigen -----------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape.h knows matrices and expressions as they are. This adds tensors of
// Eigen's unsupported module, where they are included before.
//
//   shape::expect(a * b, "n m");      an expression is not evaluated
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_EIGEN_H
#define SHAPE_EIGEN_H

#include "shape.h"

#include <Eigen/Core>

#include "detail/diagnostics_push.h"

namespace shape {

#if defined(EIGEN_CXX11_TENSOR_TENSOR_H)
template <class Scalar, int Rank, int Options, class Index>
struct array_traits<Eigen::Tensor<Scalar, Rank, Options, Index>> {
  using tensor = Eigen::Tensor<Scalar, Rank, Options, Index>;
  static std::size_t rank(const tensor &) { return Rank; }
  static long long extent(const tensor &x, std::size_t axis) {
    return static_cast<long long>(x.dimension(axis));
  }
  static const char *dtype(const tensor &) { return dtype_name<Scalar>(); }
};
#endif

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_EIGEN_H
