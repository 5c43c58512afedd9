//===-- Sources.h - which files, with which compiler flags ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds a compile command for each file the user names.
//
// Vocabulary: a *database* is a compile_commands.json or a compile_flags.txt. A
// command is *found* if it is the file's own, *borrowed* if a header takes that
// of the file most like it. A source file never borrows: analysing it with
// somebody else's flags would look like a result.
//
// Worked example. For /p/src/a.cpp these are tried in turn: /p/src,
// /p/src/build, /p/src/out, ..., /p, /p/build, ... and the first database wins.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_SOURCES_H
#define SHAPETIDY_TOOL_SHAPETIDY_SOURCES_H

#include "tool/shape-tidy/CommandLine.h"

#include "llvm/ADT/StringMap.h"

namespace shapetidy {

/// The commands of all files of a run, ready for Clang.
class ProjectCommands : public clang::tooling::CompilationDatabase {
public:
  /// \p ResourceDirectory is given to commands that name none.
  ProjectCommands(const CommandLine &Flags, std::string ResourceDirectory);
  ~ProjectCommands() override;

  /// False after printing why the database named by -p cannot be read.
  bool load();

  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(llvm::StringRef File) const override;

  /// The database that \p File is looked up in, or null.
  const CompilationDatabase *databaseFor(llvm::StringRef File) const;

private:
  const CommandLine &Flags;
  std::string ResourceDirectory;
  std::unique_ptr<CompilationDatabase> Chosen;
  /// By folder; null where nothing was found. A cache of this run's own.
  mutable llvm::StringMap<std::unique_ptr<CompilationDatabase>> Detected;
};

/// The folders searched for a database inside each parent of a file.
llvm::ArrayRef<llvm::StringRef> buildFolders();

/// Is \p Flag one that GCC or nvcc understands and Clang refuses? Those are
/// dropped; docs/command.md has the same list.
bool isForeignFlag(llvm::StringRef Flag);

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_SOURCES_H
