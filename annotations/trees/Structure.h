//===-- Structure.h - How a tree is nested ----------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The structure of a tree, without its leaves: what jaxtyping's `T` in
// `PyTree[A, T]` stands for.
//
// Vocabulary: a *node* has a kind and children, each under a step (`[0]`,
// `.bias`, `["w"]`) that leads to it; *static fields* belong to a node's kind
// and not to its leaves; a *repeated* node has a number of equal children that
// is a symbolic size, or not known; a *name* stands for a structure that the
// code is declared for (rigid) or that nobody said (flexible), with something
// below each of its leaves; *unknown* is a structure too. To *compose* S and T
// is to put T in the place of every leaf of S.
//
// Worked example.
//   (3, [4, 5])                       (*, [*, *])
//   a vector of n tensors             [*] * n
//   {x: *} composed with (*, *)       {x: (*, *)}
//   the rigid name T composed with [*]   T [*]
//
// Values are immutable and share their parts. It knows neither C++ nor arrays;
// see StructureMatch.h for comparing two structures.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_TREES_STRUCTURE_H
#define SHAPETIDY_ANNOTATIONS_TREES_STRUCTURE_H

#include "annotations/sizes/Size.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

/// How a node is written and compared; the name of its kind says the rest.
enum class NodeForm : uint8_t { None, Tuple, List, Dict, Record };

/// A field that is part of the structure: known as text, as a size, or not.
struct StaticField {
  std::string Name;
  std::optional<std::string> Text;
  std::optional<Size> Number;

  bool operator==(const StaticField &Other) const {
    return Name == Other.Name && Text == Other.Text && Number == Other.Number;
  }
};

struct NodeKind {
  NodeForm Form = NodeForm::Tuple;
  /// Of a registered class, or of a container that is not the usual one of its
  /// form: `pair`, `deque`. Two kinds are the same if form and name are.
  std::string Name;
  std::vector<StaticField> Static;

  bool operator==(const NodeKind &Other) const {
    return Form == Other.Form && Name == Other.Name && Static == Other.Static;
  }
};

/// A structure that has a name and no known inside.
struct StructureName {
  std::string Name;
  uint32_t Id = 0; ///< two names with one id are the same structure
  SymbolNature Nature = SymbolNature::Flexible;
};

/// Structures with more nodes than this are unknown: composition multiplies.
inline constexpr uint64_t MaxStructureNodes = 10000;
/// Deeper ones, too; nobody writes them, and walks recurse.
inline constexpr unsigned MaxStructureDepth = 200;

class Structure {
public:
  enum class Kind : uint8_t { Unknown, Leaf, Node, Repeated, Name };

  struct Child;

  /// Unknown.
  Structure() = default;
  static Structure leaf();
  /// The node of an empty optional or a null pointer: it has no children.
  static Structure none();
  /// Children of a Dict are put in the order of their steps.
  static Structure node(NodeKind Of, std::vector<Child> Children);
  static Structure repeated(NodeKind Of, std::optional<Size> Count,
                            Structure Element);
  static Structure name(StructureName Name);

  Kind kind() const;
  bool isUnknown() const { return !Data; }
  bool isLeaf() const { return kind() == Kind::Leaf; }
  /// Node and Repeated only.
  const NodeKind &nodeKind() const;
  llvm::ArrayRef<Child> children() const;
  /// Repeated: what every child is. Name: what is below each of its leaves.
  const Structure &below() const;
  /// Repeated only.
  std::optional<Size> count() const;
  /// Name only.
  const StructureName &nameInfo() const;

  /// This with \p Inner in the place of every leaf.
  Structure compose(const Structure &Inner) const;
  /// The number of leaves, if it is a known number.
  std::optional<uint64_t> leafCount() const;
  /// What both agree on: the join of the dataflow lattice.
  static Structure join(const Structure &A, const Structure &B);

  bool operator==(const Structure &Other) const;
  std::string print(const SizeContext &Sizes) const;

private:
  struct Payload;
  explicit Structure(std::shared_ptr<const Payload> Data)
      : Data(std::move(Data)) {}
  static Structure make(Payload New);
  Structure composed(const Structure &Inner) const;

  std::shared_ptr<const Payload> Data;
};

struct Structure::Child {
  std::string Step;
  Structure Below;
};

/// `(a, b)`, `[a, b]`, `{k: a}`, `Name(x=a)`: children in the notation of a
/// node. \p Children are printed already.
std::string
printNode(const NodeKind &Of,
          llvm::ArrayRef<std::pair<std::string, std::string>> Children,
          const SizeContext &Sizes);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_TREES_STRUCTURE_H
