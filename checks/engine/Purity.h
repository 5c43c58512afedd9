//===-- Purity.h - What a pure callback changes -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A function that is declared to be pure may be called again, in another order,
// or not at all: it must not change what outlives its call.
//
// Vocabulary: an *effect* is a write to something that was there before the
// call: a variable captured by reference, or pointed to by what was captured;
// a field of the callable's own object; a global or static variable. What is
// called and has a body in the translation unit is looked at, too.
//
// Worked example.
//   int calls = 0;
//   shape::pure_callback([&](Tensor x) { ++calls; return x; }, declared, x);
// has one effect, on `calls`.
//
// Looked at is the text, whatever the conditions around it: a write that
// happens only sometimes is one. Output (std::cout, files) is none, and neither
// is the state of objects that system headers declare. What a function without
// a body does is not known, and not reported.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_PURITY_H
#define SHAPETIDY_CHECKS_ENGINE_PURITY_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// Reports the first effect of the callable that \p Given hands over as pure.
void checkPurity(Point &P, const clang::Expr *Given);
/// Has the callable an effect, or is it not known what it is?
bool mayHaveEffects(Point &P, const clang::Expr *Given);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_PURITY_H
