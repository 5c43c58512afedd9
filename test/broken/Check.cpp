//===-- Check.cpp - Parsing a program and checking it ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "checks/engine/Analysis.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <chrono>

using namespace clang;

namespace shapetidy::test {

static const char *const CodeNames[] = {
#define FINDING(CODE, CHECK, FORMAT) #CODE,
#include "checks/FindingCodes.def"
};

static std::optional<unsigned> mainOffset(SourceLocation Where,
                                          const SourceManager &Sources) {
  auto [File, Offset] = Sources.getDecomposedExpansionLoc(Where);
  if (Where.isInvalid() || File != Sources.getMainFileID())
    return std::nullopt;
  return Offset;
}

namespace {
/// Notes the places of errors.
class ErrorCollector : public DiagnosticConsumer {
public:
  explicit ErrorCollector(Outcome &Out) : Out(Out) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &What) override {
    DiagnosticConsumer::HandleDiagnostic(Level, What);
    if (Level < DiagnosticsEngine::Error)
      return;
    std::optional<unsigned> Offset;
    if (What.hasSourceManager())
      Offset = mainOffset(What.getLocation(), What.getSourceManager());
    if (Offset)
      Out.Errors.push_back(*Offset);
    else
      ++Out.OtherErrors;
  }

private:
  Outcome &Out;
};

/// The extents of the declarations that a finding may stand in. Those in
/// bodies belong to the function.
class Units {
public:
  Units(ASTContext &Context, llvm::StringRef Text)
      : Sources(Context.getSourceManager()), Context(Context), Text(Text) {}

  void add(const Decl *D);
  std::optional<Extent> around(unsigned Offset) const;

private:
  void addExtent(const Decl &D);

  const SourceManager &Sources;
  ASTContext &Context;
  llvm::StringRef Text;
  std::vector<Extent> All;
};
} // namespace

/// Attributes in front of a declaration belong to it, and `template <...>`
/// may stand before them.
static unsigned withAttributes(llvm::StringRef Text, unsigned Begin) {
  while (true) {
    llvm::StringRef Before = Text.take_front(Begin).rtrim();
    size_t Open =
        Before.ends_with("]]") ? Before.rfind("[[") : llvm::StringRef::npos;
    if (Open == llvm::StringRef::npos)
      return Begin;
    Begin = Open;
  }
}

void Units::addExtent(const Decl &D) {
  std::optional<unsigned> Begin = mainOffset(D.getBeginLoc(), Sources);
  std::optional<unsigned> Last = mainOffset(D.getEndLoc(), Sources);
  if (!Begin || !Last)
    return;
  unsigned End =
      *Last + Lexer::MeasureTokenLength(Sources.getExpansionLoc(D.getEndLoc()),
                                        Sources, Context.getLangOpts());
  const auto *Function = dyn_cast<FunctionDecl>(&D);
  bool HasBody = Function && Function->doesThisDeclarationHaveABody();
  // A body without its end takes all that follows.
  if (HasBody && Text.substr(*Last, 1) != "}")
    End = Text.size();
  All.push_back({withAttributes(Text, *Begin), std::max(End, *Begin)});
}

void Units::add(const Decl *D) {
  if (!D || D->isImplicit())
    return;
  if (const auto *Template = dyn_cast<TemplateDecl>(D)) {
    if (Template->getTemplatedDecl() &&
        !isa<CXXRecordDecl>(Template->getTemplatedDecl()))
      addExtent(*Template);
    return add(Template->getTemplatedDecl());
  }
  if (const auto *Friend = dyn_cast<FriendDecl>(D))
    return add(Friend->getFriendDecl());
  if (isa<FunctionDecl, VarDecl, FieldDecl, TypedefNameDecl>(D))
    return addExtent(*D);
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl>(D))
    for (const Decl *Member : cast<DeclContext>(D)->decls())
      add(Member);
}

std::optional<Extent> Units::around(unsigned Offset) const {
  std::optional<Extent> Best;
  for (const Extent &E : All)
    if (E.contains(Offset) &&
        (!Best || E.End - E.Begin > Best->End - Best->Begin))
      Best = E;
  return Best;
}

namespace {
/// Analyses the declarations of the main file, as an editor does.
class Consumer : public ASTConsumer {
public:
  Consumer(Outcome &Out, llvm::StringRef Text) : Out(Out), Text(Text) {}

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    TopLevel.append(Group.begin(), Group.end());
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override;

private:
  void analyze(ASTContext &Context);

  Outcome &Out;
  llvm::StringRef Text;
  llvm::SmallVector<Decl *, 64> TopLevel;
};

class Action : public ASTFrontendAction {
public:
  Action(Outcome &Out, llvm::StringRef Text) : Out(Out), Text(Text) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 llvm::StringRef) override {
    return std::make_unique<Consumer>(Out, Text);
  }

private:
  Outcome &Out;
  llvm::StringRef Text;
};
} // namespace

void Consumer::analyze(ASTContext &Context) {
  Units Declared(Context, Text);
  // Looking at one declaration may read others from a precompiled header, which
  // are top level, too.
  const llvm::SmallVector<Decl *, 64> Known = TopLevel;
  for (const Decl *D : Known)
    Declared.add(D);
  auto Started = std::chrono::steady_clock::now();
  std::vector<Finding> Found =
      analyzeTranslationUnit(Context, AnalysisOptions());
  Out.AnalysisSeconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - Started)
          .count();
  for (const Finding &F : Found) {
    auto Offset = mainOffset(F.Where, Context.getSourceManager());
    if (!Offset)
      continue;
    unsigned Code = static_cast<unsigned>(F.Code);
    Out.Findings.push_back(
        {Code, *Offset,
         std::string(CodeNames[Code]) + "(" + llvm::join(F.Args, ", ") + ")",
         Declared.around(*Offset)});
  }
}

void Consumer::HandleTranslationUnit(ASTContext &Context) {
  std::vector<Decl *> Scope;
  for (Decl *D : TopLevel)
    if (mainOffset(D->getLocation(), Context.getSourceManager()))
      Scope.push_back(D);
  Context.setTraversalScope(Scope);
  llvm::CrashRecoveryContext Guard;
  if (!Guard.RunSafely([&] { analyze(Context); }))
    Out.How = Outcome::End::EngineCrashed;
}

Outcome check(const std::string &Text, const std::string &Name,
              const std::vector<std::string> &Flags) {
  Outcome Out;
  // With carets goes a count of the errors on the terminal.
  std::vector<std::string> Command = {"clang++", "-fsyntax-only",
                                      "-ferror-limit=0",
                                      "-fno-caret-diagnostics"};
  Command.insert(Command.end(), Flags.begin(), Flags.end());
  Command.push_back(Name);
  llvm::CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafely([&] {
    using namespace llvm::vfs;
    auto Memory = llvm::makeIntrusiveRefCnt<InMemoryFileSystem>();
    Memory->addFile(Name, 0, llvm::MemoryBuffer::getMemBuffer(Text));
    auto All =
        llvm::makeIntrusiveRefCnt<OverlayFileSystem>(getRealFileSystem());
    All->pushOverlay(Memory);
    auto Files =
        llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), All);
    tooling::ToolInvocation Run(Command, std::make_unique<Action>(Out, Text),
                                Files.get());
    ErrorCollector Errors(Out);
    Run.setDiagnosticConsumer(&Errors);
    Run.run();
  });
  if (!Survived && Out.How == Outcome::End::Done)
    Out.How = Outcome::End::ClangCrashed;
  return Out;
}

} // namespace shapetidy::test
