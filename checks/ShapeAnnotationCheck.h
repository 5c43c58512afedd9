//===-- ShapeAnnotationCheck.h - shape-annotation ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEANNOTATIONCHECK_H
#define SHAPETIDY_CHECKS_SHAPEANNOTATIONCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds malformed or meaningless shape annotations.
///
/// For the user-facing documentation see docs/checks/shape-annotation.md.
class ShapeAnnotationCheck : public ShapeCheck {
public:
  ShapeAnnotationCheck(llvm::StringRef Name,
                       clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEANNOTATIONCHECK_H
