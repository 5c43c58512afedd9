//===-- Closures.cpp - Lambdas --------------------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Closures.h"
#include "checks/engine/Body.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace shapetidy {

/// Variables that a closure copied may have changed since.
static void forgetCopies(Environment &Env, const CXXRecordDecl *Closure) {
  for (const LambdaCapture &Capture : Closure->captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy)
      Env.forget(Capture.getCapturedVar()->getCanonicalDecl());
}

bool transferClosureCall(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  const FunctionDecl *Definition = nullptr;
  if (!Method || !Method->getParent()->isLambda() || !Site.Receiver ||
      P.F.Depth >= MaxFrameDepth || !Method->hasBody(Definition))
    return false;
  for (const Frame *F = &P.F; F; F = F->Caller)
    if (F->Function == Definition)
      return false;
  Frame &Callee = P.F.nested(Site.Whole, Definition, nullptr);
  std::vector<Value> Args;
  for (const Expr *Arg : Site.Args)
    Args.push_back(valueOf(P, Arg));
  Environment Entry = P.Env;
  if (!isa<LambdaExpr>(stripped(Site.Receiver)))
    forgetCopies(Entry, Method->getParent());
  Entry.setNames(Bindings());
  Point Inside{P.S, Callee, Entry};
  enterArguments(Inside, Args);
  if (!runBody(P.S, Callee, Entry, P.F.Reporting))
    return false;
  if (Callee.AtExit) {
    Bindings Names = P.Env.names();
    P.Env = *Callee.AtExit;
    P.Env.setNames(std::move(Names));
  }
  Value Result = Callee.Returned.value_or(Value());
  if (Result.isUnknown())
    Result = unknownOf(P, Site.Whole->getType(), Site.Whole,
                       textOf(P, Site.Whole), Site.Whole->getSourceRange());
  setValue(P, Site.Whole, std::move(Result));
  return true;
}

/// What the closure sees of its surroundings whenever it is called.
static Environment environmentOf(Point &P, const LambdaExpr *Lambda) {
  Environment Inside;
  Inside.Facts = P.Env.Facts;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByCopy)
      continue;
    const ValueDecl *Variable = Capture.getCapturedVar();
    if (const Value *Known = P.Env.find(Variable->getCanonicalDecl()))
      Inside.set(Variable->getCanonicalDecl(), *Known);
  }
  return Inside;
}

void transferLambda(Point &P, const LambdaExpr *Lambda) {
  auto Init = Lambda->capture_init_begin();
  for (const LambdaCapture &Capture : Lambda->captures()) {
    const Expr *From = *Init++;
    if (!Capture.capturesVariable())
      continue;
    const auto *Variable =
        cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl());
    if (Lambda->isInitCapture(&Capture) && From)
      P.Env.set(Variable, valueOf(P, From));
    else if (Capture.getCaptureKind() == LCK_ByRef &&
             !Variable->getType().getNonReferenceType().isConstQualified())
      P.Env.escape(placeOfVariable(P, Variable).Root);
  }
  const CXXMethodDecl *Operator = Lambda->getCallOperator();
  if (!P.F.Reporting || !Operator || Operator->isDependentContext() ||
      P.F.Depth >= MaxFrameDepth)
    return;
  // The body by itself, under its own contract.
  Frame &Inside =
      P.F.nested(Lambda, Operator, P.S.Contracts.contractOf(Operator));
  Environment Captured = environmentOf(P, Lambda);
  Environment Entry = declaredEntry(P.S, Inside, std::move(Captured));
  runBody(P.S, Inside, Entry, /*Report=*/true);
}

} // namespace shapetidy
