//===-- CoverageOutput.h - what --coverage prints ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The checks know how much they know, and the command made none of them:
// clang-tidy did. They leave their figures in a file that an option names, a
// line for each translation unit. Here is the file, which lives as long as the
// run, and the sum.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_COVERAGEOUTPUT_H
#define SHAPETIDY_TOOL_SHAPETIDY_COVERAGEOUTPUT_H

#include "tool/shape-tidy/CommandLine.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileUtilities.h"

namespace shapetidy {

class CoverageOutput {
public:
  /// Makes the file and tells \p Flags its name, if coverage is wanted. False
  /// after printing why that failed.
  bool prepare(CommandLine &Flags);
  /// Prints and exports what was asked for; false after an error.
  bool publish(const CommandLine &Flags) const;

private:
  llvm::SmallString<128> Path;
  llvm::FileRemover Remover;
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_COVERAGEOUTPUT_H
