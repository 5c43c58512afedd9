//===-- CallSite.cpp - A call, whatever its syntax ------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CallSite.h"

using namespace clang;

namespace shapetidy {

llvm::SmallVector<const Expr *, 6> CallSite::operands() const {
  llvm::SmallVector<const Expr *, 6> All;
  if (Receiver)
    All.push_back(Receiver);
  All.append(Args.begin(), Args.end());
  return All;
}

QualType CallSite::parameterType(unsigned Index) const {
  if (!Callee && Proto && Index < Proto->getNumParams())
    return Proto->getParamType(Index);
  if (!Callee || Index >= Callee->getNumParams())
    return QualType();
  return Callee->getParamDecl(Index)->getType();
}

QualType CallSite::resultType() const {
  return Callee ? Callee->getReturnType() : Whole->getType();
}

std::string CallSite::name() const {
  if (!Called.empty() || !Callee)
    return Called;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee))
    return Constructor->getParent()->getNameAsString();
  // A closure is called by the name of the variable that holds it.
  const auto *Closure = Receiver && Callee->getOverloadedOperator() == OO_Call
                            ? dyn_cast<DeclRefExpr>(stripped(Receiver))
                            : nullptr;
  if (Closure)
    return Closure->getDecl()->getNameAsString();
  if (Callee->isOverloadedOperator())
    return getOperatorSpelling(Callee->getOverloadedOperator());
  return Callee->getNameAsString();
}

static CallSite operatorSite(const CXXOperatorCallExpr *Call) {
  CallSite Site;
  Site.Whole = Call;
  Site.Callee = Call->getDirectCallee();
  unsigned First = 0;
  const CXXMethodDecl *Method = Site.method();
  if (Method && !Method->isStatic() && Call->getNumArgs() > 0) {
    Site.Receiver = Call->getArg(0);
    First = 1;
  }
  for (unsigned I = First; I < Call->getNumArgs(); ++I)
    Site.Args.push_back(Call->getArg(I));
  return Site;
}

CallSite callSiteOf(const CallExpr *Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return operatorSite(Operator);
  CallSite Site;
  Site.Whole = Call;
  Site.Callee = Call->getDirectCallee();
  QualType Pointer = Call->getCallee()->getType();
  if (!Site.Callee && !Pointer.isNull() && Pointer->isPointerType())
    Site.Proto = Pointer->getPointeeType()->getAs<FunctionProtoType>();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    if (const CXXMethodDecl *Method = Member->getMethodDecl();
        Method && !Method->isStatic())
      Site.Receiver = Member->getImplicitObjectArgument();
  Site.Args.append(Call->arg_begin(), Call->arg_end());
  return Site;
}

CallSite callSiteOf(const CXXConstructExpr *Construct) {
  CallSite Site;
  Site.Whole = Construct;
  Site.Callee = Construct->getConstructor();
  Site.Args.append(Construct->arg_begin(), Construct->arg_end());
  return Site;
}

const Expr *wrappedBy(const Expr *E) {
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return Paren->getSubExpr();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return Full->getSubExpr();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return Temporary->getSubExpr();
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
    return Bound->getSubExpr();
  return nullptr;
}

const Expr *stripped(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const Expr *Wrapped = wrappedBy(Inner))
      Inner = Wrapped;
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

bool isNamed(const FunctionDecl *Function, llvm::StringRef Namespace,
             llvm::StringRef Name) {
  if (!Function || !Function->getDeclName().isIdentifier() ||
      Function->getName() != Name)
    return false;
  const DeclContext *Context = Function->getDeclContext()->getRedeclContext();
  while (Context->isInlineNamespace())
    Context = Context->getParent()->getRedeclContext();
  const auto *Space = dyn_cast<NamespaceDecl>(Context);
  return Space && Space->getName() == Namespace &&
         Space->getParent()->getRedeclContext()->isTranslationUnit();
}

} // namespace shapetidy
