//===-- LibraryCalls.h - Functions of the standard library ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls into std that the engine understands by itself: containers, optionals,
// and what computes sizes from sizes. Array libraries are models, not code.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_LIBRARYCALLS_H
#define SHAPETIDY_CHECKS_ENGINE_LIBRARYCALLS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// False if the call is none of these.
bool transferStandardCall(Point &P, const CallSite &Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_LIBRARYCALLS_H
