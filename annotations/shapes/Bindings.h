//===-- Bindings.h - What the axis names of a context stand for -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The tables of axis and structure names that one context of matching keeps,
// and where each entry was made. An axis `?n` of a tree is kept under the leaf
// it belongs to, as `T[0]?n`.
//
// Vocabulary: an *item* is one annotated place of the context (a parameter, by
// its index, or the result); a *site* is one axis of one item; a *candidate* is
// a length met under `#name`, which is 1 or the name's length; a binding is
// *definite* once something other than candidates has said what the name is.
//
// Worked example. After `#n` met the flexible size s and `*#b` met (2, 1):
//   Single["n"]   = {no Length, Broadcast = {s}, Definite = false}
//   Variadic["b"] = {Broadcastable, Axes = (2, 1)}
// A plain `n` meeting 5 makes n definite, and from then on s is 1 or 5.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_BINDINGS_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_BINDINGS_H

#include "annotations/shapes/Shape.h"
#include "annotations/syntax/Span.h"
#include "annotations/trees/Structure.h"
#include "llvm/ADT/StringMap.h"

namespace shapetidy {

/// Where in the context an axis was written: which item (parameter index, or
/// ReturnItem), which axis of its annotation.
struct AxisSite {
  static constexpr unsigned ReturnItem = ~0u;
  static constexpr unsigned Outside = ~0u - 1; ///< bound by the client
  unsigned Item = Outside;
  unsigned Axis = 0;
  Span Where = {0, 0};
};

/// What a single axis name stands for. An entry that is not definite and whose
/// candidates are all literally 1 is an unbound name, as in jaxtyping.
struct NameBinding {
  /// Bound size; no value when the name was seen with an unknown length.
  std::optional<Size> Length;
  AxisSite Site;
  Origin From;
  /// Lengths met under `#name` before the name itself was bound, each once.
  llvm::SmallVector<std::pair<Dim, AxisSite>, 2> Broadcast;
  bool Definite = false;

  static NameBinding definite(Dim Length, AxisSite Site) {
    NameBinding B;
    B.Length = Length.Length;
    B.From = Length.From;
    B.Site = Site;
    B.Definite = true;
    return B;
  }
  /// False if the name may be unbound, for all that is known.
  bool isBound() const { return Definite; }
  /// True if the name is unbound for certain.
  bool isUnbound() const;
  bool operator==(const NameBinding &Other) const;
};

/// What a variadic name stands for (semantics 4.3).
struct RowBinding {
  bool Broadcastable = false;
  Shape Axes = Shape::unknown();
  AxisSite Site;
  Origin From;

  bool operator==(const RowBinding &Other) const {
    return Broadcastable == Other.Broadcastable && Axes == Other.Axes;
  }
};

/// What a structure name stands for (semantics 10.4).
struct StructureBinding {
  Structure Is;
  AxisSite Site;

  bool operator==(const StructureBinding &Other) const {
    return Is == Other.Is;
  }
};

struct Bindings {
  llvm::StringMap<NameBinding> Single;
  llvm::StringMap<RowBinding> Variadic;
  llvm::StringMap<StructureBinding> Structures;

  /// By what the names stand for; sites and origins do not count.
  bool operator==(const Bindings &Other) const;
  /// `a = 2, b = n + 1, *c = (3, 4), T: (*, *)` in alphabetical order, names of
  /// unknown length as `a = ?`.
  std::string print(const SizeContext &Sizes) const;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_BINDINGS_H
