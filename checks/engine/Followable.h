//===-- Followable.h - Which bodies a call may be followed into -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A call is followed if it is certain which body runs, the body is here and
// whole, and it is the user's: what a library's function does is known from its
// model, or not at all.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FOLLOWABLE_H
#define SHAPETIDY_CHECKS_ENGINE_FOLLOWABLE_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Session.h"

namespace shapetidy {

/// The definition that a call of \p Site certainly runs and that may be
/// followed; null without one. Contracts are the caller's to look at.
const clang::FunctionDecl *followableBody(Session &S, const CallSite &Site);

/// Does a call of this function certainly end in an exception, or the program?
bool neverReturns(const clang::FunctionDecl *Function);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FOLLOWABLE_H
