//===-- UnitLines.h - a line for each translation unit ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The command made none of the checks: clang-tidy did. What they have to tell
// it besides findings they append to a file that an option names, a line of
// JSON for each translation unit. The file lives as long as this object.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_UNITLINES_H
#define SHAPETIDY_TOOL_SHAPETIDY_UNITLINES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileUtilities.h"

#include <string>

namespace shapetidy {

class UnitLines {
public:
  /// Makes the file and tells \p Name what it is called. False after printing
  /// why that failed.
  bool create(llvm::StringRef Prefix, std::string &Name);
  void forEach(llvm::function_ref<void(llvm::StringRef)> Take) const;

private:
  llvm::SmallString<128> Path;
  llvm::FileRemover Remover;
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_UNITLINES_H
