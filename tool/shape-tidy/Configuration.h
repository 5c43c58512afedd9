//===-- Configuration.h - which checks, with which options ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads .clang-tidy files and the flags that override them, and answers the
// questions about them that need no source file: --list-checks,
// --explain-config,
// --dump-config, --verify-config.
//
// A project's .clang-tidy that does not mention shape checks was written for
// clang-tidy and not for us: it decides about everything but whether we look.
// As soon as one glob of it contains `shape`, it decides about that too.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_CONFIGURATION_H
#define SHAPETIDY_TOOL_SHAPETIDY_CONFIGURATION_H

#include "tool/shape-tidy/CommandLine.h"

#include "clang-tidy/ClangTidyOptions.h"

#include <optional>

namespace shapetidy {

/// The provider of options for each file; null after printing what is wrong.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
readConfiguration(const CommandLine &Flags,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem);

/// False after complaining about a glob of --checks that matches no check.
bool checkGlobsMatch(llvm::StringRef Globs);

/// Answers a flag that asks about the configuration of \p File; returns the
/// exit code, or nothing if no such flag was given.
std::optional<int>
answerQuestion(const CommandLine &Flags,
               clang::tidy::ClangTidyOptionsProvider &Options,
               llvm::StringRef File);

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_CONFIGURATION_H
