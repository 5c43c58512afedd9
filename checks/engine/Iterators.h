//===-- Iterators.h - What iterators lead to --------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// An iterator has no value of its own. What matters is the container it leads
// into: for a variable an alias that holds until it is assigned, for an
// expression what it is made from. Which element it is at does not matter
// either: `*it` is what all elements have in common.
//
// Worked example. With v: [(2, 3), (4, 3)],
//   auto it = std::next(v.begin());   leads into v
//   *it                               (?, 3)
//   *it = x;                          any element of v may now be x
//   std::sort(v.begin(), v.end());    nothing is known of v
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ITERATORS_H
#define SHAPETIDY_CHECKS_ENGINE_ITERATORS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Is it an iterator of a standard container, other than a plain pointer?
bool isIterator(clang::QualType Type);
/// Iterators are wrapped into others by constructors.
const clang::Expr *bareIterator(const clang::Expr *E);
/// The container of `c.begin()` (or `std::begin(c)`); null if it is no such
/// call.
const clang::Expr *iteratedBy(const clang::Expr *E, llvm::StringRef Name);
/// The list between `x.begin()` and `x.end()`; null if they are anything else.
const clang::Expr *wholeRange(const clang::Expr *Begin, const clang::Expr *End);
/// `begin() + 2` is position 2, `end()` the length.
std::optional<unsigned> positionOf(Point &P, const clang::Expr *Iterator,
                                   unsigned Length);
/// The element that `*it` in a range-for stands for; null if it is none.
const clang::Expr *rangeOf(const clang::Expr *Iterator);
/// The container an iterator leads into.
std::optional<Place> placeIterated(Point &P, const clang::Expr *Iterator);
/// An iterator variable was given a new target by evaluating \p From.
void retargetIterator(Point &P, const Place &Iterator, const clang::Expr *From);

/// `*it` and `it->`. False for any other call.
bool transferIterator(Point &P, const CallSite &Site);
/// A function that gets iterators may write through them.
void forgetIterated(Point &P, const CallSite &Site);
/// Somebody wrote to an element of a container that nobody can name.
void forgetContainers(Point &P, const clang::Stmt *Why);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ITERATORS_H
