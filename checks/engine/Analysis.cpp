//===-- Analysis.cpp - From a translation unit to findings ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Analysis.h"
#include "checks/engine/Body.h"
#include "checks/engine/CoverageRecorder.h"
#include "checks/engine/Relevance.h"
#include "checks/engine/Session.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

namespace {
/// Walks declarations, never expressions: finds the bodies to analyse.
class DeclarationWalk {
public:
  explicit DeclarationWalk(Session &S) : S(S) {}

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
  }

  void visitInstances(ClassTemplateDecl *Template) {
    if (!Template->isCanonicalDecl())
      return;
    for (ClassTemplateSpecializationDecl *Instance :
         Template->specializations())
      if (!isa<ClassTemplatePartialSpecializationDecl>(Instance) &&
          Instance->getSpecializationKind() != TSK_ExplicitSpecialization)
        visitMembers(Instance);
  }

  void visitFunction(FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasBody(Definition) || Definition->isInvalidDecl() ||
        Definition->isDependentContext() || Definition->isDefaulted() ||
        !Definition->getBody() || !Analysed.insert(Definition).second)
      return;
    if (isRelevant(S, Definition))
      analyzeFunction(S, Definition);
  }

  Session &S;
  llvm::DenseSet<const FunctionDecl *> Analysed;
};
} // namespace

static std::string textOf(const ModelProblem &Problem) {
  std::string At = Problem.Pointer.empty() ? "" : Problem.Pointer + ": ";
  return Problem.File + ":" + llvm::utostr(Problem.Line) + ": " + At +
         Problem.Message;
}

/// At the beginning of the main file: a diagnostic has to be in a source, and
/// there is one for each place.
static void reportModelProblems(Session &S) {
  if (S.ModelProblems.empty())
    return;
  const SourceManager &Sources = S.Context.getSourceManager();
  Finding F;
  F.Code = FindingCode::ModelProblem;
  F.Where = Sources.getLocForStartOfFile(Sources.getMainFileID());
  F.Args = {textOf(S.ModelProblems.front())};
  for (const ModelProblem &Further : llvm::drop_begin(S.ModelProblems))
    F.Notes.push_back({NoteCode::Hint, F.Where, {textOf(Further)}, {}});
  S.Findings.add(std::move(F));
}

std::vector<Finding> analyzeTranslationUnit(ASTContext &Context,
                                            const AnalysisOptions &Options,
                                            Coverage *Measured) {
  Session S(Context, Options);
  reportModelProblems(S);
  CoverageRecorder Recorder;
  if (Measured)
    S.Recorder = &Recorder;
  for (Finding &Found : S.Contracts.checkDeclarations(Options.SystemHeaders))
    S.Findings.add(std::move(Found));
  DeclarationWalk Walk(S);
  for (Decl *D : Context.getTraversalScope()) {
    if (auto *Unit = dyn_cast<TranslationUnitDecl>(D)) {
      for (Decl *Top : Unit->decls())
        Walk.visit(Top);
      continue;
    }
    Walk.visit(D);
  }
  if (Measured)
    *Measured = Recorder.take();
  return S.Findings.take(Context.getSourceManager());
}

} // namespace shapetidy
