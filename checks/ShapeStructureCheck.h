//===-- ShapeStructureCheck.h - shape-structure -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPESTRUCTURECHECK_H
#define SHAPETIDY_CHECKS_SHAPESTRUCTURECHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds tree structures that cannot agree.
///
/// For the user-facing documentation see docs/checks/shape-structure.md.
class ShapeStructureCheck : public ShapeCheck {
public:
  ShapeStructureCheck(llvm::StringRef Name,
                      clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPESTRUCTURECHECK_H
