//===-- BodyEntrance.h - What holds where a function begins -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The state in which a body is entered: on its own, as its declaration says,
// or with the arguments of a call.
//
// Worked example. [[shape("n")]] Tensor f([[shape("n 3")]] Tensor x) begins on
// its own with x: (n, 3) for every n, and in f(zeros({2, 3})) with x: (2, 3).
//
// Running the body is Body.h's; which question a call asks is CallEntry.h's.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BODYENTRANCE_H
#define SHAPETIDY_CHECKS_ENGINE_BODYENTRANCE_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// The state in which a function as declared begins; \p Outer is what it sees
/// of its surroundings.
Environment declaredEntry(Session &S, Frame &F, Environment Outer);

/// Enters the arguments of a call as the values of the parameters.
void enterArguments(Point &P, llvm::ArrayRef<Value> Args);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BODYENTRANCE_H
