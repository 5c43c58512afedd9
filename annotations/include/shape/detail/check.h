//===-- check.h - compares an array with a shape string ---------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What shape::expect does at run time. A string is matched in this order: rank,
// fixed sizes and names from the left, then expressions, so that an expression
// may use a name that only occurs to its right. The first axis that differs is
// the one reported:
//
//   (2, 4, 3) against "b n n"   axis 2 is 3, but 'n' is 4 from axis 1
//   (2, 4)    against "b n n"   the rank is 2, not 3
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_CHECK_H
#define SHAPE_DETAIL_CHECK_H

#include "../array_traits.h"
#include "../violation.h"
#include "diagnostics_push.h"
#include "token.h"

#include <cstddef>
#include <string>
#include <type_traits>
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

/// The size an axis has and the token it must fit.
struct pairing {
  std::size_t axis;
  long long size;
  const token *wanted;
};

inline std::string axis_is(const pairing &p) {
  return "axis " + std::to_string(p.axis) + " is " + std::to_string(p.size);
}

// Every function from here on answers with the complaint, empty if there is
// none.

inline std::string unreadable(const std::string &what) {
  return "the run-time check cannot read '" + what + "'";
}

inline std::string match_name(const pairing &p, bindings &names) {
  binding here = {p.size, p.axis};
  binding first = names.insert({p.wanted->text, here}).first->second;
  if (first.size == p.size)
    return {};
  return axis_is(p) + ", but '" + p.wanted->text + "' is " +
         std::to_string(first.size) + " from axis " +
         std::to_string(first.axis);
}

// " = 9" behind an expression; nothing behind a number, a fraction or a value
// that no size can have.
inline std::string value_suffix(const pairing &p, value wanted) {
  bool is_number =
      p.wanted->text.find_first_not_of("0123456789") == std::string::npos;
  if (is_number || !(wanted.number > -1e15 && wanted.number < 1e15))
    return {};
  long long whole = static_cast<long long>(wanted.number);
  return is_size(wanted.number, whole) ? " = " + std::to_string(whole)
                                       : std::string();
}

inline std::string match_expression(const pairing &p, const bindings &names) {
  if (p.wanted->has_braces())
    return {};
  value wanted = evaluate(p.wanted->text, names);
  if (wanted.state == outcome::unreadable)
    return unreadable(p.wanted->written);
  if (wanted.state == outcome::unknown || is_size(wanted.number, p.size))
    return {};
  return axis_is(p) + ", not " + p.wanted->text + value_suffix(p, wanted);
}

inline std::string match_pairings(const std::vector<pairing> &pairings) {
  bindings names;
  for (const pairing &p : pairings)
    if (p.wanted->is_name()) {
      std::string complaint = match_name(p, names);
      if (!complaint.empty())
        return complaint;
    }
  for (const pairing &p : pairings)
    if (!p.wanted->is_name()) {
      std::string complaint = match_expression(p, names);
      if (!complaint.empty())
        return complaint;
    }
  return {};
}

inline std::string match_tokens(const sizes &shape,
                                const std::vector<token> &tokens) {
  std::size_t variadic = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].unreadable || (tokens[i].variadic && variadic < i))
      return unreadable(tokens[i].written);
    if (tokens[i].variadic)
      variadic = i;
  }
  bool open = variadic < tokens.size();
  std::size_t least = tokens.size() - (open ? 1 : 0);
  if (shape.size() < least || (!open && shape.size() != least))
    return "the rank is " + std::to_string(shape.size()) + ", not " +
           (open ? "at least " : "") + std::to_string(least);

  std::vector<pairing> pairings;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i == variadic)
      continue;
    std::size_t axis = i < variadic ? i : i + shape.size() - tokens.size();
    bool anything =
        tokens[i].anonymous || (tokens[i].broadcast && shape[axis] == 1);
    if (!anything)
      pairings.push_back({axis, shape[axis], &tokens[i]});
  }
  return match_pairings(pairings);
}

inline std::string match(const sizes &shape, const std::string &spec) {
  std::string first;
  for (std::string alternative : split_union(empty_braces(spec))) {
    std::string written = alternative;
    std::string complaint = "the value is an array";
    if (!strip_dtype(alternative))
      complaint = unreadable(written);
    else if (alternative != "None")
      complaint = match_tokens(shape, read_tokens(alternative));
    if (complaint.empty())
      return {};
    if (first.empty())
      first = complaint;
  }
  return first;
}

inline void report(const std::string &complaint, const sizes &shape,
                   const std::string &spec) {
  std::string message = "shape::expect: " + complaint + "; the shape is " +
                        to_text(shape) + ", the string \"" + spec + "\"";
  current_violation_handler().load()(message.c_str());
}

// A vector may be written as the matrix it also is, "n 1".
template <class T>
auto matches_as_matrix(priority<1>, const T &x, const std::string &spec)
    -> decltype(array_traits<T>::matrix_extent(x, 0), bool()) {
  using traits = array_traits<T>;
  return traits::also_matrix &&
         match({traits::matrix_extent(x, 0), traits::matrix_extent(x, 1)}, spec)
             .empty();
}
template <class T>
bool matches_as_matrix(priority<0>, const T &, const std::string &) {
  return false;
}

template <class T> void check(const T &x, const std::string &spec) {
  using traits = array_traits<T>;
  sizes shape;
  for (std::size_t axis = 0, rank = traits::rank(x); axis < rank; ++axis)
    shape.push_back(traits::extent(x, axis));
  std::string complaint = match(shape, spec);
  if (complaint.empty() || matches_as_matrix(priority<1>(), x, spec))
    return;
  report(complaint, shape, spec);
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_CHECK_H
