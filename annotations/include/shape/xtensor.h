//===-- xtensor.h - shape::expect for xtensor -------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape.h knows containers, views and lazy expressions by their shape(). This adds
// what shape::vmap needs to map over the first axis of an xt::xarray.
//
//   shape::expect(xt::sum(a, {1}), "n");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_XTENSOR_H
#define SHAPE_XTENSOR_H

#include "shape.h"
#include "shape_dtype.h"

#include <cstddef>
#include <vector>
#include <xtensor/xarray.hpp>
#include <xtensor/xview.hpp>

#include "detail/diagnostics_push.h"

namespace shape {

template <class T, xt::layout_type Layout>
struct array_batch<xt::xarray<T, Layout>> {
  using array = xt::xarray<T, Layout>;
  static array element(const array &x, long long i) { return xt::view(x, i); }
  static array stack(const std::vector<array> &elements) {
    const auto &first = elements.front().shape();
    std::vector<std::size_t> sizes(1, elements.size());
    sizes.insert(sizes.end(), first.begin(), first.end());
    array result = array::from_shape(sizes);
    for (std::size_t i = 0; i < elements.size(); ++i)
      xt::view(result, i) = elements[i];
    return result;
  }
};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_XTENSOR_H
