//===-- ShapeOverrideCheck.h - shape-override -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEOVERRIDECHECK_H
#define SHAPETIDY_CHECKS_SHAPEOVERRIDECHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds shape contracts that disagree between redeclarations or overrides.
///
/// For the user-facing documentation see docs/checks/shape-override.md.
class ShapeOverrideCheck : public ShapeCheck {
public:
  ShapeOverrideCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEOVERRIDECHECK_H
