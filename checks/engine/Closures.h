//===-- Closures.h - Lambdas ------------------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A lambda without a contract that is called where it can be seen is followed
// with the caller's arguments and state: it reads and writes the caller's
// variables.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CLOSURES_H
#define SHAPETIDY_CHECKS_ENGINE_CLOSURES_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// False if the callee is no lambda, or cannot be followed.
bool transferClosureCall(Point &P, const CallSite &Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CLOSURES_H
