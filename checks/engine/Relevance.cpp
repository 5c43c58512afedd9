//===-- Relevance.cpp - Which functions are worth analysing ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Relevance.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/PureCallbacks.h"
#include "checks/engine/TreeCalls.h"
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
    // A C library's arrays are pointers, which show nothing.
    return (Promise && !Promise->empty()) ||
           isNamed(Function, "shape", "reveal") ||
           isNamed(Function, "shape", "pure_callback") ||
           isTreeFunction(Function) ||
           (Function->getDeclContext()
                ->getRedeclContext()
                ->isTranslationUnit() &&
            S.Models->find(Function));
  }
  return Named && S.Contracts.annotationOf(Named);
}

/// Is it a new shape::PureCallback?
static bool makesCallback(const Expr *E) {
  const auto *Made = dyn_cast<CXXConstructExpr>(E);
  return Made && isShapeClass(Made->getType(), "PureCallback");
}

static bool declaresArray(Session &S, const DeclStmt *Declaration) {
  for (const Decl *D : Declaration->decls())
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      if (S.Contracts.annotationOf(Variable) ||
          S.isInteresting(Variable->getType()))
        return true;
  return false;
}

/// Calls \p Visit with each part of the body, and of what initialises members
/// and bases, until it returns false. True if it never did.
template <typename VisitT>
static bool forAllParts(const FunctionDecl *Function, VisitT Visit) {
  llvm::SmallVector<const Stmt *, 64> Open = {Function->getBody()};
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Open.push_back(Init->getInit());
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    if (!Visit(Next))
      return false;
    Open.append(Next->child_begin(), Next->child_end());
  }
  return true;
}

static bool isWhole(const Stmt *Part) {
  const auto *E = dyn_cast<Expr>(Part);
  return !E || !E->containsErrors();
}

bool isBroken(const FunctionDecl *Function) {
  return !forAllParts(Function, isWhole);
}

/// Nothing that users wrote: the calls of its functions are what is checked.
bool isOwnMachinery(const FunctionDecl *Function) {
  for (const DeclContext *Around = Function->getDeclContext(); Around;
       Around = Around->getParent()) {
    const auto *Inner = dyn_cast<NamespaceDecl>(Around);
    const auto *Outer =
        Inner ? dyn_cast<NamespaceDecl>(Inner->getParent()) : nullptr;
    if (Outer && Inner->getName() == "detail" && Outer->getName() == "shape" &&
        Outer->getParent()->isTranslationUnit())
      return true;
  }
  return false;
}

bool isRelevant(Session &S, const FunctionDecl *Function) {
  if (isOwnMachinery(Function))
    return false;
  const Contract *Promise = S.Contracts.contractOf(Function);
  bool HasReason = Promise && !Promise->empty();
  // Sees every part, whatever the reason: a broken one may stand behind it.
  bool AllWhole = forAllParts(Function, [&](const Stmt *Part) {
    const auto *E = dyn_cast<Expr>(Part);
    const auto *Declaration = dyn_cast<DeclStmt>(Part);
    HasReason =
        HasReason || (E ? S.isInteresting(E->getType()) || makesCallback(E) ||
                              mentionsAnnotation(S, E)
                        : Declaration && declaresArray(S, Declaration));
    return isWhole(Part);
  });
  return AllWhole && HasReason;
}

} // namespace shapetidy
