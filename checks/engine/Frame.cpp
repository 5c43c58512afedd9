//===-- Frame.cpp - The analysis of one function body ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Frame.h"
#include "checks/engine/Instantiations.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

/// More mistakes in one call are consequences.
static constexpr unsigned MaxCollectedFindings = 32;

const Counters &Frame::counters() {
  if (!Counted)
    Counted = std::make_unique<const Counters>(Function);
  return *Counted;
}

const Temporaries &Frame::temporaries() {
  if (!Ending)
    Ending = std::make_unique<const Temporaries>(Function);
  return *Ending;
}

unsigned Frame::itemOf(const EffectiveAnnotation *Annotation) {
  auto At = llvm::find(Items, Annotation);
  if (At != Items.end())
    return At - Items.begin();
  Items.push_back(Annotation);
  return Items.size() - 1;
}

const EffectiveAnnotation *Frame::item(unsigned Item) const {
  if (Item == AxisSite::ReturnItem)
    return Promise ? Promise->Result : nullptr;
  return Item < Items.size() ? Items[Item] : nullptr;
}

Size Frame::symbol(SizeContext &Sizes, const void *Key, llvm::StringRef Name,
                   SymbolNature Nature, std::optional<int64_t> Minimum,
                   Origin From) {
  NameKey Full(Key, Name.str());
  auto At = Symbols.find(Full);
  if (At == Symbols.end()) {
    Size New = Sizes.symbol({Name.str(), Nature, Minimum, From});
    Keys[*New.asSymbol()] = Key;
    At = Symbols.emplace(std::move(Full), New).first;
  }
  return At->second;
}

bool Frame::isFor(Size Symbol, const void *Key) const {
  std::optional<SymbolId> Id = Symbol.asSymbol();
  return Id && Keys.lookup(*Id) == Key;
}

RowId Frame::row(SizeContext &Sizes, const void *Key, llvm::StringRef Name,
                 SymbolNature Nature, Origin From) {
  NameKey Full(Key, Name.str());
  auto At = Rows.find(Full);
  if (At == Rows.end())
    At = Rows.emplace(std::move(Full), Sizes.freshRow(Name.str(), Nature, From))
             .first;
  return At->second;
}

const void *Frame::partOf(const void *Key, const void *Part) {
  std::unique_ptr<char> &Known = Parts[{Key, Part}];
  if (!Known)
    Known = std::make_unique<char>();
  return Known.get();
}

Frame &Frame::nested(const clang::Stmt *Site, const clang::FunctionDecl *Callee,
                     const Contract *Promise) {
  std::unique_ptr<Frame> &Known = Callees[Site];
  if (!Known || Known->Function != Callee)
    Known = std::make_unique<Frame>(Callee, Promise, this);
  return *Known;
}

static bool isMuted(const Frame &F, const Finding &Found) {
  CheckId Check = checkOf(Found.Code);
  bool Throws = Check == CheckId::Mismatch || Check == CheckId::DType;
  if (F.IsExpected && Throws)
    return true;
  if (Check != CheckId::Mismatch)
    return false;
  for (const Frame *Outer = &F; Outer && !Outer->isFollowed();
       Outer = Outer->Caller)
    if (Outer->IsMuted)
      return true;
  return false;
}

void Point::report(Finding Found) {
  if (!F.Reporting || isMuted(F, Found))
    return;
  if (!F.Collected) {
    const Frame *Outermost = &F;
    while (Outermost->Caller)
      Outermost = Outermost->Caller;
    noteInstantiation(S, Outermost->Function, Found);
    CheckId Check = checkOf(Found.Code);
    if (Check != CheckId::Mismatch && Check != CheckId::DType)
      return S.Findings.add(std::move(Found));
    S.Findings.blame(Outermost->Function);
    if (InstanceReach::isMadeByUses(Outermost->Function))
      return S.Findings.hold(Outermost->Function, std::move(Found));
    return S.Findings.add(std::move(Found));
  }
  if (F.Collected->size() < MaxCollectedFindings)
    F.Collected->push_back(std::move(Found));
}

} // namespace shapetidy
