//===-- Question.h - One question to the solver -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The facts that bear on some goals, in a scratch context of their own, and the
// steps to an answer:
//
//   simplify facts  ->  are goals settled?  ->  a few samples  ->  prove,
//   unless a sample fails  ->  refute, unless a sample passes  ->  more samples
//
// Sampling early is what makes contingent goals cheap: a sample on either side
// saves the proof that it makes impossible.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_QUESTION_H
#define SHAPETIDY_ANNOTATIONS_SIZES_QUESTION_H

#include "annotations/sizes/Refuter.h"
#include "annotations/sizes/Sampler.h"

namespace shapetidy::detail {

class Question {
public:
  Question(SizeContext &Context, const FactSet &Facts,
           llvm::ArrayRef<Goal> Goals, const Budget &Limits, Statistics &Stats);

  Question(const Question &) = delete;
  Question &operator=(const Question &) = delete;

  Decision answer();
  /// Without regard to goals.
  bool factsContradict();

private:
  Rebuilder importer();
  std::optional<Decision> judgeAlone();
  bool prove();
  bool refute();
  std::optional<Decision> contingent(Stage By);
  bool otherFactsHoldSomewhere();
  bool holdSomewhere(llvm::ArrayRef<Goal> Claims);
  void trySamplesOf(const Refuter &R);
  bool canSample() const;
  Decision decide();
  void replay(const Decision &D) const;
  Decision settled(Verdict V, Stage By);

  SizeContext &Context;
  const Budget &Limits;
  Statistics &Stats;
  /// The goals, and the facts connected to them by shared symbols, nearest
  /// first.
  Sampler::Task Asked;
  /// The rest, which only a sample has to respect.
  llvm::SmallVector<Goal, 4> Others;
  SizeContext Scratch;
  System Base;
  bool IsContradiction = false;
  /// Requirements of the goals; their sizes are tracked by Base.
  llvm::SmallVector<Constraint, 2> GoalConstraints;
  size_t FirstGoal = 0;
  Sampler Samples;
  Refuter Refutation;
};

/// The simplest claim equivalent to `G`, in the user's terms.
Goal simplified(SizeContext &Context, const Goal &G);

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_QUESTION_H
