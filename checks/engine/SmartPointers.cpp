//===-- SmartPointers.cpp - Pointers that own their object ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/SmartPointers.h"
#include "checks/engine/Following.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace shapetidy {

static bool isOwner(const CXXRecordDecl *Class) {
  return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
         Class->getName() == "unique_ptr";
}

static bool isOwnersMethod(const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Method && isOwner(Method->getParent());
}

bool isOwnersArrow(const Expr *E) {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(stripped(E));
  return Call && Call->getOperator() == OO_Arrow &&
         isOwnersMethod(Call->getDirectCallee());
}

/// The only constructor that takes as many arguments; null if there are more.
static const CXXConstructorDecl *constructorFor(const CXXRecordDecl *Class,
                                                unsigned Count) {
  const CXXConstructorDecl *Found = nullptr;
  for (const CXXConstructorDecl *Candidate : Class->ctors()) {
    if (Candidate->isDeleted() || Candidate->isCopyOrMoveConstructor() ||
        Count < Candidate->getMinRequiredArguments() ||
        Count > Candidate->getNumParams())
      continue;
    if (Found)
      return nullptr;
    Found = Candidate;
  }
  // Default arguments are not written at the call.
  return Found && Found->getNumParams() == Count ? Found : nullptr;
}

static bool transferMakeUnique(Point &P, const CallSite &Site) {
  if (!isNamed(Site.Callee, "std", "make_unique"))
    return false;
  const TemplateArgumentList *Args =
      Site.Callee->getTemplateSpecializationArgs();
  if (!Args || Args->size() == 0 ||
      Args->get(0).getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *Class = Args->get(0).getAsType()->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || !P.S.isInteresting(Args->get(0).getAsType()))
    return false;
  CallSite Inner = Site;
  Inner.Callee = constructorFor(Class, Site.Args.size());
  const Contract *Promise =
      Inner.Callee ? P.S.Contracts.contractOf(Inner.Callee) : nullptr;
  if (!Inner.Callee || (Promise && !Promise->empty()))
    return false;
  std::optional<Value> Object = followConstructor(P, Inner, nullptr);
  if (!Object)
    return false;
  setValue(P, Site.Whole, std::move(*Object));
  return true;
}

bool transferSmartPointer(Point &P, const CallSite &Site) {
  if (transferMakeUnique(P, Site))
    return true;
  if (!isOwnersMethod(Site.Callee) || !Site.Receiver)
    return false;
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  if (Operator == OO_Arrow || (Operator == OO_Star && Site.Args.empty())) {
    setSame(P, Site.Whole, Site.Receiver);
    return true;
  }
  // Somebody else can reach the object from now on.
  const Place *At = placeOf(P, Site.Receiver);
  if (At && Site.Callee->getIdentifier() && Site.name() == "get") {
    Place Object = *At;
    P.Env.escape(Object.Root);
    forget(P, Object, Site.Whole);
  }
  return false;
}

} // namespace shapetidy
