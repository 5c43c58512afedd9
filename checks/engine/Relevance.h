//===-- Relevance.h - Which functions are worth analysing -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A function does any work only if it mentions an array, a tree, an annotated
// declaration, or a function that talks to the tool; a body with a compile
// error says nothing reliable.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_RELEVANCE_H
#define SHAPETIDY_CHECKS_ENGINE_RELEVANCE_H

#include "checks/engine/Session.h"

namespace shapetidy {

bool isRelevant(Session &S, const clang::FunctionDecl *Function);
/// Is it a part of shape/*.h that only these call?
bool isOwnMachinery(const clang::FunctionDecl *Function);
/// Is there an expression that does not compile?
bool isBroken(const clang::FunctionDecl *Function);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_RELEVANCE_H
