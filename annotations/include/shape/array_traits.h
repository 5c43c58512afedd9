//===-- array_traits.h - how to ask an array for its shape ------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape::array_traits<T> tells shape::expect the rank and the sizes of a T. It
// works as it is for every type that answers one of
//
//   kind              asked by                         for example
//   torch             x.dim(), x.size(i)               torch::Tensor
//   mdspan            x.rank(), x.extent(i)            std::mdspan
//   xtensor           x.dimension(), x.shape()[i]      xt::xarray
//   Eigen             x.rows(), x.cols()               Eigen::MatrixXd
//
// and is specialised for any other:
//
//   template <> struct shape::array_traits<Grid> {
//     static std::size_t rank(const Grid &) { return 2; }
//     static long long extent(const Grid &g, std::size_t axis) {
//       return axis == 0 ? g.height : g.width;
//     }
//     static const char *dtype(const Grid &) { return "float32"; } // optional
//   };
//
// shape/torch.h, eigen.h, xtensor.h, mdspan.h, opencv.h and armadillo.h have the
// traits of a library where there is more to say than this.
//
// A type that Eigen knows to be a vector at compile time has rank 1; see
// also_matrix below for strings that write it as a matrix.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_ARRAY_TRAITS_H
#define SHAPE_ARRAY_TRAITS_H

#include "detail/diagnostics_push.h"
#include "dtype.h"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace shape {
namespace detail {

enum class array_kind { unknown, torch, mdspan, xtensor, eigen };

template <array_kind Kind>
using kind_constant = std::integral_constant<array_kind, Kind>;

// Overloads in order of preference: a higher priority is tried first, and one
// whose expression does not compile for T is no candidate.
template <int N> struct priority : priority<N - 1> {};
template <> struct priority<0> {};

template <class T> struct tag_of {
  using type = T;
};

template <class T>
auto kind_of(priority<4>, const T &x)
    -> decltype(x.dim(), x.size(0), kind_constant<array_kind::torch>());
template <class T>
auto kind_of(priority<3>, const T &x)
    -> decltype(x.rank(), x.extent(0), kind_constant<array_kind::mdspan>());
template <class T>
auto kind_of(priority<2>, const T &x)
    -> decltype(x.dimension(), x.shape()[0],
                kind_constant<array_kind::xtensor>());
template <class T>
auto kind_of(priority<1>, const T &x)
    -> decltype(x.rows(), x.cols(), kind_constant<array_kind::eigen>());
template <class T>
kind_constant<array_kind::unknown> kind_of(priority<0>, const T &);

// What the elements of a T are, by the name its library gives them.
template <class T>
auto element_of(priority<3>, const T &) -> tag_of<typename T::Scalar>;
template <class T>
auto element_of(priority<2>, const T &) -> tag_of<typename T::elem_type>;
template <class T>
auto element_of(priority<1>, const T &) -> tag_of<typename T::value_type>;
template <class T> tag_of<void> element_of(priority<0>, const T &);

/// For all arrays whose type tells the type of their elements.
template <class T> struct element_dtype {
  static const char *dtype(const T &) {
    using element = typename decltype(element_of(
        priority<3>(), std::declval<const T &>()))::type;
    return dtype_name<element>();
  }
};

/// For a type that is no array as far as anybody said: an error where a shape is
/// asked for, not before, so that a tree may have such leaves.
template <class T, array_kind Kind> struct default_traits {
  using is_unknown = void;
  static std::size_t rank(const T &) {
    static_assert(Kind != array_kind::unknown,
                  "specialise shape::array_traits for this type");
    return 0;
  }
  static long long extent(const T &, std::size_t) { return 0; }
};

template <class T> struct default_traits<T, array_kind::torch> {
  static std::size_t rank(const T &x) {
    return static_cast<std::size_t>(x.dim());
  }
  static long long extent(const T &x, std::size_t axis) {
    using index = decltype(x.dim());
    return static_cast<long long>(x.size(static_cast<index>(axis)));
  }
};

template <class T>
struct default_traits<T, array_kind::mdspan> : element_dtype<T> {
  static std::size_t rank(const T &x) {
    return static_cast<std::size_t>(x.rank());
  }
  static long long extent(const T &x, std::size_t axis) {
    using index = decltype(x.rank());
    return static_cast<long long>(x.extent(static_cast<index>(axis)));
  }
};

template <class T>
struct default_traits<T, array_kind::xtensor> : element_dtype<T> {
  static std::size_t rank(const T &x) {
    return static_cast<std::size_t>(x.dimension());
  }
  static long long extent(const T &x, std::size_t axis) {
    return static_cast<long long>(x.shape()[axis]);
  }
};

template <class T>
auto is_vector(priority<1>, const T &)
    -> std::integral_constant<bool,
                              static_cast<bool>(T::IsVectorAtCompileTime)>;
template <class T> std::false_type is_vector(priority<0>, const T &);

template <class T>
struct default_traits<T, array_kind::eigen> : element_dtype<T> {
  static constexpr bool vector =
      decltype(is_vector(priority<1>(), std::declval<const T &>()))::value;
  /// The rank a string may use beside rank(): a vector written as a matrix
  /// with one row or column, "n 1".
  static constexpr bool also_matrix = vector;

  static std::size_t rank(const T &) { return vector ? 1 : 2; }
  static long long extent(const T &x, std::size_t axis) {
    if (vector)
      return static_cast<long long>(x.rows()) *
             static_cast<long long>(x.cols());
    return matrix_extent(x, axis);
  }
  static long long matrix_extent(const T &x, std::size_t axis) {
    return static_cast<long long>(axis == 0 ? x.rows() : x.cols());
  }
};

} // namespace detail

/// The shape of a \p T: `rank(x)` is the number of axes and `extent(x, i)` the
/// size of axis i, outermost first. Where there is `dtype(x)`, a name such as
/// "float32" or null, dtypes are compared too. Specialise it for a type of your
/// own.
template <class T>
struct array_traits
    : detail::default_traits<T, decltype(detail::kind_of(
                                    detail::priority<4>(),
                                    std::declval<const T &>()))::value> {};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_ARRAY_TRAITS_H
