//===-- ExitCode.h - what shape-tidy's exit codes mean ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_EXITCODE_H
#define SHAPETIDY_TOOL_SHAPETIDY_EXITCODE_H

namespace shapetidy {

/// Every run ends with one of these; a larger one hides a smaller one only from
/// Incomplete on, because findings of half a project are no result.
struct ExitCode {
  enum : int {
    Clean = 0,
    Findings = 1,
    /// Wrong flags, wrong configuration, or no file to look at.
    Usage = 2,
    /// A file does not compile or has no compile command.
    Incomplete = 3,
  };
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_EXITCODE_H
