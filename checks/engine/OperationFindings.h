//===-- OperationFindings.h - Library calls that cannot succeed -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Turns the conflict of a library operation into a finding.
//
// Worked example. `torch::matmul(a, b)` with a: (n, 3), b: (4, m) is the
// sentence InnerSizes about 3 on axis 1 of 'a' and 4 on axis 0 of 'b', with a
// note on the shape of each.
//
// Whether there is a conflict is the model's to say; see Operation.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERATIONFINDINGS_H
#define SHAPETIDY_CHECKS_ENGINE_OPERATIONFINDINGS_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// \p Args are the expressions of OperationInput::Args; null for a value
/// without one.
void reportOperation(Point &P, const OperationConflict &Why,
                     const clang::Expr *Whole, llvm::StringRef Operation,
                     llvm::ArrayRef<const clang::Expr *> Args,
                     llvm::ArrayRef<Value> Values);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERATIONFINDINGS_H
