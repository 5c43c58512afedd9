//===-- Counters.cpp - Variables that only grow, or only shrink -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Counters.h"
#include "checks/engine/Memory.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

namespace {
/// How the function uses one variable.
struct Uses {
  unsigned All = 0;
  unsigned Reads = 0;
  unsigned Grows = 0;
  unsigned Shrinks = 0;
};
using UseMap = llvm::DenseMap<const ValueDecl *, Uses>;
} // namespace

static const ValueDecl *variableIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  return Ref ? Ref->getDecl() : nullptr;
}

static void countStep(UseMap &Map, const UnaryOperator *Unary) {
  const ValueDecl *Variable = variableIn(Unary->getSubExpr());
  if (!Variable)
    return;
  if (Unary->isIncrementOp())
    ++Map[Variable].Grows;
  else if (Unary->isDecrementOp())
    ++Map[Variable].Shrinks;
}

static void countCompound(UseMap &Map, const CompoundAssignOperator *Step,
                          const ASTContext &Context) {
  const ValueDecl *Variable = variableIn(Step->getLHS());
  bool Adds = Step->getOpcode() == BO_AddAssign;
  if (!Variable || (!Adds && Step->getOpcode() != BO_SubAssign) ||
      Step->getRHS()->isValueDependent())
    return;
  Expr::EvalResult By;
  if (!Step->getRHS()->EvaluateAsInt(By, Context))
    return;
  bool Grows = Adds == !By.Val.getInt().isNegative();
  ++(Grows ? Map[Variable].Grows : Map[Variable].Shrinks);
}

static void countUses(UseMap &Map, const Stmt *S, const ASTContext &Context) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    ++Map[Ref->getDecl()].All;
  else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
    const ValueDecl *Read = Cast->getCastKind() == CK_LValueToRValue
                                ? variableIn(Cast->getSubExpr())
                                : nullptr;
    if (Read)
      ++Map[Read].Reads;
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    countStep(Map, Unary);
  else if (const auto *Step = dyn_cast<CompoundAssignOperator>(S))
    countCompound(Map, Step, Context);
}

static std::optional<int64_t> firstValue(const VarDecl *Variable,
                                         const ASTContext &Context) {
  const Expr *Init = Variable->getInit();
  if (!Init || Init->isValueDependent() || !Variable->hasLocalStorage() ||
      isa<ParmVarDecl>(Variable) || !isSizeInteger(Variable->getType()) ||
      Variable->getType()->isReferenceType())
    return std::nullopt;
  Expr::EvalResult First;
  if (!Init->EvaluateAsInt(First, Context) ||
      !First.Val.getInt().isRepresentableByInt64())
    return std::nullopt;
  return First.Val.getInt().getExtValue();
}

Counters::Counters(const FunctionDecl *Function) {
  const ASTContext &Context = Function->getASTContext();
  UseMap Map;
  llvm::SmallVector<const Stmt *, 64> Open = {Function->getBody()};
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    countUses(Map, Next, Context);
    Open.append(Next->child_begin(), Next->child_end());
  }
  for (const auto &[Decl, How] : Map) {
    bool OneWay = (How.Grows > 0) != (How.Shrinks > 0);
    const auto *Variable = dyn_cast<VarDecl>(Decl);
    if (!OneWay || !Variable || How.All != How.Reads + How.Grows + How.Shrinks)
      continue;
    // A counter down to 0 of an unsigned type would wrap around.
    if (How.Shrinks && Variable->getType()->isUnsignedIntegerType())
      continue;
    if (std::optional<int64_t> First = firstValue(Variable, Context))
      Known.try_emplace(Decl,
                        Bound{How.Grows ? Relation::GE : Relation::LE, *First});
  }
}

std::optional<Counters::Bound>
Counters::boundOf(const ValueDecl *Variable) const {
  auto At = Known.find(Variable);
  return At == Known.end() ? std::nullopt : std::optional<Bound>(At->second);
}

} // namespace shapetidy
