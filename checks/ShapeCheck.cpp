//===-- ShapeCheck.cpp - what all check ids share -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/ShapeCheck.h"

#include "checks/CoverageReport.h"
#include "checks/LedgerReport.h"
#include "checks/Report.h"
#include "checks/engine/Analysis.h"

#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace shapetidy;

namespace {

/// An editor traverses the declarations of the file it shows, never the
/// translation unit as a whole; any declaration is then the signal to start.
AST_MATCHER(Decl, isInRestrictedTraversal) {
  const auto &Scope = Finder->getASTContext().getTraversalScope();
  return Scope.size() != 1 || !isa<TranslationUnitDecl>(Scope.front());
}

} // namespace

ShapeCheck::ShapeCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Name(Name), Tidy(*Context) {}

/// True for the first enabled id of ours.
static bool leads(llvm::StringRef Name, const tidy::ClangTidyContext &Tidy) {
  for (CheckId Check : allCheckIds())
    if (Tidy.isCheckEnabled(checkName(Check)))
      return checkName(Check) == Name;
  return false;
}

void ShapeCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  using namespace ast_matchers;
  if (!leads(Name, Tidy))
    return;
  // Everything that a shape can be annotated on lies in one of these.
  // Parameters are variables too and by far the most frequent declaration of
  // big headers.
  Finder->addMatcher(translationUnitDecl(), this);
  Finder->addMatcher(functionDecl(isInRestrictedTraversal()), this);
  Finder->addMatcher(cxxRecordDecl(isInRestrictedTraversal()), this);
  Finder->addMatcher(typedefNameDecl(isInRestrictedTraversal()), this);
  Finder->addMatcher(varDecl(isInRestrictedTraversal()), this);
}

static void emit(tidy::ClangTidyContext &Tidy, const Finding &Found,
                 unsigned MaxNotes) {
  // clang-tidy filters by id what a check emits, clangd does not.
  llvm::StringRef Id = checkName(checkOf(Found.Code));
  if (!Tidy.isCheckEnabled(Id))
    return;
  report(
      Found,
      [&](SourceLocation Where, llvm::StringRef Text,
          DiagnosticIDs::Level Level) {
        return Tidy.diag(Id, Where, Text, Level);
      },
      MaxNotes);
}

/// The options of shape-mismatch, whichever check leads.
static tidy::ClangTidyCheck::OptionsView
mismatchOptions(tidy::ClangTidyContext &Tidy) {
  return {checkName(CheckId::Mismatch), Tidy.getOptions().CheckOptions, &Tidy};
}

static void complain(tidy::ClangTidyContext &Tidy, llvm::StringRef Path,
                     std::error_code Failed) {
  if (Failed)
    Tidy.configurationDiag("cannot write '%0': %1") << Path << Failed.message();
}

/// Advice is given to those who asked for it by name: `shape-*` does not.
static bool isNamed(const tidy::ClangTidyContext &Tidy, CheckId Check) {
  llvm::StringRef Name = checkName(Check);
  if (!Tidy.isCheckEnabled(Name))
    return false;
  // Made anew by each call of getOptions; the globs point into it.
  const std::string Checks = Tidy.getOptions().Checks.value_or("");
  llvm::SmallVector<llvm::StringRef, 8> Globs;
  llvm::SplitString(Checks, Globs, ",\n \t");
  return llvm::is_contained(Globs, Name);
}

void ShapeCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  if (std::exchange(Analyzed, true))
    return;
  // Code that does not compile has types that nobody meant.
  if (Result.Context->getDiagnostics().hasUncompilableErrorOccurred())
    return;
  AnalysisOptions Options;
  Options.Unproven = isNamed(Tidy, CheckId::Unproven);
  Options.SilentBroadcast = isNamed(Tidy, CheckId::SilentBroadcast);
  Options.MissingAnnotations = isNamed(Tidy, CheckId::MissingAnnotation);
  auto Dials = mismatchOptions(Tidy);
  Options.StrictOrder = Dials.get("StrictOrder", false);
  Options.SystemHeaders = Tidy.getOptions().SystemHeaders.value_or(false);
  std::string CoverageFile(Dials.get(CoverageFileOption, ""));
  std::string LedgerFile(Dials.get(LedgerFileOption, ""));
  Coverage Measured;
  std::vector<Claim> Claims;
  for (const Finding &Found : analyzeTranslationUnit(
           *Result.Context, Options, CoverageFile.empty() ? nullptr : &Measured,
           LedgerFile.empty() ? nullptr : &Claims))
    emit(Tidy, Found, Options.MaxNotes);
  if (!CoverageFile.empty())
    complain(Tidy, CoverageFile, appendCoverage(CoverageFile, Measured));
  if (!LedgerFile.empty())
    complain(Tidy, LedgerFile, appendClaims(LedgerFile, Claims));
}
