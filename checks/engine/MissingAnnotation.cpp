//===-- MissingAnnotation.cpp - Annotations that could be written ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/MissingAnnotation.h"
#include "checks/engine/AdviceText.h"
#include "checks/engine/Body.h"
#include "checks/engine/BodyEntrance.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/MissingParameters.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

/// Runs under suggested contracts, each with what the one before suggests.
static constexpr unsigned MaxRounds = 3;

/// Empty for a size that is not known.
static std::string axisText(const Point &P, const Dim &D) {
  if (!D.Length)
    return "";
  if (D.Length->isConstant())
    return P.S.Sizes.print(*D.Length);
  if (std::string Operand = operandFor(P.F, *D.Length); !Operand.empty())
    return Operand;
  std::string Text = P.S.Sizes.print(*D.Length);
  llvm::erase(Text, ' ');
  return Text;
}

/// The shape in the annotation language; none if it has unknown parts.
static std::optional<std::string> annotationFor(const Point &P,
                                                const Shape &S) {
  std::vector<std::string> Words;
  for (const Dim &D : S.prefix())
    Words.push_back(axisText(P, D));
  if (S.middle())
    Words.push_back(
        S.middle()->Id ? "*" + P.S.Sizes.rowInfo(*S.middle()->Id).Name : "");
  for (const Dim &D : S.suffix())
    Words.push_back(axisText(P, D));
  return annotationOf(P.S, std::move(Words), P.F.Function->getReturnType());
}

/// Would the annotation hold for everything that is returned, in names that
/// the contract has already?
static bool holds(Point &P, llvm::StringRef Text, const Value &Returned) {
  AnnotationUse Use;
  Use.On = P.F.Function;
  Use.Parsed = parseAnnotation(Text);
  if (!Use.Parsed.ok())
    return false;
  EffectiveAnnotation Says;
  Says.Type = Use.Parsed.Root;
  Says.Uses = {&Use};
  Says.AxisUse.assign(Says.Type->Shape.Axes.size(), 0);
  auto Scope = [&](unsigned) -> const NamedDecl * { return P.F.Function; };
  auto Annotation = [&](unsigned) { return &Says; };
  OperandContext Operands{P.F.Arguments, Value(), Scope, Annotation};
  FactSet Before = P.Env.Facts;
  Bindings Names = P.Env.names();
  MatchResult Result = matchValue(P,
                                  {Says, P.F.Function->getReturnType(),
                                   AxisSite::ReturnItem, Operands, Origin()},
                                  Returned, Names);
  bool IsProved = Result.Answer == MatchAnswer::Fits && !Result.Why &&
                  P.Env.Facts == Before && Names == P.Env.names();
  P.Env.Facts = std::move(Before);
  return IsProved;
}

/// Suggests what the function returns, in the words of its contract.
static void adviseResult(Point &P) {
  const FunctionDecl *Function = P.F.Function;
  const ArrayValue *Returned = P.F.Returned ? P.F.Returned->asArray() : nullptr;
  if (!Returned || (P.F.Promise && P.F.Promise->Result) ||
      !canBeAnnotated(Function))
    return;
  Value Carried = carriedBy(P, Function->getReturnType(), SourceRange());
  if (!Carried.asArray() || Carried.asArray()->Axes == Returned->Axes)
    return;
  std::optional<std::string> Text = annotationFor(P, Returned->Axes);
  if (!Text || !holds(P, *Text, *P.F.Returned))
    return;
  Finding F;
  F.Code = FindingCode::MissingResult;
  F.Where = Function->getLocation();
  F.Args = {Function->getNameAsString(), textArg(*Text)};
  F.Fixes = {FixItHint::CreateInsertion(Function->getBeginLoc(),
                                        spelledFor(P.F, *Text) + " ")};
  P.S.Findings.advise(std::move(F));
}

namespace {
/// A contract with what has been suggested so far, and what a run under it
/// gives.
class Trial {
public:
  Trial(Session &S, const Frame &Written)
      : S(S), Function(Written.Function), Silent(S.Recorder, nullptr) {
    if (Written.Promise)
      Extended = *Written.Promise;
    Extended.Function = Function;
    Extended.Params.resize(Function->getNumParams());
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Method && !S.Contracts.namesOf(Method->getParent()).empty())
      Extended.ClassScope = Method->getParent();
  }

  /// False if the annotations lead to findings.
  bool run(llvm::ArrayRef<ParameterAdvice> Advice) {
    for (const ParameterAdvice &One : Advice)
      if (!add(One))
        return false;
    Findings.clear();
    S.Disputed.clear();
    Last.emplace(Function, &Extended, nullptr);
    Last->Collected = &Findings;
    Entry = declaredEntry(S, *Last, Environment());
    return runBody(S, *Last, Entry, /*Report=*/true) &&
           llvm::none_of(Findings, [](const Finding &F) {
             return checkOf(F.Code) != CheckId::Reveal;
           });
  }

  Point atEntry() { return {S, *Last, Entry}; }

private:
  bool add(const ParameterAdvice &One) {
    auto Use = std::make_unique<AnnotationUse>();
    Use->On = One.Param;
    Use->Parsed = parseAnnotation(One.Text);
    if (!Use->Parsed.ok())
      return false;
    auto Says = std::make_unique<EffectiveAnnotation>();
    Says->Type = Use->Parsed.Root;
    Says->Uses = {Use.get()};
    Says->AxisUse.assign(Says->Type->Shape.Axes.size(), 0);
    Extended.Params[One.Param->getFunctionScopeIndex()] = Says.get();
    Uses.push_back(std::move(Use));
    Made.push_back(std::move(Says));
    return true;
  }

  Session &S;
  const FunctionDecl *Function;
  llvm::SaveAndRestore<CoverageRecorder *> Silent;
  Contract Extended;
  std::vector<std::unique_ptr<AnnotationUse>> Uses;
  std::vector<std::unique_ptr<EffectiveAnnotation>> Made;
  std::vector<Finding> Findings;
  std::optional<Frame> Last;
  Environment Entry;
};
} // namespace

static void report(Session &S, const Frame &Written,
                   const ParameterAdvice &Advice) {
  Finding F;
  F.Code = FindingCode::MissingParameter;
  F.Where = Advice.Param->getLocation();
  F.Args = {Advice.Param->getNameAsString(), textArg(Advice.Text)};
  F.Fixes = {FixItHint::CreateInsertion(
      Advice.Param->getBeginLoc(), spelledFor(Written, Advice.Text) + " ")};
  S.Findings.advise(std::move(F));
}

void adviseAnnotations(Point &P) {
  if (P.S.Findings.isBlamed(P.F.Function))
    return;
  std::vector<ParameterAdvice> All, Next = missingParameters(P);
  Trial With(P.S, P.F);
  for (unsigned Round = 0; !Next.empty(); ++Round) {
    // Advice that brings more advice for ever is none.
    if (Round == MaxRounds || !With.run(Next))
      return adviseResult(P);
    llvm::append_range(All, Next);
    Point Again = With.atEntry();
    Next = missingParameters(Again);
  }
  if (All.empty())
    return adviseResult(P);
  for (const ParameterAdvice &One : All)
    report(P.S, P.F, One);
  Point Again = With.atEntry();
  adviseResult(Again);
}

} // namespace shapetidy
