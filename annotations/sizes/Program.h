//===-- Program.h - A system as an integer program --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Hands a System to MLIR's Presburger library. Every monomial becomes a column;
// what is known about it beyond the constraints becomes rows:
//
//   n*m          with n, m >= 1:                n*m - 1 >= 0
//   n // 2       q:  n - 2*q >= 0,              2*q + 1 - n >= 0
//   n // d       q:  n - d*q >= 0,              d*q + d - 1 - n >= 0,  d >= 1
//   max(a, b)    v:  v - a >= 0,                v - b >= 0
//
// With constant divisors the rows say everything; otherwise they are
// consequences, so an empty program proves that the system has no solution and
// anything else proves nothing. Rows beyond the budget are left out for the
// same reason.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_PROGRAM_H
#define SHAPETIDY_ANNOTATIONS_SIZES_PROGRAM_H

#include "annotations/sizes/System.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace shapetidy::detail {

struct Row {
  Size Value;
  /// Equal to 0, rather than not below it.
  bool IsEquality;
};

class Program {
public:
  /// Takes the equalities and inequalities of `S`.
  Program(const System &S, const Budget &Limits);

  /// Adds products of rows with quantities that cannot be negative, up to the
  /// highest degree that occurs. False if nothing was added.
  bool multiply();

  bool isLinear() const { return Degree <= 1; }

  enum class Answer : uint8_t { Empty, NotEmpty, Unknown };
  /// Over the rationals, then by branching, then exactly if the program is
  /// small and `ExactLeft`, the number of such tests that remain, is not 0.
  Answer solve(unsigned &ExactLeft);

  /// After NotEmpty over the integers: the values found for symbols.
  llvm::ArrayRef<std::pair<SymbolId, int64_t>> sample() const { return Sample; }

private:
  bool addRow(Size Value, bool IsEquality);
  void describe(const Monomial *M);
  void describe(const Atom &A);
  void describeQuotient(const Atom &A, Size Numerator, Size Divisor);
  void drain();
  llvm::SmallVector<const Atom *, 16> multipliers() const;
  bool isSmall() const;
  void keep(llvm::ArrayRef<Integer> Point);

  const System &From;
  SizeContext &Sizes;
  const Budget &Limits;
  llvm::SmallVector<Row, 24> Rows;
  llvm::DenseSet<Size> Known;
  llvm::SetVector<const Monomial *> Columns;
  llvm::DenseSet<const Atom *> Described;
  /// Monomials whose own rows are still to be added.
  llvm::SmallVector<const Monomial *, 16> Pending;
  unsigned Degree = 0;
  llvm::SmallVector<std::pair<SymbolId, int64_t>, 8> Sample;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_PROGRAM_H
