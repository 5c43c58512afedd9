//===-- slice.h - a piece of a string ---------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// std::string_view for C++11, as much of it as the parser of shape strings
// needs, and SHAPE_CONSTEXPR: constexpr where functions may have statements.
//
//   slice("n m").from(2).equals("m")
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_SLICE_H
#define SHAPE_DETAIL_SLICE_H

#include "diagnostics_push.h"

#include <cstddef>
#include <string>

#if defined(__cpp_constexpr) && __cpp_constexpr >= 201304L
#define SHAPE_CONSTEXPR constexpr
#define SHAPE_HAS_CONSTEXPR 1
#else
#define SHAPE_CONSTEXPR inline
#define SHAPE_HAS_CONSTEXPR 0
#endif

namespace shape {
namespace detail {

SHAPE_CONSTEXPR bool is_digit(char c) { return c >= '0' && c <= '9'; }
SHAPE_CONSTEXPR bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
// Bytes above 127 belong to letters: names may be written in any script.
SHAPE_CONSTEXPR bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) > 127;
}

struct slice {
  const char *first;
  std::size_t size;

  constexpr slice() : first(""), size(0) {}
  constexpr slice(const char *begin, std::size_t length)
      : first(begin), size(length) {}
  template <std::size_t N>
  constexpr slice(const char (&text)[N]) : first(text), size(N - 1) {}

  constexpr char operator[](std::size_t i) const { return first[i]; }
  constexpr slice from(std::size_t i) const {
    return slice(first + i, size - i);
  }
  constexpr slice upto(std::size_t i) const { return slice(first, i); }
  std::string str() const { return std::string(first, size); }

  SHAPE_CONSTEXPR bool starts_with(slice other) const {
    if (other.size > size)
      return false;
    for (std::size_t i = 0; i < other.size; ++i)
      if (first[i] != other.first[i])
        return false;
    return true;
  }
  SHAPE_CONSTEXPR bool equals(slice other) const {
    return size == other.size && starts_with(other);
  }
  /// Where \p c is, or size.
  SHAPE_CONSTEXPR std::size_t find(char c) const {
    for (std::size_t i = 0; i < size; ++i)
      if (first[i] == c)
        return i;
    return size;
  }
  SHAPE_CONSTEXPR std::size_t count(char c) const {
    std::size_t result = 0;
    for (std::size_t i = 0; i < size; ++i)
      result += first[i] == c;
    return result;
  }
  SHAPE_CONSTEXPR bool contains(slice other) const {
    for (std::size_t i = 0; i < size; ++i)
      if (from(i).starts_with(other))
        return true;
    return false;
  }
  SHAPE_CONSTEXPR slice trimmed() const {
    std::size_t begin = 0, end = size;
    while (begin < end && is_space(first[begin]))
      ++begin;
    while (end > begin && is_space(first[end - 1]))
      --end;
    return slice(first + begin, end - begin);
  }
};

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_SLICE_H
