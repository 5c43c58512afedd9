//===-- TreeTypes.h - C++ types as trees ------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a C++ type is as a node of a tree: the same rules that shape/tree.h
// follows when the program runs.
//
// Vocabulary: a class is *registered* as a node by [[shape::tree_node]] on it,
// by a specialisation of shape::tree_node for it (SHAPE_TREE_NODE), or by a
// model file; its *static fields* belong to the structure. A class that is not
// registered is a leaf, whatever it derives from.
//
// Worked example.
//   std::pair<Tensor, int>                tuple of an array and an int
//   std::vector<std::optional<Tensor>>    list of what may hold an array
//   struct [[shape::tree_node]] Linear { Tensor w, b; };   record .w, .b
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREETYPES_H
#define SHAPETIDY_CHECKS_ENGINE_TREETYPES_H

#include "annotations/shapes/TreeValue.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace shapetidy {

class ModelLibrary;

struct TreeField {
  const clang::FieldDecl *Field = nullptr;
  bool IsStatic = false;
};

/// A class that was registered.
struct TreeClass {
  /// Instances of one class template are nodes of one kind.
  std::string Name;
  std::vector<TreeField> Fields;
  /// Declared to be a leaf.
  bool IsLeaf = false;
  /// Its children are made by a function of its own.
  bool IsOpaque = false;
};

struct TreeType {
  enum class Kind : uint8_t {
    Unknown,
    Array,
    Atom,
    Maybe, ///< Parts[0], or none: optionals and smart pointers
    Choice,
    Tuple,
    List, ///< of Parts[0]
    Dict, ///< from Parts[0] to Parts[1]
    Record,
  };
  Kind What = Kind::Unknown;
  AtomKind Atom = AtomKind::Other;
  bool MayBeArray = false; ///< Atom: its class may be an array type
  std::string Name;        ///< Atom; Tuple: empty for those of the library
  std::string Function;    ///< Tuple: the static function of a shape::Partial
  std::vector<clang::QualType> Parts;
  std::optional<uint64_t> Length; ///< List, if the type has it
  const TreeClass *Class = nullptr;
};

/// Knows the registered classes; belongs to one analysis.
class TreeRegistry {
public:
  TreeRegistry(clang::ASTContext &Context) : Context(Context) {}

  /// Null if the class is not registered.
  const TreeClass *find(const clang::CXXRecordDecl *Class,
                        const ModelLibrary &Models);
  TreeType typeOf(clang::QualType Type, const ModelLibrary &Models);

private:
  std::unique_ptr<TreeClass> read(const clang::CXXRecordDecl &Class,
                                  const ModelLibrary &Models);
  bool readTrait(const clang::CXXRecordDecl &Class, TreeClass &Out);
  TreeType ofStandardClass(const clang::ClassTemplateSpecializationDecl &Class);

  clang::ASTContext &Context;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<TreeClass>>
      Known;
};

/// Is this an instance of shape::Partial?
bool isPartial(const clang::CXXRecordDecl *Class);

/// Has [[shape::tree_node]], or [[shape::static_field]].
bool isMarked(const clang::Decl &D, llvm::StringRef Attribute);
inline constexpr llvm::StringLiteral TreeNodeMark = "shape::tree_node";
inline constexpr llvm::StringLiteral StaticFieldMark = "shape::static_field";

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREETYPES_H
