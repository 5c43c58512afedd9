//===-- TreeRegistrations.cpp - Classes that are nodes twice --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TreeRegistrations.h"
#include "checks/engine/AnnotationReader.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/OwnedDeclarations.h"
#include "checks/engine/TreeTypes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace shapetidy {

namespace {

/// Collects where classes of the program are registered, in source order.
class RegistrationSearch {
public:
  explicit RegistrationSearch(const SourceManager &Sources)
      : Sources(Sources) {}

  void visit(const Decl &D) {
    const auto *Class = dyn_cast<CXXRecordDecl>(&D);
    if (!Class)
      return;
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
        Special && isTrait(*Special))
      return addTrait(*Special);
    // On each of its declarations the mark says the same.
    for (const auto *Mark : Class->specific_attrs<AnnotateAttr>())
      if (Mark->getAnnotation() == TreeNodeMark && !Mark->isInherited() &&
          Marked.insert(Class->getCanonicalDecl()).second)
        add(*Class, Mark->getLocation());
  }

  struct Registered {
    std::string Name;
    llvm::SmallVector<SourceLocation, 2> Places;
  };
  llvm::MapVector<const CXXRecordDecl *, Registered> Classes;

private:
  static bool isTrait(const ClassTemplateSpecializationDecl &Special) {
    const auto *Space = dyn_cast<NamespaceDecl>(Special.getDeclContext());
    return Special.getName() == "tree_node" && Space &&
           Space->getName() == "shape" &&
           Special.isThisDeclarationADefinition();
  }

  void addTrait(const ClassTemplateSpecializationDecl &Special) {
    if (Special.getTemplateArgs().size() == 0 ||
        Special.getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return;
    QualType Of = Special.getTemplateArgs()[0].getAsType();
    const CXXRecordDecl *Class = Of->getAsCXXRecordDecl();
    // A partial specialisation is for the instances of a template.
    if (const auto *Instances = Of->getAs<TemplateSpecializationType>();
        !Class && Instances)
      if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
              Instances->getTemplateName().getAsTemplateDecl()))
        Class = Template->getTemplatedDecl();
    if (Class)
      add(*Class, Special.getLocation());
  }

  void add(const CXXRecordDecl &Class, SourceLocation Where) {
    Registered &Known = Classes[Class.getCanonicalDecl()];
    Known.Name = Class.getQualifiedNameAsString();
    Known.Places.push_back(userLocation(Where, Sources));
  }

  const SourceManager &Sources;
  llvm::DenseSet<const CXXRecordDecl *> Marked;
};

} // namespace

static Finding findingOn(const RegistrationSearch::Registered &Class,
                         FindingCode Code, SourceLocation Where) {
  Finding F;
  F.Code = Code;
  F.Where = Where;
  F.Args = {textArg(Class.Name)};
  F.Ranges = {CharSourceRange::getTokenRange(Where)};
  return F;
}

std::vector<Finding> checkTreeRegistrations(ASTContext &Context,
                                            const ModelLibrary &Models,
                                            bool SystemHeaders) {
  const SourceManager &Sources = Context.getSourceManager();
  RegistrationSearch Search(Sources);
  forEachOwnedDeclaration(Context, SystemHeaders,
                          [&](const Decl &D) { Search.visit(D); });
  std::vector<Finding> Found;
  for (auto &[Decl, Class] : Search.Classes) {
    llvm::sort(Class.Places, [&](SourceLocation A, SourceLocation B) {
      return Sources.isBeforeInTranslationUnit(A, B);
    });
    if (Models.findTree(Class.Name))
      Found.push_back(
          findingOn(Class, FindingCode::TreeNodeInModel, Class.Places.front()));
    for (SourceLocation Second : llvm::drop_begin(Class.Places)) {
      Finding F = findingOn(Class, FindingCode::TreeNodeTwice, Second);
      F.Notes.push_back(
          {NoteCode::RegisteredHere,
           Class.Places.front(),
           {textArg(Class.Name)},
           {CharSourceRange::getTokenRange(Class.Places.front())}});
      Found.push_back(std::move(F));
    }
  }
  return Found;
}

} // namespace shapetidy
