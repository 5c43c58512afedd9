//===-- SizeEvidence.cpp - Why two sizes cannot agree ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/SizeEvidence.h"
#include "checks/engine/FindingArgs.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

/// Facts looked through for the value of one size.
static constexpr unsigned MaxFactsRead = 100;
/// Relations named for one mistake; further ones are not counted here.
static constexpr unsigned MaxRelationNotes = 3;

/// What the facts here say a size is, with the fact that says so.
static const Fact *knownAs(Point &P, const Dim &D) {
  if (!D.Length || D.Length->isConstant())
    return nullptr;
  unsigned Left = MaxFactsRead;
  for (const Fact &Known : P.Env.Facts) {
    if (Left-- == 0)
      return nullptr;
    const Goal &G = Known.Claim;
    if (G.Rel == Relation::EQ &&
        ((G.Left == *D.Length && G.Right.isConstant()) ||
         (G.Right == *D.Length && G.Left.isConstant())))
      return &Known;
  }
  return nullptr;
}

Dim shown(Point &P, Dim D) {
  if (const Fact *Known = knownAs(P, D))
    D.Length =
        Known->Claim.Left.isConstant() ? Known->Claim.Left : Known->Claim.Right;
  return D;
}

std::string axesArg(unsigned Count, bool AtLeast) {
  return (AtLeast ? "at least " : "") + llvm::utostr(Count) +
         (Count == 1 ? " axis" : " axes");
}

std::string nameOf(Point &P, const Dim &D) {
  return knownAs(P, D) ? P.S.Sizes.print(*D.Length) : std::string();
}

void addNote(Finding &F, NoteCode Code, CharSourceRange Where,
             std::initializer_list<std::string> Args) {
  if (Where.isInvalid())
    return;
  FindingNote Note;
  Note.Code = Code;
  Note.Where = Where.getBegin();
  Note.Args.append(Args.begin(), Args.end());
  Note.Ranges = {Where};
  F.Notes.push_back(std::move(Note));
}

void addNote(Finding &F, NoteCode Code, SourceRange Where,
             std::initializer_list<std::string> Args) {
  addNote(F, Code, CharSourceRange::getTokenRange(Where), Args);
}

/// Where a size was shown to be a number.
static void noteFact(Point &P, Finding &F, const Dim &D) {
  const Fact *Taught = knownAs(P, D);
  if (!Taught)
    return;
  addNote(F, NoteCode::ShownHere, P.S.Origins.where(Taught->From),
          {P.S.Sizes.print(*D.Length), P.S.Sizes.print(*shown(P, D).Length)});
}

/// Where a size that nobody declared was shown to be one that somebody did: the
/// reason why it must not be another one.
static void noteRigid(Point &P, Finding &F, const Dim &D, const Decision &Why) {
  if (Why.Answer != Verdict::Contingent || !D.Length ||
      P.S.Sizes.allRigid(*D.Length) || knownAs(P, D))
    return;
  unsigned Left = MaxFactsRead;
  for (const Fact &Known : P.Env.Facts) {
    if (Left-- == 0)
      return;
    const Goal &G = Known.Claim;
    if (G.Rel != Relation::EQ ||
        !((G.Left == *D.Length && P.S.Sizes.allRigid(G.Right)) ||
          (G.Right == *D.Length && P.S.Sizes.allRigid(G.Left))))
      continue;
    // Names of two owners may look the same: `n == n` explains nothing.
    if (P.S.Sizes.print(G.Left) == P.S.Sizes.print(G.Right))
      return;
    return addNote(F, NoteCode::RelationShown, P.S.Origins.where(Known.From),
                   {textArg(print(P.S.Sizes, G))});
  }
}

/// Relations that leave no way for two sizes to be equal, where they were
/// shown. What one of the sizes is alone has a note of its own.
static void noteRelations(Point &P, Finding &F, const Dim &A, const Dim &B,
                          const Decision &Why) {
  if (Why.Answer != Verdict::Refuted || !A.Length || !B.Length ||
      P.Env.Facts.empty())
    return;
  const Fact *OfA = knownAs(P, A), *OfB = knownAs(P, B);
  unsigned Left = MaxRelationNotes;
  for (const Fact &Used :
       P.S.Decide.explain(P.Env.Facts, {*A.Length, Relation::EQ, *B.Length},
                          Verdict::Refuted)) {
    SourceRange Where = P.S.Origins.where(Used.From);
    bool IsNoted =
        (OfA && OfA->Claim == Used.Claim) || (OfB && OfB->Claim == Used.Claim);
    if (IsNoted || Where.isInvalid())
      continue;
    if (Left-- == 0)
      return;
    addNote(F, NoteCode::RelationShown, Where,
            {textArg(print(P.S.Sizes, Used.Claim))});
  }
}

void noteSizes(Point &P, Finding &F, const Dim &A, const Dim &B,
               const Decision &Why) {
  noteFact(P, F, A);
  noteFact(P, F, B);
  noteRigid(P, F, A, Why);
  noteRigid(P, F, B, Why);
  noteRelations(P, F, A, B, Why);
}

bool isConsequence(Point &P, const Decision &Why,
                   std::initializer_list<const Dim *> Sides) {
  if (Why.Answer != Verdict::Contingent)
    return false;
  llvm::SmallVector<SymbolId, 4> Flexible;
  for (const Dim *D : Sides)
    if (std::optional<SymbolId> Id =
            D->Length ? D->Length->asSymbol() : std::nullopt;
        Id && !P.S.Sizes.allRigid(*D->Length))
      Flexible.push_back(*Id);
  bool IsKnown = llvm::any_of(
      Flexible, [&](SymbolId Id) { return P.S.Disputed.contains(Id); });
  P.S.Disputed.insert(Flexible.begin(), Flexible.end());
  return IsKnown;
}

} // namespace shapetidy
