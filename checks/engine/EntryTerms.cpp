//===-- EntryTerms.cpp - One question for all calls alike -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/EntryTerms.h"
#include "checks/engine/Session.h"
#include "checks/engine/ValueMap.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

static void eachValue(const BodyEntry &Entry,
                      llvm::function_ref<void(const Value &)> Do) {
  for (const auto &[Root, Held] : Entry.Roots)
    Do(Held);
  llvm::for_each(Entry.Arguments, Do);
}

/// The caller's epochs, each once. The object that a constructor makes is none
/// of the caller's yet.
static llvm::SmallVector<const void *, 4> epochsOf(const BodyEntry &Entry) {
  llvm::SmallVector<const void *, 4> Found, Distinct;
  eachValue(Entry, [&](const Value &V) { collectEpochs(V, Found); });
  for (const void *Epoch : Found)
    if (Epoch != Entry.Function && !llvm::is_contained(Distinct, Epoch))
      Distinct.push_back(Epoch);
  return Distinct;
}

static llvm::SmallVector<SymbolId, 16> symbolsOf(Session &S,
                                                 const BodyEntry &Entry) {
  llvm::SmallVector<SymbolId, 16> Found;
  eachValue(Entry, [&](const Value &V) { collectSymbols(V, S.Sizes, Found); });
  for (const Fact &Known : Entry.Facts) {
    S.Sizes.collectSymbols(Known.Claim.Left, Found);
    S.Sizes.collectSymbols(Known.Claim.Right, Found);
  }
  return Found;
}

EntryTerms::EntryTerms(Session &S, const BodyEntry &Entry)
    : S(S), Epochs(epochsOf(Entry)) {
  IsClosed = Entry.Names == Bindings();
  if (!IsClosed)
    return;
  for (SymbolId Id : symbolsOf(S, Entry)) {
    if (Own.contains(Id))
      continue;
    if (S.Sizes.rowOf(Id)) {
      IsClosed = false;
      continue;
    }
    Size Term = S.Followed.entrySize(S.Sizes, Own.size(), S.Sizes.info(Id));
    Callers[*Term.asSymbol()] = Id;
    Own.try_emplace(Id, Term);
  }
}

Size EntryTerms::ownSize(Size Callers) const {
  return S.Sizes.substitute(Callers, [&](SymbolId Id) -> std::optional<Size> {
    auto At = Own.find(Id);
    return At == Own.end() ? std::nullopt : std::optional<Size>(At->second);
  });
}

const void *EntryTerms::ownEpoch(const void *Callers) const {
  const auto *At = llvm::find(Epochs, Callers);
  return At == Epochs.end() ? Callers
                            : S.Followed.entryEpoch(At - Epochs.begin());
}

FactSet EntryTerms::ownFacts(const FactSet &Callers) const {
  llvm::SmallVector<const Fact *, 16> NewestFirst;
  for (const Fact &Known : Callers)
    NewestFirst.push_back(&Known);
  FactSet New;
  for (const Fact *Known : llvm::reverse(NewestFirst))
    New = New.with({{ownSize(Known->Claim.Left), Known->Claim.Rel,
                     ownSize(Known->Claim.Right)},
                    Known->From});
  return New;
}

BodyEntry EntryTerms::apply(const BodyEntry &Entry, bool OnlyEpochs) const {
  BodyEntry New = Entry;
  bool KeepsSizes = OnlyEpochs || Own.empty();
  if (Epochs.empty() && KeepsSizes)
    return New;
  auto Length = [&](Size Old) { return KeepsSizes ? Old : ownSize(Old); };
  auto Row = [](RowId Id) { return Id; };
  auto Epoch = [&](const void *Old) { return ownEpoch(Old); };
  for (auto &[Root, Held] : New.Roots)
    Held = mapped(Held, {Length, Row, Epoch});
  for (Value &Argument : New.Arguments)
    Argument = mapped(Argument, {Length, Row, Epoch});
  if (!KeepsSizes)
    New.Facts = ownFacts(Entry.Facts);
  return New;
}

std::optional<Size> EntryTerms::callersSize(SymbolId Term) const {
  auto At = Callers.find(Term);
  return At == Callers.end() ? std::nullopt
                             : std::optional<Size>(S.Sizes.symbol(At->second));
}

const void *EntryTerms::callersEpoch(const void *Term) const {
  for (size_t I = 0; I < Epochs.size(); ++I)
    if (S.Followed.entryEpoch(I) == Term)
      return Epochs[I];
  return nullptr;
}

} // namespace shapetidy
