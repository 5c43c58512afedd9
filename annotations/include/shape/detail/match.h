//===-- match.h - compares sizes with a shape string ------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A string is matched in this order: rank,
// fixed sizes and names from the left, then expressions, so that an expression
// may use a name that only occurs to its right. The first axis that differs is
// the one reported:
//
//   (2, 4, 3) against "b n n"   axis 2 is 3, but 'n' is 4 from axis 1
//   (2, 4)    against "b n n"   the rank is 2, not 3
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_MATCH_H
#define SHAPE_DETAIL_MATCH_H

#include "../dtype.h"
#include "diagnostics_push.h"
#include "forms.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace shape {
namespace detail {

using sizes = std::vector<long long>;

inline std::string to_text(const sizes &shape) {
  std::string result = "(";
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    result += (axis ? ", " : "") + std::to_string(shape[axis]);
  return result + ")";
}

/// The size an axis has and what the string says of it.
struct pairing {
  std::size_t axis;
  long long size;
  const struct axis *wanted;
};

/// An expression over names that nothing has bound yet.
struct waiting {
  struct axis wanted;
  std::size_t axis;
  long long size;
  std::string path;
  sizes shape;
};

/// What the arrays that one string speaks of have in common; for a single array
/// nothing but the names.
struct surroundings {
  bindings names;
  std::map<std::string, sizes> rows;
  std::string path;      // of the array at hand
  std::string position;  // for `?n`: the structure and the leaf; empty outside
  bool collects = false; // are there more arrays that may bind a name?
  std::vector<waiting> expressions;

  std::string key(const axis &a) const {
    return a.treepath ? position + a.text.str() : a.text.str();
  }
};

inline std::string axis_is(const pairing &p) {
  return "axis " + std::to_string(p.axis) + " is " + std::to_string(p.size);
}

// Every function from here on answers with the complaint, empty if there is
// none.

inline std::string unreadable(slice what) {
  return "the run-time check cannot read '" + what.str() + "'";
}

inline std::string match_name(const pairing &p, surroundings &around) {
  binding here = {p.size, p.axis, around.path};
  binding first =
      around.names.insert({around.key(*p.wanted), here}).first->second;
  if (first.size == p.size)
    return {};
  return axis_is(p) + ", but '" + p.wanted->text.str() + "' is " +
         std::to_string(first.size) + " from axis " +
         std::to_string(first.axis) +
         (first.path == around.path ? "" : " at " + first.path);
}

// A broadcast row may be shorter, or have ones: that is not compared.
inline std::string match_row(const axis &wanted, const sizes &row,
                             surroundings &around) {
  if (wanted.anonymous || wanted.broadcast)
    return {};
  const sizes &first =
      around.rows.insert({around.key(wanted), row}).first->second;
  if (first == row)
    return {};
  return "'*" + wanted.text.str() + "' is " + to_text(row) + ", not " +
         to_text(first) + " as before";
}

// " = 9" behind an expression; nothing behind a fraction or a value that no size
// can have.
inline std::string value_suffix(value wanted) {
  if (!(wanted.number > -1e15 && wanted.number < 1e15))
    return {};
  long long whole = static_cast<long long>(wanted.number);
  return is_size(wanted.number, whole) ? " = " + std::to_string(whole)
                                       : std::string();
}

inline std::string match_number(const pairing &p) {
  if (integer_of(p.wanted->text) == p.size)
    return {};
  return axis_is(p) + ", not " + p.wanted->text.str();
}

inline std::string match_expression(const pairing &p, const bindings &names) {
  value wanted = evaluate(p.wanted->text, names);
  if (wanted.state == outcome::unreadable)
    return unreadable(p.wanted->written);
  if (wanted.state == outcome::unknown || is_size(wanted.number, p.size))
    return {};
  return axis_is(p) + ", not " + p.wanted->text.str() + value_suffix(wanted);
}

inline std::string match_pairings(const std::vector<pairing> &pairings,
                                  const sizes &shape, surroundings &around) {
  for (const pairing &p : pairings) {
    bool symbolic = p.wanted->kind == axis_kind::symbolic;
    std::string complaint = symbolic ? std::string()
                            : p.wanted->kind == axis_kind::fixed
                                ? match_number(p)
                                : match_name(p, around);
    if (!complaint.empty())
      return complaint;
  }
  for (const pairing &p : pairings) {
    bool symbolic = p.wanted->kind == axis_kind::symbolic;
    std::string complaint =
        symbolic ? match_expression(p, around.names) : std::string();
    if (!complaint.empty())
      return complaint;
    if (symbolic && around.collects)
      around.expressions.push_back(
          {*p.wanted, p.axis, p.size, around.path, shape});
  }
  return {};
}

// `?n` is a size per leaf of a tree with a structure name.
inline bool is_outside_tree(const axis &a, const surroundings &around) {
  return a.treepath && !a.anonymous && around.position.empty();
}

inline std::string match_axes(const sizes &shape, const std::vector<axis> &axes,
                              surroundings &around) {
  std::size_t variadic = axes.size();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    bool outside = is_outside_tree(axes[i], around) && axes[i].variadic;
    if (axes[i].wrong != problem::none || outside)
      return unreadable(axes[i].written);
    if (axes[i].variadic)
      variadic = i;
  }
  bool open = variadic < axes.size();
  std::size_t least = axes.size() - (open ? 1 : 0);
  if (shape.size() < least || (!open && shape.size() != least))
    return "the rank is " + std::to_string(shape.size()) + ", not " +
           (open ? "at least " : "") + std::to_string(least);

