//===-- ShapeDTypeCheck.h - shape-dtype -------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEDTYPECHECK_H
#define SHAPETIDY_CHECKS_SHAPEDTYPECHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds dtype classes that cannot agree.
///
/// For the user-facing documentation see docs/checks/shape-dtype.md.
class ShapeDTypeCheck : public ShapeCheck {
public:
  ShapeDTypeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEDTYPECHECK_H
