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
#include <map>
#include <unordered_map>

namespace clang {
class CFG;
} // namespace clang

namespace shapetidy {

struct BodyEntry {
  const clang::FunctionDecl *Function = nullptr;
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

/// How far the run of a body looked into the bodies that it calls.
struct FollowedReach {
  /// Levels of bodies below; those remembered count like those run.
  unsigned Levels = 0;
  /// A body below was not followed: it was too deep, or open already.
  bool IsCut = false;

  void add(const FollowedReach &Below) {
    Levels = std::max(Levels, Below.Levels + 1);
    IsCut |= Below.IsCut;
  }
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
  FollowedReach Reach;
  /// Symbols of the run itself: [First, End).
  SymbolId FirstSymbol = 0, EndSymbol = 0;
};

/// Owned by a session; emptied for each function that is analysed.
class FollowedBodies {
public:
  FollowedBodies();
  ~FollowedBodies();

  /// The answer to a question asked inside of \p Depth bodies; null if it is
  /// new. What was answered elsewhere holds if nothing was left out there and
  /// nothing would be here, where bodies may be followed to \p MaxDepth.
  const BodySummary *find(const BodyEntry &Entry, unsigned Depth,
                          unsigned MaxDepth) const;
  /// An answer that is \p ForAll is kept for the functions to come.
  const BodySummary &add(BodyEntry Entry, unsigned Depth, BodySummary Summary,
                         bool ForAll);
  /// Begins a new function, with a new budget.
  void reset();

  /// What the epoch, and the size like \p Like, that is number \p Index in an
  /// entry is called there; see EntryTerms.h.
  const void *entryEpoch(size_t Index);
  Size entrySize(SizeContext &Sizes, size_t Index, const SymbolInfo &Like);

  /// One more block of a followed body; false if the budget is spent.
  bool spendVisit(unsigned Budget) {
    IsSpent |= ++Visits > Budget;
    return Visits <= Budget;
  }
  /// Answers depend on what was asked before from now on: they are no one
  /// else's.
  void noteSpent() { IsSpent = true; }
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
    unsigned Depth;
    BodySummary Summary;
  };
  using Answers = std::unordered_multimap<size_t, std::unique_ptr<Known>>;

  static const Known *findIn(const Answers &Where, const BodyEntry &Entry,
                             unsigned Depth, unsigned MaxDepth);

  Answers OfFunction, OfAll;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>>
      Graphs;
  std::vector<std::unique_ptr<char>> EntryEpochs;
  std::map<
      std::tuple<size_t, std::string, SymbolNature, std::optional<int64_t>>,
      Size>
      EntrySizes;
  unsigned Visits = 0;
  bool IsSpent = false;
};

/// The graph that the analysis walks, initialisers of constructors included.
std::unique_ptr<clang::CFG> buildGraph(const clang::FunctionDecl *Function,
                                       clang::ASTContext &Context);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FOLLOWEDBODIES_H
