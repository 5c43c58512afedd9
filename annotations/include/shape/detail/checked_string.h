//===-- checked_string.h - strings checked by the compiler ------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Three ways to have the compiler read a shape string, by what it can do:
//
//   any, C++14    SHAPE_DETAIL_WELL_FORMED("a,b")     static_assert, in macros
//   Clang, C++14  SHAPE_CHECKED_BY_CLANG(spec)        an attribute of a function
//   others, C++20 checked_string                      a parameter of a function
//
// Clang has no checked_string, so that the argument of a call remains the literal
// that the tool looks for.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_CHECKED_STRING_H
#define SHAPE_DETAIL_CHECKED_STRING_H

#include "diagnostics_push.h"
#include "forms.h"

#include <cstddef>

#if SHAPE_HAS_CONSTEXPR
#define SHAPE_DETAIL_WELL_FORMED(spec)                                         \
  static_cast<void>(                                                           \
      ::shape::detail::well_formed<::shape::detail::problem_of(spec)>())
#else
#define SHAPE_DETAIL_WELL_FORMED(spec) static_cast<void>(0)
#endif

// clang-tidy and the analyzer say more about the string than a compiler's error,
// and would say nothing behind one.
#if defined(__clang__) && SHAPE_HAS_CONSTEXPR && !defined(__clang_analyzer__)
#if __has_attribute(diagnose_if)
#define SHAPE_CHECKED_BY_CLANG(spec)                                           \
  __attribute__((diagnose_if(::shape::detail::problem_of(spec) !=              \
                                 ::shape::detail::problem::none,               \
                             "malformed shape string", "error")))
#endif
#endif
#ifndef SHAPE_CHECKED_BY_CLANG
#define SHAPE_CHECKED_BY_CLANG(spec)
#endif

#if !defined(__clang__) && defined(__cpp_consteval)
#define SHAPE_HAS_CHECKED_STRING 1
#else
#define SHAPE_HAS_CHECKED_STRING 0
#endif

#if SHAPE_HAS_CHECKED_STRING
namespace shape {
namespace detail {

// Not constexpr: calling it ends the constant expression, and the compiler's
// message names it.
inline void malformed_shape_string(problem) {}

/// A string literal that has been read while the program was compiled.
struct checked_string {
  const char *text;
  template <std::size_t N>
  consteval checked_string(const char (&spec)[N]) : text(spec) {
    problem wrong = problem_of(spec);
    if (wrong != problem::none)
      malformed_shape_string(wrong);
  }
};

} // namespace detail
} // namespace shape
#endif

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_CHECKED_STRING_H
