//===-- CommandLine.h - the flags of shape-tidy -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The flags are those of clang-tidy, with its spelling and its meaning, so that
// a project can replace one command by the other. What is missing there is
// listed in docs/command.md.
//
// The options live in an object that main() owns. They register themselves with
// LLVM's parser when the object is made, so there must be exactly one.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_COMMANDLINE_H
#define SHAPETIDY_TOOL_SHAPETIDY_COMMANDLINE_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CommandLine.h"

#include <memory>

namespace shapetidy {

class CommandLine {
  // First, because the options below refer to it.
  llvm::cl::OptionCategory Category;

public:
  CommandLine();

  /// False after printing what is wrong. What follows `--` is taken out first
  /// and becomes \c FixedCommand.
  bool parse(int Argc, const char **Argv);

  bool isGiven(const llvm::cl::Option &Option) const {
    return Option.getNumOccurrences() > 0;
  }
  bool wantsFixes() const { return Fix || FixErrors || FixNotes; }

  llvm::cl::list<std::string> Files;
  llvm::cl::opt<std::string> BuildPath;
  llvm::cl::opt<std::string> Checks;
  llvm::cl::opt<std::string> WarningsAsErrors;
  llvm::cl::opt<std::string> HeaderFilter;
  llvm::cl::opt<std::string> ExcludeHeaderFilter;
  llvm::cl::opt<bool> SystemHeaders;
  llvm::cl::opt<std::string> LineFilter;
  llvm::cl::opt<bool> Fix;
  llvm::cl::opt<bool> FixErrors;
  llvm::cl::opt<bool> FixNotes;
  llvm::cl::opt<std::string> FormatStyle;
  llvm::cl::opt<std::string> ExportFixes;
  llvm::cl::opt<bool> ListChecks;
  llvm::cl::opt<bool> ExplainConfig;
  llvm::cl::opt<bool> DumpConfig;
  llvm::cl::opt<bool> VerifyConfig;
  llvm::cl::opt<std::string> Config;
  llvm::cl::opt<std::string> ConfigFile;
  llvm::cl::opt<bool> EnableCheckProfile;
  llvm::cl::opt<std::string> StoreCheckProfile;
  llvm::cl::opt<bool> Quiet;
  llvm::cl::opt<std::string> VfsOverlay;
  llvm::cl::opt<bool> UseColor;
  llvm::cl::list<std::string> ExtraArgs;
  llvm::cl::list<std::string> ExtraArgsBefore;
  llvm::cl::list<std::string> RemovedArgs;
  llvm::cl::opt<bool> SkipWithoutCommand;
  llvm::cl::opt<bool> PrintCoverage;
  llvm::cl::opt<std::string> ExportCoverage;
  llvm::cl::opt<bool> PrintLedger;
  llvm::cl::opt<std::string> ExportLedger;

  bool wantsCoverage() const {
    return PrintCoverage || !ExportCoverage.empty();
  }
  /// Where the checks leave figures for --coverage; empty without it.
  std::string CoverageLines;

  bool wantsLedger() const { return PrintLedger || !ExportLedger.empty(); }
  /// Where the checks leave claims for --ledger; empty without it.
  std::string LedgerLines;

  /// The command given after `--`, or null.
  std::unique_ptr<clang::tooling::CompilationDatabase> FixedCommand;
};

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_COMMANDLINE_H
