//===-- Joins.h - Where control comes together ------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is known where two ways of a function meet: what holds on both. A way
// that *fails*, on which an operation throws for all sizes, never arrives, and
// says nothing as long as another one does.
//
// Worked example. In
//   for (int i = 0; i < 3; ++i)
//     x = x.select(4, 0);       // x has 2 axes
// the way back to the head of the loop fails, so x has 2 axes in the body
// in all turns there are, and the finding stands.
//
// Joining values and bindings is Environment::join; here are the facts, which
// need the solver.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_JOINS_H
#define SHAPETIDY_CHECKS_ENGINE_JOINS_H

#include "checks/engine/Environment.h"
#include "checks/engine/Session.h"

namespace shapetidy {

/// Joins \p State into \p Entry; true if that changes it. A fact of one side
/// that the other proves survives; later joins of the same block only take
/// facts away, so that the fixpoint is reached.
bool meet(Session &S, Environment &Entry, const Environment &State,
          bool IsFirst);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_JOINS_H
