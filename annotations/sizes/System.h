//===-- System.h - Constraints on sizes, simplified together ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the Solver works on. A question becomes "can all of these constraints
// hold at once?": facts, and the goal or its negation. A System lives in a
// scratch context, where a symbol may be replaced by a sharper one:
//
//   H % 2 == 0, k >= 3     becomes     H := 2*h, h >= 1,   k := k', k' >= 3
//
// *Tracked* sizes are rewritten along; they are how a goal, or the value of an
// original symbol, is read off afterwards. Copies share the scratch context, so
// a case split is a copy with one constraint more.
//
// Simplification only ever follows from the constraints: a contradiction found
// here is one of the original question.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_SYSTEM_H
#define SHAPETIDY_ANNOTATIONS_SIZES_SYSTEM_H

#include "annotations/sizes/Rebuild.h"
#include "annotations/sizes/Solver.h"

namespace shapetidy::detail {

enum class Requirement : uint8_t { Zero, NonNegative, NonZero };

struct Constraint {
  Size Value;
  Requirement Must;
  /// Disequalities of goals are split into cases at once, those of facts late.
  bool FromGoal = false;
};

/// `G` as a constraint on one size.
Constraint constraintFor(SizeContext &Sizes, const Goal &G);
/// Holds exactly where `C` does not.
Constraint negation(SizeContext &Sizes, const Constraint &C);
/// Without common factors that are certainly positive.
Size withoutContent(SizeContext &Sizes, Size Value);
/// What can be said of a constraint on its own.
std::optional<bool> truthOf(SizeContext &Sizes, Constraint C);

class System {
public:
  explicit System(SizeContext &Scratch) : Sizes(&Scratch) {}

  SizeContext &sizes() const { return *Sizes; }
  llvm::ArrayRef<Constraint> constraints() const { return Constraints; }
  llvm::ArrayRef<Size> tracked() const { return Tracked; }

  void require(Size Value, Requirement Must, bool FromGoal = false) {
    Constraints.push_back({Value, Must, FromGoal});
  }
  void require(const Constraint &C) { Constraints.push_back(C); }
  /// Returns the index in tracked().
  size_t track(Size S) {
    Tracked.push_back(S);
    return Tracked.size() - 1;
  }
  void drop(size_t Index) { Constraints.erase(Constraints.begin() + Index); }

  /// Requires that every division in `S` is defined.
  void requireDefined(Size S);

  /// Solves what can be solved. False: the constraints contradict each other,
  /// and contradictionBy() tells how that was seen.
  [[nodiscard]] bool simplify();
  Stage contradictionBy() const { return By; }

  void replace(const Rebuilder::Replacement &Replace);
  void replaceAtom(const Atom *Old, Size New);

  /// True if a bound or a single constraint shows it.
  bool knownAtLeast(Size S, int64_t Bound) const;

private:
  bool normalizeAll();
  bool mergeOpposites();
  bool solveOneEquality();
  bool solveForSymbol(size_t Index);
  bool nameRemainder(size_t Index);
  bool tightenBounds();
  bool resolveSigns();

  SizeContext *Sizes;
  llvm::SmallVector<Constraint, 8> Constraints;
  llvm::SmallVector<Size, 8> Tracked;
  Stage By = Stage::NormalForm;
  unsigned BoundRounds = 0;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_SYSTEM_H
