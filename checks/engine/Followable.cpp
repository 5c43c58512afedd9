//===-- Followable.cpp - Which bodies a call may be followed into ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Followable.h"
#include "checks/engine/Memory.h"
#include "checks/engine/OpaqueBlocks.h"
#include "checks/engine/Relevance.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// May values of this type be, or be made of, sizes?
static bool mayHoldSizes(Session &S, QualType Type, unsigned Depth = 0) {
  Type = Type.getNonReferenceType();
  if (Depth > 4 || isSizeInteger(Type) || S.isInteresting(Type))
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return false;
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Instance)
    return Class->isLambda();
  return llvm::any_of(Instance->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        if (Arg.getKind() == TemplateArgument::Type)
                          return mayHoldSizes(S, Arg.getAsType(), Depth + 1);
                        return Arg.getKind() == TemplateArgument::Pack;
                      });
}

/// Could following it say anything? A body that never meets a size cannot.
static bool isWorthIt(Session &S, const FunctionDecl *Definition) {
  if (isRelevant(S, Definition))
    return true;
  return mayHoldSizes(S, Definition->getReturnType()) && !isBroken(Definition);
}

static bool mayFollow(Session &S, const FunctionDecl *Definition) {
  if (Definition->isInvalidDecl() || Definition->isDependentContext() ||
      Definition->isMain() || isa<CoroutineBodyStmt>(Definition->getBody()) ||
      opaqueAttribute(*Definition) || isOwnMachinery(Definition))
    return false;
  SourceLocation Where = Definition->getLocation();
  if (S.Context.getSourceManager().isInSystemHeader(Where) ||
      S.Models->isLibraryCode(Definition) || Definition->isInStdNamespace())
    return false;
  return isWorthIt(S, Definition);
}

/// Statements looked at for one that comes back.
static constexpr unsigned MaxStatements = 300;

static bool mayComeBack(const Stmt *Body) {
  llvm::SmallVector<const Stmt *, 16> Open = {Body};
  for (unsigned Seen = 0; !Open.empty(); ++Seen) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next || isa<LambdaExpr>(Next))
      continue;
    if (Seen > MaxStatements || isa<ReturnStmt, CXXTryStmt, GotoStmt>(Next))
      return true;
    Open.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

bool neverReturns(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->hasBody(Definition))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Body || Body->body_empty() || (Method && Method->isVirtual()))
    return false;
  const auto *Last = dyn_cast<Expr>(Body->body_back());
  Last = Last ? stripped(Last) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Last);
  bool Ends = Last && isa<CXXThrowExpr>(Last);
  if (Call && Call->getDirectCallee())
    Ends = Call->getDirectCallee()->isNoReturn();
  return Ends && !mayComeBack(Body);
}

/// The method that a virtual call certainly reaches; null if any override may
/// be meant.
static const FunctionDecl *certainCallee(const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  if (!Method || !Method->isVirtual() || isa<CXXConstructorDecl>(Method))
    return Site.Callee;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Site.Whole);
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()) : nullptr;
  // `Base::f()` names its method.
  if (Member && Member->hasQualifier())
    return Method;
  if (!Site.Receiver)
    return nullptr;
  return Method->getDevirtualizedMethod(Site.Receiver,
                                        /*IsAppleKext=*/false);
}

const FunctionDecl *followableBody(Session &S, const CallSite &Site) {
  const FunctionDecl *Callee = Site.Callee ? certainCallee(Site) : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee || Callee->isVariadic() || !Callee->hasBody(Definition) ||
      !Definition->getBody())
    return nullptr;
  // What is written through them is seen at their arguments only.
  for (const ParmVarDecl *Param : Definition->parameters())
    if (S.Models->isReferenceType(Param->getType()))
      return nullptr;
  auto [At, IsNew] = S.Followed.Followable.try_emplace(Definition, false);
  if (IsNew) {
    bool May = mayFollow(S, Definition);
    S.Followed.Followable[Definition] = May;
    return May ? Definition : nullptr;
  }
  return At->second ? Definition : nullptr;
}

} // namespace shapetidy
