//===-- value.h - what the names of a shape string stand for ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The values an expression is made of. One that depends on a name which stands
// for nothing is unknown, which is no mistake: the tool knows more names.
//
//   calculate('%', -7, 3)     2, as Python has it
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_VALUE_H
#define SHAPE_DETAIL_VALUE_H

#include "diagnostics_push.h"
#include "slice.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <string>

namespace shape {
namespace detail {

/// What a name stands for: a size, and the axis that said so; in a tree, the
/// axis of the array at that path.
struct binding {
  long long size;
  std::size_t axis;
  std::string path;
};
using bindings = std::map<std::string, binding>;

enum class outcome { known, unknown, unreadable };

/// A value, if the outcome is `known`. A double because sizes stay far below
/// 2^53 and Python's `/` yields one.
struct value {
  outcome state;
  double number;
};

SHAPE_CONSTEXPR value known(double number) { return {outcome::known, number}; }

// Whoever only asks whether a text is an expression knows no value, and nothing
// is calculated: the functions of <cmath> are no constant expressions.
struct no_names {
  static constexpr bool calculates = false;
};
struct some_names {
  static constexpr bool calculates = true;
  const bindings *names;
};

inline value look_up(const some_names &names, slice name) {
  auto found = names.names->find(name.str());
  if (found == names.names->end())
    return {outcome::unknown, 0};
  return known(static_cast<double>(found->second.size));
}
SHAPE_CONSTEXPR value look_up(const no_names &, slice) {
  return {outcome::unknown, 0};
}

inline double calculate(char op, double x, double y) {
  switch (op) {
  case '+':
    return x + y;
  case '-':
    return x - y;
  case '*':
    return x * y;
  case '^':
    return std::pow(x, y);
  case 'm':
    return std::fmin(x, y);
  case 'M':
    return std::fmax(x, y);
  case '/':
    return x / y;
  case '%':
    return x - y * std::floor(x / y);
  case 'f':
    return std::floor(x / y);
  case '<':
    return x < y ? 1 : 0;
  case 'l':
    return x <= y ? 1 : 0;
  case '=':
    return x <= y && x >= y ? 1 : 0;
  default:
    return 0;
  }
}

/// Numeric equality, as Python's: 4.0 is the size 4, 1.5 is no size. False for
/// what is not a number, so a division by zero fits no axis.
inline bool is_size(double number, long long size) {
  double wanted = static_cast<double>(size);
  return number >= wanted && number <= wanted;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_VALUE_H
