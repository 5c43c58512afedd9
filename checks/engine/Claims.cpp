//===-- Claims.cpp - What a program claims, and what shows it -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Claims.h"
#include "checks/engine/AnnotationReader.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Frame.h"
#include "checks/engine/FunctionWalk.h"
#include "checks/engine/OpaqueRegions.h"
#include "checks/engine/OwnedDeclarations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace clang;

namespace shapetidy {

/// Deeper than anybody writes.
static constexpr unsigned MaxClaimDepth = 400;

void ClaimRecorder::count(SourceLocation Key, const MatchResult &Result,
                          bool IsKnown) {
  if (Key.isInvalid())
    return;
  Counts &At = ByPlace[Key.getRawEncoding()];
  if (Result.Answer == MatchAnswer::Conflicts)
    ++At.Refuted;
  else if (Result.Answer == MatchAnswer::Fits && Result.Certain && IsKnown)
    ++At.Proved;
  else
    ++At.Open;
}

SourceLocation claimPlace(const EffectiveAnnotation &Says,
                          const NamedDecl *On) {
  const AnnotationUse *Use = Says.Uses.empty() ? nullptr : Says.Uses.front();
  bool IsOwn =
      Use && Use->Literal && !isa_and_nonnull<TypedefNameDecl>(Use->On);
  // Outputs share one string.
  if (IsOwn)
    return Use->Literal->getBeginLoc().getLocWithOffset(
        Says.Type ? Says.Type->Where.Begin : 0);
  return On ? On->getLocation() : SourceLocation();
}

void recordClaim(Point &P, const EffectiveAnnotation &Says, const NamedDecl *On,
                 const MatchResult &Result, const Value &Got) {
  if (P.S.Claims && P.F.Reporting && !P.F.isFollowed())
    P.S.Claims->count(claimPlace(Says, On), Result, !Got.isUnknown());
}

namespace {
class ClaimList {
public:
  ClaimList(Session &S, const ClaimRecorder &Recorded)
      : S(S), Recorded(Recorded) {}

  void declaration(const Decl &D) {
    if (const auto *Function = dyn_cast<FunctionDecl>(&D))
      return function(*Function);
    const auto *Value = dyn_cast<ValueDecl>(&D);
    if (!Value || !isa<VarDecl, FieldDecl, BindingDecl>(Value) ||
        isa<ParmVarDecl>(Value))
      return;
    if (const EffectiveAnnotation *Says = S.Contracts.annotationOf(Value))
      add(isa<FieldDecl>(Value) ? ClaimKind::Field : ClaimKind::Variable,
          Value->getNameAsString(), *Says, Value);
  }

  /// What the statements of a body claim.
  void body(const FunctionDecl &Function) {
    statements(Function.getBody(), 0);
    for (const OpaqueRegion &Region : S.opaqueRegions(&Function).all())
      for (const OpaqueRegion::Output &Output : Region.Outputs)
        add(ClaimKind::Output, Output.Declared->Name, Output.Declared->Says,
            nullptr);
  }

  std::vector<Claim> All;

private:
  void function(const FunctionDecl &Function) {
    const Contract *Promise = S.Contracts.contractOf(&Function);
    if (!Promise)
      return;
    std::string Name = Function.getNameAsString();
    bool HasBody = Function.hasBody() && !Promise->IsOpaque;
    for (unsigned I = 0; I < Promise->Params.size(); ++I) {
      const ParmVarDecl *Param = Function.getParamDecl(I);
      if (Promise->Params[I])
        add(ClaimKind::Parameter, Param->getNameAsString() + " of " + Name,
            *Promise->Params[I], Param, HasBody);
      if (I < Promise->Outputs.size() && Promise->Outputs[I])
        add(ClaimKind::Output, Param->getNameAsString() + " of " + Name,
            *Promise->Outputs[I], Param);
    }
    if (Promise->Result)
      add(ClaimKind::Result, Name, *Promise->Result, &Function, HasBody);
  }

  void statements(const Stmt *Next, unsigned Depth) {
    if (!Next || Depth > MaxClaimDepth)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(Next))
      statement(*Call);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Next))
      return Lambda->getCallOperator() ? body(*Lambda->getCallOperator())
                                       : void();
    for (const Stmt *Child : Next->children())
      statements(Child, Depth + 1);
  }

  void statement(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    bool IsExpect = isNamed(Callee, "shape", "expect");
    if (Call.getNumArgs() != 2 ||
        (!IsExpect && !isNamed(Callee, "shape", "assume")))
      return;
    const auto *Text = dyn_cast<StringLiteral>(stripped(Call.getArg(1)));
    const EffectiveAnnotation *Says = Text ? S.annotationIn(Text) : nullptr;
    if (Says)
      add(IsExpect ? ClaimKind::Expect : ClaimKind::Assume,
          textOf(Call.getArg(0)), *Says, nullptr);
  }

  std::string textOf(const Expr *E) const {
    const SourceManager &Sources = S.Context.getSourceManager();
    return textArg(Lexer::getSourceText(
        Lexer::makeFileCharRange(
            CharSourceRange::getTokenRange(E->getSourceRange()), Sources,
            S.Context.getLangOpts()),
        Sources, S.Context.getLangOpts()));
  }

  void add(ClaimKind What, std::string Name, const EffectiveAnnotation &Says,
           const NamedDecl *On, bool HasBody = false) {
    SourceLocation Key = claimPlace(Says, On);
    // A malformed string claims nothing; instantiations claim what their
    // template does.
    bool IsClaim = Says.Type && Says.Type->What != TypeSyntax::Kind::Any;
    if (!IsClaim || Key.isInvalid() ||
        !Seen.insert({Key.getRawEncoding(), What}).second)
      return;
    Claim New;
    New.What = What;
    New.Name = std::move(Name);
    New.Text = print(*Says.Type);
    New.HasBody = HasBody;
    ClaimRecorder::Counts Counts = Recorded.countsAt(Key);
    New.Proved = Counts.Proved;
    New.Open = Counts.Open;
    New.Refuted = Counts.Refuted;
    place(New, Key);
    All.push_back(std::move(New));
  }

  void place(Claim &New, SourceLocation Key) const {
    const SourceManager &Sources = S.Context.getSourceManager();
    PresumedLoc At = Sources.getPresumedLoc(userLocation(Key, Sources));
    if (At.isInvalid())
      return;
    llvm::SmallString<256> Path(At.getFilename());
    Sources.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    New.File = Path.str().str();
    New.Line = At.getLine();
    New.Column = At.getColumn();
  }

  Session &S;
  const ClaimRecorder &Recorded;
  std::set<std::pair<unsigned, ClaimKind>> Seen;
};
} // namespace

std::vector<Claim> claimsOf(Session &S, const ClaimRecorder &Recorded) {
  ClaimList List(S, Recorded);
  forEachOwnedDeclaration(S.Context, S.Options.SystemHeaders,
                          [&](const Decl &D) { List.declaration(D); });
  forEachBody(S, S.Context.getTraversalScope(),
              [&](const FunctionDecl *Function) { List.body(*Function); });
  return std::move(List.All);
}

} // namespace shapetidy
