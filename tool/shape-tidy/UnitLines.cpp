//===-- UnitLines.cpp - a line for each translation unit ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/UnitLines.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;
using namespace shapetidy;

bool UnitLines::create(StringRef Prefix, std::string &Name) {
  if (std::error_code Failed =
          sys::fs::createTemporaryFile(Prefix, "jsonl", Path)) {
    WithColor::error() << "cannot make a temporary file: " << Failed.message()
                       << '\n';
    return false;
  }
  Remover.setFile(Path);
  Name = Path.str().str();
  return true;
}

void UnitLines::forEach(function_ref<void(StringRef)> Take) const {
  if (auto Text = MemoryBuffer::getFile(Path))
    for (line_iterator Line(**Text); !Line.is_at_eof(); ++Line)
      Take(*Line);
}
