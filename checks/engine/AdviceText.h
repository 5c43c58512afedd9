//===-- AdviceText.h - Annotations that a fix writes ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How a shape that the analysis knows is written as an annotation of the
// function at hand.
//
// Worked example. In `Tensor f(SHAPE("b n") Tensor x, int k)` the shape
// (b, n + 1, k, 3) is written `b n+1 {k} 3`, by a macro because x is.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ADVICETEXT_H
#define SHAPETIDY_CHECKS_ENGINE_ADVICETEXT_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// A place where somebody wrote the function and an attribute means what it
/// says. An override with an attribute would no longer inherit the rest.
bool canBeAnnotated(const clang::FunctionDecl *Function);

/// `{k}` for the value of the integer parameter k of \p F; empty if there is
/// none.
std::string operandFor(const Frame &F, Size Length);

/// \p Words joined, one for each axis of an array of type \p Type; the axis
/// that an Eigen vector's type implies is left out. None if a word is empty.
std::optional<std::string> annotationOf(const Session &S,
                                        std::vector<std::string> Words,
                                        clang::QualType Type);

/// Where parameters are annotated by a macro, so is everything else.
std::string spelledFor(const Frame &F, llvm::StringRef Text);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ADVICETEXT_H
