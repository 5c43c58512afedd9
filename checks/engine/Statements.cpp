//===-- Statements.cpp - shape::expect, shape::assume, shape::reveal ------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Statements.h"
#include "checks/engine/Branches.h"
#include "checks/engine/Claims.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Trees.h"

using namespace clang;

namespace shapetidy {

static bool transferReveal(Point &P, const CallSite &Site) {
  reportReveal(P, Site.Args.front(), valueOf(P, Site.Args.front()));
  setSame(P, Site.Whole, Site.Args.front());
  return true;
}

/// A fact from here on; \p IsChecked says whether it is a claim, too.
static bool transferClaim(Point &P, const CallSite &Site, bool IsChecked) {
  const Expr *Array = Site.Args[0];
  setSame(P, Site.Whole, Array);
  const auto *Text = dyn_cast<StringLiteral>(stripped(Site.Args[1]));
  const EffectiveAnnotation *Annotation =
      Text ? P.S.annotationIn(Text) : nullptr;
  if (!Annotation)
    return true;
  auto Scope = [&](unsigned) -> const NamedDecl * { return P.F.Function; };
  auto Says = [&](unsigned) { return Annotation; };
  OperandContext Operands{P.F.Arguments, Value(), Scope, Says};
  Origin From =
      P.origin(Origin::Source::Assertion, Site.Whole->getSourceRange());
  Demand D{*Annotation, Array->getType(), P.F.itemOf(Annotation), Operands,
           From,        HeldTo::Nothing};
  Bindings Names = P.Env.names();
  Value Got = valueOf(P, Array);
  MatchResult Result = matchValue(P, D, Got, Names);
  recordClaim(P, *Annotation, nullptr, Result, Got);
  bool Conflicts = Result.Answer == MatchAnswer::Conflicts && Result.Why;
  if (Conflicts && IsChecked) {
    Subject Blamed{
        Subject::Kind::Expect, textOf(P, Array), "", Array, Got, Annotation};
    auto ItemSays = [&](unsigned Item) { return P.F.item(Item); };
    auto Argument = [](unsigned) -> const Expr * { return nullptr; };
    reportConflict(P, *Result.Why, Blamed, {ItemSays, Argument});
  }
  bindFreshNames(P, *Annotation->Type, Names, Text, From);
  Value Promise = promised(P, D, Names, FreshNames::Unknown);
  P.Env.setNames(std::move(Names));
  // Who is right is not known here, and what follows is a consequence.
  Value Known = Conflicts         ? opensValues(*Annotation->Type)
                                        ? Value()
                                        : Value::array(ArrayValue())
                : Got.isUnknown() ? Promise
                                  : meet(Got, Promise);
  if (const Place *At = placeOf(P, Array))
    write(P, Place(*At), Known);
  else
    setValue(P, Site.Whole, Known);
  return true;
}

/// `__builtin_assume(c)`, whose argument is never evaluated.
static bool isCompilerAssumption(const CallSite &Site) {
  const IdentifierInfo *Name = Site.Callee->getIdentifier();
  return Site.Args.size() == 1 && Name &&
         (Name->isStr("__builtin_assume") || Name->isStr("__assume"));
}

bool transferStatement(Point &P, const CallSite &Site) {
  if (isCompilerAssumption(Site)) {
    learnAssumption(P, Site.Args.front());
    return true;
  }
  if (Site.Args.size() == 1 && isNamed(Site.Callee, "shape", "reveal"))
    return transferReveal(P, Site);
  if (Site.Args.size() != 2)
    return false;
  if (isNamed(Site.Callee, "shape", "expect"))
    return transferClaim(P, Site, /*IsChecked=*/true);
  if (isNamed(Site.Callee, "shape", "assume"))
    return transferClaim(P, Site, /*IsChecked=*/false);
  return false;
}

} // namespace shapetidy
