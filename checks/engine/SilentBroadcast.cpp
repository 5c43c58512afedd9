//===-- SilentBroadcast.cpp - Broadcasts that nobody asked for ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/SilentBroadcast.h"
#include "checks/engine/Builtins.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Models.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Steps from an operand back to the call that made its axes.
static constexpr unsigned MaxTraceSteps = 8;

/// Operations whose caller writes the axes of length 1 of their results.
static constexpr llvm::StringLiteral MakesAxes[] = {
    "unsqueeze", "reshape", "view", "reduce", "index", "expand"};

namespace {

/// Two operands, their axes aligned from the back.
struct Pair {
  const Shape &A, &B;

  unsigned rank() const { return std::max(*A.rank(), *B.rank()); }
  /// Null where the operand has no such axis.
  static const Dim *at(const Shape &S, unsigned FromBack) {
    unsigned Rank = *S.rank();
    return FromBack < Rank ? &S.prefix()[Rank - 1 - FromBack] : nullptr;
  }
};

} // namespace

static bool isOne(const Dim *D) {
  return !D || (D->isKnown() && D->Length->asConstant() == 1);
}

/// Broadcasting makes this axis longer.
static bool grows(const Dim *Own, const Dim *Other) {
  return isOne(Own) && Other && Other->isKnown() && !isOne(Other);
}

static bool anyGrows(const Pair &Both, const Shape &Own, const Shape &Other) {
  for (unsigned I = 0; I < Both.rank(); ++I)
    if (grows(Pair::at(Own, I), Pair::at(Other, I)))
      return true;
  return false;
}

static llvm::SmallVector<Size, 4> longAxes(const Shape &S) {
  llvm::SmallVector<Size, 4> Lengths;
  for (const Dim &D : S.prefix())
    if (D.isKnown() && !isOne(&D))
      Lengths.push_back(*D.Length);
  return Lengths;
}

static bool isKnown(const Shape &S) {
  return S.rank() &&
         llvm::all_of(S.prefix(), [](const Dim &D) { return D.isKnown(); });
}

/// The same axes apart from those of length 1, and yet something larger comes
/// of them. Operands of one rank were written for each other.
static bool crosses(Point &P, const Pair &Both) {
  if (*Both.A.rank() == *Both.B.rank() || !anyGrows(Both, Both.A, Both.B) ||
      !anyGrows(Both, Both.B, Both.A))
    return false;
  llvm::SmallVector<Size, 4> A = longAxes(Both.A), B = longAxes(Both.B);
  return A.size() == B.size() && llvm::all_of(llvm::zip(A, B), [&](auto Sizes) {
           Goal Same{std::get<0>(Sizes), Relation::EQ, std::get<1>(Sizes)};
           return P.S.Decide.decide(P.Env.Facts, Same).Answer ==
                  Verdict::Proved;
         });
}

/// Numbers, and arrays of one element, are meant for everything.
static bool isScalar(const Shape &S) { return longAxes(S).empty(); }

static bool differs(const Pair &Both) {
  return !isScalar(Both.A) && !isScalar(Both.B) &&
         (*Both.A.rank() != *Both.B.rank() || anyGrows(Both, Both.A, Both.B) ||
          anyGrows(Both, Both.B, Both.A));
}

/// What an operand is made from if making it changes no axes: the initialiser
/// of a variable, the receiver of `clone`. Null at the end.
static const Expr *madeFrom(Point &P, const Expr *E) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Variable->hasLocalStorage() ? Variable->getInit()
                                                   : nullptr;
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  const ModelRow *Row =
      Call ? P.S.Models->find(Call->getDirectCallee()) : nullptr;
  if (!Row || !Row->Transfer || Row->Transfer->Name != "same")
    return nullptr;
  llvm::SmallVector<const Expr *, 6> Operands = callSiteOf(Call).operands();
  return Operands.empty() ? nullptr : Operands.front();
}

