//===-- ShapeCallbackCheck.h - shape-callback -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPECALLBACKCHECK_H
#define SHAPETIDY_CHECKS_SHAPECALLBACKCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds callables that do not keep their contract, and pure callbacks with
/// effects.
///
/// For the user-facing documentation see docs/checks/shape-callback.md.
class ShapeCallbackCheck : public ShapeCheck {
public:
  ShapeCallbackCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPECALLBACKCHECK_H
