//===-- FunctionWalk.h - Every function body of the user --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Walks declarations, never expressions: finds the bodies there are, template
// instantiations included, and passes over the system's headers and modelled
// libraries as a whole.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FUNCTIONWALK_H
#define SHAPETIDY_CHECKS_ENGINE_FUNCTIONWALK_H

#include "checks/engine/Session.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shapetidy {

/// Calls \p Visit once for each definition below the \p Roots that is compiled:
/// no pattern of a template, nothing defaulted.
void forEachBody(Session &S, llvm::ArrayRef<clang::Decl *> Roots,
                 llvm::function_ref<void(const clang::FunctionDecl *)> Visit);

/// Calls \p Visit once for each definition below the \p Roots that is the
/// pattern of a template without an instance.
void forEachPattern(
    Session &S, llvm::ArrayRef<clang::Decl *> Roots,
    llvm::function_ref<void(const clang::FunctionDecl *)> Visit);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FUNCTIONWALK_H
