//===-- Compat.h - what differs between LLVM 19 and 22 ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place of this program that asks for LLVM's version.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_COMPAT_H
#define SHAPETIDY_TOOL_SHAPETIDY_COMPAT_H

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "llvm/Config/llvm-config.h"

namespace shapetidy::compat {

#if LLVM_VERSION_MAJOR >= 22

/// What clang-tidy of the same line shows without --header-filter.
constexpr char DefaultHeaderFilter[] = ".*";

inline std::vector<std::string>
enabledChecks(const clang::tidy::ClangTidyOptions &Options) {
  return clang::tidy::getCheckNames(Options, false, false);
}

inline std::pair<llvm::StringSet<>, llvm::StringSet<>> allChecksAndOptions() {
  auto All = clang::tidy::getAllChecksAndOptions(false, false);
  return {std::move(All.Checks), std::move(All.Options)};
}

inline clang::tidy::ClangTidyOptions::OptionMap
checkOptions(const clang::tidy::ClangTidyOptions &Options) {
  return clang::tidy::getCheckOptions(Options, false, false);
}

inline void dropOptionsOfOtherChecks(clang::tidy::ClangTidyOptions &Options,
                                     const std::vector<std::string> &Enabled) {
  clang::tidy::filterCheckOptions(Options, Enabled);
}

inline std::vector<clang::tidy::ClangTidyError>
run(clang::tidy::ClangTidyContext &Context,
    const clang::tooling::CompilationDatabase &Commands,
    llvm::ArrayRef<std::string> Files,
    llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> FileSystem,
    bool FixNotes, bool Profile, llvm::StringRef ProfilePrefix, bool Quiet) {
  return clang::tidy::runClangTidy(Context, Commands, Files, FileSystem,
                                   FixNotes, Profile, ProfilePrefix, Quiet);
}

#else

constexpr char DefaultHeaderFilter[] = "";

inline std::vector<std::string>
enabledChecks(const clang::tidy::ClangTidyOptions &Options) {
  return clang::tidy::getCheckNames(Options, false);
}

inline std::pair<llvm::StringSet<>, llvm::StringSet<>> allChecksAndOptions() {
  auto All = clang::tidy::getAllChecksAndOptions(false);
  return {std::move(All.Names), std::move(All.Options)};
}

inline clang::tidy::ClangTidyOptions::OptionMap
checkOptions(const clang::tidy::ClangTidyOptions &Options) {
  return clang::tidy::getCheckOptions(Options, false);
}

/// Unknown to this line, whose --dump-config prints every option.
inline void dropOptionsOfOtherChecks(clang::tidy::ClangTidyOptions &,
                                     const std::vector<std::string> &) {}

inline std::vector<clang::tidy::ClangTidyError>
run(clang::tidy::ClangTidyContext &Context,
    const clang::tooling::CompilationDatabase &Commands,
    llvm::ArrayRef<std::string> Files,
    llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> FileSystem,
    bool FixNotes, bool Profile, llvm::StringRef ProfilePrefix, bool) {
  return clang::tidy::runClangTidy(Context, Commands, Files, FileSystem,
                                   FixNotes, Profile, ProfilePrefix);
}

#endif

} // namespace shapetidy::compat

#endif // SHAPETIDY_TOOL_SHAPETIDY_COMPAT_H
