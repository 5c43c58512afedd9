//===-- BodyRun.cpp - One question to a body, and its answer --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BodyRun.h"
#include "checks/engine/Body.h"
#include "checks/engine/BodyEntrance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

/// Facts looked through for those about some arguments; where there are more
/// all of them are handed over.
static constexpr unsigned MaxFactsSifted = 300;
/// Facts that one call may teach.
static constexpr unsigned MaxFactsTaught = 100;

/// Doubts that are no branch of the function at hand: that of the caller, and
/// that of a callee which comes back only under some condition.
static constexpr BlockId CallersDoubt = ~0u;
static constexpr BlockId CalleesDoubt = ~0u - 1;

static bool isOpen(const Frame *F, const FunctionDecl *Function) {
  for (; F; F = F->Caller)
    if (F->Function == Function)
      return true;
  return false;
}

static Environment start(const BodyEntry &Entry) {
  Environment Start;
  Start.Facts = Entry.Facts;
  Start.setNames(Entry.Names);
  for (const auto &[Root, Held] : Entry.Roots)
    Start.set(Root, Held);
  for (PlaceRoot Root : Entry.Escaped)
    Start.escape(Root);
  for (const auto &[Reference, To] : Entry.Aliases)
    Start.bindAlias(Reference, To);
  if (Entry.IsDoubtful)
    Start.doubt(CallersDoubt);
  return Start;
}

static Value valueAt(const Environment &Env, PlaceRoot Root) {
  const Value *Held = Env.find(Root);
  return Held ? *Held : Value();
}

static void readExit(Session &S, const BodyEntry &Entry,
                     const Environment &Start, const Environment &Exit,
                     BodySummary &Out) {
  Out.Returns = true;
  Out.Fails = Exit.fails();
  for (const auto &[Root, Held] : Entry.Roots) {
    Value Last = valueAt(Exit, Root);
    bool IsSame = Last == valueAt(Start, Root);
    Out.RootsAtExit.push_back(IsSame ? std::nullopt
                                     : std::optional<Value>(std::move(Last)));
    Out.EscapedAtExit.push_back(Exit.isEscaped(Root));
  }
  for (const Fact &Known : Exit.Facts) {
    if (Entry.Facts.contains(Known.Claim))
      continue;
    if (Out.Taught.size() >= MaxFactsTaught) {
      S.Budgets.add(BudgetHit::Facts);
      break;
    }
    Out.Taught.push_back(Known);
  }
  Out.LeavesDoubt = !Entry.IsDoubtful && Exit.isDoubtful();
}

static BodySummary run(Point &P, const BodyEntry &Entry,
                       const Contract *Promise) {
  BodySummary Out;
  Frame Callee(Entry.Function, Promise, &P.F);
  Callee.Collected = &Out.Findings;
  Callee.OnlyCertain = Entry.OnlyCertain;
  Out.FirstSymbol = P.S.Sizes.symbolCount();
  Environment Start = start(Entry);
  Point Inside{P.S, Callee, Start};
  enterArguments(Inside, Entry.Arguments);
  Out.IsUsable = runBody(P.S, Callee, Start, /*Report=*/true);
  Out.EndSymbol = P.S.Sizes.symbolCount();
  Out.Reach = Callee.Reach;
  if (!Out.IsUsable)
    return Out;
  if (!Callee.AtExit) {
    Out.Fails = Callee.FailsSomewhere && !Callee.EndsOnPurpose;
    return Out;
  }
  readExit(P.S, Entry, Start, *Callee.AtExit, Out);
  Out.Returned = Callee.Returned.value_or(Value());
  Out.ReturnedPlace = std::move(Callee.ReturnedPlace);
  Out.WroteUnknown = Callee.WroteUnknown;
  Out.WroteInvariant = Callee.WroteInvariant;
  Out.ChangedInPlace = std::move(Callee.ChangedInPlace);
  return Out;
}

/// Runs the body unless it was asked the same before.
static const BodySummary &answer(Point &P, BodyEntry Entry,
                                 const Contract *Promise, bool ForAll) {
  unsigned Depth = P.F.Depth + 1;
  if (const BodySummary *Known = P.S.Followed.find(Entry, Depth, MaxFrameDepth))
    return *Known;
  BodySummary New = run(P, Entry, Promise);
  ForAll &= New.IsUsable && !New.Reach.IsCut && !P.S.Established.isBusy();
  return P.S.Followed.add(std::move(Entry), Depth, std::move(New), ForAll);
}

AskedBody askBody(Point &P, const BodyEntry &Entry, const Contract *Promise) {
  static const BodySummary Unusable;
  if (isOpen(&P.F, Entry.Function)) {
    P.F.Reach.IsCut = true;
    return {Unusable, EntryTerms(P.S)};
  }
  if (P.F.Depth >= MaxFrameDepth) {
    P.F.Reach.IsCut = true;
    P.S.Budgets.add(BudgetHit::CallDepth);
    P.S.OverBudget.insert(Entry.Function);
    return {Unusable, EntryTerms(P.S)};
  }
  EntryTerms Terms(P.S, Entry);
  const BodySummary *Known;
  {
    // The entry's own sizes are in dispute for nobody else.
    llvm::SaveAndRestore Kept(P.S.Disputed);
    Known = &answer(P, Terms.apply(Entry), Promise, Terms.isClosed());
  }
  // What is wrong is told in the caller's terms.
  if (!Known->Findings.empty() && Terms.renamesSizes())
    Known = &answer(P, Terms.apply(Entry, /*OnlyEpochs=*/true), Promise,
                    /*ForAll=*/false);
  P.F.Reach.add(Known->Reach);
  return {*Known, std::move(Terms)};
}

