//===-- MemoryOrders.h - How axes lie in memory -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Orders of axes in memory (see ArrayValue.h) through permutations, and the
// views that they do not allow.
//
// Worked example, with x of shape (2, 3, 4) in the order of its axes:
//   x.view({6, 4})                  two axes that lie beside each other
//   x.transpose(1, 2)               (2, 4, 3), in the order 0, 2, 1
//   x.transpose(1, 2).view({2, 12}) no view: axis 2 does not follow axis 1
//   x.transpose(1, 2).view({2, 2, 2, 3})  splits an axis, which is a view
//
// A view keeps what lies beside each other, so each place where two
// neighbouring axes do not has to be one between two axes of the result: the
// elements behind it, a product of last sizes here, are one there, too.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MEMORYORDERS_H
#define SHAPETIDY_CHECKS_ENGINE_MEMORYORDERS_H

#include "annotations/shapes/ArrayValue.h"
#include "checks/engine/Operation.h"

namespace shapetidy {

/// That of an array whose last axis is the innermost.
MemoryOrder countedOrder(unsigned Rank);
bool isInCountedOrder(const ArrayValue &Array);

/// The order of an array that has axis \p From[i] of \p Of as its axis i.
std::optional<MemoryOrder> permutedOrder(const ArrayValue &Of,
                                         llvm::ArrayRef<unsigned> From);

/// Is there certainly no view of \p Of that has the shape \p Wanted?
bool hasNoView(const OperationContext &Context, const ArrayValue &Of,
               const Shape &Wanted);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MEMORYORDERS_H
