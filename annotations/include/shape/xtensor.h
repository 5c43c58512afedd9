//===-- xtensor.h - shape::expect for xtensor -------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape.h knows containers, views and lazy expressions by their shape(). This
// only includes xtensor, so that one line is enough.
//
//   shape::expect(xt::sum(a, {1}), "n");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_XTENSOR_H
#define SHAPE_XTENSOR_H

#include "shape.h"

#include <xtensor/xexpression.hpp>

#include "detail/diagnostics_push.h"

namespace shape {

/// True if \p T is one of xtensor's expressions, whose shape can be asked.
template <class T> using is_xtensor_expression = xt::is_xexpression<T>;

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_XTENSOR_H
