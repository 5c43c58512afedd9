//===-- TreeTypes.cpp - C++ types as trees --------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TreeTypes.h"
#include "checks/engine/Models.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace shapetidy {

using TreeKind = TreeType::Kind;

bool isMarked(const Decl &D, llvm::StringRef Attribute) {
  return D.hasAttrs() &&
         llvm::any_of(D.specific_attrs<AnnotateAttr>(), [&](const auto *A) {
           return A->getAnnotation() == Attribute;
         });
}

static TreeKind containerKind(llvm::StringRef Name) {
  return llvm::StringSwitch<TreeKind>(Name)
      .Case("tuple", TreeKind::Tuple)
      .Case("pair", TreeKind::Tuple)
      .Case("vector", TreeKind::List)
      .Case("deque", TreeKind::List)
      .Case("list", TreeKind::List)
      .Case("array", TreeKind::List)
      .Case("map", TreeKind::Dict)
      .Case("unordered_map", TreeKind::Dict)
      .Case("optional", TreeKind::Maybe)
      .Case("unique_ptr", TreeKind::Maybe)
      .Case("shared_ptr", TreeKind::Maybe)
      .Case("variant", TreeKind::Choice)
      .Default(TreeKind::Unknown);
}

/// The first types among the template's arguments, a pack taken apart.
static std::vector<QualType>
typeArguments(const ClassTemplateSpecializationDecl &Class) {
  std::vector<QualType> Types;
  auto Add = [&](const TemplateArgument &Arg) {
    if (Arg.getKind() == TemplateArgument::Type)
      Types.push_back(Arg.getAsType());
  };
  for (const TemplateArgument &Arg : Class.getTemplateArgs().asArray()) {
    if (Arg.getKind() != TemplateArgument::Pack) {
      Add(Arg);
      continue;
    }
    for (const TemplateArgument &Inner : Arg.pack_elements())
      Add(Inner);
  }
  return Types;
}

static size_t neededParts(TreeKind What) {
  switch (What) {
  case TreeKind::Dict:
    return 2;
  case TreeKind::List:
  case TreeKind::Maybe:
    return 1;
  default:
    return 0;
  }
}

TreeType
TreeRegistry::ofStandardClass(const ClassTemplateSpecializationDecl &Class) {
  TreeType Type;
  llvm::StringRef Name = Class.getName();
  if (Name == "complex" || Name == "basic_string" ||
      Name == "basic_string_view") {
    Type.What = TreeKind::Atom;
    Type.Atom = Name == "complex" ? AtomKind::Complex : AtomKind::Text;
    return Type;
  }
  Type.What = containerKind(Name);
  Type.Parts = typeArguments(Class);
  size_t Needed = neededParts(Type.What);
  if (Type.Parts.size() < Needed)
    return TreeType();
  if (Needed > 0)
    Type.Parts.resize(Needed);
  // A pointer to an array does not know how long it is.
  if (Type.What == TreeKind::Maybe && Type.Parts[0]->isArrayType())
    return TreeType();
  const TemplateArgumentList &Args = Class.getTemplateArgs();
  if (Name == "array" && Args.size() == 2 &&
      Args[1].getKind() == TemplateArgument::Integral)
    Type.Length = Args[1].getAsIntegral().getLimitedValue();
  // std::vector<bool> has no elements of its own, but what it says of them is
  // the same.
  return Type;
}

/// Is it an instance of a class template of shape/tree.h?
static bool isInstanceOf(const CXXRecordDecl *Class, llvm::StringRef Name) {
  return Class && Class->getIdentifier() && Class->getName() == Name &&
         isa<ClassTemplateSpecializationDecl>(Class) &&
         Class->getQualifiedNameAsString() == "shape::" + Name.str();
}

bool isPartial(const CXXRecordDecl *Class) {
  return isInstanceOf(Class, "Partial");
}

/// What tells a function from others: its type, and where a lambda is written.
static std::string functionText(const ASTContext &Context, QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->isLambda())
    return Type.getCanonicalType().getAsString(Context.getPrintingPolicy());
  PresumedLoc At =
      Context.getSourceManager().getPresumedLoc(Class->getBeginLoc());
  return At.isInvalid() ? "lambda"
                        : "lambda at " + std::to_string(At.getLine()) + ":" +
                              std::to_string(At.getColumn());
}

/// The function belongs to the structure, and its type is what is known of it.
static TreeType ofPartial(const ASTContext &Context,
                          const ClassTemplateSpecializationDecl &Class) {
  TreeType Out;
  std::vector<QualType> Types = typeArguments(Class);
  if (Types.empty())
    return Out;
  Out.What = TreeKind::Tuple;
  Out.Name = "Partial";
  Out.Function = functionText(Context, Types.front());
  Out.Parts.assign(Types.begin() + 1, Types.end());
  return Out;
}

static std::optional<TreeType> ofBuiltin(QualType Type) {
  TreeType Out;
  Out.What = TreeKind::Atom;
  if (Type->isBooleanType())
    Out.Atom = AtomKind::Bool;
  else if (Type->isIntegerType() && !Type->isEnumeralType())
    Out.Atom = AtomKind::Int;
  else if (Type->isRealFloatingType())
    Out.Atom = AtomKind::Float;
  else if (Type->isAnyComplexType())
    Out.Atom = AtomKind::Complex;
  else if (Type->isPointerType() &&
           Type->getPointeeType()->isAnyCharacterType())
    Out.Atom = AtomKind::Text;
  else
    return std::nullopt;
  return Out;
}

static TreeType ofArray(const ASTContext &Context, QualType Type) {
  TreeType Out;
  const auto *Array = Context.getAsConstantArrayType(Type);
  if (!Array)
    return Out;
  Out.What = TreeKind::List;
  Out.Parts = {Array->getElementType()};
  Out.Length = Array->getSize().getLimitedValue();
  if (Array->getElementType()->isAnyCharacterType()) {
    Out.What = TreeKind::Atom;
    Out.Atom = AtomKind::Text;
  }
  return Out;
}

TreeType TreeRegistry::typeOf(QualType Type, const ModelLibrary &Models) {
  TreeType Out;
  if (Type.isNull() || Type->isDependentType())
    return Out;
  Type = Type.getNonReferenceType().getUnqualifiedType();
  if (Models.isArrayType(Type)) {
    Out.What = TreeKind::Array;
    return Out;
  }
  if (std::optional<TreeType> Builtin = ofBuiltin(Type))
    return *Builtin;
  if (Type->isArrayType())
    return ofArray(Context, Type);
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return Out;
  if (const TreeClass *Node = find(Class, Models)) {
    Out.Class = Node;
    Out.What = Node->IsOpaque ? TreeKind::Unknown
               : Node->IsLeaf ? TreeKind::Atom
                              : TreeKind::Record;
    Out.MayBeArray = true;
    Out.Name = Node->Name;
    return Out;
  }
  if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
      Instance && Class->isInStdNamespace())
    return ofStandardClass(*Instance);
  if (isPartial(Class))
    return ofPartial(Context, *cast<ClassTemplateSpecializationDecl>(Class));
  // A node, but its children are not fields.
  if (Class->isLambda() || Class->isInStdNamespace() ||
      isInstanceOf(Class, "MappedNode"))
    return Out;
  Out.What = TreeKind::Atom;
  Out.Name = Class->getNameAsString();
  // What holds nothing cannot have sizes.
  Out.MayBeArray = !Class->isEmpty() || Class->getNumBases() > 0;
  return Out;
}

} // namespace shapetidy
