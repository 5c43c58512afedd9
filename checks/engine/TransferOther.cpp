//===-- TransferOther.cpp - Rare statements -------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Extensions and statements that real code has now and then.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/Branches.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace shapetidy {

static void forgetOutput(Point &P, const Expr *Output, const Stmt *Why) {
  if (const Place *At = placeOf(P, Output))
    return forget(P, Place(*At), Why);
  writeSomewhere(P, Output->getType(), Output, Why);
}

void transferAsm(Point &P, const AsmStmt *Asm) {
  if (const auto *Gcc = dyn_cast<GCCAsmStmt>(Asm))
    for (unsigned I = 0; I < Gcc->getNumOutputs(); ++I)
      forgetOutput(P, Gcc->getOutputExpr(I), Asm);
  else
    for (const Stmt *Operand : Asm->children())
      if (const auto *E = dyn_cast_or_null<Expr>(Operand))
        forgetOutput(P, E, Asm);
  forgetReachable(P, Asm);
}

void transferAttributed(Point &P, const AttributedStmt *Statement) {
  for (const Attr *A : Statement->getAttrs())
    if (const auto *Assume = dyn_cast<CXXAssumeAttr>(A))
      learnAssumption(P, Assume->getAssumption());
}

void transferNew(Point &P, const CXXNewExpr *New) {
  // `new (&x) T` writes to a place that was there before.
  if (New->getNumPlacementArgs() > 0)
    forgetReachable(P, New);
  setValue(P, New, Value());
}

void transferStmtExpr(Point &P, const StmtExpr *Block) {
  const CompoundStmt *Body = Block->getSubStmt();
  const Stmt *Last = Body->body_empty() ? nullptr : Body->body_back();
  if (const auto *Labelled = dyn_cast_or_null<ValueStmt>(Last))
    if (const Expr *Result = Labelled->getExprStmt())
      return setValue(P, Block, valueOf(P, Result));
  setValue(P, Block, Value());
}

void transferArrayCopy(Point &P, const ArrayInitLoopExpr *Copy) {
  setValue(P, Copy, valueOf(P, Copy->getCommonExpr()->getSourceExpr()));
}

} // namespace shapetidy
