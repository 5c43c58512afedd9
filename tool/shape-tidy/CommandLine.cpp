//===-- CommandLine.cpp - the flags of shape-tidy -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/CommandLine.h"

#include "tool/common/ResourceDirectory.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shapetidy;

static constexpr char Overview[] =
    "Finds tensor shapes that cannot be right in C++ code.\n\n"
    "  shape-tidy [options] FILE... [-- COMPILER FLAGS]\n\n"
    "Exit codes: 0 nothing found, 1 findings, 2 wrong use or nothing "
    "analysed,\n"
    "3 some files could not be analysed.\n";

CommandLine::CommandLine()
    : Category("shape-tidy options"),
      Files(cl::Positional, cl::desc("<file>..."), cl::cat(Category)),
      BuildPath(
          "p",
          cl::desc("Folder with compile_commands.json or compile_flags.txt. "
                   "Without it, and without '--', the folder of each file, its "
                   "build folders and its parents are searched"),
          cl::value_desc("dir"), cl::cat(Category)),
      Checks("checks",
             cl::desc("Comma-separated globs, '-' removes; appended to what "
                      ".clang-tidy says (default: shape-*)"),
             cl::value_desc("globs"), cl::cat(Category)),
      WarningsAsErrors("warnings-as-errors",
                       cl::desc("Checks whose warnings become errors"),
                       cl::value_desc("globs"), cl::cat(Category)),
      HeaderFilter(
          "header-filter",
          cl::desc("Headers to report findings in; system headers never are "
                   "without --system-headers"),
          cl::value_desc("regex"), cl::cat(Category)),
      ExcludeHeaderFilter("exclude-header-filter",
                          cl::desc("Headers to leave out again"),
                          cl::value_desc("regex"), cl::cat(Category)),
      SystemHeaders("system-headers",
                    cl::desc("Report findings in system headers"),
                    cl::cat(Category)),
      LineFilter(
          "line-filter",
          cl::desc(
              "Only these lines: [{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]"),
          cl::value_desc("json"), cl::cat(Category)),
      Fix("fix",
          cl::desc("Apply suggested fixes, unless a file does not compile"),
          cl::cat(Category)),
      FixErrors("fix-errors", cl::desc("Apply suggested fixes even so"),
                cl::cat(Category)),
      FixNotes("fix-notes",
               cl::desc("Apply fixes found in notes too; implies --fix"),
               cl::cat(Category)),
      FormatStyle(
          "format-style",
          cl::desc(
              "Style for code around fixes: none, file, llvm, google, ..."),
          cl::value_desc("style"), cl::cat(Category)),
      ExportFixes(
          "export-fixes",
          cl::desc(
              "Write suggested fixes as YAML for clang-apply-replacements"),
          cl::value_desc("file"), cl::cat(Category)),
      ListChecks("list-checks", cl::desc("List the enabled checks and exit"),
                 cl::cat(Category)),
      ExplainConfig(
          "explain-config",
          cl::desc("Say for each enabled check where it was enabled, and exit"),
          cl::cat(Category)),
      DumpConfig("dump-config",
                 cl::desc("Print the effective configuration as YAML and exit"),
                 cl::cat(Category)),
      VerifyConfig(
          "verify-config",
          cl::desc("Check that the configuration names only known checks and "
                   "options, and exit"),
          cl::cat(Category)),
      Config("config",
             cl::desc("Configuration instead of the .clang-tidy files"),
             cl::value_desc("yaml"), cl::cat(Category)),
      ConfigFile("config-file", cl::desc("The same, read from a file"),
                 cl::value_desc("file"), cl::cat(Category)),
      EnableCheckProfile("enable-check-profile",
                         cl::desc("Report the time each check took"),
                         cl::cat(Category)),
      StoreCheckProfile("store-check-profile",
                        cl::desc("Write these reports as JSON, one per file"),
                        cl::value_desc("prefix"), cl::cat(Category)),
      Quiet("quiet", cl::desc("No statistics about suppressed findings"),
            cl::cat(Category)),
      VfsOverlay("vfsoverlay", cl::desc("Overlay a virtual file system"),
                 cl::value_desc("file"), cl::cat(Category)),
      UseColor("use-color",
               cl::desc("Colours even if the output is no terminal"),
               cl::cat(Category)),
      ExtraArgs("extra-arg", cl::desc("Append this to each compile command"),
                cl::value_desc("arg"), cl::cat(Category)),
      ExtraArgsBefore("extra-arg-before",
                      cl::desc("Put this in front of each compile command"),
                      cl::value_desc("arg"), cl::cat(Category)),
      RemovedArgs("removed-arg",
                  cl::desc("Take this out of each compile command"),
                  cl::value_desc("arg"), cl::cat(Category)),
      SkipWithoutCommand(
          "skip-without-command",
          cl::desc("A file that the database does not list is no failure; for "
                   "hooks that are handed whatever changed"),
          cl::cat(Category)),
      PrintCoverage(
          "coverage",
          cl::desc("Print of how many array expressions the shape is known, "
                   "and why of the others it is not"),
          cl::cat(Category)),
      ExportCoverage("export-coverage",
                     cl::desc("Write the same as JSON, with all reasons"),
                     cl::value_desc("file"), cl::cat(Category)),
      PrintLedger("ledger",
                  cl::desc("Print every claim of the program about a shape: "
                           "proved, checked at run time, trusted or refuted"),
                  cl::cat(Category)),
      ExportLedger("export-ledger", cl::desc("Write the same as JSON"),
                   cl::value_desc("file"), cl::cat(Category)) {
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter([](raw_ostream &OS) { OS << versionText() << '\n'; });
}

bool CommandLine::parse(int Argc, const char **Argv) {
  std::string Problem;
  FixedCommand = clang::tooling::FixedCompilationDatabase::loadFromCommandLine(
      Argc, Argv, Problem);
  SmallVector<const char *> Args(Argv, Argv + Argc);
  BumpPtrAllocator Allocator;
  cl::ExpansionContext Expansion(Allocator, cl::TokenizeGNUCommandLine);
  if (Error Failed = Expansion.expandResponseFiles(Args)) {
    WithColor::error() << toString(std::move(Failed)) << '\n';
    return false;
  }
  return cl::ParseCommandLineOptions(Args.size(), Args.data(), Overview,
                                     &errs());
}
