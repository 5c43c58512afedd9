//===-- expression.h - the value of an axis such as 2*n+1 -------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Evaluates the arithmetic of shape strings over the sizes that the names of
// the string stand for: + - * / // % **, signs, parentheses, min, max, abs,
// with Python's meaning (`/` is exact division, `//` and `%` floor).
//
//   evaluate("2*n+1", {{"n", 4}})  is 9
//   evaluate("m//2", {})           is not known: m stands for nothing
//   evaluate("n+", {{"n", 4}})     cannot be read
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_EXPRESSION_H
#define SHAPE_DETAIL_EXPRESSION_H

#include "diagnostics_push.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <string>

namespace shape {
namespace detail {

/// What a name stands for: a size, and the axis that said so.
struct binding {
  long long size;
  std::size_t axis;
};
using bindings = std::map<std::string, binding>;

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
// Bytes above 127 belong to letters: names may be written in any script.
inline bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) > 127;
}

enum class outcome { known, unknown, unreadable };

/// A value, if the outcome is `known`. A double because sizes stay far below
/// 2^53 and Python's `/` yields one.
struct value {
  outcome state;
  double number;
};

inline value known(double number) { return {outcome::known, number}; }

/// Recursive descent, one method per level of precedence.
class evaluator {
public:
  evaluator(const std::string &text, const bindings &names)
      : text_(text), names_(names) {}

  value run() {
    value result = sum();
    if (at_ != text_.size())
      return {outcome::unreadable, 0};
    return result;
  }

private:
  // Deeper strings are nobody's, and must not exhaust the stack.
  static constexpr int max_depth = 64;

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c)
      return false;
    ++at_;
    return true;
  }
  bool take_twice(char c) {
    if (text_.compare(at_, 2, std::string(2, c)) != 0)
      return false;
    at_ += 2;
    return true;
  }

  static value combine(char op, value a, value b) {
    if (a.state == outcome::unreadable || b.state == outcome::unreadable)
      return {outcome::unreadable, 0};
    if (a.state == outcome::unknown || b.state == outcome::unknown)
      return {outcome::unknown, 0};
    double x = a.number, y = b.number;
    switch (op) {
    case '+':
      return known(x + y);
    case '-':
      return known(x - y);
    case '*':
      return known(x * y);
    case '^':
      return known(std::pow(x, y));
    case '<':
      return known(std::fmin(x, y));
    case '>':
      return known(std::fmax(x, y));
    case '/':
      return known(x / y);
    case '%':
      return known(x - y * std::floor(x / y));
    default:
      return known(std::floor(x / y));
    }
  }

  value sum() {
    value left = product();
    for (;;) {
      if (take('+'))
        left = combine('+', left, product());
      else if (take('-'))
        left = combine('-', left, product());
      else
        return left;
    }
  }

  value product() {
    value left = sign();
    for (;;) {
      if (take_twice('/'))
        left = combine('f', left, sign());
      else if (take('*')) // never the half of `**`: power() took those
        left = combine('*', left, sign());
      else if (take('/'))
        left = combine('/', left, sign());
      else if (take('%'))
        left = combine('%', left, sign());
      else
        return left;
    }
  }

  // Every cycle of the grammar passes here, so this is where depth is counted.
  value sign() {
    if (++depth_ > max_depth) {
      at_ = text_.size();
      return {outcome::unreadable, 0};
    }
    value result;
    if (take('-'))
      result = combine('-', known(0), sign());
    else if (take('+'))
      result = sign();
    else
      result = power();
    --depth_;
    return result;
  }

  value power() {
    value base = atom();
    return take_twice('*') ? combine('^', base, sign()) : base;
  }

  value atom() {
    if (take('(')) {
      value inner = sum();
      return take(')') ? inner : value{outcome::unreadable, 0};
    }
    if (at_ < text_.size() && is_digit(text_[at_]))
      return number();
    if (at_ < text_.size() && is_name_start(text_[at_]))
      return name();
    return {outcome::unreadable, 0};
  }

  value number() {
    double result = 0;
    while (at_ < text_.size() && is_digit(text_[at_]))
      result = result * 10 + (text_[at_++] - '0');
    return known(result);
  }

  value name() {
    std::string word;
    while (at_ < text_.size() &&
           (is_name_start(text_[at_]) || is_digit(text_[at_])))
      word += text_[at_++];
    if (take('('))
      return call(word);
    auto found = names_.find(word);
    if (found == names_.end())
      return {outcome::unknown, 0};
    return known(static_cast<double>(found->second.size));
  }

  value call(const std::string &function) {
    value result = sum();
    std::size_t count = 1;
    for (; take(','); ++count)
      result = combine(function == "min" ? '<' : '>', result, sum());
    bool fits = (function == "abs" && count == 1) ||
                ((function == "min" || function == "max") && count > 1);
    if (!take(')') || !fits)
      return {outcome::unreadable, 0};
    if (function == "abs")
      result.number = std::fabs(result.number);
    return result;
  }

  const std::string &text_;
  const bindings &names_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

inline value evaluate(const std::string &text, const bindings &names) {
  return evaluator(text, names).run();
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

#endif // SHAPE_DETAIL_EXPRESSION_H
