//===-- token.h - one word of a shape string --------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Splits a shape string at white space and takes the modifiers off each word:
//
//   "#b *rest rows=3 2*n _"
//     #b       broadcast, text "b"        rest   variadic, text "rest"
//     rows=3   text "3"                   2*n    text "2*n"
//     _        anonymous
//
// Not a validator: the tool reports a malformed string where it is written.
// What is left of one here is `unreadable`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_TOKEN_H
#define SHAPE_DETAIL_TOKEN_H

#include "diagnostics_push.h"

#include "expression.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace shape {
namespace detail {

struct token {
  std::string written; // as in the string, for messages
  std::string text;    // without modifiers and documentation name
  bool broadcast = false;
  bool variadic = false;
  bool anonymous = false;
  bool unreadable = false;

  bool is_name() const {
    for (char c : text)
      if (!is_name_start(c) && !is_digit(c))
        return false;
    return text.empty() || !is_digit(text[0]);
  }
  /// Holds an operand that only the tool can evaluate.
  bool has_braces() const { return text.find('{') != std::string::npos; }
};

inline token read_token(const std::string &word) {
  token result;
  result.written = word;
  if (word == "...") {
    result.variadic = result.anonymous = true;
    return result;
  }
  std::size_t at = 0;
  for (; at < word.size(); ++at) {
    char c = word[at];
    bool *flag = c == '#'   ? &result.broadcast
                 : c == '*' ? &result.variadic
                 : c == '_' ? &result.anonymous
                            : nullptr;
    if (flag) {
      result.unreadable |= *flag;
      *flag = true;
      continue;
    }
    // A documentation name ends at the only `=`, wherever modifiers stand.
    std::size_t equals = word.find('=', at);
    if (equals == std::string::npos ||
        word.find('=', equals + 1) != std::string::npos)
      break;
    at = equals;
  }
  result.text = word.substr(at);
  // `?n` is a size per leaf of a tree; there is no tree here.
  result.unreadable |= !result.text.empty() && result.text[0] == '?';
  bool flagged = result.variadic || result.anonymous;
  result.unreadable |= flagged && !result.is_name();
  return result;
}

inline std::vector<token> read_tokens(const std::string &spec) {
  std::vector<token> result;
  for (std::size_t at = 0; at < spec.size();) {
    if (is_space(spec[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < spec.size() && !is_space(spec[end]))
      ++end;
    result.push_back(read_token(spec.substr(at, end - at)));
    at = end;
  }
  return result;
}

/// The string with every operand in braces emptied: what stands inside is C++,
/// with spaces, brackets and arrows of its own, and only the tool can read it.
inline std::string empty_braces(const std::string &spec) {
  std::string result;
  for (std::size_t at = 0; at < spec.size(); ++at) {
    result += spec[at];
    std::size_t next = spec.find_first_of("{}", at + 1);
    if (spec[at] == '{' && next != std::string::npos && spec[next] == '}')
      at = next - 1;
  }
  return result;
}

inline std::string trim(const std::string &text) {
  std::size_t first = 0, last = text.size();
  while (first < last && is_space(text[first]))
    ++first;
  while (last > first && is_space(text[last - 1]))
    --last;
  return text.substr(first, last - first);
}

/// The alternatives of `A | B`; bars inside brackets belong to what they are in.
inline std::vector<std::string> split_union(const std::string &spec) {
  std::vector<std::string> result(1);
  int depth = 0;
  for (char c : spec) {
    depth += (c == '[' || c == '(') - (c == ']' || c == ')');
    if (c == '|' && depth == 0)
      result.emplace_back();
    else
      result.back() += c;
  }
  for (std::string &alternative : result)
    alternative = trim(alternative);
  return result;
}

/// The shape inside `Float32[b c]`, or the string itself where there is no
/// dtype. False for tuples, lists, trees, callables and `float64[:, :]`, whose
/// brackets hold no shape string.
inline bool strip_dtype(std::string &spec) {
  if (spec.find("->") != std::string::npos)
    return false;
  std::size_t open = spec.find('[');
  if (open == std::string::npos)
    return true;
  std::string head = trim(spec.substr(0, open));
  bool is_class = !head.empty() && head[0] >= 'A' && head[0] <= 'Z' &&
                  head != "PyTree" &&
                  std::all_of(head.begin(), head.end(), [](char c) {
                    return is_name_start(c) || is_digit(c);
                  });
  if (!is_class || spec.back() != ']')
    return false;
  spec = spec.substr(open + 1, spec.size() - open - 2);
  return spec.find_first_of("[]") == std::string::npos;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_TOKEN_H
