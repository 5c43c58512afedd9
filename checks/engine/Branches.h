//===-- Branches.h - What a condition teaches -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The fact an edge of the CFG carries: inside `if (a.size(0) == n)` the two
// sizes are equal, behind `if (a.size(0) != n) return;` as well.
//
// Vocabulary: a condition that relates sizes in a way that is not understood
// puts a *doubt* on both edges, see Environment.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BRANCHES_H
#define SHAPETIDY_CHECKS_ENGINE_BRANCHES_H

#include "checks/engine/Frame.h"
#include "clang/Analysis/CFG.h"

namespace shapetidy {

/// Extends the state with what is known on the edge to successor \p Index.
/// False if the edge is never taken.
bool takeEdge(Point &P, const clang::CFGBlock &From, unsigned Index);
/// Is there an element to go through, for certain, when the loop is entered?
bool hasElements(Point &P, const clang::CXXForRangeStmt *Loop);

/// What the facts say of a condition; none if it may go either way.
std::optional<bool> decided(Point &P, const clang::Expr *Condition);
/// `[[assume(c)]]`, `__builtin_assume(c)`: c holds, and is never evaluated.
void learnAssumption(Point &P, const clang::Expr *Condition);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BRANCHES_H
