//===-- expression.h - the value of an axis such as 2*n+1 -------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Evaluates the arithmetic of shape strings over the sizes that the names of
// the string stand for: + - * / // % **, signs, parentheses, min, max, abs,
// comparisons, with Python's meaning (`/` is exact division, `//` and `%` floor).
//
//   evaluate("2*n+1", {{"n", 4}})  is 9
//   evaluate("m//2", {})           is not known: m stands for nothing
//   evaluate("n+", {{"n", 4}})     cannot be read
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_EXPRESSION_H
#define SHAPE_DETAIL_EXPRESSION_H

#include "diagnostics_push.h"
#include "value.h"

#include <cstddef>

namespace shape {
namespace detail {

/// Recursive descent, one method per level of precedence.
template <class Names> class evaluator {
public:
  SHAPE_CONSTEXPR evaluator(slice text, Names names)
      : text_(text), names_(names) {}

  SHAPE_CONSTEXPR value run() {
    value result = comparison();
    return at_ == text_.size ? result : value{outcome::unreadable, 0};
  }

private:
  // Deeper strings are nobody's, and must not exhaust the stack.
  static constexpr int max_depth = 64;

  SHAPE_CONSTEXPR bool take(slice word) {
    if (!text_.from(at_).starts_with(word))
      return false;
    at_ += word.size;
    return true;
  }
  SHAPE_CONSTEXPR char peek() const {
    return at_ < text_.size ? text_[at_] : '\0';
  }

  static SHAPE_CONSTEXPR value combine(char op, value a, value b) {
    if (a.state == outcome::unreadable || b.state == outcome::unreadable)
      return {outcome::unreadable, 0};
    if (!Names::calculates || a.state == outcome::unknown ||
        b.state == outcome::unknown)
      return {outcome::unknown, 0};
    return known(calculate(op, a.number, b.number));
  }

  // One, as chains such as a<b<c are nobody's size. Its truth counts as 1.
  SHAPE_CONSTEXPR value comparison() {
    value left = sum();
    if (take("=="))
      return combine('=', left, sum());
    if (take("!="))
      return combine('-', known(1), combine('=', left, sum()));
    if (take("<="))
      return combine('l', left, sum());
    if (take(">="))
      return combine('l', sum(), left);
    if (take("<"))
      return combine('<', left, sum());
    return take(">") ? combine('<', sum(), left) : left;
  }

  SHAPE_CONSTEXPR value sum() {
    value left = product();
    for (;;) {
      if (take("+"))
        left = combine('+', left, product());
      else if (take("-"))
        left = combine('-', left, product());
      else
        return left;
    }
  }

  SHAPE_CONSTEXPR value product() {
    value left = sign();
    for (;;) {
      if (take("//"))
        left = combine('f', left, sign());
      else if (take("*")) // never the half of `**`: power() took those
        left = combine('*', left, sign());
      else if (take("/"))
        left = combine('/', left, sign());
      else if (take("%"))
        left = combine('%', left, sign());
      else
        return left;
    }
  }

  // Every cycle of the grammar passes here, so this is where depth is counted.
  SHAPE_CONSTEXPR value sign() {
    if (++depth_ > max_depth) {
      at_ = text_.size;
      return {outcome::unreadable, 0};
    }
    value result = {outcome::unreadable, 0};
    if (take("-"))
      result = combine('-', known(0), sign());
    else if (take("+"))
      result = sign();
    else if (take("~"))
      result = combine('-', known(-1), sign());
    else
      result = power();
    --depth_;
    return result;
  }

  SHAPE_CONSTEXPR value power() {
    value base = atom();
    return take("**") ? combine('^', base, sign()) : base;
  }

  SHAPE_CONSTEXPR value atom() {
    if (take("(")) {
      value inner = comparison();
      return take(")") ? inner : value{outcome::unreadable, 0};
    }
    if (take("{"))
      return operand();
    if (is_digit(peek()))
      return number();
    if (is_name_start(peek()))
      return name();
    return {outcome::unreadable, 0};
  }

  // A C++ integer, which only the tool can read.
  SHAPE_CONSTEXPR value operand() {
    int depth = 1;
    for (; at_ < text_.size && depth > 0; ++at_) {
      depth += text_[at_] == '{';
      depth -= text_[at_] == '}';
    }
    return {depth == 0 ? outcome::unknown : outcome::unreadable, 0};
  }

  SHAPE_CONSTEXPR value digits(int base) {
    double result = 0;
    bool digit = false;
    for (; at_ < text_.size; ++at_) {
      char c = text_[at_];
      int worth = is_digit(c)                          ? c - '0'
                  : base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10
                  : base == 16 && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                       : base;
      bool joins = c == '_' && digit;
      if (worth >= base && !joins)
        break;
      digit = !joins;
      result = joins ? result : result * base + worth;
    }
    return digit ? known(result) : value{outcome::unreadable, 0};
  }

  // 4, 4_000, 0x10, 2.0, 1e3, and nothing with a letter behind it.
  SHAPE_CONSTEXPR value number() {
    value result = take("0x") ? digits(16) : digits(10);
    double scale = 1;
    if (take("."))
      for (; is_digit(peek()); ++at_)
        result.number += (scale /= 10) * (text_[at_] - '0');
    if (take("e")) {
      bool negative = take("-");
      value exponent = digits(10);
      result = combine('*', result,
                       combine('^', known(negative ? .1 : 10), exponent));
    }
    return is_name_start(peek()) ? value{outcome::unreadable, 0} : result;
  }

  SHAPE_CONSTEXPR value name() {
    std::size_t begin = at_;
    while (is_name_start(peek()) || is_digit(peek()))
      ++at_;
    slice word(text_.first + begin, at_ - begin);
    return take("(") ? call(word) : look_up(names_, word);
  }

  SHAPE_CONSTEXPR value call(slice function) {
    value result = comparison();
    std::size_t count = 1;
    for (; take(","); ++count)
      result =
          combine(function.equals("min") ? 'm' : 'M', result, comparison());
    bool extremum = function.equals("min") || function.equals("max");
    bool fits = function.equals("abs") ? count == 1 : extremum && count > 1;
    if (!take(")") || !fits)
      return {outcome::unreadable, 0};
    return function.equals("abs")
               ? combine('M', result, combine('-', known(0), result))
               : result;
  }

  slice text_;
  Names names_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

inline value evaluate(slice text, const bindings &names) {
  return evaluator<some_names>(text, some_names{&names}).run();
}

/// True if the text is an expression, whatever its names stand for.
SHAPE_CONSTEXPR bool is_expression(slice text) {
  return evaluator<no_names>(text, no_names()).run().state !=
         outcome::unreadable;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_EXPRESSION_H
