//===-- SilentBroadcast.h - Broadcasts that nobody asked for ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The findings of shape-silent-broadcast, which is off unless somebody asks for
// it by name: operations that a library carries out although their operands
// hardly were meant for each other.
//
// Vocabulary: two operands *cross* if they have the same axes apart from axes
// of length 1, and the result is larger than both all the same: (n, 1) and (n)
// give (n, n). A row of a model *compares* if its operands are meant to have
// one shape (losses); then any difference counts. An axis of length 1 is
// *explicit* if the operand was just made with it: unsqueeze, keepdim, view,
// an index with None.
//
// Worked example. In
//   torch::Tensor predicted = linear(x);             // (8, 1)
//   torch::Tensor error = predicted - target;        // target: (8)
// the subtraction gives (8, 8), and is reported; of
//   torch::Tensor distances = x.unsqueeze(1) - y;    // y: (8)
// nothing is said.
//
// It is not about operands that do not broadcast: those are shape-mismatch.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_SILENTBROADCAST_H
#define SHAPETIDY_CHECKS_ENGINE_SILENTBROADCAST_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"
#include "checks/engine/Operation.h"

namespace shapetidy {

/// \p Site is a call that the library carries out, with the operands \p Args
/// and their \p Values.
void reportSilentBroadcast(Point &P, const CallSite &Site, const ModelRow &Row,
                           llvm::ArrayRef<const clang::Expr *> Args,
                           llvm::ArrayRef<Value> Values);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_SILENTBROADCAST_H
