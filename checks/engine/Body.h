//===-- Body.h - Running the analysis over one function body ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The fixpoint: blocks of clang's CFG in reverse post-order, states joined at
// their entries until nothing changes, then one more pass over the stable
// states that reports.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BODY_H
#define SHAPETIDY_CHECKS_ENGINE_BODY_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// Bodies inside bodies that are followed; deeper ones are unknown.
inline constexpr unsigned MaxFrameDepth = 6;

/// Runs to the fixpoint from \p Entry; fills in Returned and AtExit. False if
/// the body has no graph or the budget is spent: nothing was reported then.
bool runBody(Session &S, Frame &F, const Environment &Entry, bool Report);

/// The function on its own, as declared: parameters hold what their
/// annotations say for all sizes.
void analyzeFunction(Session &S, const clang::FunctionDecl *Function);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BODY_H
