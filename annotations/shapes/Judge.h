//===-- Judge.h - Judging relations between sizes ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a demanded relation between two sizes means for the program (DESIGN
// 2.4): it holds, it fails, it is learned, or nothing can be said.
//
// Worked example, with n and m rigid, s flexible:
//   equal(n, n)      Holds
//   equal(2, 3)      Fails    refuted
//   equal(n, m)      Fails    contingent: n = 2, m = 3
//   equal(s, 4)      Learned  the facts say s == 4 from here on
//   equal(s, n)      Learned  and s is as rigid as n from here on
//   unitOr(s, 4)     Open     s is 1 or 4, which no fact can say
//   equal(2*s, s)    Fails    refuted: only arrays without elements agree
//
// A question whose answer can be read off two normal forms never reaches the
// solver, so concrete sizes cost a comparison of pointers.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_JUDGE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_JUDGE_H

#include "annotations/sizes/Fact.h"
#include "annotations/sizes/Solver.h"

namespace shapetidy {

enum class Ruling : uint8_t { Holds, Learned, Open, Fails };

struct Judgement {
  Ruling Is = Ruling::Holds;
  /// Fails: refuted, or contingent with the failing sizes.
  Decision Verdict;

  bool fails() const { return Is == Ruling::Fails; }
  /// Anything short of a proof.
  bool isUncertain() const {
    return Is == Ruling::Learned || Is == Ruling::Open;
  }
};

/// Which sizes are held to be what was said of them.
enum class HeldTo : uint8_t {
  Shown,   ///< names, and whatever was shown to be one
  Lengths, ///< names, and lengths that an array's type leaves open
  Nothing, ///< whatever may hold is learned
};

/// Algebra, solver and the facts at one point, which learning extends.
class Judge {
public:
  Judge(SizeContext &Sizes, Solver &Decide, FactSet &Facts, Origin From,
        HeldTo Held = HeldTo::Shown)
      : Sizes(Sizes), Decide(Decide), Facts(Facts), From(From), Held(Held) {}

  /// \p A and \p B must be equal.
  Judgement equal(Size A, Size B);
  /// \p Length must be 1 or equal to \p Target.
  Judgement unitOr(Size Length, Size Target);
  /// \p A and \p B must be equal or one of them 1 (NumPy's broadcast).
  Judgement compatible(Size A, Size B);

  /// Certain answers to "is it 1?"; no value if it may or may not be.
  std::optional<bool> isUnit(Size Length);
  /// The broadcast of two compatible sizes, simplified where one of them is
  /// certainly not 1.
  Size broadcast(Size A, Size B);

  SizeContext &sizes() { return Sizes; }
  FactSet &facts() { return Facts; }

private:
  Judgement settle(Decision D, llvm::ArrayRef<Goal> Goals);
  bool failsUnlessEmpty(llvm::ArrayRef<Goal> Goals);
  Judgement learnSurvivor(llvm::ArrayRef<Goal> Goals);
  bool isRigid(Size Length, Size Other) const;
  bool allRigid(llvm::ArrayRef<Goal> Goals) const;

  SizeContext &Sizes;
  Solver &Decide;
  FactSet &Facts;
  Origin From;
  HeldTo Held;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_JUDGE_H
