//===-- forms.h - what stands around a shape string -------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `Float32[n m] | None` is a union of an array with a dtype and of nothing. The
// run-time check of an array reads unions, dtypes and None; tuples, lists and
// trees are read by tree_spec.h, callables and Numba's strings by the tool alone.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_FORMS_H
#define SHAPE_DETAIL_FORMS_H

#include "axis.h"
#include "diagnostics_push.h"

#include <cstddef>

namespace shape {
namespace detail {

enum class form { array, none, other };

/// One alternative of a union.
struct alternative {
  form kind = form::array;
  slice written;
  slice dtype; // empty if there is none
  slice shape;
};

/// Takes the next alternative off \p rest. Bars inside brackets or braces belong
/// to what they are in.
SHAPE_CONSTEXPR slice next_alternative(slice &rest) {
  int depth = 0;
  std::size_t end = 0;
  for (; end < rest.size; ++end) {
    char c = rest[end];
    if (c == '|' && depth == 0)
      break;
    depth += c == '[' || c == '(' || c == '{';
    depth -= c == ']' || c == ')' || c == '}';
  }
  slice result = rest.upto(end).trimmed();
  rest = rest.from(end < rest.size ? end + 1 : end);
  return result;
}

// The first \p sign outside of braces, or the size.
SHAPE_CONSTEXPR std::size_t find_outside(slice text, slice sign) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size; ++i) {
    depth += text[i] == '{';
    depth -= text[i] == '}';
    if (depth == 0 && text.from(i).starts_with(sign))
      return i;
  }
  return text.size;
}

/// `Float32[b c]` is an array whose dtype is a class, which begins with a capital
/// letter.
SHAPE_CONSTEXPR alternative read_alternative(slice text) {
  alternative result;
  result.written = result.shape = text;
  std::size_t open = find_outside(text, "[");
  slice head = text.upto(open).trimmed();
  if (text.equals("None")) {
    result.kind = form::none;
  } else if (find_outside(text, "->") < text.size || head.equals("PyTree")) {
    // A bare PyTree reads as the name of an axis and is none.
    result.kind = form::other;
  } else if (open < text.size) {
    bool is_class = head.size > 0 && head[0] >= 'A' && head[0] <= 'Z' &&
                    is_identifier(head) && text[text.size - 1] == ']';
    slice inside = text.from(open + 1);
    inside = inside.upto(inside.size - (inside.size > 0 ? 1 : 0));
    bool nested = find_outside(inside, "[") < inside.size;
    result.kind = is_class && !nested ? form::array : form::other;
    result.dtype = head;
    result.shape = inside;
  }
  return result;
}

/// The first thing that is wrong with a string that shape::expect is given. What
/// only the tool reads is not looked into.
SHAPE_CONSTEXPR problem problem_of(slice spec) {
  bool more = true;
  while (more) {
    more = spec.size > 0;
    slice rest = spec;
    slice text = next_alternative(rest);
    alternative next = read_alternative(text);
    problem wrong =
        next.kind == form::array ? problem_of_shape(next.shape) : problem::none;
    if (wrong != problem::none)
      return wrong;
    more = rest.size > 0;
    spec = rest;
  }
  return problem::none;
}

/// Does not compile for a string in which P is wrong.
template <problem P> constexpr bool well_formed() {
  static_assert(P != problem::comma,
                "axes are separated by spaces, not by commas");
  static_assert(P != problem::trailing_hash,
                "'#' stands before an axis, not behind it");
  static_assert(P != problem::ellipsis_not_alone, "'...' stands alone");
  static_assert(P != problem::dup_hash, "'#' is written twice");
  static_assert(P != problem::dup_star, "'*' is written twice");
  static_assert(P != problem::dup_underscore, "'_' is written twice");
  static_assert(P != problem::dup_question, "'?' is written twice");
  static_assert(P != problem::two_variadics,
                "only one axis of a shape can stand for any number");
  static_assert(P != problem::fixed_variadic && P != problem::fixed_anonymous &&
                    P != problem::fixed_treepath,
                "a number cannot have '*', '_' or '?'");
  static_assert(P != problem::anonymous_broadcast,
                "'_' and '#' do not go together");
  static_assert(P != problem::symbolic_variadic &&
                    P != problem::symbolic_anonymous &&
                    P != problem::symbolic_treepath,
                "an expression cannot have '*', '_' or '?'");
  static_assert(P != problem::expression, "not an expression over sizes");
  return true;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_FORMS_H
