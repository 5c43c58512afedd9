//===-- ShapeUnprovenCheck.h - shape-unproven -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEUNPROVENCHECK_H
#define SHAPETIDY_CHECKS_SHAPEUNPROVENCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds sizes that have to be equal and of which nothing shows that they are.
/// Off unless it is named.
///
/// For the user-facing documentation see docs/checks/shape-unproven.md.
class ShapeUnprovenCheck : public ShapeCheck {
public:
  ShapeUnprovenCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEUNPROVENCHECK_H
