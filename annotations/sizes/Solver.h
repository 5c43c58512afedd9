//===-- Solver.h - Deciding claims about sizes ------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decides whether a goal follows from facts, for all values of the symbols
// that respect their minimum and where every division is defined.
//
//   Proved      it holds wherever the facts do
//   Refuted     it holds nowhere the facts do
//   Contingent  it holds somewhere and fails somewhere; Failing says where
//   Unknown     the budget did not suffice
//
//   Solver Decide(Sizes);
//   Decide.decide({}, {N, Relation::EQ, M}).Answer;  // Contingent: n = 2, m =
//   3 FactSet Even = FactSet().with({{N % 2, Relation::EQ, 0}, {}});
//   Decide.decide(Even, {2 * (N / 2), Relation::EQ, N}).Answer;      // Proved
//
// Unknown is never folded into another answer: a Contingent verdict rests on
// two samples that were evaluated against every fact. If the facts contradict
// each other every goal is Proved, so unreachable code stays silent.
//
// Every answer is a function of the question alone: budgets count steps, and
// nothing looks at a clock.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_SOLVER_H
#define SHAPETIDY_ANNOTATIONS_SIZES_SOLVER_H

#include "annotations/sizes/Fact.h"
#include "annotations/sizes/Size.h"
#include <array>
#include <optional>
#include <unordered_map>

namespace shapetidy {

enum class Verdict : uint8_t { Proved, Refuted, Contingent, Unknown };
llvm::StringRef spelling(Verdict V);

/// The step that settled a question, cheapest first.
enum class Stage : uint8_t {
  NormalForm,
  Intervals,
  Substitution,
  Sampling,
  Presburger,
  Products,
  Residues,
  CaseSplit,
  /// No step settled it.
  Budget,
};
inline constexpr unsigned StageCount = static_cast<unsigned>(Stage::Budget) + 1;
llvm::StringRef spelling(Stage S);

/// Sizes for which a goal fails (or holds), smallest reasonable first.
struct Witness {
  llvm::SmallVector<std::pair<SymbolId, int64_t>, 4> Values;
};

struct Decision {
  Verdict Answer = Verdict::Unknown;
  Stage By = Stage::Budget;
  /// Contingent: sizes where every fact holds and the goal fails. Refuted:
  /// such sizes if some are at hand.
  std::optional<Witness> Failing;
  /// Contingent: the simplest claim whose truth would settle the goal.
  std::optional<Goal> Missing;
  /// Empty unless asked for by Solver::explain.
  llvm::SmallVector<Fact, 0> Used;

  /// An answer that can be read off what is compared, without asking.
  static Decision byForm(Verdict Answer) {
    Decision D;
    D.Answer = Answer;
    D.By = Stage::NormalForm;
    return D;
  }
};

/// Limits per question. They are counts, not seconds, so that every machine
/// gives the same answer; reaching one gives Unknown.
struct Budget {
  /// Of one integer program; MLIR's emptiness test has no limit of its own.
  unsigned MaxVariables = 40;
  unsigned MaxRows = 120;
  unsigned MaxCoefficientBits = 40;
  /// Branches on a fractional value, per integer program.
  unsigned MaxBranches = 40;
  /// MLIR's exact integer test has no limit and is exponential (seconds for 5
  /// variables with coefficients of 30 bits), so it only sees small programs,
  /// and few of them.
  unsigned MaxExactVariables = 6;
  unsigned MaxExactCoefficientBits = 6;
  unsigned MaxExactPrograms = 12;
  /// min, max, broadcast, and "!=" resolved by cases.
  unsigned MaxCaseAtoms = 6;
  unsigned MaxResidueLcm = 24;
  /// Degree of the products of facts.
  unsigned MaxProductDegree = 4;
  /// Facts taken into account, nearest to the goal first.
  unsigned MaxFacts = 48;
  /// Facts that share no symbol with the goal, which a sample must satisfy all
  /// the same.
  unsigned MaxOtherFacts = 200;
  /// Integer programs for one question, all cases together.
  unsigned MaxPrograms = 200;
  /// Points evaluated in search of samples.
  unsigned MaxSamples = 3000;
};

struct Statistics {
  uint64_t Questions = 0;
  /// Decided questions by the stage that settled them; Budget: left open.
  std::array<uint64_t, StageCount> ByStage{};
  std::array<uint64_t, 4> ByVerdict{};
  uint64_t Programs = 0;
  uint64_t Samples = 0;
};

class Solver {
public:
  explicit Solver(SizeContext &Context, Budget Limits = {});

  Decision decide(const FactSet &Facts, const Goal &G);
  /// Is at least one of the goals true? Contingent: a sample where all fail.
  Decision decideAny(const FactSet &Facts, llvm::ArrayRef<Goal> Goals);
  /// True only if it is certain that the facts cannot all hold.
  bool contradictory(const FactSet &Facts);

  /// A minimal subset of the facts that still gives the verdict, which must be
  /// Proved or Refuted; empty if they never do. Costs a decision per fact.
  llvm::SmallVector<Fact, 0> explain(const FactSet &Facts, const Goal &G,
                                     Verdict V);

  const Statistics &statistics() const { return Stats; }
  SizeContext &context() { return Context; }

private:
  /// A question that took work, and its answer: a fixpoint asks again each time
  /// it comes by.
  struct Answered {
    FactSet Facts;
    llvm::SmallVector<Goal, 2> Goals;
    Decision Answer;
  };

  Decision decideSlowly(const FactSet &Facts, llvm::ArrayRef<Goal> Goals);
  Decision record(Decision D);

  SizeContext &Context;
  Budget Limits;
  Statistics Stats;
  /// The last answer of contradictory(): it is asked for one set many times.
  FactSet LastChecked;
  bool LastContradicts = false;
  std::unordered_multimap<size_t, Answered> Remembered;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SIZES_SOLVER_H
