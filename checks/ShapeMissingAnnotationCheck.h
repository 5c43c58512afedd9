//===-- ShapeMissingAnnotationCheck.h - shape-missing-annotation -*- C++ -*-=//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEMISSINGANNOTATIONCHECK_H
#define SHAPETIDY_CHECKS_SHAPEMISSINGANNOTATIONCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds functions whose result or parameters could be annotated, with the
/// annotation.
/// Off unless it is named.
///
/// For the user-facing documentation see
/// docs/checks/shape-missing-annotation.md.
class ShapeMissingAnnotationCheck : public ShapeCheck {
public:
  ShapeMissingAnnotationCheck(llvm::StringRef Name,
                              clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEMISSINGANNOTATIONCHECK_H
