//===-- ShapeMismatchCheck.cpp - shape-mismatch ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/ShapeMismatchCheck.h"

#include "checks/CoverageReport.h"
#include "checks/LedgerReport.h"

using namespace shapetidy;

ShapeMismatchCheck::ShapeMismatchCheck(llvm::StringRef Name,
                                       clang::tidy::ClangTidyContext *Context)
    : ShapeCheck(Name, Context), StrictOrder(Options.get("StrictOrder", false)),
      CoverageFile(Options.get(CoverageFileOption, "")),
      LedgerFile(Options.get(LedgerFileOption, "")) {}

void ShapeMismatchCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "StrictOrder", StrictOrder);
  Options.store(Opts, CoverageFileOption, CoverageFile);
  Options.store(Opts, LedgerFileOption, LedgerFile);
}
