//===-- Analysis.cpp - From a translation unit to findings ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Analysis.h"
#include "checks/engine/Body.h"
#include "checks/engine/Claims.h"
#include "checks/engine/CoverageRecorder.h"
#include "checks/engine/FunctionWalk.h"
#include "checks/engine/Instantiations.h"
#include "checks/engine/OpaqueRegions.h"
#include "checks/engine/Relevance.h"
#include "checks/engine/Session.h"
#include "checks/engine/TreeRegistrations.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

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
                                            Coverage *Measured,
                                            std::vector<Claim> *Claims) {
  Session S(Context, Options);
  reportModelProblems(S);
  CoverageRecorder Recorder;
  ClaimRecorder Recorded;
  if (Measured)
    S.Recorder = &Recorder;
  if (Claims)
    S.Claims = &Recorded;
  for (Finding &Found : S.Contracts.checkDeclarations(Options.SystemHeaders))
    S.Findings.add(std::move(Found));
  for (Finding &Found :
       checkTreeRegistrations(Context, *S.Models, Options.SystemHeaders))
    S.Findings.add(std::move(Found));
  std::vector<Decl *> Roots = Context.getTraversalScope();
  forEachBody(S, Roots, [&](const FunctionDecl *Function) {
    checkOpaqueBody(S, Function);
    if (isRelevant(S, Function))
      analyzeFunction(S, Function);
  });
  S.Findings.release(S.Reach.avoided());
  forEachPattern(S, Roots, [&](const FunctionDecl *Pattern) {
    analyzePattern(S, Pattern);
  });
  if (Measured) {
    *Measured = Recorder.take();
    S.Budgets.add(
        BudgetHit::Proof,
        S.Decide.statistics().ByStage[static_cast<size_t>(Stage::Budget)]);
    S.Budgets.add(BudgetHit::Expression, S.Sizes.tooLargeCount());
    Measured->Budgets = S.Budgets;
  }
  if (Claims)
    *Claims = claimsOf(S, Recorded);
  return S.Findings.take(Context.getSourceManager());
}

} // namespace shapetidy
