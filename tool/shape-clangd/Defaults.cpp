//===-- Defaults.cpp - our checks are on without configuration ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// clangd runs our checks only if a configuration file enables them and also
// lifts the filter for fast checks. A language server that needs that to show
// anything would be taken for broken, so two of clangd's functions are replaced
// while linking (`--wrap`, see tool/CMakeLists.txt): the linker sends clangd's
// calls of NAME to __wrap_NAME and ours of __real_NAME to the original.
//
// The project's own say is kept: as soon as its .clang-tidy or .clangd has a
// glob that contains `shape`, nothing is added to it.
//
// The declarations repeat clangd's, whose headers are not packaged. The test in
// test/clangd fails if they ever differ.
//
//===----------------------------------------------------------------------===//

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"

#include <optional>

/// clang::clangd::TidyProvider: edits the options of one file.
using TidyProvider = llvm::unique_function<void(clang::tidy::ClangTidyOptions &,
                                                llvm::StringRef) const>;

#define DISABLE_UNUSABLE_CHECKS                                                \
  "_ZN5clang6clangd21disableUnusableChecksEN4llvm8ArrayRefINSt7__cxx1112basic" \
  "_stringIcSt11char_traitsIcESaIcEEEEE"
#define IS_FAST_TIDY_CHECK "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"

// clang::clangd::disableUnusableChecks(llvm::ArrayRef<std::string>), the last
// of the providers.
TidyProvider originalLastProvider(llvm::ArrayRef<std::string> BadChecks) asm(
    "__real_" DISABLE_UNUSABLE_CHECKS);
TidyProvider lastProvider(llvm::ArrayRef<std::string> BadChecks) asm(
    "__wrap_" DISABLE_UNUSABLE_CHECKS);

TidyProvider lastProvider(llvm::ArrayRef<std::string> BadChecks) {
  return [Original = originalLastProvider(BadChecks)](
             clang::tidy::ClangTidyOptions &Options, llvm::StringRef File) {
    std::string Checks = Options.Checks.value_or("");
    if (Checks.find("shape") == std::string::npos)
      Options.Checks = Checks + ",shape-*";
    Original(Options, File);
  };
}

// clang::clangd::isFastTidyCheck(llvm::StringRef): may a check run while the
// user types? Upstream's table of measurements does not know ours, which keep
// to budgets of their own.
std::optional<bool>
originalIsFast(llvm::StringRef Check) asm("__real_" IS_FAST_TIDY_CHECK);
std::optional<bool>
isFast(llvm::StringRef Check) asm("__wrap_" IS_FAST_TIDY_CHECK);

std::optional<bool> isFast(llvm::StringRef Check) {
  return Check.starts_with("shape-") ? true : originalIsFast(Check);
}
