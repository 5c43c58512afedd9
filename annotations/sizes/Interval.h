//===-- Interval.h - Bounds that hold for all symbols -----------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bounds of atoms, monomials and sizes from the minimums of their symbols.
// They are computed once per node and used where a rewrite needs a sign: a
// common factor cancels only if it cannot be 0, `max(n, 1)` is `n` only if n
// is at least 1. What 64 bits cannot hold counts as unbounded.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_INTERVAL_H
#define SHAPETIDY_ANNOTATIONS_SIZES_INTERVAL_H

#include "annotations/sizes/Node.h"

namespace shapetidy::detail {

class SizeStore;

Interval rangeOf(llvm::ArrayRef<Term> Terms);
Interval rangeOf(llvm::ArrayRef<Factor> Factors);
/// Of an operation; symbols carry theirs.
Interval rangeOf(AtomKind Kind, llvm::ArrayRef<Size> Operands);

/// True if `S` is certainly at least `Bound`. Sees more than the interval of a
/// polynomial: with n, m >= 1 it proves `n*m - n >= 0`.
bool atLeast(SizeStore &Store, Size S, int64_t Bound);
inline bool isPositive(SizeStore &Store, Size S) {
  return atLeast(Store, S, 1);
}

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_INTERVAL_H
