//===-- Temporaries.cpp - Objects that end with their statement -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Temporaries.h"
#include "checks/engine/CallSite.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace shapetidy {

using ExprSet = llvm::DenseSet<const Expr *>;

static void addStatement(ExprSet &Into, const Stmt *S) {
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    Into.insert(stripped(E));
}

/// The value of `({ ...; x; })` is that of its last statement.
static const Stmt *valueOfBlock(const StmtExpr *Block) {
  const CompoundStmt *Inside = Block->getSubStmt();
  return Inside->body_empty() ? nullptr : Inside->body_back();
}

/// \p Kept is a statement whose value is used.
static void addStatements(ExprSet &Into, const Stmt *S, const Stmt *Kept) {
  if (!S)
    return;
  if (const auto *Block = dyn_cast<StmtExpr>(S))
    return addStatements(Into, Block->getSubStmt(), valueOfBlock(Block));
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    for (const Stmt *Child : Block->body())
      if (Child != Kept)
        addStatement(Into, Child);
  } else if (const auto *If = dyn_cast<IfStmt>(S)) {
    addStatement(Into, If->getThen());
    addStatement(Into, If->getElse());
  } else if (const auto *Loop = dyn_cast<ForStmt>(S)) {
    addStatement(Into, Loop->getBody());
  } else if (const auto *Loop = dyn_cast<WhileStmt>(S)) {
    addStatement(Into, Loop->getBody());
  } else if (const auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
    addStatement(Into, Loop->getBody());
  }
  for (const Stmt *Child : S->children())
    addStatements(Into, Child, nullptr);
}

Temporaries::Temporaries(const FunctionDecl *Function) {
  addStatements(Statements, Function->getBody(), nullptr);
}

bool Temporaries::endWith(const Expr *LastCall) const {
  const Expr *E = stripped(LastCall);
  if (!Statements.contains(E))
    return false;
  // What an operator hands through is its first operand.
  while (isa<CXXOperatorCallExpr>(E) && E->isGLValue())
    E = stripped(cast<CXXOperatorCallExpr>(E)->getArg(0));
  return isa<CallExpr>(E) && E->isPRValue();
}

} // namespace shapetidy
