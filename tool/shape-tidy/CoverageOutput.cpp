//===-- CoverageOutput.cpp - what --coverage prints -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/CoverageOutput.h"

#include "checks/CoverageReport.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shapetidy;

bool CoverageOutput::prepare(CommandLine &Flags) {
  if (!Flags.wantsCoverage())
    return true;
  if (std::error_code Failed =
          sys::fs::createTemporaryFile("shape-coverage", "jsonl", Path)) {
    WithColor::error() << "cannot make a temporary file: " << Failed.message()
                       << '\n';
    return false;
  }
  Remover.setFile(Path);
  Flags.CoverageLines = Path.str().str();
  return true;
}

bool CoverageOutput::publish(const CommandLine &Flags) const {
  if (!Flags.wantsCoverage())
    return true;
  Coverage Sum;
  if (auto Text = MemoryBuffer::getFile(Path))
    for (line_iterator Line(**Text); !Line.is_at_eof(); ++Line)
      if (std::optional<Coverage> One = coverageFromJson(*Line))
        Sum.add(*One);
  if (Flags.PrintCoverage)
    printCoverage(outs(), Sum);
  if (Flags.ExportCoverage.empty())
    return true;
  std::error_code Failed;
  raw_fd_ostream Output(Flags.ExportCoverage, Failed, sys::fs::OF_None);
  if (Failed) {
    WithColor::error() << "cannot write '" << Flags.ExportCoverage
                       << "': " << Failed.message() << '\n';
    return false;
  }
  Output << coverageAsJson(Sum) << '\n';
  return true;
}
