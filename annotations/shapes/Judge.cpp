//===-- Judge.cpp - Judging relations between sizes ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Judge.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

/// Facts looked through for the value of one size.
static constexpr unsigned MaxFactsRead = 100;

namespace {

/// Two constants of any width are equal exactly when their handles are.
bool differentConstants(Size A, Size B) {
  return A.isConstant() && B.isConstant() && A != B;
}

Judgement refuted() {
  Judgement J;
  J.Is = Ruling::Fails;
  J.Verdict = Decision::byForm(Verdict::Refuted);
  return J;
}

Judgement ruling(Ruling Is) {
  Judgement J;
  J.Is = Is;
  return J;
}

} // namespace

Judgement Judge::equal(Size A, Size B) {
  if (A == B)
    return ruling(Ruling::Holds);
  if (differentConstants(A, B))
    return refuted();
  Goal Equal{A, Relation::EQ, B};
  return settle(Decide.decide(Facts, Equal), Equal);
}

Judgement Judge::unitOr(Size Length, Size Target) {
  if (Length == Sizes.one() || Length == Target)
    return ruling(Ruling::Holds);
  if (Target == Sizes.one() || isUnit(Length) == false)
    return equal(Length, Target);
  if (differentConstants(Length, Target))
    return refuted();
  Goal Either[] = {{Length, Relation::EQ, Sizes.one()},
                   {Length, Relation::EQ, Target}};
  return settle(Decide.decideAny(Facts, Either), Either);
}

Judgement Judge::compatible(Size A, Size B) {
  if (A == B || A == Sizes.one() || B == Sizes.one())
    return ruling(Ruling::Holds);
  if (differentConstants(A, B))
    return refuted();
  if (isUnit(A) == false)
    return unitOr(B, A);
  if (isUnit(B) == false)
    return unitOr(A, B);
  Goal Any[] = {{A, Relation::EQ, Sizes.one()},
                {B, Relation::EQ, Sizes.one()},
                {A, Relation::EQ, B}};
  return settle(Decide.decideAny(Facts, Any), Any);
}

std::optional<bool> Judge::isUnit(Size Length) {
  if (Length.isConstant())
    return Length == Sizes.one();
  if (std::optional<int64_t> Low = Length.lowerBound(); Low && *Low > 1)
    return false;
  switch (Decide.decide(Facts, {Length, Relation::EQ, Sizes.one()}).Answer) {
  case Verdict::Proved:
    return true;
  case Verdict::Refuted:
    return false;
  case Verdict::Contingent:
  case Verdict::Unknown:
    return std::nullopt;
  }
  return std::nullopt;
}

Size Judge::broadcast(Size A, Size B) {
  if (A == B || B == Sizes.one())
    return A;
  if (A == Sizes.one())
    return B;
  // What is not 1 is the result. A constant says more than a symbol that was
  // just taught to equal it.
  if (B.isConstant())
    std::swap(A, B);
  if (isUnit(A) == false)
    return A;
  if (isUnit(B) == false)
    return B;
  if (Decide.decide(Facts, {A, Relation::EQ, B}).Answer == Verdict::Proved)
    return A;
  return Sizes.broadcast(A, B);
}

Judgement Judge::settle(Decision D, llvm::ArrayRef<Goal> Goals) {
  switch (D.Answer) {
  case Verdict::Proved:
    return ruling(Ruling::Holds);
  case Verdict::Unknown:
    return ruling(Ruling::Open);
  case Verdict::Contingent:
    if (Held != HeldTo::Nothing && allRigid(Goals))
      break;
    if (failsUnlessEmpty(Goals)) {
      D = Decision::byForm(Verdict::Refuted);
      break;
    }
    return learnSurvivor(Goals);
  case Verdict::Refuted:
    break;
  }
  Judgement J;
  J.Is = Ruling::Fails;
  J.Verdict = std::move(D);
  return J;
}

/// True if the goals can hold only where an axis they compare has no elements:
/// `2*d` and `d` agree for d == 0 alone, which nobody means.
bool Judge::failsUnlessEmpty(llvm::ArrayRef<Goal> Goals) {
  FactSet NotEmpty = Facts;
  bool Says = false;
  for (const Goal &G : Goals)
    for (Size Length : {G.Left, G.Right}) {
      if (Length.lowerBound().value_or(0) >= 1)
        continue;
      Says = true;
      NotEmpty = NotEmpty.with({{Length, Relation::GE, Sizes.one()}, Origin{}});
    }
  return Says && !Decide.contradictory(NotEmpty) &&
         Decide.decideAny(NotEmpty, Goals).Answer == Verdict::Refuted;
}

/// A fact is one relation: what several alternatives teach can be said only
/// when all but one of them are impossible.
Judgement Judge::learnSurvivor(llvm::ArrayRef<Goal> Goals) {
  const Goal *Survivor = nullptr;
  for (const Goal &G : Goals) {
    if (Goals.size() > 1 && Decide.decide(Facts, G).Answer == Verdict::Refuted)
      continue;
    if (Survivor)
      return ruling(Ruling::Open);
    Survivor = &G;
  }
  if (!Survivor)
    return ruling(Ruling::Open);
  // "s == 5" reads better than "5 == s" where facts are shown.
  Goal Claim = *Survivor;
  if (Claim.Left.isConstant())
    std::swap(Claim.Left, Claim.Right);
  Facts = Facts.with({Claim, From});
  return ruling(Ruling::Learned);
}

/// A flexible size that was shown to be `n` is as rigid as `n` is. Against a
/// number only lengths that an array's type leaves open are: a name may be the
/// word for what a number or an object's size always is.
bool Judge::isRigid(Size Length, Size Other) const {
  if (Sizes.allRigid(Length))
    return true;
  std::optional<SymbolId> Id = Length.asSymbol();
  bool IsLength = Id && Sizes.info(*Id).Minimum == 0;
  if (!IsLength && (Held == HeldTo::Lengths || Other.isConstant()))
    return false;
  unsigned Left = MaxFactsRead;
  for (const Fact &Known : Facts) {
    if (Left-- == 0)
      return false;
    const Goal &G = Known.Claim;
    if (G.Rel == Relation::EQ &&
        ((G.Left == Length && Sizes.allRigid(G.Right)) ||
         (G.Right == Length && Sizes.allRigid(G.Left))))
      return true;
  }
  return false;
}

bool Judge::allRigid(llvm::ArrayRef<Goal> Goals) const {
  return llvm::all_of(Goals, [&](const Goal &G) {
    return isRigid(G.Left, G.Right) && isRigid(G.Right, G.Left);
  });
}

} // namespace shapetidy
