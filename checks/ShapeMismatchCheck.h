//===-- ShapeMismatchCheck.h - shape-mismatch -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPEMISMATCHCHECK_H
#define SHAPETIDY_CHECKS_SHAPEMISMATCHCHECK_H

#include "checks/ShapeCheck.h"

namespace shapetidy {

/// Finds sizes and ranks that cannot agree: calls, library operations, returns
/// and assignments.
///
/// For the user-facing documentation see docs/checks/shape-mismatch.md.
class ShapeMismatchCheck : public ShapeCheck {
public:
  ShapeMismatchCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

private:
  /// Read where clang-tidy learns which options exist; ShapeCheck applies it.
  const bool StrictOrder;
  const std::string CoverageFile, LedgerFile;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPEMISMATCHCHECK_H
