//===-- Unproven.h - What the code relies on and nothing shows --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The findings of shape-unproven, which is off unless somebody asks for it by
// name: sizes that an operation or a contract needs to be equal and of which
// nobody has said so.
//
// Vocabulary: an operation *teaches* a relation between flexible sizes, since
// the program would not go on without it; a finding here is such a relation at
// the place that taught it, said once, with what would have shown it before.
//
// Worked example. In
//   torch::Tensor add(torch::Tensor x, [[shape("n")]] torch::Tensor y) {
//     auto s = torch::zeros({x.size(0)});
//     return s + y;
//   }
// the `+` teaches x.size(0) == n unless one of them is 1, so nothing is known
// of it; with matmul it teaches the equality, and that is reported.
//
// It reports nothing of unknown shapes: of them there is nothing to say.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_UNPROVEN_H
#define SHAPETIDY_CHECKS_ENGINE_UNPROVEN_H

#include "annotations/sizes/Solver.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Reports the equalities that hold now, did not before, and were taught by
/// \p Whole, which the user knows as \p Operation.
void reportTaught(Point &P, const FactSet &Before, const clang::Expr *Whole,
                  llvm::StringRef Operation);
/// Reports a conflict of some sizes that was held back because the condition of
/// a branch may exclude them.
void reportDoubtful(Point &P, const Decision &Why, const clang::Expr *Whole,
                    llvm::StringRef Operation);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_UNPROVEN_H
