//===-- ShapeSilentBroadcastCheck.h - shape-silent-broadcast -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPESILENTBROADCASTCHECK_H
#define SHAPETIDY_CHECKS_SHAPESILENTBROADCASTCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds operations whose operands are broadcast to more than either was meant for.
/// Off unless it is named.
///
/// For the user-facing documentation see docs/checks/shape-silent-broadcast.md.
class ShapeSilentBroadcastCheck : public ShapeCheck {
public:
  ShapeSilentBroadcastCheck(llvm::StringRef Name,
                            clang::tidy::ClangTidyContext *Context);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPESILENTBROADCASTCHECK_H
