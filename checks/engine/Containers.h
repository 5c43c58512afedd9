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
// known number of elements an aggregate, one of any length a sequence: what
// was put into it has that in common. A map is an aggregate of pairs while its
// keys are known, then a sequence of its values. An
// optional is the value in it, or none.
//
// Worked example.
//   std::vector<int64_t> s = {b, 3};   {b, 3}
//   s.push_back(-1);                   {b, 3, -1}
//   s[0] = 2;                          {2, 3, -1}
//   s.insert(s.end(), t.begin(), t.end());   and the elements of t
//   outs.resize(n);  outs[i] = x;          each element that can be used is x
//
// Iterators are in Iterators.h.
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
Value containerOf(Point &P, clang::QualType Element,
                  std::vector<Value> Elements);
/// The type of the elements; null if the type is no container.
clang::QualType elementType(Point &P, clang::QualType Container);
/// The type of the values of a map; null if the type is no map.
clang::QualType mappedType(clang::QualType Map);
bool isContainer(Point &P, clang::QualType Type);
/// The number of elements that is a part of the type.
std::optional<uint64_t> fixedLength(Point &P, clang::QualType Type);
/// What any one element is: what all of them have in common.
Value anyElement(const Value &Container);
/// What elements \p A and \p B have in common.
Value joinElements(const Value &A, const Value &B);
/// A container of unknown length after \p New was put into it.
Value withElement(const Value &Container, const Value &New);
/// A constant index or length that is small enough.
std::optional<unsigned> positionArgument(Point &P, const clang::Expr *E);

/// A variant made from a value of one of its types.
Value builtVariant(Point &P, const clang::CXXConstructExpr *Construct,
                   llvm::ArrayRef<const clang::Expr *> Args);

/// Member functions of containers, and the functions of std that work on
/// sizes and lists. False if this is no such call.
bool transferContainerCall(Point &P, const CallSite &Site);
bool transferMapCall(Point &P, const CallSite &Site);
/// What a map's constructor makes.
Value builtMap(Point &P, llvm::ArrayRef<const clang::Expr *> Args);
/// The pairs of a map all of whose keys are known.
std::optional<std::vector<Value>> entriesOf(const Value &Map);
/// What any value of a map is.
Value mappedValue(Point &P, const Value &Map, clang::QualType Mapped);
/// A map after \p New was stored under \p Key, which may be unknown.
Value withEntry(Point &P, const Value &Map, clang::QualType Mapped,
                const Value &Key, const Value &New);
/// The receiver of a call is \p New from now on.
void storeContainer(Point &P, const CallSite &Site, Value New);
/// `v[i]` or `at`, `front`, `back`.
bool isItemAccess(const clang::FunctionDecl *Callee);
bool isFrontAccess(const clang::FunctionDecl *Callee);
bool isBackAccess(const clang::FunctionDecl *Callee);
bool transferContainerConstruct(Point &P,
                                const clang::CXXConstructExpr *Construct,
                                const CallSite &Site);
/// What is in `a[i]`; unknown if that is not known.
Value elementRead(Point &P, const clang::ArraySubscriptExpr *Subscript);
/// `v[i] = x`, `m[k] = x`, `*it = x`: true if \p Target is an element of a
/// known place, which then holds \p New.
bool writeElement(Point &P, const clang::Expr *Target, const Value &New);
} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTAINERS_H
