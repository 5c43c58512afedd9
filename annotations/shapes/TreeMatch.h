//===-- TreeMatch.h - Trees and containers against annotations --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of the Unifier that opens values: `tuple[...]`, `list[...]` and
// `dict[...]` element by element, `PyTree[...]` in the order of semantics 10.2.
// Internal to annotations/shapes.
//
// Vocabulary: to *flatten* is to find the leaves: a part is a leaf as soon as
// it *fits the class* of the leaf type, that is with dtypes and shapes left
// out; everything that cannot be opened is a leaf as well.
//
// Worked example. `PyTree[tuple[int, int], T]` against ((1, 2), [(3, 4)])
//   the root does not fit, (1, 2) fits, the list does not, (3, 4) fits:
//   T = (*, [*]), and the two leaves are matched in full.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_TREEMATCH_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_TREEMATCH_H

#include "annotations/shapes/Unifier.h"
#include "annotations/trees/StructureMatch.h"

namespace shapetidy {

class TreeMatch {
public:
  TreeMatch(Unifier &In, unsigned Item, OperandResolver Operands, Origin From)
      : In(In), Item(Item), Operands(Operands), From(From) {}

  /// Any type but a union. The caller owns the transaction.
  MatchResult match(const TypeSyntax &Type, const TreeValue &Value);
  /// A structure string that does not bind; one whose names are not bound is an
  /// annotation error.
  MatchResult composition(const StructureSyntax &Asked, const Structure &Got,
                          bool OnlyNames);

private:
  enum class Fit : uint8_t { Yes, No, Unknown };
  struct Leaf {
    TreeValue Value;
    std::string Path;
    /// In flattening order; none if that depends on the length of a container.
    std::optional<unsigned> Index;
    /// False if it is in a container that may be empty.
    bool Exists;
  };

  MatchResult inside(const TypeSyntax &Type, const TreeValue &Value);
  /// An element, or a leaf, that may not be there.
  MatchResult maybeInside(const TypeSyntax &Type, const TreeValue &Value,
                          bool Exists);
  MatchResult children(const TypeSyntax &Type, const TreeValue &Value);
  MatchResult elements(const TypeSyntax &Type, const TreeValue &Value);
  MatchResult tree(const TypeSyntax &Type, const TreeValue &Value);
  MatchResult structure(const StructureSyntax &Asked, const Structure &Got);
  MatchResult compare(const StructureSyntax &Asked, const Structure &Expected,
                      const Structure &Got, std::optional<AxisSite> BoundAt);
  /// A structured tree at a leaf of another one: the leaf would have two places
  /// (semantics 10.7).
  MatchResult nested(const StructureSyntax &Inner) const;
  MatchResult leaves(const TypeSyntax &Type);
  LeafPosition positionOf(const TypeSyntax &Type, const Leaf &L) const;

  Fit fits(const TypeSyntax &Type, const TreeValue &Value);
  Fit fitsArray(const TreeValue &Value) const;
  Fit fitsScalar(const TypeSyntax &Type, const TreeValue &Value) const;
  Fit fitsTuple(const TypeSyntax &Type, const TreeValue &Value);
  Fit fitsElements(const TypeSyntax &Type, const TreeValue &Value);
  Fit fitsUnion(const TypeSyntax &Type, const TreeValue &Value);
  Fit fitsTree(const TypeSyntax &Type, const TreeValue &Value);
  Structure flatten(const TypeSyntax &LeafType, const TreeValue &Value,
                    const std::string &Path, bool Exists);

  MatchResult wrongKind(const TypeSyntax &Type, const TreeValue &Value) const;

  Unifier &In;
  unsigned Item;
  OperandResolver Operands;
  Origin From;
  std::vector<Leaf> Found;
  std::optional<unsigned> NextLeaf = 0;
  /// An annotation error met while flattening ends everything.
  std::optional<Conflict> Error;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_TREEMATCH_H
