//===-- Statements.h - shape::expect, shape::assume, shape::reveal *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The functions of shape/shape.h with which a program talks to the tool.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_STATEMENTS_H
#define SHAPETIDY_CHECKS_ENGINE_STATEMENTS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// False if the call is none of them.
bool transferStatement(Point &P, const CallSite &Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_STATEMENTS_H
