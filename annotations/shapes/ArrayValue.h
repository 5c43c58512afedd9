//===-- ArrayValue.h - Shape and dtype of one array -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The abstract value of an array expression: its shape, the dtypes it may have,
// and in which order its axes lie in memory. Each part may be unknown.
//
// Worked example. What torch::zeros({2, 3, 4}) gives has the shape (2, 3, 4),
// the dtype Float32 and the order {0, 1, 2}, the last axis innermost; its
// transpose(1, 2) has the shape (2, 4, 3) and the order {0, 2, 1}: its axis 2
// lies outside of its axis 1.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H

#include "annotations/shapes/DType.h"
#include "annotations/shapes/Shape.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>

namespace shapetidy {

/// The axes, outermost first, of an array whose elements lie beside each other:
/// nothing is skipped, nothing repeated.
using MemoryOrder = llvm::SmallVector<uint8_t, 6>;

struct ArrayValue {
  Shape Axes = Shape::unknown();
  DTypeSet DTypes = DTypeSet::any();
  /// None if it is not known, or there is no such order. Says nothing unless it
  /// has as many axes as the shape.
  std::optional<MemoryOrder> Order = std::nullopt;

  bool operator==(const ArrayValue &Other) const {
    return Axes == Other.Axes && DTypes == Other.DTypes && Order == Other.Order;
  }
  static ArrayValue join(const ArrayValue &A, const ArrayValue &B);
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H
