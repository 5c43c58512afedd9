//===-- ModelShapes.cpp - Shapes in template arguments ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelLookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace shapetidy {

DTypeSet dtypeOfElement(const clang::ASTContext &Context,
                        clang::QualType Type) {
  Type = Type.getCanonicalType();
  if (const auto *Complex =
          llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
              Type->getAsCXXRecordDecl());
      Complex && Complex->getName() == "complex" &&
      Complex->isInStdNamespace() && Complex->getTemplateArgs().size() == 1) {
    clang::QualType Part = Complex->getTemplateArgs()[0].getAsType();
    uint64_t Bits = Context.getTypeSize(Part);
    return DTypeSet::ofName("complex" + std::to_string(2 * Bits));
  }
  if (Type->isBooleanType())
    return DTypeSet::ofName("bool");
  if (Type->isSpecificBuiltinType(clang::BuiltinType::LongDouble))
    return DTypeSet::ofName("longdouble");
  bool Integer = Type->isIntegerType() && !Type->isEnumeralType();
  if (!Integer && !Type->isRealFloatingType())
    return DTypeSet::any();
  std::string Bits = std::to_string(Context.getTypeSize(Type));
  if (!Integer)
    return DTypeSet::ofName("float" + Bits);
  return DTypeSet::ofName((Type->isUnsignedIntegerType() ? "uint" : "int") +
                          Bits);
}

/// The arguments of a specialization, those of packs one by one.
static llvm::SmallVector<clang::TemplateArgument, 8>
argumentsOf(const clang::CXXRecordDecl *Class) {
  llvm::SmallVector<clang::TemplateArgument, 8> All;
  if (const auto *Special =
          llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(Class))
    for (const clang::TemplateArgument &Arg :
         Special->getTemplateArgs().asArray()) {
      if (Arg.getKind() == clang::TemplateArgument::Pack)
        All.append(Arg.pack_begin(), Arg.pack_end());
      else
        All.push_back(Arg);
    }
  return All;
}

/// Nobody has an array with more axes; a larger number means something else
/// ("known at run time").
static constexpr int64_t MaxContractRank = 64;

static std::optional<int64_t> integerOf(const clang::TemplateArgument &Arg) {
  return Arg.getKind() == clang::TemplateArgument::Integral
             ? Arg.getAsIntegral().trySExtValue()
             : std::nullopt;
}

/// As many axes of unknown length as template argument \p Index says.
static std::optional<llvm::SmallVector<std::optional<int64_t>, 2>>
axesCounted(llvm::ArrayRef<clang::TemplateArgument> Args, int64_t Index) {
  if (Index < 0 || Index >= int64_t(Args.size()))
    return std::nullopt;
  std::optional<int64_t> Rank = integerOf(Args[Index]);
  if (!Rank || *Rank < 0 || *Rank > MaxContractRank)
    return std::nullopt;
  return llvm::SmallVector<std::optional<int64_t>, 2>(size_t(*Rank),
                                                      std::nullopt);
}

std::optional<ModelLookup::Lengths>
ModelLookup::lengthsOf(clang::QualType Sizes) const {
  if (Sizes.isNull() || Sizes->isDependentType())
    return std::nullopt;
  const clang::CXXRecordDecl *Class =
      Sizes.getNonReferenceType()->getAsCXXRecordDecl();
  const ModelClass *Model = classOf(Class);
  if (!Model || Model->Holds != ModelClass::Kind::Sizes)
    return std::nullopt;
  llvm::SmallVector<clang::TemplateArgument, 8> Args = argumentsOf(Class);
  if (Model->LengthsFrom < 0)
    return axesCounted(Args, Model->RankArgument);
  Lengths Known;
  for (size_t I = Model->LengthsFrom; I < Args.size(); ++I) {
    std::optional<int64_t> Length = integerOf(Args[I]);
    Known.push_back(Length == Model->Dynamic ? std::nullopt : Length);
  }
  return Known;
}

std::optional<ModelLookup::Lengths>
ModelLookup::axesInType(const ModelClass &Model,
                        const clang::CXXRecordDecl *Class) const {
  if (!Model.ShapeMember.empty()) {
    clang::QualType Sizes = memberType(Class, Model.ShapeMember);
    if (Sizes.isNull())
      Sizes = memberType(derivedClass(Class, Model), Model.ShapeMember);
    return lengthsOf(Sizes);
  }
  // The class itself may derive from the modelled template.
  llvm::SmallVector<clang::TemplateArgument, 8> Args =
      argumentsOf(modelledBase(Model, Class));
  if (Model.ShapeArgument >= 0)
    for (size_t I = Model.ShapeArgument; I < Args.size(); ++I)
      if (Args[I].getKind() == clang::TemplateArgument::Type)
        if (std::optional<Lengths> Known = lengthsOf(Args[I].getAsType()))
          return Known;
  return axesCounted(Args, Model.RankArgument);
}

/// What an enumerator in the place of an element type stands for.
static const clang::EnumConstantDecl *
enumeratorOf(const clang::TemplateArgument &Arg) {
  const auto *Enum = Arg.getIntegralType()->getAs<clang::EnumType>();
  if (!Enum)
    return nullptr;
  for (const clang::EnumConstantDecl *Item : Enum->getDecl()->enumerators())
    if (llvm::APSInt::isSameValue(Item->getInitVal(), Arg.getAsIntegral()))
      return Item;
  return nullptr;
}

DTypeSet ModelLookup::elementArgument(const ModelClass &Model,
                                      const clang::CXXRecordDecl *Class) const {
  llvm::SmallVector<clang::TemplateArgument, 8> Args =
      argumentsOf(modelledBase(Model, Class));
  if (Model.DTypeArgument < 0 || Model.DTypeArgument >= int64_t(Args.size()))
    return DTypeSet::any();
  const clang::TemplateArgument &Arg = Args[unsigned(Model.DTypeArgument)];
  if (Arg.getKind() == clang::TemplateArgument::Type)
    return dtypeOfElement(Class->getASTContext(),
                          Arg.getAsType().getUnqualifiedType());
  if (Arg.getKind() != clang::TemplateArgument::Integral)
    return DTypeSet::any();
  DTypeSet Found = DTypeSet::any();
  if (const clang::EnumConstantDecl *Item = enumeratorOf(Arg))
    State.ConstantsByName.visit(Item->getName(), [&](const auto &Entry) {
      const DTypeSet *Types = std::get_if<DTypeSet>(&Entry.Item);
      if (!Types || !isNamed(Item, Entry.Qualified))
        return false;
      Found = *Types;
      return true;
    });
  return Found;
}

} // namespace shapetidy
