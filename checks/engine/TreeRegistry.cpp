//===-- TreeRegistry.cpp - Classes registered as nodes --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CallSite.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Models.h"
#include "checks/engine/TreeTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

static constexpr llvm::StringLiteral TraitName = "tree_node";

/// `template <class T, ...> struct shape::tree_node`; null if shape/tree.h is
/// not there.
static const ClassTemplateDecl *findTrait(ASTContext &Context) {
  auto InScope = [&](const DeclContext *Scope, llvm::StringRef Name) {
    return Scope->lookup(&Context.Idents.get(Name));
  };
  for (const NamedDecl *Space :
       InScope(Context.getTranslationUnitDecl(), "shape")) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(Space);
    if (!Namespace)
      continue;
    for (const NamedDecl *Found : InScope(Namespace, TraitName))
      if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found))
        return Template;
  }
  return nullptr;
}

static bool isFor(const TemplateArgument &Arg, const CXXRecordDecl &Class) {
  if (Arg.getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *Other = Arg.getAsType()->getAsCXXRecordDecl();
  return Other && Other->getCanonicalDecl() == Class.getCanonicalDecl();
}

/// The specialisation for a class, or the partial one for its template.
static const CXXRecordDecl *specialisationFor(ClassTemplateDecl &Trait,
                                              const CXXRecordDecl &Class) {
  for (const ClassTemplateSpecializationDecl *Full : Trait.specializations())
    if (Full->getTemplateArgs().size() > 0 &&
        isFor(Full->getTemplateArgs()[0], Class) &&
        Full->isExplicitSpecialization())
      return Full->getDefinition();
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Instance)
    return nullptr;
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partials;
  Trait.getPartialSpecializations(Partials);
  for (const ClassTemplatePartialSpecializationDecl *Partial : Partials) {
    const TemplateArgument &Arg = Partial->getTemplateArgs()[0];
    if (Arg.getKind() != TemplateArgument::Type)
      continue;
    const auto *Of = Arg.getAsType()->getAs<TemplateSpecializationType>();
    const TemplateDecl *Template =
        Of ? Of->getTemplateName().getAsTemplateDecl() : nullptr;
    if (Template && Template->getCanonicalDecl() ==
                        Instance->getSpecializedTemplate()->getCanonicalDecl())
      return Partial;
  }
  return nullptr;
}

static const FieldDecl *fieldNamed(const CXXRecordDecl &Class,
                                   llvm::StringRef Name) {
  for (const FieldDecl *Field : Class.fields())
    if (Field->getName() == Name)
      return Field;
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Inner = Base.getType()->getAsCXXRecordDecl())
      if (const FieldDecl *Field = fieldNamed(*Inner, Name))
        return Field;
  return nullptr;
}

namespace {
/// Collects `tree_child("w", &T::w)` and `tree_static(...)` from the body of
/// fields(), in the order they are written.
struct FieldList {
  const CXXRecordDecl &Class;
  std::vector<TreeField> &Out;
  bool IsWhole = true;

  void search(const Stmt *S, unsigned Depth) {
    if (!S || Depth > 60)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && take(*Call))
      return;
    for (const Stmt *Child : S->children())
      search(Child, Depth + 1);
  }

  /// The name a call is written with; templates are not resolved yet.
  static llvm::StringRef calledName(const CallExpr &Call) {
    const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      return Ref->getDecl()->getDeclName().isIdentifier()
                 ? Ref->getDecl()->getName()
                 : "";
    if (const auto *Open = dyn_cast<UnresolvedLookupExpr>(Callee))
      return Open->getName().isIdentifier()
                 ? Open->getName().getAsIdentifierInfo()->getName()
                 : "";
    return "";
  }

