//===-- shape.h - shape annotations for C++ arrays --------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an annotated program includes. Header-only, needs nothing but the
// standard library, C++11 to C++26, any compiler.
//
//   #include <shape/shape.h>
//
//   SHAPE("batch out")
//   torch::Tensor linear(SHAPE("batch in") torch::Tensor x,
//                        SHAPE("out in") torch::Tensor w) {
//     return torch::matmul(x, w.t());
//   }
//
// Vocabulary
//   shape string   the text in quotes: one word per axis, outermost first
//                  (docs/language.md)
//   contract       the strings on a function's parameters and return
//   fact           something the tool takes as true from here on
//
// Three functions talk to the tool from inside a body:
//
//   shape::expect(x, "batch n");   checked when it runs; a fact afterwards
//   shape::assume(x, "batch n");   never checked; a fact afterwards
//   shape::reveal(x);              the tool prints what it knows about x
//
// Each returns its first argument unchanged, so it can wrap an expression:
//
//   auto y = shape::expect(load("weights.bin"), "out in");
//
// What this is not: no shape is stored in a type, no type is wrapped, and a
// compiler that does not know the attribute sees none.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_SHAPE_H
#define SHAPE_SHAPE_H

// SHAPE("...") declares a shape. It stands where an attribute stands: before a
// parameter, a function, a variable, a field or a structured binding, and
// between the name and the `=` of an alias.
//
//   SHAPE("n m") torch::Tensor f(SHAPE("m") torch::Tensor x);
//   struct Layer { SHAPE("out in") torch::Tensor weight; };
//   using Image SHAPE("c h w") = torch::Tensor;
//
// [[shape("...")]] and [[shape::of("...")]] say the same; a compiler without
// our plug-in warns about an unknown attribute there, never here.
//
// SHAPE_RETURNS("...") is for the one place where an attribute in brackets
// cannot stand before C++23: the return of a lambda, behind its parameters.
//
//   auto norm = [](SHAPE("b n") torch::Tensor x) SHAPE_RETURNS("b") {
//     return x.norm(2, {1});
//   };
//
// Clang 13 is the first that accepts an annotation with arguments.
#if defined(__clang__) && __clang_major__ >= 13
#define SHAPE(spec) [[clang::annotate("shape", spec)]]
#define SHAPE_RETURNS(spec) __attribute__((annotate("shape", spec)))
#else
#define SHAPE(spec)
#define SHAPE_RETURNS(spec)
#endif

#include "detail/check.h"
#include "detail/checked_string.h"
#include "detail/diagnostics_push.h"

#include <cstddef>

namespace shape {

/// Checks at run time that \p x has the shape \p spec and returns \p x. The
/// tool takes the shape as a fact from there on.
///
/// The rank, fixed sizes, a name used twice, `...`, `*name`, `#`, `A | B` and
/// arithmetic over the string's own names are compared:
///
///   shape::expect(x, "b n n");      // rank 3, the last two sizes equal
///   shape::expect(x, "n 3 2*n+1");  // axis 1 is 3, axis 2 follows from axis 0
///
/// A name means one size within this string. Its relation to other strings
/// (contracts, earlier calls) is the tool's to prove and is not compared here,
/// and neither is an expression over a name that the string does not bind or an
/// operand in braces (`{k}`). The dtype of `Float32[...]` is compared where the
/// traits of the array say which it has.
///
/// A shape that does not fit goes to the violation handler (see
/// set_violation_handler); by default that throws shape::violation. So does a
/// string the check cannot read: callables, and tuples, lists and trees where \p
/// x is an array.
///
/// The shape of \p x comes from shape::array_traits. With shape/expect_tree.h
/// \p x may be a tree: tuples, containers, registered classes.
///
/// Where the compiler can (any Clang, others from C++20 on), a malformed string
/// does not compile.
#if SHAPE_HAS_CHECKED_STRING
template <class T> T &&expect(T &&x, detail::checked_string spec) {
  detail::check(x, spec.text);
  return static_cast<T &&>(x);
}
#else
template <class T, std::size_t N>
T &&expect(T &&x, const char (&spec)[N]) SHAPE_CHECKED_BY_CLANG(spec) {
  detail::check(x, spec);
  return static_cast<T &&>(x);
}
#endif

/// Tells the tool that \p x has the shape \p spec and returns \p x. Nothing
/// happens at run time, so a wrong assumption makes the tool's answers wrong:
/// prefer expect where the cost of a few comparisons does not matter.
#if SHAPE_HAS_CHECKED_STRING
template <class T>
constexpr T &&assume(T &&x, detail::checked_string) noexcept {
  return static_cast<T &&>(x);
}
#else
template <class T, std::size_t N>
constexpr T &&assume(T &&x, const char (&spec)[N]) noexcept
    SHAPE_CHECKED_BY_CLANG(spec) {
  return static_cast<void>(spec), static_cast<T &&>(x);
}
#endif

/// Asks the tool to print what it knows about \p x (check id shape-reveal) and
/// returns \p x. Nothing happens at run time.
template <class T> constexpr T &&reveal(T &&x) noexcept {
  return static_cast<T &&>(x);
}

} // namespace shape

// The same as macros, for who wants to compile them away or prefers their look.
// From C++14 on a malformed string does not compile under any compiler:
//
//   SHAPE_EXPECT(x, "batch n");
//   auto y = SHAPE_ASSUME(load("weights.bin"), "out in");
//
// With SHAPE_NO_RUN_TIME_CHECKS defined, SHAPE_EXPECT checks nothing when it
// runs; the tool sees the fact as before.
#if defined(SHAPE_NO_RUN_TIME_CHECKS)
#define SHAPE_EXPECT(x, spec) SHAPE_ASSUME(x, spec)
#else
#define SHAPE_EXPECT(x, spec)                                                  \
  (SHAPE_DETAIL_WELL_FORMED(spec), ::shape::expect(x, spec))
#endif
#define SHAPE_ASSUME(x, spec)                                                  \
  (SHAPE_DETAIL_WELL_FORMED(spec), ::shape::assume(x, spec))
#define SHAPE_REVEAL(x) ::shape::reveal(x)

// A block that the tool must not look into, for compilers that know no attribute
// of ours on statements. What it gives is declared in front, `name: type`, and is
// trusted afterwards:
//
//   torch::Tensor y;
//   SHAPE_OPAQUE_BEGIN("y: Float32[n]")
//   y = legacy_transform(handle);
//   SHAPE_OPAQUE_END
//
// Control leaves it at its end only. SHAPE_OPAQUE("...") says the same of a whole
// function, before its declaration.
#if defined(__clang__) && __clang_major__ >= 13
#define SHAPE_OPAQUE(outputs) [[clang::annotate("shape::opaque", outputs)]]
#define SHAPE_OPAQUE_BEGIN(outputs)                                            \
  {                                                                            \
    __attribute__((unused, annotate("shape::opaque", outputs)))                \
    const char shape_opaque_block = 0;
#else
#define SHAPE_OPAQUE(outputs)
#define SHAPE_OPAQUE_BEGIN(outputs) {
#endif
#define SHAPE_OPAQUE_END }

#include "detail/diagnostics_pop.h"

#endif // SHAPE_SHAPE_H
