//===-- RunReports.h - what --coverage and --ledger print -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is said about a whole run once its findings are printed: of how much the
// shapes are known (coverage), and which claims rest on what (the trust
// ledger). Both add up what the checks left for each translation unit.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_RUNREPORTS_H
#define SHAPETIDY_TOOL_SHAPETIDY_RUNREPORTS_H

#include "tool/shape-tidy/CommandLine.h"
#include "tool/shape-tidy/UnitLines.h"

namespace shapetidy {

class RunReports {
public:
  /// Tells \p Flags where the checks leave what is wanted. False after printing
  /// why that failed.
  bool prepare(CommandLine &Flags);
  /// Prints and exports what was asked for; false after an error.
  bool publish(const CommandLine &Flags) const;

private:
  bool publishCoverage(const CommandLine &Flags) const;
  bool publishLedger(const CommandLine &Flags) const;

  UnitLines Figures, Claims;
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_RUNREPORTS_H
