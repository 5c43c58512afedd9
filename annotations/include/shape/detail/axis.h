//===-- axis.h - one word of a shape string ---------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads shape strings, at run time and, from C++14 on, in constant expressions:
//
//   "#b *rest rows=3 2*n _"
//     #b       named "b", broadcast       rest   named "rest", variadic
//     rows=3   fixed 3                    2*n    symbolic "2*n"
//     _        named "", anonymous
//
// The rules and the names of what is wrong are jaxtyping's; an expression that
// Python could not read either is wrong here too, where jaxtyping waits for a
// value. Nothing is copied: an axis points into the string.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_AXIS_H
#define SHAPE_DETAIL_AXIS_H

#include "diagnostics_push.h"
#include "expression.h"
#include "slice.h"

#include <cstddef>

namespace shape {
namespace detail {

enum class problem {
  none,
  comma,
  trailing_hash,
  ellipsis_not_alone,
  dup_hash,
  dup_star,
  dup_underscore,
  dup_question,
  two_variadics,
  fixed_variadic,
  fixed_anonymous,
  fixed_treepath,
  anonymous_broadcast,
  symbolic_anonymous,
  symbolic_variadic,
  symbolic_treepath,
  expression
};

enum class axis_kind { named, fixed, symbolic };

struct axis {
  slice written; // the whole word
  slice text;    // without modifiers and documentation name
  axis_kind kind = axis_kind::named;
  bool broadcast = false;
  bool variadic = false;
  bool anonymous = false;
  bool treepath = false;
  problem wrong = problem::none;
};

// A comma inside braces belongs to the C++ operand.
SHAPE_CONSTEXPR bool has_bare_comma(slice word) {
  int depth = 0;
  bool comma = false;
  for (std::size_t i = 0; i < word.size; ++i) {
    depth += word[i] == '{';
    depth -= word[i] == '}';
    comma = comma || (word[i] == ',' && depth == 0);
    if (word[i] == '(')
      return false;
  }
  return comma;
}

SHAPE_CONSTEXPR bool is_identifier(slice text) {
  if (text.size > 0 && is_digit(text[0]))
    return false;
  for (std::size_t i = 0; i < text.size; ++i)
    if (!is_name_start(text[i]) && !is_digit(text[i]))
      return false;
  return true;
}

/// What Python's int() reads: a sign, digits, single underscores between them.
SHAPE_CONSTEXPR bool is_integer(slice text) {
  if (text.size > 0 && (text[0] == '+' || text[0] == '-'))
    text = text.from(1);
  bool digit = false;
  for (std::size_t i = 0; i < text.size; ++i) {
    bool joins = text[i] == '_' && digit;
    if (!is_digit(text[i]) && !joins)
      return false;
    digit = !joins;
  }
  return digit;
}

// A size that no array has, where the digits say more.
SHAPE_CONSTEXPR long long integer_of(slice text) {
  long long result = 0;
  for (std::size_t i = 0; i < text.size; ++i)
    if (is_digit(text[i]))
      result = result > 100000000000000000 ? -1 : result * 10 + (text[i] - '0');
  return text[0] == '-' ? -result : result;
}

SHAPE_CONSTEXPR problem take_modifier(bool &flag, problem twice) {
  problem result = flag ? twice : problem::none;
  flag = true;
  return result;
}

/// Takes modifiers and the documentation name off \p a.
SHAPE_CONSTEXPR problem read_modifiers(axis &a) {
  for (;;) {
    problem wrong = problem::none;
    char c = a.text.size > 0 ? a.text[0] : '\0';
    if (c == '#')
      wrong = take_modifier(a.broadcast, problem::dup_hash);
    else if (c == '*')
      wrong = take_modifier(a.variadic, problem::dup_star);
    else if (c == '_')
      wrong = take_modifier(a.anonymous, problem::dup_underscore);
    else if (c == '?')
      wrong = take_modifier(a.treepath, problem::dup_question);
    else if (a.text.count('=') == 1)
      a.text = a.text.from(a.text.find('='));
    else
      return problem::none;
    if (wrong != problem::none)
      return wrong;
    a.text = a.text.from(1);
  }
}

SHAPE_CONSTEXPR problem forbidden_modifier(const axis &a) {
  if (a.kind == axis_kind::named)
    return a.anonymous && a.broadcast ? problem::anonymous_broadcast
                                      : problem::none;
  bool fixed = a.kind == axis_kind::fixed;
  if (a.variadic && (fixed || !a.anonymous))
    return fixed ? problem::fixed_variadic : problem::symbolic_variadic;
  if (a.anonymous)
    return fixed ? problem::fixed_anonymous : problem::symbolic_anonymous;
  if (a.treepath)
    return fixed ? problem::fixed_treepath : problem::symbolic_treepath;
  return problem::none;
}

/// Reads one word; \p open says that an earlier one stands for any number of
/// axes.
SHAPE_CONSTEXPR axis read_axis(slice word, bool open) {
  axis result;
  result.written = result.text = word;
  if (has_bare_comma(word)) {
    result.wrong = problem::comma;
  } else if (word[word.size - 1] == '#') {
    result.wrong = problem::trailing_hash;
  } else if (word.equals("...")) {
    result.variadic = result.anonymous = true;
    result.text = slice();
  } else if (word.contains("...")) {
    result.wrong = problem::ellipsis_not_alone;
  } else {
    result.wrong = read_modifiers(result);
    result.kind = is_identifier(result.text) ? axis_kind::named
                  : is_integer(result.text)  ? axis_kind::fixed
                                             : axis_kind::symbolic;
  }
  if (result.wrong == problem::none && result.variadic && open)
    result.wrong = problem::two_variadics;
  if (result.wrong == problem::none)
    result.wrong = forbidden_modifier(result);
  if (result.wrong == problem::none && result.kind == axis_kind::symbolic &&
      !is_expression(result.text))
    result.wrong = problem::expression;
  return result;
}

/// Takes the next word off \p rest; empty if there is none. White space in
/// braces is part of a C++ operand.
SHAPE_CONSTEXPR slice next_word(slice &rest) {
  rest = rest.trimmed();
  int depth = 0;
  std::size_t end = 0;
  for (; end < rest.size && (depth > 0 || !is_space(rest[end])); ++end) {
    depth += rest[end] == '{';
    depth -= rest[end] == '}' && depth > 0;
  }
  slice word = rest.upto(end);
  rest = rest.from(end);
  return word;
}

/// The first thing that is wrong with the shape string of an array.
SHAPE_CONSTEXPR problem problem_of_shape(slice spec) {
  bool open = false;
  for (slice word = next_word(spec); word.size > 0; word = next_word(spec)) {
    axis next = read_axis(word, open);
    if (next.wrong != problem::none)
      return next.wrong;
    open = open || next.variadic;
  }
  return problem::none;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_AXIS_H
