//===-- Step.h - The order of the children of a dict ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A step leads from a node to a child; the step to what is under a key is the
// key in brackets. Dicts have their children in the order of their keys, which
// is that of numbers for numbers.
//
// Worked example. `["a"]` is before `["b"]`, and `[9]` before `[10]`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_TREES_STEP_H
#define SHAPETIDY_ANNOTATIONS_TREES_STEP_H

#include "llvm/ADT/StringRef.h"

namespace shapetidy {

bool isStepBefore(llvm::StringRef A, llvm::StringRef B);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_TREES_STEP_H
