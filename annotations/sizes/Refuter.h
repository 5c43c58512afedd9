//===-- Refuter.h - Showing that a system has no solution -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one proof engine: a goal is proved by refuting the facts with its
// negation, and refuted by refuting the facts with the goal. Steps from cheap
// to dear: simplification, the integer program, cases for min, max, broadcast
// and signs, products, residues, cases for "!=".
//
// A failed refutation means nothing, except that the integer points met on the
// way are worth trying as samples.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_REFUTER_H
#define SHAPETIDY_ANNOTATIONS_SIZES_REFUTER_H

#include "annotations/sizes/Program.h"

namespace shapetidy::detail {

class Refuter {
public:
  /// A system and values for its symbols that satisfy its integer program.
  struct Point {
    System Where;
    llvm::SmallVector<std::pair<SymbolId, int64_t>, 8> Values;
  };

  Refuter(const Budget &Limits, Statistics &Stats)
      : Limits(Limits), Stats(Stats), ProgramsLeft(Limits.MaxPrograms),
        ExactLeft(Limits.MaxExactPrograms) {}

  /// True only if it is certain that `S` has no solution.
  bool refutes(const System &S);

  /// The dearest step that the last success needed.
  Stage by() const { return By; }
  llvm::ArrayRef<Point> points() const { return Points; }

private:
  struct Allowance {
    unsigned Cases;
    unsigned Residues;
  };

  bool refute(System S, Allowance Left);
  bool solve(Program &P, const System &S, Stage Step);
  bool refuteSides(const System &S, size_t Disequality, Allowance Left);
  bool refuteCases(const System &S, Allowance Left);
  bool refuteExtremum(const System &S, const Atom &A, Allowance Left);
  bool refuteBroadcast(const System &S, const Atom &A, Allowance Left);
  bool refuteSigns(const System &S, Size Of, Allowance Left);
  bool refuteTruncation(const System &S, const Atom &A, Allowance Left);
  bool refuteResidues(const System &S, Allowance Left);
  bool succeed(Stage Step);

  const Budget &Limits;
  Statistics &Stats;
  unsigned ProgramsLeft;
  unsigned ExactLeft;
  Stage By = Stage::NormalForm;
  llvm::SmallVector<Point, 2> Points;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_REFUTER_H
