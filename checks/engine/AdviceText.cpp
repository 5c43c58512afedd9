//===-- AdviceText.cpp - Annotations that a fix writes --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/AdviceText.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

bool canBeAnnotated(const FunctionDecl *Function) {
  if (Function->getBeginLoc().isMacroID() ||
      Function->isTemplateInstantiation())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return !Method || (!Method->getParent()->isLambda() &&
                     Method->size_overridden_methods() == 0 &&
                     !isa<CXXConversionDecl>(Method));
}

std::string operandFor(const Frame &F, Size Length) {
  for (const auto &[Param, Entered] :
       llvm::zip(F.Function->parameters(), F.Arguments))
    if (Entered.asInteger() == Length && Param->getIdentifier())
      return "{" + Param->getNameAsString() + "}";
  return "";
}

std::optional<std::string>
annotationOf(const Session &S, std::vector<std::string> Words, QualType Type) {
  std::optional<unsigned> Unit = S.Models->impliedUnitAxis(Type);
  if (Unit && Words.size() == 2)
    Words.erase(Words.begin() + *Unit);
  if (llvm::is_contained(Words, ""))
    return std::nullopt;
  return llvm::join(Words, " ");
}

static bool isByMacro(const EffectiveAnnotation *Says) {
  return Says && llvm::any_of(Says->Uses, [](const AnnotationUse *Use) {
           return Use->Literal && Use->Literal->getBeginLoc().isMacroID();
         });
}

std::string spelledFor(const Frame &F, llvm::StringRef Text) {
  bool ByMacro = F.Promise && (isByMacro(F.Promise->Result) ||
                               llvm::any_of(F.Promise->Params, isByMacro));
  return ByMacro ? ("SHAPE(\"" + Text + "\")").str()
                 : ("[[shape(\"" + Text + "\")]]").str();
}

} // namespace shapetidy
