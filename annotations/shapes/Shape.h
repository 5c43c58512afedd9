//===-- Shape.h - Symbolic array shapes -------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What an array's shape is known to be at one program point.
//
// Vocabulary: a *dim* is one axis length, known as a symbolic size or unknown;
// a *row* stands for any number of consecutive axes (the value of `*batch` or
// of `...`); a shape is a prefix of dims, at most one row, and a suffix of
// dims. The rank is known exactly when there is no row.
//
// Worked example. A parameter annotated `*batch c 3` has, inside its function,
//   Prefix = {}   Middle = row `batch` (rigid)   Suffix = {c, 3}
// and prints as `(*batch, c, 3)`. A tensor about which nothing is known has an
// empty prefix and suffix around an unknown row and prints as `(...)`.
//
// This file knows nothing of annotations, of matching or of C++; see
// Unifier.h for comparing a shape with an annotation.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_SHAPE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_SHAPE_H

#include "annotations/sizes/Origin.h"
#include "annotations/sizes/Size.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace shapetidy {

/// One axis length: a symbolic size, or unknown (no value).
struct Dim {
  std::optional<Size> Length;
  Origin From;

  bool isKnown() const { return Length.has_value(); }
  bool operator==(const Dim &Other) const { return Length == Other.Length; }
};

/// Any number of consecutive axes. A row with an id is the same sequence of
/// axes wherever that id occurs; a row without one is unknown.
struct Row {
  std::optional<RowId> Id;
  Origin From;

  bool operator==(const Row &Other) const { return Id == Other.Id; }
};

/// Prefix, at most one row, suffix. Suffix is empty when there is no row.
class Shape {
public:
  /// Nothing known, not even the rank.
  static Shape unknown();
  static Shape ofDims(llvm::ArrayRef<Dim> Dims);
  static Shape around(llvm::ArrayRef<Dim> Prefix, Row Middle,
                      llvm::ArrayRef<Dim> Suffix);

  llvm::ArrayRef<Dim> prefix() const { return Prefix; }
  llvm::ArrayRef<Dim> suffix() const { return Suffix; }
  const std::optional<Row> &middle() const { return Middle; }

  /// The rank, when there is no row.
  std::optional<unsigned> rank() const;
  /// The number of axes that exist whatever the row stands for.
  unsigned minimumRank() const { return Prefix.size() + Suffix.size(); }

  /// The axis at \p Index counted from the front, or from the back when
  /// negative (-1 is the last one). Unknown where the row hides it; no value
  /// when the index is certainly out of range.
  std::optional<Dim> axis(int64_t Index) const;

  /// Product of all dims; a named row contributes its element count. No value
  /// if anything is unknown.
  std::optional<Size> elementCount(SizeContext &Sizes) const;

  /// What both shapes agree on: the join of the dataflow lattice.
  static Shape join(const Shape &A, const Shape &B);

  bool operator==(const Shape &Other) const;
  std::string print(const SizeContext &Sizes) const;

private:
  llvm::SmallVector<Dim, 4> Prefix;
  std::optional<Row> Middle;
  llvm::SmallVector<Dim, 4> Suffix;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_SHAPE_H
