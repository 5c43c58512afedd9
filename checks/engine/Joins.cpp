//===-- Joins.cpp - Where control comes together --------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Joins.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

/// Of the facts of one side of a join, how many of the newest are looked at,
/// and how many the solver is asked about.
static constexpr unsigned MaxJoinFacts = 16, MaxJoinQuestions = 8;

/// Adds those of the newest facts of \p From that \p Other proves.
static void keepProved(Session &S, FactSet &Common, const FactSet &From,
                       const FactSet &Other) {
  unsigned Questions = 0, Seen = 0;
  llvm::SmallVector<Fact, 8> Kept;
  for (const Fact &F : From) {
    if (++Seen > MaxJoinFacts || Questions == MaxJoinQuestions) {
      if (From.size() > Common.size() + Questions)
        S.Budgets.add(BudgetHit::Facts);
      break;
    }
    if (Common.contains(F.Claim))
      continue;
    ++Questions;
    if (S.Decide.decide(Other, F.Claim).Answer == Verdict::Proved)
      Kept.push_back(F);
  }
  for (const Fact &F : llvm::reverse(Kept))
    Common = Common.with(F);
}

bool meet(Session &S, Environment &Entry, const Environment &State,
          bool IsFirst) {
  if (Entry.fails() != State.fails())
    return Entry.join(State, &S.Sizes);
  FactSet Mine = Entry.Facts;
  bool Changed = Entry.join(State, &S.Sizes);
  if (Mine.identical(State.Facts))
    return Changed;
  FactSet Common = Entry.Facts;
  keepProved(S, Common, Mine, State.Facts);
  if (IsFirst)
    keepProved(S, Common, State.Facts, Mine);
  if (Common.size() == Entry.Facts.size())
    return Changed;
  Entry.Facts = std::move(Common);
  return Changed || Entry.Facts != Mine;
}

} // namespace shapetidy
