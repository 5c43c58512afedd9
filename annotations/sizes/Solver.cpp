//===-- Solver.cpp - Deciding claims about sizes --------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Solver.h"
#include "annotations/sizes/Question.h"
#include "llvm/ADT/STLExtras.h"
#include <cassert>

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

bool holds(int Sign, Relation R) {
  switch (R) {
  case Relation::EQ:
    return Sign == 0;
  case Relation::NE:
    return Sign != 0;
  case Relation::LE:
    return Sign <= 0;
  case Relation::LT:
    return Sign < 0;
  case Relation::GE:
    return Sign >= 0;
  case Relation::GT:
    return Sign > 0;
  }
  llvm_unreachable("all relations are covered");
}

/// The sign of A - B where the two differ by a constant. Allocates nothing:
/// most comparisons of a well-typed program end here.
std::optional<int> constantDifference(Size A, Size B) {
  if (A == B)
    return 0;
  auto WithoutConstant = [](Size S) {
    llvm::ArrayRef<Term> Terms = termsOf(S);
    bool HasConstant = !Terms.empty() && Terms.back().Product->isUnit();
    return HasConstant ? Terms.drop_back() : Terms;
  };
  llvm::ArrayRef<Term> TA = WithoutConstant(A), TB = WithoutConstant(B);
  if (TA.size() != TB.size())
    return std::nullopt;
  for (auto [X, Y] : llvm::zip(TA, TB))
    if (X.Product != Y.Product || X.Coefficient != Y.Coefficient)
      return std::nullopt;
  return constantTerm(A) < constantTerm(B) ? -1 : 1;
}

Decision decision(bool Holds, Stage By) {
  Decision D;
  D.Answer = Holds ? Verdict::Proved : Verdict::Refuted;
  D.By = By;
  return D;
}

} // namespace

llvm::StringRef shapetidy::spelling(Verdict V) {
  constexpr llvm::StringLiteral Table[] = {"proved", "refuted", "contingent",
                                           "unknown"};
  return Table[static_cast<unsigned>(V)];
}

llvm::StringRef shapetidy::spelling(Stage S) {
  constexpr llvm::StringLiteral Table[] = {
      "normal-form", "intervals", "substitution", "sampling", "presburger",
      "products",    "residues",  "case-split",   "budget"};
  static_assert(std::size(Table) == StageCount);
  return Table[static_cast<unsigned>(S)];
}

Solver::Solver(SizeContext &Context, Budget Limits)
    : Context(Context), Limits(Limits) {}

Decision Solver::record(Decision D) {
  ++Stats.Questions;
  ++Stats.ByVerdict[static_cast<unsigned>(D.Answer)];
  ++Stats.ByStage[static_cast<unsigned>(D.By)];
  return D;
}

/// A claim that fails by itself says nothing where the facts exclude each
/// other: that code is never reached.
bool Solver::contradictory(const FactSet &Facts) {
  if (Facts.empty())
    return false;
  if (!LastChecked.identical(Facts)) {
    LastContradicts =
        Question(Context, Facts, {}, Limits, Stats).factsContradict();
    LastChecked = Facts;
  }
  return LastContradicts;
}

Decision Solver::decide(const FactSet &Facts, const Goal &G) {
  return decideAny(Facts, G);
}

Decision Solver::decideAny(const FactSet &Facts, llvm::ArrayRef<Goal> Goals) {
  bool AllFail = true;
  Stage By = Stage::NormalForm;
  for (const Goal &G : Goals) {
    std::optional<bool> Holds;
    if (std::optional<int> Sign = constantDifference(G.Left, G.Right)) {
      Holds = holds(*Sign, G.Rel);
    } else {
      Holds = truthOf(Context, constraintFor(Context, G));
      By = Stage::Intervals;
    }
    if (Holds.value_or(false))
      return record(decision(true, By));
    AllFail &= Holds.has_value();
  }
  if (AllFail)
    return record(decision(contradictory(Facts), By));
  return record(decideSlowly(Facts, Goals));
}

/// It bounds memory, not answers.
static constexpr size_t MaxAnswersRemembered = 10000;

Decision Solver::decideSlowly(const FactSet &Facts,
                              llvm::ArrayRef<Goal> Goals) {
  size_t Key = llvm::hash_combine(
      Facts.hash(), llvm::hash_combine_range(Goals.begin(), Goals.end()));
  auto [Begin, End] = Remembered.equal_range(Key);
  for (auto At = Begin; At != End; ++At)
    if (Goals == llvm::ArrayRef<Goal>(At->second.Goals) &&
        At->second.Facts == Facts)
      return At->second.Answer;
  if (Remembered.size() >= MaxAnswersRemembered)
    Remembered.clear();
  Answered New{Facts, llvm::SmallVector<Goal, 2>(Goals),
               Question(Context, Facts, Goals, Limits, Stats).answer()};
  return Remembered.emplace(Key, std::move(New))->second.Answer;
}

llvm::SmallVector<Fact, 0> Solver::explain(const FactSet &Facts, const Goal &G,
                                           Verdict V) {
  auto StillHolds = [&](llvm::ArrayRef<Fact> Used) {
    FactSet Set;
    for (const Fact &F : Used)
      Set = Set.with(F);
    return decide(Set, G).Answer == V;
  };
  llvm::SmallVector<Fact, 0> Used(Facts.begin(), Facts.end());
  if ((V != Verdict::Proved && V != Verdict::Refuted) || !StillHolds(Used))
    return {};
  if (StillHolds({}))
    return {};
  // Deletion, newest first: what was learned early is the better explanation.
  for (size_t I = 0; I != Used.size();) {
    llvm::SmallVector<Fact, 0> Fewer(Used);
    Fewer.erase(Fewer.begin() + I);
    if (StillHolds(Fewer))
      Used = std::move(Fewer);
    else
      ++I;
  }
  return Used;
}
