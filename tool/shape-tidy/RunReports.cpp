//===-- RunReports.cpp - what --coverage and --ledger print ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/RunReports.h"

#include "checks/CoverageReport.h"
#include "checks/LedgerReport.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shapetidy;

bool RunReports::prepare(CommandLine &Flags) {
  return (!Flags.wantsCoverage() ||
          Figures.create("shape-coverage", Flags.CoverageLines)) &&
         (!Flags.wantsLedger() ||
          Claims.create("shape-ledger", Flags.LedgerLines));
}

/// False after printing why the file cannot be written.
static bool exportTo(StringRef File, function_ref<void(raw_ostream &)> Write) {
  if (File.empty())
    return true;
  std::error_code Failed;
  raw_fd_ostream Output(File, Failed, sys::fs::OF_None);
  if (Failed) {
    WithColor::error() << "cannot write '" << File << "': " << Failed.message()
                       << '\n';
    return false;
  }
  Write(Output);
  return true;
}

bool RunReports::publishCoverage(const CommandLine &Flags) const {
  if (!Flags.wantsCoverage())
    return true;
  Coverage Sum;
  Figures.forEach([&](StringRef Line) {
    if (std::optional<Coverage> One = coverageFromJson(Line))
      Sum.add(*One);
  });
  if (Flags.PrintCoverage)
    printCoverage(outs(), Sum);
  return exportTo(Flags.ExportCoverage, [&](raw_ostream &Output) {
    Output << coverageAsJson(Sum) << '\n';
  });
}

bool RunReports::publishLedger(const CommandLine &Flags) const {
  if (!Flags.wantsLedger())
    return true;
  std::vector<Claim> All;
  Claims.forEach([&](StringRef Line) { addClaims(Line, All); });
  All = mergeClaims(std::move(All));
  if (Flags.PrintLedger)
    printLedger(outs(), All);
  return exportTo(Flags.ExportLedger,
                  [&](raw_ostream &Output) { writeLedger(Output, All); });
}

bool RunReports::publish(const CommandLine &Flags) const {
  bool IsWritten = publishCoverage(Flags);
  return publishLedger(Flags) && IsWritten;
}
