//===-- OwnedDeclarations.cpp - The declarations a user can change --------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OwnedDeclarations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace shapetidy {

namespace {
class Walk {
public:
  explicit Walk(llvm::function_ref<void(const Decl &)> Visit) : Visit(Visit) {}

  void declaration(const Decl &D);

private:
  void function(const FunctionDecl &Function);
  void members(const DeclContext &Outer) {
    for (const Decl *D : Outer.decls())
      declaration(*D);
  }

  llvm::function_ref<void(const Decl &)> Visit;
};
} // namespace

/// What a declaration is about: the thing under `template <...>`, the friend.
static const Decl *subject(const Decl &D) {
  if (const auto *Template = dyn_cast<TemplateDecl>(&D))
    return Template->getTemplatedDecl();
  if (const auto *Friend = dyn_cast<FriendDecl>(&D))
    return Friend->getFriendDecl() ? subject(*Friend->getFriendDecl())
                                   : nullptr;
  return &D;
}

static bool isInstantiation(const Decl &D) {
  const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(&D);
  return Class && isTemplateInstantiation(Class->getSpecializationKind());
}

/// Lambdas are implicit classes that the user wrote.
static bool isWritten(const Decl &D) {
  const auto *Class = dyn_cast<CXXRecordDecl>(&D);
  return !D.isImplicit() || (Class && Class->isLambda());
}

void Walk::function(const FunctionDecl &Function) {
  // Parameters and local variables; those of a mere declaration are only in
  // the list of parameters.
  for (const ParmVarDecl *Param : Function.parameters())
    Visit(*Param);
  for (const Decl *Local : Function.decls())
    if (!isa<ParmVarDecl>(Local))
      declaration(*Local);
}

void Walk::declaration(const Decl &Outer) {
  const Decl *D = subject(Outer);
  if (!D || D->isInvalidDecl() || isInstantiation(*D) || !isWritten(*D))
    return;
  Visit(*D);
  if (const auto *Function = dyn_cast<FunctionDecl>(D))
    return function(*Function);
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
    return Class->isThisDeclarationADefinition() ? members(*Class) : void();
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, EnumDecl>(D))
    members(*cast<DeclContext>(D));
}

void forEachOwnedDeclaration(ASTContext &Context, bool SystemHeaders,
                             llvm::function_ref<void(const Decl &)> Visit) {
  const SourceManager &Sources = Context.getSourceManager();
  Walk W(Visit);
  auto Owned = [&](const Decl &D) {
    SourceLocation Where = Sources.getExpansionLoc(D.getLocation());
    return Where.isValid() &&
           (SystemHeaders || !Sources.isInSystemHeader(Where));
  };
  for (const Decl *Root : Context.getTraversalScope()) {
    const auto *Unit = dyn_cast<TranslationUnitDecl>(Root);
    if (!Unit) {
      if (Owned(*Root))
        W.declaration(*Root);
      continue;
    }
    for (const Decl *D : Unit->decls())
      if (Owned(*D))
        W.declaration(*D);
  }
}

} // namespace shapetidy
