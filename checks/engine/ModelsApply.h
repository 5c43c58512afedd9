//===-- ModelsApply.h - The parts of applying a row -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A row is applied in steps: its contracts judge the arguments and may give the
// result; its transfer function, if it has one, gives the result; its dtype
// rules give the result's dtype; the C++ type of the result fills in what is
// still unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELSAPPLY_H
#define SHAPETIDY_CHECKS_ENGINE_MODELSAPPLY_H

#include "checks/engine/Builtins.h"

namespace shapetidy {

/// The first contract whose ranks fit is judged. Where ranks are not known
/// several may fit: those that cannot hold are dropped, and the result is what
/// the others agree on; if none can hold the first one's conflict is reported.
void applyContracts(BuiltinCall &Call);

/// The dtype of the result by \p Rules; any dtype where they say nothing. A
/// rule that the arguments break (`equal`) reports a conflict.
DTypeSet applyDTypeRules(BuiltinCall &Call, const DTypeRules &Rules);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELSAPPLY_H
