//===-- FunctionWalk.cpp - Every function body of the user ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/FunctionWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace shapetidy {

namespace {
class DeclarationWalk {
public:
  DeclarationWalk(Session &S,
                  llvm::function_ref<void(const FunctionDecl *)> Visit,
                  bool WantsPatterns = false)
      : S(S), Found(Visit), WantsPatterns(WantsPatterns) {}

  /// The patterns without instances, in the order of their definitions.
  void visitPatterns(llvm::function_ref<void(const FunctionDecl *)> Visit) {
    for (const FunctionDecl *Pattern : Patterns)
      if (!Instantiated.contains(Pattern))
        Visit(Pattern);
  }

  void visit(Decl *D) {
    // Headers of the system are skipped whole, by location alone.
    if (!D || D->isInvalidDecl() || isForeign(D))
      return;
    if (auto *Function = dyn_cast<FunctionDecl>(D))
      return visitFunction(Function);
    if (auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      return visitInstances(Template);
    if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
      return visitInstances(Template);
    if (auto *Friend = dyn_cast<FriendDecl>(D))
      return visit(Friend->getFriendDecl());
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D) || isClass(D))
      visitMembers(cast<DeclContext>(D));
  }

private:
  bool isForeign(const Decl *D) const {
    SourceLocation Where = D->getLocation();
    const SourceManager &Sources = S.Context.getSourceManager();
    if (Where.isInvalid())
      return !isa<LinkageSpecDecl>(D);
    if (!S.Options.SystemHeaders && Sources.isInSystemHeader(Where))
      return true;
    // Not everybody includes libraries as system headers.
    return S.Models->isLibraryCode(D) &&
           !Sources.isInMainFile(Sources.getExpansionLoc(Where));
  }

  static bool isClass(const Decl *D) {
    const auto *Class = dyn_cast<CXXRecordDecl>(D);
    return Class && Class->isThisDeclarationADefinition() &&
           !Class->isDependentContext();
  }

  void visitMembers(DeclContext *Context) {
    for (Decl *Member : Context->decls())
      visit(Member);
  }

  void visitInstances(FunctionTemplateDecl *Template) {
    if (!Template->isCanonicalDecl())
      return;
    for (FunctionDecl *Instance : Template->specializations())
      visitFunction(Instance);
    if (WantsPatterns)
      visitFunction(Template->getTemplatedDecl());
  }

  void visitInstances(ClassTemplateDecl *Template) {
    if (!Template->isCanonicalDecl())
      return;
    for (ClassTemplateSpecializationDecl *Instance :
         Template->specializations())
      if (!isa<ClassTemplatePartialSpecializationDecl>(Instance) &&
          Instance->getSpecializationKind() != TSK_ExplicitSpecialization)
        visitMembers(Instance);
    CXXRecordDecl *Pattern = Template->getTemplatedDecl()->getDefinition();
    if (WantsPatterns && Pattern)
      visitMembers(Pattern);
  }

  void visitFunction(FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasBody(Definition) || Definition->isInvalidDecl() ||
        Definition->isDefaulted() || !Definition->getBody() ||
        !Seen.insert(Definition).second)
      return;
    if (Definition->isDependentContext()) {
      Patterns.push_back(Definition);
      return;
    }
    if (const FunctionDecl *Pattern =
            WantsPatterns ? Definition->getTemplateInstantiationPattern()
                          : nullptr)
      Instantiated.insert(Pattern);
    Found(Definition);
  }

  Session &S;
  llvm::function_ref<void(const FunctionDecl *)> Found;
  bool WantsPatterns;
  llvm::DenseSet<const FunctionDecl *> Seen, Instantiated;
  std::vector<const FunctionDecl *> Patterns;
};
} // namespace

static void visitRoots(DeclarationWalk &Walk, llvm::ArrayRef<Decl *> Roots) {
  for (Decl *Root : Roots) {
    if (auto *Unit = dyn_cast<TranslationUnitDecl>(Root)) {
      for (Decl *Top : Unit->decls())
        Walk.visit(Top);
      continue;
    }
    Walk.visit(Root);
  }
}

void forEachBody(Session &S, llvm::ArrayRef<Decl *> Roots,
                 llvm::function_ref<void(const FunctionDecl *)> Visit) {
  DeclarationWalk Walk(S, Visit);
  visitRoots(Walk, Roots);
}

void forEachPattern(Session &S, llvm::ArrayRef<Decl *> Roots,
                    llvm::function_ref<void(const FunctionDecl *)> Visit) {
  DeclarationWalk Walk(S, [](const FunctionDecl *) {}, /*WantsPatterns=*/true);
  visitRoots(Walk, Roots);
  Walk.visitPatterns(Visit);
}

} // namespace shapetidy
