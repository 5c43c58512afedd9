//===-- InstanceReach.cpp - Instances that a run gets to ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/InstanceReach.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

static const FunctionDecl *namedBy(const Stmt *Part) {
  if (const auto *Name = dyn_cast<DeclRefExpr>(Part))
    return dyn_cast<FunctionDecl>(Name->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(Part))
    return dyn_cast<FunctionDecl>(Member->getMemberDecl());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Part))
    return Made->getConstructor();
  if (const auto *Closure = dyn_cast<LambdaExpr>(Part))
    return Closure->getCallOperator();
  return nullptr;
}

bool InstanceReach::isMadeByUses(const FunctionDecl *Function) {
  for (const DeclContext *At = Function; At; At = At->getParent()) {
    const auto *Around = dyn_cast<FunctionDecl>(At);
    if (Around &&
        Around->getTemplateSpecializationKind() == TSK_ImplicitInstantiation)
      return true;
  }
  return false;
}

const FunctionDecl *InstanceReach::usedBy(const Stmt *Part) {
  const FunctionDecl *Named = namedBy(Part);
  return Named && isMadeByUses(Named) ? Named->getCanonicalDecl() : nullptr;
}

void InstanceReach::note(const FunctionDecl *User, const FunctionDecl *Used,
                         bool IsLive) {
  if (IsLive)
    Live[User->getCanonicalDecl()].insert(Used);
  else
    UsedInVain.insert(Used);
}

InstanceReach::Functions InstanceReach::reachedFrom(
    llvm::SmallVector<const FunctionDecl *, 16> From,
    llvm::function_ref<bool(const FunctionDecl *)> Wanted) const {
  Functions Reached(From.begin(), From.end());
  while (!From.empty()) {
    auto At = Live.find(From.pop_back_val());
    if (At == Live.end())
      continue;
    for (const FunctionDecl *Used : At->second)
      if (Wanted(Used) && Reached.insert(Used).second)
        From.push_back(Used);
  }
  return Reached;
}

InstanceReach::Functions InstanceReach::avoided() const {
  Functions Suspects = reachedFrom({UsedInVain.begin(), UsedInVain.end()},
                                   [](const FunctionDecl *) { return true; });
  llvm::SmallVector<const FunctionDecl *, 16> Sure;
  for (const auto &[User, Used] : Live)
    if (!Suspects.contains(User))
      Sure.push_back(User);
  Functions Reached =
      reachedFrom(std::move(Sure), [&](const FunctionDecl *Used) {
        return Suspects.contains(Used);
      });
  for (const FunctionDecl *Function : Reached)
    Suspects.erase(Function);
  return Suspects;
}

} // namespace shapetidy
