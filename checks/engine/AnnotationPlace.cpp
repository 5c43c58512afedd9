//===-- AnnotationPlace.cpp - Where an annotation has no effect -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/AnnotationPlace.h"
#include "annotations/syntax/Nesting.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

Span wholeText(const AnnotationUse &Use) {
  return {0, static_cast<uint32_t>(Use.Parsed.Text.size())};
}

/// jaxtyping's name of a number type; empty if \p Type is none.
static StringRef scalarName(QualType Type) {
  if (Type->isBooleanType())
    return "bool";
  if (Type->isEnumeralType() || Type->isIntegerType())
    return "int";
  if (Type->isRealFloatingType())
    return "float";
  return Type->isAnyComplexType() ? "complex" : "";
}

/// Can a number have this annotation?
static bool admitsScalar(const TypeSyntax &Annotation, StringRef Scalar) {
  switch (Annotation.What) {
  case TypeSyntax::Kind::Array:
    return Annotation.Memory == TypeSyntax::Layout::NotNumba &&
           collapsesToScalar(Annotation.DType, Annotation.Shape, Scalar);
  case TypeSyntax::Kind::Union:
    return llvm::any_of(Annotation.Items, [&](const TypePtr &Item) {
      return admitsScalar(*Item, Scalar);
    });
  case TypeSyntax::Kind::Any:
  case TypeSyntax::Kind::Scalar:
  case TypeSyntax::Kind::Tree:
    return true;
  default:
    return false;
  }
}

bool canDescribe(const TypeSyntax &Annotation, QualType Type) {
  if (Type.isNull() || Type->isDependentType() || Type->isUndeducedType())
    return true;
  StringRef Scalar = scalarName(Type.getNonReferenceType());
  return Scalar.empty() || admitsScalar(Annotation, Scalar);
}

static std::optional<FindingCode> placeCode(const NamedDecl &D) {
  if (isa<ValueDecl, TypedefNameDecl, TemplateTypeParmDecl>(D) &&
      !isa<EnumConstantDecl>(D))
    return std::nullopt;
  if (isa<EnumDecl>(D))
    return FindingCode::NoEffectEnum;
  if (isa<RecordDecl>(D))
    return FindingCode::NoEffectClass;
  if (isa<NamespaceDecl>(D))
    return FindingCode::NoEffectNamespace;
  return FindingCode::NoEffectPlace;
}

/// The type whose values the annotation describes; null if there are none.
static QualType annotatedType(const NamedDecl &D) {
  if (const auto *Function = dyn_cast<FunctionDecl>(&D))
    return Function->getReturnType();
  if (const auto *Alias = dyn_cast<TypedefNameDecl>(&D))
    return Alias->getUnderlyingType();
  const auto *Value = dyn_cast<ValueDecl>(&D);
  return Value ? Value->getType() : QualType();
}

std::optional<Finding> checkPlace(const AnnotationUse &Use, const NamedDecl &D,
                                  const ASTContext &Context,
                                  const FindingList &Out) {
  auto Report = [&](FindingCode Code, llvm::ArrayRef<std::string> Args) {
    return Out.at(Use, wholeText(Use), *Use.On, Code, Args);
  };
  if (std::optional<FindingCode> Code = placeCode(D))
    return Report(*Code, {});
  if (isa<CXXConstructorDecl>(D))
    return Report(FindingCode::NoEffectConstructor, {});
  QualType Type = annotatedType(D);
  if (Type.isNull() || Type->isDependentType() || Type->isUndeducedType())
    return std::nullopt;
  Type = Type.getNonReferenceType().getUnqualifiedType();
  if (isa<FunctionDecl>(D) && Type->isVoidType())
    return Report(FindingCode::NoEffectVoid, {D.getNameAsString()});
  if (!Use.Parsed.ok() || canDescribe(*Use.Parsed.Root, Type))
    return std::nullopt;
  return Report(
      FindingCode::NoEffectType,
      {D.getNameAsString(), Type.getAsString(Context.getPrintingPolicy())});
}

} // namespace shapetidy
