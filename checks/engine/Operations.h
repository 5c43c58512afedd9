//===-- Operations.h - Calls of modelled library functions ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Hands a call to the library models and takes the answer back: the result,
// what changed in place, or why it cannot succeed.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERATIONS_H
#define SHAPETIDY_CHECKS_ENGINE_OPERATIONS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Sets the value of the call and writes what the operation changes.
void transferOperation(Point &P, const CallSite &Site, const ModelRow &Row);
/// What an assignment of \p Given leaves on its left, which may be a row turned
/// into a column; unknown after a conflict, which is reported.
Value assignedValue(Point &P, const CallSite &Site, const ModelRow &Row,
                    Value Given);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERATIONS_H