  std::vector<pairing> pairings;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (i == variadic)
      continue;
    std::size_t at = i < variadic ? i : i + shape.size() - axes.size();
    bool anything = axes[i].anonymous || (axes[i].broadcast && shape[at] == 1);
    if (!anything && is_outside_tree(axes[i], around))
      return unreadable(axes[i].written);
    if (!anything)
      pairings.push_back({at, shape[at], &axes[i]});
  }
  std::string complaint = match_pairings(pairings, shape, around);
  if (!complaint.empty() || !open)
    return complaint;
  auto first = shape.begin() + static_cast<std::ptrdiff_t>(variadic);
  auto count = static_cast<std::ptrdiff_t>(shape.size() - least);
  return match_row(axes[variadic], sizes(first, first + count), around);
}

inline std::vector<axis> read_axes(slice spec) {
  std::vector<axis> result;
  bool open = false;
  for (slice word = next_word(spec); word.size > 0; word = next_word(spec)) {
    result.push_back(read_axis(word, open));
    open = open || result.back().variadic;
  }
  return result;
}

// An array whose dtype is not known fits every class.
inline std::string match_alternative(const sizes &shape, const char *dtype,
                                     const alternative &wanted,
                                     surroundings &around) {
  if (wanted.kind == form::other)
    return unreadable(wanted.written);
  if (wanted.kind == form::none)
    return "the value is an array";
  if (dtype && wanted.dtype.size > 0) {
    slice name(dtype, std::char_traits<char>::length(dtype));
    if (!is_in_dtype_class(name, wanted.dtype))
      return "the dtype is " + name.str() + ", not " + wanted.dtype.str();
  }
  return match_axes(shape, read_axes(wanted.shape), around);
}

inline std::string match(const sizes &shape, const std::string &spec,
                         const char *dtype = nullptr) {
  slice rest(spec.data(), spec.size());
  std::string first;
  do {
    surroundings alone;
    std::string complaint = match_alternative(
        shape, dtype, read_alternative(next_alternative(rest)), alone);
    if (complaint.empty())
      return {};
    if (first.empty())
      first = complaint;
  } while (rest.size > 0);
  return first;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_MATCH_H
