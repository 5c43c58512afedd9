//===-- Closures.cpp - Lambdas --------------------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Body.h"
#include "checks/engine/BodyEntrance.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace shapetidy {

/// Does a call of the closure change its copies for the next one?
static bool mayChange(const LambdaExpr *Lambda) {
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  return Body && !Body->isConst() && !Body->isStatic();
}

/// What the closure sees of its surroundings whenever it is called.
static Environment environmentOf(Point &P, const LambdaExpr *Lambda) {
  Environment Inside;
  Inside.Facts = P.Env.Facts;
  if (mayChange(Lambda))
    return Inside;
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
  ObjectValue Copies;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    const Expr *From = *Init++;
    if (!Capture.capturesVariable())
      continue;
    const auto *Variable =
        cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl());
    if (Lambda->isInitCapture(&Capture) && From)
      P.Env.set(Variable, valueOf(P, From));
    if (Capture.getCaptureKind() == LCK_ByCopy)
      Copies.setField(Variable, From ? valueOf(P, From) : Value());
    else if (Capture.getCaptureKind() == LCK_ByRef &&
             !Variable->getType().getNonReferenceType().isConstQualified())
      P.Env.escape(placeOfVariable(P, Variable).Root);
  }
  if (!Copies.Fields.empty() && !mayChange(Lambda))
    setValue(P, Lambda, Value::object(std::move(Copies)));
  const CXXMethodDecl *Operator = Lambda->getCallOperator();
  // Inside of a followed body it was looked at with that body.
  if (!P.F.Reporting || P.F.isFollowed() || !Operator ||
      Operator->isDependentContext() || P.F.Depth >= MaxFrameDepth)
    return;
  // The body by itself, under its own contract.
  Frame &Inside =
      P.F.nested(Lambda, Operator, P.S.Contracts.contractOf(Operator));
  Environment Captured = environmentOf(P, Lambda);
  Environment Entry = declaredEntry(P.S, Inside, std::move(Captured));
  runBody(P.S, Inside, Entry, /*Report=*/true);
}

} // namespace shapetidy
