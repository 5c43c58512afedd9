//===-- OperandTemplateNames.cpp - Template arguments by name -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OperandTemplateNames.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

static Found argumentValue(const TemplateArgument &Argument) {
  if (Argument.getKind() != TemplateArgument::Integral)
    return {Found::Something};
  const llvm::APSInt &Value = Argument.getAsIntegral();
  if (!Value.isRepresentableByInt64())
    return {Found::Something};
  return {Found::Argument, nullptr, Value.getExtValue()};
}

/// \p Args is null in the template itself.
static Found findIn(const TemplateParameterList *Params,
                    const TemplateArgumentList *Args, StringRef Name) {
  for (unsigned I = 0; Params && I != Params->size(); ++I)
    if (Params->getParam(I)->getName() == Name)
      return Args && I < Args->size() ? argumentValue(Args->get(I))
                                      : Found{Found::Something};
  return {};
}

static Found findInAll(const RedeclarableTemplateDecl &Template,
                       const TemplateArgumentList *Args, StringRef Name) {
  for (const RedeclarableTemplateDecl *Redecl : Template.redecls())
    if (Found F = findIn(Redecl->getTemplateParameters(), Args, Name);
        F.What != Found::Nothing)
      return F;
  return {};
}

Found findTemplateName(const FunctionDecl &Function, StringRef Name) {
  if (const FunctionTemplateDecl *Template =
          Function.getDescribedFunctionTemplate())
    return findInAll(*Template, nullptr, Name);
  const FunctionTemplateDecl *Primary = Function.getPrimaryTemplate();
  if (!Primary ||
      Function.getTemplateSpecializationKind() == TSK_ExplicitSpecialization)
    return {};
  return findInAll(*Primary, Function.getTemplateSpecializationArgs(), Name);
}

Found findTemplateName(const CXXRecordDecl &Class, StringRef Name) {
  if (const auto *Partial =
          dyn_cast<ClassTemplatePartialSpecializationDecl>(&Class))
    return findIn(Partial->getTemplateParameters(), nullptr, Name);
  if (const ClassTemplateDecl *Template = Class.getDescribedClassTemplate())
    return findInAll(*Template, nullptr, Name);
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Special || Special->isExplicitSpecialization())
    return {};
  const TemplateArgumentList &Args = Special->getTemplateInstantiationArgs();
  auto From = Special->getSpecializedTemplateOrPartial();
  if (auto *Template = dyn_cast<ClassTemplateDecl *>(From))
    return findInAll(*Template, &Args, Name);
  return findIn(cast<ClassTemplatePartialSpecializationDecl *>(From)
                    ->getTemplateParameters(),
                &Args, Name);
}

Found findTemplateName(const NamedDecl &Declaration, StringRef Name) {
  const auto *Special = dyn_cast<VarTemplateSpecializationDecl>(&Declaration);
  if (Special && !Special->isExplicitSpecialization())
    if (auto *Template = dyn_cast<VarTemplateDecl *>(
            Special->getSpecializedTemplateOrPartial()))
      return findInAll(*Template, &Special->getTemplateInstantiationArgs(),
                       Name);
  return findIn(Declaration.getDescribedTemplateParams(), nullptr, Name);
}

Found findOuterTemplateName(const FunctionDecl &Function, StringRef Name) {
  for (const FunctionDecl *Redecl : Function.redecls())
    for (unsigned I = 0; I != Redecl->getNumTemplateParameterLists(); ++I)
      if (Found F = findIn(Redecl->getTemplateParameterList(I), nullptr, Name);
          F.What != Found::Nothing)
        return F;
  return {};
}

} // namespace shapetidy
