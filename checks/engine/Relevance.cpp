//===-- Relevance.cpp - Which functions are worth analysing ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Relevance.h"
#include "checks/engine/CallSite.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

static bool mentionsAnnotation(Session &S, const Stmt *Statement) {
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Statement))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(Statement))
    Named = Member->getMemberDecl();
  if (const auto *Function = dyn_cast_or_null<FunctionDecl>(Named)) {
    const Contract *Promise = S.Contracts.contractOf(Function);
    return (Promise && !Promise->empty()) ||
           isNamed(Function, "shape", "reveal");
  }
  return Named && S.Contracts.annotationOf(Named);
}

static bool declaresArray(Session &S, const DeclStmt *Declaration) {
  for (const Decl *D : Declaration->decls())
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      if (S.Contracts.annotationOf(Variable) ||
          S.isInteresting(Variable->getType()))
        return true;
  return false;
}

namespace {
enum class Answer : uint8_t { No, Yes, Broken };
} // namespace

/// Stops at the first reason, but sees every error: a broken expression may
/// stand behind it.
static Answer search(Session &S, const Stmt *Body) {
  llvm::SmallVector<const Stmt *, 64> Open = {Body};
  Answer Found = Answer::No;
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    const auto *E = dyn_cast<Expr>(Next);
    if (E && E->containsErrors())
      return Answer::Broken;
    if (Found == Answer::No) {
      const auto *Declaration = dyn_cast<DeclStmt>(Next);
      bool Reason =
          E ? S.isInteresting(E->getType()) || mentionsAnnotation(S, E)
            : Declaration && declaresArray(S, Declaration);
      if (Reason)
        Found = Answer::Yes;
    }
    Open.append(Next->child_begin(), Next->child_end());
  }
  return Found;
}

bool isBroken(const FunctionDecl *Function) {
  llvm::SmallVector<const Stmt *, 64> Open = {Function->getBody()};
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Open.push_back(Init->getInit());
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    const auto *E = dyn_cast<Expr>(Next);
    if (E && E->containsErrors())
      return true;
    Open.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

bool isRelevant(Session &S, const FunctionDecl *Function) {
  Answer Found = search(S, Function->getBody());
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      Answer Here = search(S, Init->getInit());
      Found = std::max(Found, Here);
    }
  if (Found == Answer::Broken)
    return false;
  if (Found == Answer::Yes)
    return true;
  const Contract *Promise = S.Contracts.contractOf(Function);
  return Promise && !Promise->empty();
}

} // namespace shapetidy
