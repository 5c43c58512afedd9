//===-- TreeCalls.h - Calls of shape/tree.h ---------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The contracts of the functions of shape/tree.h, whose types say more than an
// annotation could.
//
//   tree_map(f, t, u...)       every u has the structure of t as a prefix; the
//                              result has the structure of t
//   tree_unflatten(tree_structure(t), leaves)
//                              as many leaves as t has; the result has the
//                              structure of t
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREECALLS_H
#define SHAPETIDY_CHECKS_ENGINE_TREECALLS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// False if this is no such call.
bool transferTreeCall(Point &P, const CallSite &Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREECALLS_H
