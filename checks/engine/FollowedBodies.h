//===-- FollowedBodies.h - Bodies that were followed before -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Remembers what following a body gave, so that the same question is answered
// once: ten thousand calls in a row, or calls of calls of calls, cost what
// their different questions cost.
//
// Vocabulary: a *body entry* is the question, everything the run of a body can
// see: what its roots hold, which of its references are one, the facts about
// the sizes in them. A *body summary* is the answer.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FOLLOWEDBODIES_H
#define SHAPETIDY_CHECKS_ENGINE_FOLLOWEDBODIES_H

#include "checks/engine/Environment.h"
#include "checks/engine/Finding.h"
#include <unordered_map>

namespace clang {
class CFG;
} // namespace clang

namespace shapetidy {

struct BodyEntry {
  const clang::FunctionDecl *Function = nullptr;
  /// Bodies this one is inside of: deeper ones see less.
  unsigned Depth = 0;
  bool IsDoubtful = false, OnlyCertain = true;
  /// Each root of the callee with what it holds; unknown ones too.
  llvm::SmallVector<std::pair<PlaceRoot, Value>, 4> Roots;
  llvm::SmallVector<PlaceRoot, 2> Escaped;
  llvm::SmallVector<std::pair<const clang::ValueDecl *, Place>, 2> Aliases;
  std::vector<Value> Arguments;
  Bindings Names;
  FactSet Facts;

  bool operator==(const BodyEntry &Other) const;
  size_t hash() const;
};

struct BodySummary {
  /// False if the body could not be followed: nothing is known then.
  bool IsUsable = false;
  /// False if no run comes back.
  bool Returns = false;
  /// Every run that would come back goes through a call that certainly throws:
  /// what follows the call is looked at all the same.
  bool Fails = false;
  /// It came back only under a condition nobody understood.
  bool LeavesDoubt = false;
  bool WroteUnknown = false;
  bool WroteInvariant = false;
  Value Returned;
  std::optional<Place> ReturnedPlace;
  /// In the order of BodyEntry::Roots; none for a root that did not change.
  std::vector<std::optional<Value>> RootsAtExit;
  std::vector<bool> EscapedAtExit;
  std::vector<ChangedArray> ChangedInPlace;
  std::vector<Fact> Taught;
  std::vector<Finding> Findings;
  /// Symbols of the run itself: [First, End).
  SymbolId FirstSymbol = 0, EndSymbol = 0;
};

/// Owned by a session; emptied for each function that is analysed.
class FollowedBodies {
public:
  FollowedBodies();
  ~FollowedBodies();

  /// Null if the question is new.
  const BodySummary *find(const BodyEntry &Entry) const;
  const BodySummary &add(BodyEntry Entry, BodySummary Summary);
  /// Begins a new function: summaries and budget.
  void reset();

  /// One more block of a followed body; false if the budget is spent.
  bool spendVisit(unsigned Budget) { return ++Visits <= Budget; }
  /// What is found out once for a whole class is no function's to pay for.
  unsigned visits() const { return Visits; }
  void setVisits(unsigned Spent) { Visits = Spent; }

  /// The graph of a body that is followed, built once; null without one.
  const clang::CFG *graphOf(const clang::FunctionDecl *Function,
                            clang::ASTContext &Context);
  /// May this definition be followed at all? Decided once, see Followable.h.
  llvm::DenseMap<const clang::FunctionDecl *, bool> Followable;

private:
  struct Known {
    BodyEntry Entry;
    BodySummary Summary;
  };
  std::unordered_multimap<size_t, std::unique_ptr<Known>> Summaries;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>>
      Graphs;
  unsigned Visits = 0;
};

/// The graph that the analysis walks, initialisers of constructors included.
std::unique_ptr<clang::CFG> buildGraph(const clang::FunctionDecl *Function,
                                       clang::ASTContext &Context);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FOLLOWEDBODIES_H
