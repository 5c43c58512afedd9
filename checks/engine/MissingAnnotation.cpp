//===-- MissingAnnotation.cpp - Annotations that could be written ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/MissingAnnotation.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

/// A place where somebody wrote the function and an attribute means what it
/// says. An override with an attribute would no longer inherit the rest.
static bool canBeAnnotated(const FunctionDecl *Function) {
  if (Function->getBeginLoc().isMacroID() ||
      Function->isTemplateInstantiation())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return !Method || (!Method->getParent()->isLambda() &&
                     Method->size_overridden_methods() == 0 &&
                     !isa<CXXConversionDecl>(Method));
}

/// `{k}` for the value of the integer parameter k.
static std::string operandFor(const Point &P, Size Length) {
  for (const auto &[Param, Entered] :
       llvm::zip(P.F.Function->parameters(), P.F.Arguments))
    if (Entered.asInteger() == Length && Param->getIdentifier())
      return "{" + Param->getNameAsString() + "}";
  return "";
}

/// Empty for a size that is not known.
static std::string axisText(const Point &P, const Dim &D) {
  if (!D.Length)
    return "";
  if (D.Length->isConstant())
    return P.S.Sizes.print(*D.Length);
  if (std::string Operand = operandFor(P, *D.Length); !Operand.empty())
    return Operand;
  std::string Text = P.S.Sizes.print(*D.Length);
  llvm::erase(Text, ' ');
  return Text;
}

/// The shape in the annotation language; none if it has unknown parts. The
/// axis that an Eigen vector's type implies is left out.
static std::optional<std::string> annotationFor(const Point &P,
                                                const Shape &S) {
  llvm::SmallVector<std::string, 4> Words;
  for (const Dim &D : S.prefix())
    Words.push_back(axisText(P, D));
  if (S.middle())
    Words.push_back(
        S.middle()->Id ? "*" + P.S.Sizes.rowInfo(*S.middle()->Id).Name : "");
  for (const Dim &D : S.suffix())
    Words.push_back(axisText(P, D));
  std::optional<unsigned> Unit =
      P.S.Models->impliedUnitAxis(P.F.Function->getReturnType());
  if (Unit && S.rank() == 2u)
    Words.erase(Words.begin() + *Unit);
  if (llvm::is_contained(Words, ""))
    return std::nullopt;
  return llvm::join(Words, " ");
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

/// Functions annotated by macro get a macro.
static std::string spelled(const Frame &F, const std::string &Text) {
  bool ByMacro =
      F.Promise &&
      llvm::any_of(F.Promise->Params, [](const EffectiveAnnotation *Says) {
        return Says && llvm::any_of(Says->Uses, [](const AnnotationUse *Use) {
                 return Use->Literal && Use->Literal->getBeginLoc().isMacroID();
               });
      });
  return ByMacro ? "SHAPE(\"" + Text + "\")" : "[[shape(\"" + Text + "\")]]";
}

void adviseResult(Point &P) {
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
                                        spelled(P.F, *Text) + " ")};
  P.S.Findings.advise(std::move(F));
}

} // namespace shapetidy
