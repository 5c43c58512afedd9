//===-- Owners.cpp - Classes that own an object ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace shapetidy {

/// Bases above each other that are looked at.
static constexpr unsigned MaxBases = 32;

bool isStd(const CXXRecordDecl *Class, llvm::StringRef Name) {
  return Class->isInStdNamespace() && Class->getIdentifier() &&
         Class->getName() == Name;
}

/// The instance of ModuleHolder that the class is derived from, or is.
static const CXXRecordDecl *holderBase(const CXXRecordDecl *Class) {
  for (unsigned I = 0; Class && I < MaxBases; ++I) {
    if (isa<ClassTemplateSpecializationDecl>(Class) && Class->getIdentifier() &&
        Class->getName() == "ModuleHolder")
      return Class;
    Class = Class->getDefinition();
    bool HasOneBase = Class && Class->getNumBases() == 1;
    Class = HasOneBase ? Class->bases_begin()->getType()->getAsCXXRecordDecl()
                       : nullptr;
  }
  return nullptr;
}

/// The instance of a class template whose first argument is what is owned.
static const CXXRecordDecl *ownerInstance(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class =
      Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Class)
    return nullptr;
  if (isStd(Class, "unique_ptr") || isStd(Class, "shared_ptr"))
    return Class;
  return holderBase(Class);
}

const CXXRecordDecl *ownedClass(QualType Type) {
  const auto *Instance =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(ownerInstance(Type));
  if (!Instance || Instance->getTemplateArgs().size() == 0)
    return nullptr;
  const TemplateArgument &Owned = Instance->getTemplateArgs()[0];
  if (Owned.getKind() != TemplateArgument::Type ||
      Owned.getAsType()->isDependentType())
    return nullptr;
  const CXXRecordDecl *Class = Owned.getAsType()->getAsCXXRecordDecl();
  return Class ? Class->getDefinition() : nullptr;
}

bool isSharedOwner(QualType Type) {
  const CXXRecordDecl *Instance = ownerInstance(Type);
  return Instance && !isStd(Instance, "unique_ptr");
}

bool isHolder(QualType Type) {
  const CXXRecordDecl *Instance = ownerInstance(Type);
  return Instance && !Instance->isInStdNamespace();
}

static bool isModuleItself(const CXXRecordDecl *Class) {
  if (!Class->getIdentifier() || Class->getName() != "Module")
    return false;
  const auto *Space = dyn_cast<NamespaceDecl>(Class->getDeclContext());
  const auto *Outer =
      Space ? dyn_cast<NamespaceDecl>(Space->getDeclContext()) : nullptr;
  return Outer && Space->getName() == "nn" && Outer->getName() == "torch";
}

bool isModule(const CXXRecordDecl *Class) {
  llvm::SmallVector<const CXXRecordDecl *, 8> Open = {Class};
  for (unsigned I = 0; !Open.empty() && I < MaxBases; ++I) {
    const CXXRecordDecl *Next = Open.pop_back_val();
    Next = Next ? Next->getDefinition() : nullptr;
    if (!Next)
      continue;
    if (isModuleItself(Next))
      return true;
    for (const CXXBaseSpecifier &Base : Next->bases())
      Open.push_back(Base.getType()->getAsCXXRecordDecl());
  }
  return false;
}

bool keepsModule(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (!Method || isModuleItself(Method->getParent()))
    return Method != nullptr;
  const SourceManager &Sources = Method->getASTContext().getSourceManager();
  return Method->getIdentifier() && Method->getName() == "forward" &&
         Sources.isInSystemHeader(Method->getLocation()) &&
         isModule(Method->getParent());
}

} // namespace shapetidy
