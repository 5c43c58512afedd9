//===-- mdspan.h - shape::expect for std::mdspan ----------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape.h knows a span by its rank() and extent(i), std::mdspan as well as the
// one of the reference implementation. This adds the extents alone, which say a
// shape and hold no array.
//
//   shape::expect(span.extents(), "n 3");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_MDSPAN_H
#define SHAPE_MDSPAN_H

#include "shape.h"

#if defined(__has_include)
#if __has_include(<mdspan>)
#include <mdspan>
#elif __has_include(<experimental/mdspan>)
#include <experimental/mdspan>
#endif
#endif

#include "detail/diagnostics_push.h"

namespace shape {

#if defined(__cpp_lib_mdspan)
template <class Index, std::size_t... Extents>
struct array_traits<std::extents<Index, Extents...>> {
  using extents = std::extents<Index, Extents...>;
  static std::size_t rank(const extents &) { return extents::rank(); }
  static long long extent(const extents &x, std::size_t axis) {
    return static_cast<long long>(x.extent(axis));
  }
};
#endif

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_MDSPAN_H
