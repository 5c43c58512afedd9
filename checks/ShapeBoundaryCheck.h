//===-- ShapeBoundaryCheck.h - shape-boundary -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEBOUNDARYCHECK_H
#define SHAPETIDY_CHECKS_SHAPEBOUNDARYCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds opaque blocks and functions that do not keep their own rules.
///
/// For the user-facing documentation see docs/checks/shape-boundary.md.
class ShapeBoundaryCheck : public ShapeCheck {
public:
  ShapeBoundaryCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEBOUNDARYCHECK_H
