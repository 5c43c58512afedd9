//===-- LedgerOutput.cpp - what --ledger prints ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/LedgerOutput.h"

#include "checks/LedgerReport.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shapetidy;

bool LedgerOutput::prepare(CommandLine &Flags) {
  if (!Flags.wantsLedger())
    return true;
  if (std::error_code Failed =
          sys::fs::createTemporaryFile("shape-ledger", "jsonl", Path)) {
    WithColor::error() << "cannot make a temporary file: " << Failed.message()
                       << '\n';
    return false;
  }
  Remover.setFile(Path);
  Flags.LedgerLines = Path.str().str();
  return true;
}

bool LedgerOutput::publish(const CommandLine &Flags) const {
  if (!Flags.wantsLedger())
    return true;
  std::vector<Claim> Claims;
  if (auto Text = MemoryBuffer::getFile(Path))
    for (line_iterator Line(**Text); !Line.is_at_eof(); ++Line)
      addClaims(*Line, Claims);
  Claims = mergeClaims(std::move(Claims));
  if (Flags.PrintLedger)
    printLedger(outs(), Claims);
  if (Flags.ExportLedger.empty())
    return true;
  std::error_code Failed;
  raw_fd_ostream Output(Flags.ExportLedger, Failed, sys::fs::OF_None);
  if (Failed) {
    WithColor::error() << "cannot write '" << Flags.ExportLedger
                       << "': " << Failed.message() << '\n';
    return false;
  }
  writeLedger(Output, Claims);
  return true;
}
