//===-- LedgerOutput.h - what --ledger prints -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The trust ledger of a whole run. Like the figures of coverage, the claims come
// from the checks by way of a file with a line for each translation unit.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_LEDGEROUTPUT_H
#define SHAPETIDY_TOOL_SHAPETIDY_LEDGEROUTPUT_H

#include "tool/shape-tidy/CommandLine.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileUtilities.h"

namespace shapetidy {

class LedgerOutput {
public:
  /// Makes the file and tells \p Flags its name, if the ledger is wanted. False
  /// after printing why that failed.
  bool prepare(CommandLine &Flags);
  /// Prints and exports what was asked for; false after an error.
  bool publish(const CommandLine &Flags) const;

private:
  llvm::SmallString<128> Path;
  llvm::FileRemover Remover;
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_LEDGEROUTPUT_H
