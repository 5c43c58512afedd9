//===-- check.h - compares an array with a shape string ---------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What shape::expect does at run time: asks array_traits for the shape, match.h
// whether it fits, and hands what it complains about to the violation handler.
//
//   shape::expect: the rank is 2, not 3; the shape is (2, 4), the string "b n n"
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_CHECK_H
#define SHAPE_DETAIL_CHECK_H

#include "../array_traits.h"
#include "../violation.h"
#include "diagnostics_push.h"
#include "match.h"

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

namespace shape {
namespace detail {

inline void report(const std::string &complaint, const sizes &shape,
                   const std::string &spec) {
  std::string message = "shape::expect: " + complaint + "; the shape is " +
                        to_text(shape) + ", the string \"" + spec + "\"";
  current_violation_handler().load()(message.c_str());
}

template <class T>
auto dtype_text(priority<1>, const T &x)
    -> decltype(static_cast<const char *>(array_traits<T>::dtype(x))) {
  return array_traits<T>::dtype(x);
}
template <class T> const char *dtype_text(priority<0>, const T &) {
  return nullptr;
}

// A vector may be written as the matrix it also is, "n 1".
template <class T>
auto matches_as_matrix(priority<1>, const T &x, const std::string &spec)
    -> decltype(array_traits<T>::matrix_extent(x, 0), bool()) {
  using traits = array_traits<T>;
  return traits::also_matrix &&
         match({traits::matrix_extent(x, 0), traits::matrix_extent(x, 1)}, spec,
               dtype_text(priority<1>(), x))
             .empty();
}
template <class T>
bool matches_as_matrix(priority<0>, const T &, const std::string &) {
  return false;
}

// An array that is none fits `None` and nothing else.
inline std::string match_none(const std::string &spec) {
  slice rest(spec.data(), spec.size());
  do {
    if (read_alternative(next_alternative(rest)).kind == form::none)
      return {};
  } while (rest.size > 0);
  return "the array is undefined";
}
template <class T>
auto is_none(priority<1>, const T &x)
    -> decltype(static_cast<bool>(array_traits<T>::is_none(x))) {
  return array_traits<T>::is_none(x);
}
template <class T> bool is_none(priority<0>, const T &) { return false; }

template <class T> void check_array(const T &x, const std::string &spec) {
  using traits = array_traits<T>;
  if (is_none(priority<1>(), x)) {
    std::string complaint = match_none(spec);
    if (!complaint.empty())
      report(complaint, {}, spec);
    return;
  }
  sizes shape;
  for (std::size_t axis = 0, rank = traits::rank(x); axis < rank; ++axis)
    shape.push_back(traits::extent(x, axis));
  std::string complaint = match(shape, spec, dtype_text(priority<1>(), x));
  if (complaint.empty() || matches_as_matrix(priority<1>(), x, spec))
    return;
  report(complaint, shape, spec);
}

/// Compares a value of type \p T with a string; shape/expect_tree.h has what
/// this is for tuples, containers and classes.
template <class T, class Enable = void> struct checker {
  static void check(const T &x, const std::string &spec) {
    check_array(x, spec);
  }
};

template <class T> void check(const T &x, const std::string &spec) {
  checker<T>::check(x, spec);
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_CHECK_H
