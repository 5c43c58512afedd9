//===-- Unproven.cpp - What the code relies on and nothing shows ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Unproven.h"
#include "checks/engine/FindingArgs.h"

using namespace clang;

namespace shapetidy {

/// One operation teaches a few relations; more were not taught by it.
static constexpr unsigned MaxTaught = 16;

/// A callee that is followed is the caller's business only where it fails.
static bool isWanted(const Point &P) {
  return P.S.Options.Unproven && P.F.Reporting && !P.F.Caller &&
         !P.F.isFollowed();
}

static bool isTaught(const Fact &Known) {
  return Known.Claim.Rel == Relation::EQ &&
         Known.From.From != Origin::Source::Computed;
}

/// A condition that C++ can check: sizes of run-time values carry the names of
/// the expressions they come from, those of annotations do not.
static std::string conditionFor(Point &P, const Goal &Claim) {
  for (Size Side : {Claim.Left, Claim.Right})
    if (!Side.isConstant() && P.S.Sizes.allRigid(Side))
      return "";
  return print(P.S.Sizes, Claim);
}

static void reportFact(Point &P, const Fact &Taught, const Expr *Whole,
                       StringRef Operation) {
  Finding F;
  F.Code = FindingCode::Taught;
  F.Where = Whole->getExprLoc();
  F.Args = {textArg(Operation), textArg(P.S.Sizes.print(Taught.Claim.Left)),
            textArg(P.S.Sizes.print(Taught.Claim.Right))};
  F.Ranges = {CharSourceRange::getTokenRange(Whole->getSourceRange())};
  std::string Condition = conditionFor(P, Taught.Claim);
  FindingNote Suggestion;
  Suggestion.Code =
      Condition.empty() ? NoteCode::SuggestAnnotation : NoteCode::SuggestAssert;
  Suggestion.Where = F.Where;
  Suggestion.Args = {textArg(Condition)};
  F.Notes.push_back(std::move(Suggestion));
  P.S.Findings.advise(std::move(F));
}

void reportTaught(Point &P, const FactSet &Before, const Expr *Whole,
                  StringRef Operation) {
  if (!isWanted(P) || Before.identical(P.Env.Facts))
    return;
  unsigned Left = MaxTaught;
  for (const Fact &Known : P.Env.Facts) {
    if (Left-- == 0 || Before.contains(Known.Claim))
      return;
    if (isTaught(Known))
      reportFact(P, Known, Whole, Operation);
  }
}

void reportDoubtful(Point &P, const Decision &Why, const Expr *Whole,
                    StringRef Operation) {
  if (!isWanted(P))
    return;
  Finding F;
  F.Code = FindingCode::Doubtful;
  F.Where = Whole->getExprLoc();
  F.Args = {textArg(Operation), witnessArg(Why, P.S.Sizes)};
  F.Ranges = {CharSourceRange::getTokenRange(Whole->getSourceRange())};
  P.S.Findings.advise(std::move(F));
}

} // namespace shapetidy
