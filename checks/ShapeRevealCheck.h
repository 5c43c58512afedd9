//===-- ShapeRevealCheck.h - shape-reveal -----------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEREVEALCHECK_H
#define SHAPETIDY_CHECKS_SHAPEREVEALCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Prints what is known about a shape where the program asks for it.
///
/// For the user-facing documentation see docs/checks/shape-reveal.md.
class ShapeRevealCheck : public ShapeCheck {
public:
  ShapeRevealCheck(llvm::StringRef Name,
                   clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEREVEALCHECK_H
