//===-- Aliases.cpp - The aliases a type is spelled with ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Aliases.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace shapetidy {

static const TypeAliasTemplateDecl *
aliasTemplateOf(const TemplateSpecializationType &T) {
  if (!T.isTypeAlias())
    return nullptr;
  return dyn_cast_or_null<TypeAliasTemplateDecl>(
      T.getTemplateName().getAsTemplateDecl());
}

/// The declaration of the alias that \p T is spelled with, if it is one.
static const TypedefNameDecl *aliasOf(const Type &T) {
  if (const auto *Alias = dyn_cast<TypedefType>(&T))
    return Alias->getDecl();
  const auto *Special = dyn_cast<TemplateSpecializationType>(&T);
  const TypeAliasTemplateDecl *Template =
      Special ? aliasTemplateOf(*Special) : nullptr;
  return Template ? Template->getTemplatedDecl() : nullptr;
}

/// The template whose parameters the arguments of \p Template's uses replace:
/// a member of a class template's instance shares the pattern's.
static const Decl *patternOf(const TypeAliasTemplateDecl &Template) {
  const RedeclarableTemplateDecl *Pattern = Template.getCanonicalDecl();
  while (const RedeclarableTemplateDecl *From =
             Pattern->getInstantiatedFromMemberTemplate())
    Pattern = From->getCanonicalDecl();
  return Pattern;
}

/// Types whose spelling belongs to another declaration. What an alias template
/// was given stands in the same declaration as the alias.
static bool endsSugar(const Type &T) {
  if (const auto *Replaced = dyn_cast<SubstTemplateTypeParmType>(&T))
    return !isa<TypeAliasTemplateDecl>(Replaced->getAssociatedDecl());
  return isa<AutoType, DecltypeType, TypeOfExprType, TypeOfType,
             DeducedTemplateSpecializationType>(T);
}

namespace {
/// The walk from the spelling of a type to the type, a layer a step.
///
/// The type that replaces an alias template's parameter is canonical before
/// Clang 20: the spelling is left in the arguments of the specialization only,
/// so the walk remembers those it came through. In `Vec<Vec<Image>>` the
/// parameter of the outer `Vec` leads to `Vec<Image>`, spelled outside of the
/// outer one, and that of the inner one to `Image`.
class SugarWalk {
public:
  SugarWalk(QualType Type, const ASTContext &Context)
      : Here(Type), Context(Context) {}

  const Type &layer() const { return *Here; }
  /// Goes to the next layer; false at the end.
  bool step();

private:
  /// The use of an alias template the walk came through, and the uses around
  /// the place where it is spelled.
  struct Use {
    const TemplateSpecializationType *Given;
    const Decl *Pattern;
    int Around;
  };

  bool goTo(QualType Next);
  /// To what the innermost use of \p Pattern was given; false if nobody knows.
  bool goToArgument(const Decl *Pattern, unsigned Index);
  bool goToArgument(const SubstTemplateTypeParmType &Replaced);
  bool goToArgument(const TemplateTypeParmType &Parameter);
  bool goToDefault(const Use &Of, unsigned Index);

  QualType Here;
  const ASTContext &Context;
  llvm::SmallVector<Use, 4> Uses;
  int Innermost = -1;
};
} // namespace

bool SugarWalk::goTo(QualType Next) {
  if (Next.isNull() || Next == Here)
    return false;
  Here = Next;
  return true;
}

bool SugarWalk::goToDefault(const Use &Of, unsigned Index) {
  const auto *Template = cast<TypeAliasTemplateDecl>(Of.Pattern);
  const TemplateParameterList &Params = *Template->getTemplateParameters();
  const auto *Param =
      Index < Params.size()
          ? dyn_cast<TemplateTypeParmDecl>(Params.getParam(Index))
          : nullptr;
  if (!Param || Param->isParameterPack() || !Param->hasDefaultArgument())
    return false;
  return goTo(Param->getDefaultArgument().getArgument().getAsType());
}

bool SugarWalk::goToArgument(const Decl *Pattern, unsigned Index) {
  int At = Innermost;
  while (At >= 0 && Uses[At].Pattern != Pattern)
    At = Uses[At].Around;
  if (At < 0)
    return false;
  auto Given = Uses[At].Given->template_arguments();
  if (Index >= Given.size()) {
    Innermost = At;
    return goToDefault(Uses[At], Index);
  }
  // Behind an expansion the arguments are not counted as the parameters are.
  for (unsigned I = 0; I <= Index; ++I)
    if (Given[I].isPackExpansion())
      return false;
  Innermost = Uses[At].Around;
  return Given[Index].getKind() == TemplateArgument::Type &&
         goTo(Given[Index].getAsType());
}

bool SugarWalk::goToArgument(const SubstTemplateTypeParmType &Replaced) {
  const auto *Template =
      dyn_cast<TypeAliasTemplateDecl>(Replaced.getAssociatedDecl());
  return Template && !Replaced.getPackIndex() &&
         goToArgument(patternOf(*Template), Replaced.getIndex());
}

/// Parameters are left in default arguments.
bool SugarWalk::goToArgument(const TemplateTypeParmType &Parameter) {
  const TemplateTypeParmDecl *Param = Parameter.getDecl();
  for (int At = Innermost; Param && At >= 0; At = Uses[At].Around) {
    const auto *Template = cast<TypeAliasTemplateDecl>(Uses[At].Pattern);
    if (llvm::is_contained(*Template->getTemplateParameters(), Param))
      return goToArgument(Template, Param->getIndex());
  }
  return false;
}

bool SugarWalk::step() {
  const Type &T = layer();
  if (const auto *Reference = dyn_cast<ReferenceType>(&T))
    return goTo(Reference->getPointeeTypeAsWritten());
  if (const auto *Pointer = dyn_cast<PointerType>(&T))
    return goTo(Pointer->getPointeeType());
  if (const auto *Replaced = dyn_cast<SubstTemplateTypeParmType>(&T))
    if (goToArgument(*Replaced))
      return true;
  if (const auto *Parameter = dyn_cast<TemplateTypeParmType>(&T))
    return goToArgument(*Parameter);
  if (const auto *Special = dyn_cast<TemplateSpecializationType>(&T))
    if (const TypeAliasTemplateDecl *Template = aliasTemplateOf(*Special)) {
      Uses.push_back({Special, patternOf(*Template), Innermost});
      Innermost = Uses.size() - 1;
    }
  return goTo(Here.getSingleStepDesugaredType(Context));
}

void forEachAlias(QualType Type, const ASTContext &Context,
                  llvm::function_ref<bool(const TypedefNameDecl &)> Visit) {
  if (Type.isNull())
    return;
  unsigned Aliases = 0;
  SugarWalk Walk(Type, Context);
  // Layers of sugar are many only in generated code.
  for (unsigned Layers = 0; Layers < 4 * MaxAliases; ++Layers) {
    if (endsSugar(Walk.layer()))
      return;
    if (const TypedefNameDecl *Alias = aliasOf(Walk.layer()))
      if (++Aliases > MaxAliases || !Visit(*Alias))
        return;
    if (!Walk.step())
      return;
  }
}

} // namespace shapetidy
