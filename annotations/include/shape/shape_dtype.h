//===-- shape_dtype.h - a shape and a dtype without an array ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a callback says about its result before there is one:
//
//   shape::ShapeDtype({32, 10}, "float32")     prints as float32[32, 10]
//   shape::shape_dtype(x)                      that of an array x
//
// A tree of them describes a tree of arrays.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_SHAPE_DTYPE_H
#define SHAPE_SHAPE_DTYPE_H

#include "array_traits.h"
#include "detail/check.h"
#include "detail/diagnostics_push.h"
#include "dtype.h"

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {

/// The sizes of an array, outermost first, and the name of its elements; an empty
/// dtype is that of any array.
struct ShapeDtype {
  std::vector<long long> shape;
  std::string dtype;

  ShapeDtype() = default;
  explicit ShapeDtype(std::vector<long long> sizes, std::string name = {})
      : shape(std::move(sizes)), dtype(std::move(name)) {}

  /// `float32[32, 10]`.
  std::string text() const {
    std::string result = dtype + "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
      result += (i ? ", " : "") + std::to_string(shape[i]);
    return result + "]";
  }
  friend bool operator==(const ShapeDtype &a, const ShapeDtype &b) {
    return a.shape == b.shape && a.dtype == b.dtype;
  }
  friend bool operator!=(const ShapeDtype &a, const ShapeDtype &b) {
    return !(a == b);
  }
};

/// The shape and the dtype of a number, which has no axes.
template <class T>
typename std::enable_if<std::is_arithmetic<T>::value, ShapeDtype>::type
shape_dtype(const T &) {
  return ShapeDtype({}, dtype_name<T>());
}

/// The shape and the dtype of an array.
template <class T>
typename std::enable_if<!std::is_arithmetic<T>::value, ShapeDtype>::type
shape_dtype(const T &x) {
  ShapeDtype result;
  for (std::size_t axis = 0, rank = array_traits<T>::rank(x); axis < rank;
       ++axis)
    result.shape.push_back(array_traits<T>::extent(x, axis));
  const char *dtype = detail::dtype_text(detail::priority<1>(), x);
  result.dtype = dtype ? dtype : "";
  return result;
}

/// How a \p T is taken apart along its first axis and put together again, which
/// shape::vmap needs: `element(x, i)` and `stack(elements)`. shape/torch.h has it
/// for tensors; specialise it for an array type of your own.
template <class T, class Enable = void> struct array_batch {
  static_assert(
      sizeof(T) == 0,
      "specialise shape::array_batch to map over arrays of this type");
};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_SHAPE_DTYPE_H