namespace {
/// A fact and the symbols it speaks of.
struct Mention {
  const Fact *Known;
  llvm::SmallVector<SymbolId, 4> Symbols;
  bool IsWanted = false;
};
} // namespace

/// Marks what is connected with \p Symbols, and what that is connected with.
static void spread(llvm::MutableArrayRef<Mention> Mentions,
                   llvm::DenseSet<SymbolId> Symbols) {
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (Mention &M : Mentions) {
      if (M.IsWanted || llvm::none_of(M.Symbols, [&](SymbolId Id) {
            return Symbols.contains(Id);
          }))
        continue;
      M.IsWanted = Grows = true;
      Symbols.insert(M.Symbols.begin(), M.Symbols.end());
    }
  }
}

FactSet factsAbout(Point &P,
                   llvm::ArrayRef<std::pair<PlaceRoot, Value>> Roots) {
  llvm::SmallVector<SymbolId, 16> Symbols;
  for (const auto &[Root, Held] : Roots)
    collectSymbols(Held, P.S.Sizes, Symbols);
  if (Symbols.empty() || P.Env.Facts.empty())
    return FactSet();
  std::vector<Mention> Mentions;
  for (const Fact &Known : P.Env.Facts) {
    if (Mentions.size() == MaxFactsSifted)
      return P.Env.Facts;
    Mention M{&Known, {}};
    P.S.Sizes.collectSymbols(Known.Claim.Left, M.Symbols);
    P.S.Sizes.collectSymbols(Known.Claim.Right, M.Symbols);
    Mentions.push_back(std::move(M));
  }
  spread(Mentions, llvm::DenseSet<SymbolId>(Symbols.begin(), Symbols.end()));
  FactSet Wanted;
  for (const Mention &M : llvm::reverse(Mentions))
    if (M.IsWanted)
      Wanted = Wanted.with(*M.Known);
  return Wanted;
}

SummaryReader::SummaryReader(Point &P, const AskedBody &Asked, const void *Key,
                             llvm::StringRef Prefix)
    : P(P), Summary(Asked.Summary), Terms(Asked.Terms), Key(Key),
      Prefix(Prefix) {}

/// Numbered by first use: asked again with other arguments, a call gives the
/// same symbols in the same places, so that a loop comes to rest.
const void *SummaryReader::keyFor(unsigned Index) {
  return P.F.partOf(Key, reinterpret_cast<const void *>(
                             static_cast<uintptr_t>(2 * Index + 1)));
}

Size SummaryReader::symbol(SymbolId Id) {
  auto At = Symbols.find(Id);
  if (At != Symbols.end())
    return At->second;
  Size New = P.S.Sizes.zero();
  if (std::optional<RowId> Row = P.S.Sizes.rowOf(Id)) {
    New = P.S.Sizes.elementCount(row(*Row));
  } else {
    SymbolInfo Info = P.S.Sizes.info(Id);
    New = P.F.symbol(P.S.Sizes, keyFor(Symbols.size()), Prefix + Info.Name,
                     AllFlexible ? SymbolNature::Flexible : Info.Nature,
                     Info.Minimum, Info.From);
  }
  Symbols.try_emplace(Id, New);
  return New;
}

RowId SummaryReader::row(RowId Id) {
  std::optional<SymbolId> Count = P.S.Sizes.elementCount(Id).asSymbol();
  if (!Count || !isOwn(*Count))
    return Id;
  auto At = Rows.find(Id);
  if (At != Rows.end())
    return At->second;
  SymbolInfo Info = P.S.Sizes.rowInfo(Id);
  RowId New = P.F.row(P.S.Sizes, keyFor(Rows.size()), Prefix + Info.Name,
                      Info.Nature, Info.From);
  Rows.try_emplace(Id, New);
  return New;
}

Size SummaryReader::length(Size S) {
  return P.S.Sizes.substitute(S, [&](SymbolId Id) -> std::optional<Size> {
    if (std::optional<Size> Callers = Terms.callersSize(Id))
      return Callers;
    return isOwn(Id) ? std::optional<Size>(symbol(Id)) : std::nullopt;
  });
}

const void *SummaryReader::epoch(const void *Old) {
  const void *Known = Terms.callersEpoch(Old);
  return Known ? Known : P.F.partOf(Key, Old);
}

Value SummaryReader::operator()(const Value &V) {
  auto Length = [&](Size S) { return length(S); };
  auto Row = [&](RowId Id) { return row(Id); };
  auto Epoch = [&](const void *Old) { return epoch(Old); };
  return mapped(V, {Length, Row, Epoch});
}

void SummaryReader::learn() {
  for (const Fact &Known : llvm::reverse(Summary.Taught)) {
    llvm::SmallVector<SymbolId, 8> Mentioned;
    P.S.Sizes.collectSymbols(Known.Claim.Left, Mentioned);
    P.S.Sizes.collectSymbols(Known.Claim.Right, Mentioned);
    bool IsForeign = llvm::any_of(Mentioned, [&](SymbolId Id) {
      return isOwn(Id) && !Symbols.contains(Id);
    });
    if (!IsForeign)
      P.Env.Facts =
          P.Env.Facts.with({{length(Known.Claim.Left), Known.Claim.Rel,
                             length(Known.Claim.Right)},
                            Known.From});
  }
  if (Summary.LeavesDoubt)
    P.Env.doubt(CalleesDoubt);
}

} // namespace shapetidy
