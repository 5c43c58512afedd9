//===-- Containers.h - Lists of sizes and of arrays -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the standard containers do to the values they hold: std::vector,
// std::array, C arrays, pairs, tuples, optionals, and libtorch's own vectors.
//
// Vocabulary: a container of integers is an integer list, any other with a
// known number of elements an aggregate; an optional is the value in it, or
// none.
//
// Worked example.
//   std::vector<int64_t> s = {b, 3};   {b, 3}
//   s.push_back(-1);                   {b, 3, -1}
//   s[0] = 2;                          {2, 3, -1}
//   s.insert(s.end(), t.begin(), t.end());   and the elements of t
//
// Iterators have no values of their own: begin() and end() are understood where
// they are written down.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTAINERS_H
#define SHAPETIDY_CHECKS_ENGINE_CONTAINERS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Longer lists are not followed.
inline constexpr unsigned MaxListLength = 64;

/// A container's elements; none if their number is not known.
std::optional<std::vector<Value>> elementsOf(const Value &Container);
/// A container of elements of this type.
Value containerOf(clang::QualType Element, std::vector<Value> Elements);
/// The type of the elements; null if the type is no container.
clang::QualType elementType(Point &P, clang::QualType Container);
/// What any one element is: what all of them have in common.
Value anyElement(const Value &Container);

/// Member functions of containers, and the functions of std that work on
/// sizes and lists. False if this is no such call.
bool transferContainerCall(Point &P, const CallSite &Site);
bool transferContainerConstruct(Point &P,
                                const clang::CXXConstructExpr *Construct,
                                const CallSite &Site);
/// What is in `a[i]`; unknown if that is not known.
Value elementRead(Point &P, const clang::ArraySubscriptExpr *Subscript);
/// `v[i] = x`, `v.front() = x`, `*o = x`: true if \p Target is an element of a
/// known place, which then holds \p New.
bool writeElement(Point &P, const clang::Expr *Target, const Value &New);
/// The element that `*it` in a range-for stands for; null if it is none.
const clang::Expr *rangeOf(const clang::Expr *Iterator);

/// The list between `x.begin()` and `x.end()`; null if they are anything else.
const clang::Expr *wholeRange(const clang::Expr *Begin,
                              const clang::Expr *End);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTAINERS_H
