//===-- Broadcast.h - NumPy's broadcasting on symbolic shapes ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The shape of `a + b`: align right, missing axes count as 1, sizes must be
// equal or one of them 1.
//
// Worked example.
//   (2, 1, n) and (3, n)      (2, 3, n)
//   (*b, n)   and (n)         (*b, n)
//   (*b, n)   and (*b, 1)     (*b, n)
//   (n, 4)    and (n, 3)      conflict: axis 1 of both, 4 against 3
//   (..., 4)  and (2, 4)      (..., 2, 4): the rank of the first is unknown
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_BROADCAST_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_BROADCAST_H

#include "annotations/shapes/Judge.h"
#include "annotations/shapes/Shape.h"

namespace shapetidy {

/// Two axes that cannot be broadcast, each counted from the back (-1 is the
/// last). No axis: a whole row cannot, whatever axis of it is meant.
struct BroadcastConflict {
  std::optional<int> FirstAxis, SecondAxis;
  Dim First, Second;
  Decision Verdict;
};

struct BroadcastResult {
  /// The unknown shape if there is a conflict.
  Shape Axes = Shape::unknown();
  std::optional<BroadcastConflict> Conflict;
  /// False if something was learned or is unknown.
  bool Certain = true;
};

/// Learns through \p With what the operation teaches; on a conflict the facts
/// are as before.
BroadcastResult broadcastShapes(Judge &With, const Shape &A, const Shape &B);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_BROADCAST_H
