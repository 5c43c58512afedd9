//===-- ResourceDirectory.cpp - where Clang's own headers are -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/common/ResourceDirectory.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

static std::string inLibraryFolder(StringRef LibraryFolder) {
  SmallString<128> Path(LibraryFolder);
  sys::path::append(Path, "clang", std::to_string(LLVM_VERSION_MAJOR));
  return sys::fs::is_directory(Path) ? std::string(Path) : "";
}

std::string shapetidy::findResourceDirectory(const char *Argv0) {
  // Any address inside the program tells the program's own file.
  static int Anchor;
  std::string Program = sys::fs::getMainExecutable(Argv0, &Anchor);
  SmallString<128> Beside(
      sys::path::parent_path(sys::path::parent_path(Program)));
  sys::path::append(Beside, "lib");
  if (std::string Found = inLibraryFolder(Beside); !Found.empty())
    return Found;
  return inLibraryFolder(SHAPETIDY_LLVM_LIBDIR);
}

std::string shapetidy::versionText() {
  return "ShapeTidy " SHAPETIDY_VERSION ", LLVM " LLVM_VERSION_STRING;
}
