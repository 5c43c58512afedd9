//===-- ArrayValue.h - Shape and dtype of one array -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The abstract value of an array expression: its shape and the dtypes it may
// have. Both parts may be unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H

#include "annotations/shapes/DType.h"
#include "annotations/shapes/Shape.h"

namespace shapetidy {

struct ArrayValue {
  Shape Axes = Shape::unknown();
  DTypeSet DTypes = DTypeSet::any();

  bool operator==(const ArrayValue &Other) const {
    return Axes == Other.Axes && DTypes == Other.DTypes;
  }
  static ArrayValue join(const ArrayValue &A, const ArrayValue &B);
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYVALUE_H
