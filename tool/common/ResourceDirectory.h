//===-- ResourceDirectory.h - where Clang's own headers are -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Clang looks for its built-in headers (stddef.h and so on) beside the running
// program, where a program of ours has none. What it is not: a search through
// the machine; it is the folder of the LLVM we were built with or nothing.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_COMMON_RESOURCEDIRECTORY_H
#define SHAPETIDY_TOOL_COMMON_RESOURCEDIRECTORY_H

#include <string>

namespace shapetidy {

/// The folder for -resource-dir. First `../lib/clang/N` seen from the program,
/// so that an archive with its own headers works anywhere, then the one LLVM
/// was installed with; empty if neither exists.
std::string findResourceDirectory(const char *Argv0);

/// `ShapeTidy 0.1.0, LLVM 22.1.8`.
std::string versionText();

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_COMMON_RESOURCEDIRECTORY_H