  bool take(const CallExpr &Call) {
    llvm::StringRef Name = calledName(Call);
    bool IsStatic = Name == "tree_static";
    if ((!IsStatic && Name != "tree_child") || Call.getNumArgs() != 2)
      return false;
    const auto *Pointer =
        dyn_cast<UnaryOperator>(Call.getArg(1)->IgnoreParenImpCasts());
    const Expr *Member =
        Pointer ? Pointer->getSubExpr()->IgnoreParenImpCasts() : nullptr;
    std::string Wanted;
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Member))
      Wanted = Ref->getDecl()->getNameAsString();
    else if (const auto *Open =
                 dyn_cast_or_null<DependentScopeDeclRefExpr>(Member))
      Wanted = Open->getDeclName().getAsString();
    const FieldDecl *Field = fieldNamed(Class, Wanted);
    IsWhole &= Field != nullptr;
    if (Field)
      Out.push_back({Field, IsStatic});
    return true;
  }
};
} // namespace

bool TreeRegistry::readTrait(const CXXRecordDecl &Class, TreeClass &Out) {
  const ClassTemplateDecl *Trait = findTrait(Context);
  const CXXRecordDecl *Special =
      Trait ? specialisationFor(*const_cast<ClassTemplateDecl *>(Trait), Class)
            : nullptr;
  if (!Special)
    return false;
  for (const Decl *Member : Special->decls()) {
    const auto *Named = dyn_cast<NamedDecl>(Member);
    if (Named && Named->getDeclName().isIdentifier() &&
        Named->getName() == "is_leaf")
      Out.IsLeaf = true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    if (!Method || !Method->getDeclName().isIdentifier() ||
        Method->getName() != "fields" || !Method->getBody())
      continue;
    FieldList List{Class, Out.Fields};
    List.search(Method->getBody(), 0);
    Out.IsOpaque = !List.IsWhole;
    return true;
  }
  Out.IsOpaque = !Out.IsLeaf;
  return true;
}

/// Every field, those of bases first.
static void addAllFields(const CXXRecordDecl &Class,
                         std::vector<TreeField> &Out) {
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Inner = Base.getType()->getAsCXXRecordDecl())
      if (Inner->hasDefinition())
        addAllFields(*Inner->getDefinition(), Out);
  for (const FieldDecl *Field : Class.fields())
    if (!Field->isUnnamedBitField())
      Out.push_back({Field, isMarked(*Field, StaticFieldMark)});
}

static bool isMarkedNode(const CXXRecordDecl &Class) {
  for (const auto *Redecl : Class.redecls())
    if (isMarked(*Redecl, TreeNodeMark))
      return true;
  const CXXRecordDecl *Pattern = Class.getTemplateInstantiationPattern();
  return Pattern && Pattern != &Class && isMarkedNode(*Pattern);
}

std::unique_ptr<TreeClass> TreeRegistry::read(const CXXRecordDecl &Class,
                                              const ModelLibrary &Models) {
  auto Node = std::make_unique<TreeClass>();
  Node->Name = Class.getQualifiedNameAsString();
  if (readTrait(Class, *Node))
    return Node;
  if (isMarkedNode(Class)) {
    addAllFields(Class, Node->Fields);
    return Node;
  }
  const ModelTree *Model = Models.findTree(Node->Name);
  if (!Model)
    return nullptr;
  for (const std::string &Name : Model->Children)
    Node->Fields.push_back({fieldNamed(Class, Name), false});
  for (const std::string &Name : Model->Static)
    Node->Fields.push_back({fieldNamed(Class, Name), true});
  for (const TreeField &F : Node->Fields)
    Node->IsOpaque |= F.Field == nullptr;
  return Node;
}

const TreeClass *TreeRegistry::find(const CXXRecordDecl *Class,
                                    const ModelLibrary &Models) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext() || Class->isInvalidDecl())
    return nullptr;
  auto [At, IsNew] = Known.try_emplace(Class->getCanonicalDecl());
  if (IsNew) {
    std::unique_ptr<TreeClass> Read = read(*Class, Models);
    Known[Class->getCanonicalDecl()] = std::move(Read);
  }
  return Known[Class->getCanonicalDecl()].get();
}

} // namespace shapetidy