static bool isExplicit(Point &P, const Expr *Operand) {
  for (unsigned Steps = 0; Operand && Steps < MaxTraceSteps; ++Steps) {
    Operand = stripped(Operand);
    const auto *Call = dyn_cast<CallExpr>(Operand);
    const ModelRow *Row =
        Call ? P.S.Models->find(Call->getDirectCallee()) : nullptr;
    if (Row && Row->Transfer &&
        llvm::is_contained(MakesAxes, Row->Transfer->Name))
      return true;
    Operand = madeFrom(P, Operand);
  }
  return false;
}

static Shape joint(const Pair &Both) {
  llvm::SmallVector<Dim, 6> Out;
  for (unsigned I = Both.rank(); I-- > 0;) {
    const Dim *A = Pair::at(Both.A, I), *B = Pair::at(Both.B, I);
    Out.push_back(!A || (isOne(A) && B) ? *B : *A);
  }
  return Shape::ofDims(Out);
}

static void reportPair(Point &P, const CallSite &Site, FindingCode Code,
                       const Pair &Both, const Expr *First,
                       const Expr *Second) {
  auto Print = [&](const Shape &S) { return shapeArg(S, P.S.Sizes); };
  Finding F;
  F.Code = Code;
  F.Where = Site.Whole->getExprLoc();
  F.Args = {textArg(Site.name()), Print(Both.A), Print(Both.B),
            Print(joint(Both))};
  F.Ranges = {CharSourceRange::getTokenRange(First->getSourceRange()),
              CharSourceRange::getTokenRange(Second->getSourceRange())};
  const Expr *Operands[] = {First, Second};
  const Shape *Shapes[] = {&Both.A, &Both.B};
  for (unsigned I : {0u, 1u})
    F.Notes.push_back({NoteCode::OperandShape,
                       Operands[I]->getBeginLoc(),
                       {textArg(textOf(P, Operands[I])), Print(*Shapes[I])},
                       {}});
  F.Notes.push_back({NoteCode::SuggestExplicit, F.Where, {}, {}});
  P.S.Findings.advise(std::move(F));
}

/// True if it was reported.
static bool judgePair(Point &P, const CallSite &Site, bool Compares,
                      const Pair &Both, const Expr *First, const Expr *Second) {
  if (Compares && differs(Both)) {
    reportPair(P, Site, FindingCode::ComparedBroadcast, Both, First, Second);
    return true;
  }
  const Expr *Longer = *Both.A.rank() > *Both.B.rank() ? First : Second;
  if (Compares || !crosses(P, Both) || isExplicit(P, Longer))
    return false;
  reportPair(P, Site, FindingCode::CrossedBroadcast, Both, First, Second);
  return true;
}

void reportSilentBroadcast(Point &P, const CallSite &Site, const ModelRow &Row,
                           llvm::ArrayRef<const Expr *> Args,
                           llvm::ArrayRef<Value> Values) {
  if (!P.S.Options.SilentBroadcast || !P.F.Reporting || P.F.Caller)
    return;
  bool Spreads = Row.Transfer && Row.Transfer->Name == "pointwise";
  if (!Spreads && !Row.Compares)
    return;
  OperationContext Context = P.operationContext(Site.Whole->getSourceRange());
  OperationOutcome Unused;
  OperationInput Input{Values};
  BuiltinCall Call(Row, Site.Callee, Input, Context, Unused);
  llvm::SmallVector<std::pair<const Expr *, const Shape *>, 3> Operands;
  for (unsigned At : Call.arrays())
    if (const ArrayValue *Known = Values[At].asArray();
        Known && isKnown(Known->Axes) && At < Args.size())
      Operands.emplace_back(Args[At], &Known->Axes);
  for (unsigned I = 0; I < Operands.size(); ++I)
    for (unsigned J = I + 1; J < Operands.size(); ++J)
      if (judgePair(P, Site, Row.Compares,
                    {*Operands[I].second, *Operands[J].second},
                    Operands[I].first, Operands[J].first))
        return;
}

} // namespace shapetidy
