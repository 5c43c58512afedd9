//===-- Sources.cpp - which files, with which compiler flags --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/Sources.h"

#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace clang::tooling;
using namespace llvm;
using namespace shapetidy;

ArrayRef<StringRef> shapetidy::buildFolders() {
  static constexpr StringRef Folders[] = {"",
                                          "build",
                                          "out",
                                          "_build",
                                          "build/Release",
                                          "build/Debug",
                                          "cmake-build-debug",
                                          "cmake-build-release"};
  return Folders;
}

/// Flags that appear in databases of GCC and nvcc builds. A trailing `*` stands
/// for any value.
static constexpr StringLiteral ForeignFlags[] = {
    "-fno-canonical-system-headers",
    "-fno-tree-loop-distribute-patterns",
    "-fconserve-stack",
    "-fno-var-tracking-assignments",
    "-fno-allow-store-data-races",
    "-fconcepts",
    "-fconcepts-ts",
    "-fmodules-ts",
    "-fno-gnu-unique",
    "-fipa-pta",
    "-fanalyzer",
    "-freorder-functions",
    "-fno-ipa-cp-clone",
    "-fno-fat-lto-objects",
    "-ffat-lto-objects",
    "-fdeps-format=*",
    "-fdeps-file=*",
    "-fdeps-target=*",
    "-fmodule-mapper=*",
    "-fmax-errors=*",
    "-fconstexpr-ops-limit=*",
    "-fabi-compat-version=*",
    "-mno-fp-ret-in-387",
    "-mskip-rax-setup",
    "-mindirect-branch=*",
    "-mindirect-branch-register",
    "-mpreferred-stack-boundary=*",
    "-mabi=lp64",
    "-specs=*",
    "-forward-unknown-to-host-compiler",
    "--expt-relaxed-constexpr",
    "--expt-extended-lambda",
    "--generate-code=*",
    "-Wno-deprecated-gpu-targets"};

bool shapetidy::isForeignFlag(StringRef Flag) {
  return any_of(ForeignFlags, [Flag](StringRef Known) {
    return Known.consume_back("*") ? Flag.starts_with(Known) : Flag == Known;
  });
}

static bool isHeader(StringRef File) {
  static constexpr StringLiteral Extensions[] = {
      "", ".h", ".hh", ".hpp", ".hxx", ".inl", ".ipp", ".tpp", ".cuh"};
  return is_contained(Extensions, sys::path::extension(File));
}

static bool hasDatabase(StringRef Folder) {
  static constexpr StringLiteral Names[] = {"compile_commands.json",
                                            "compile_flags.txt"};
  return any_of(Names, [Folder](StringRef Name) {
    SmallString<128> Path(Folder);
    sys::path::append(Path, Name);
    return sys::fs::exists(Path);
  });
}

/// The first folder with a database, walking up from \p Folder; or empty.
static std::string searchUpwards(StringRef Folder) {
  for (; !Folder.empty(); Folder = sys::path::parent_path(Folder))
    for (StringRef Build : buildFolders()) {
      SmallString<128> Candidate(Folder);
      sys::path::append(Candidate, Build);
      if (hasDatabase(Candidate))
        return std::string(Candidate);
    }
  return "";
}

/// The file's own commands; for a header those of the most similar file.
static std::vector<CompileCommand> lookUp(const CompilationDatabase &Database,
                                          StringRef File) {
  std::vector<CompileCommand> Commands = Database.getCompileCommands(File);
  // clang's database for folders guesses on its own and says so.
  llvm::erase_if(Commands, [File](const CompileCommand &Command) {
    return !Command.Heuristic.empty() && !isHeader(File);
  });
  return Commands;
}

ProjectCommands::ProjectCommands(const CommandLine &Flags,
                                 std::string ResourceDirectory)
    : Flags(Flags), ResourceDirectory(std::move(ResourceDirectory)) {}

ProjectCommands::~ProjectCommands() = default;

bool ProjectCommands::load() {
  if (Flags.FixedCommand || !Flags.isGiven(Flags.BuildPath))
    return true;
  std::string Problem;
  Chosen = CompilationDatabase::loadFromDirectory(Flags.BuildPath, Problem);
  if (Chosen)
    return true;
  if (hasDatabase(Flags.BuildPath))
    WithColor::error() << Problem;
  else
    WithColor::error() << "no compile_commands.json or compile_flags.txt in '"
                       << Flags.BuildPath << "'\n";
  return false;
}

const CompilationDatabase *ProjectCommands::databaseFor(StringRef File) const {
  if (Flags.FixedCommand)
    return Flags.FixedCommand.get();
  if (Chosen)
    return Chosen.get();
  SmallString<128> Path(File);
  if (sys::fs::make_absolute(Path))
    return nullptr;
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  auto [Known, IsNew] = Detected.try_emplace(sys::path::parent_path(Path));
  if (IsNew)
    if (std::string Folder = searchUpwards(Known->getKey()); !Folder.empty()) {
      std::string Problem;
      Known->second = CompilationDatabase::loadFromDirectory(Folder, Problem);
      if (!Known->second)
        WithColor::error() << Problem;
    }
  return Known->second.get();
}

std::vector<CompileCommand>
ProjectCommands::getCompileCommands(StringRef File) const {
  const CompilationDatabase *Database = databaseFor(File);
  if (!Database)
    return {};
  std::vector<CompileCommand> Commands = lookUp(*Database, File);
  for (CompileCommand &Command : Commands) {
    std::vector<std::string> &Line = Command.CommandLine;
    llvm::erase_if(Line, [this](const std::string &Flag) {
      return isForeignFlag(Flag) || is_contained(Flags.RemovedArgs, Flag);
    });
    std::vector<std::string> Before(Flags.ExtraArgsBefore.begin(),
                                    Flags.ExtraArgsBefore.end());
    std::vector<std::string> After(Flags.ExtraArgs.begin(),
                                   Flags.ExtraArgs.end());
    Line = getInsertArgumentAdjuster(Before,
                                     ArgumentInsertPosition::BEGIN)(Line, File);
    Line = getInsertArgumentAdjuster(After, ArgumentInsertPosition::END)(Line,
                                                                         File);
    bool NamesResources = any_of(
        Line, [](StringRef Flag) { return Flag.starts_with("-resource-dir"); });
    if (!NamesResources && !ResourceDirectory.empty())
      Line =
          getInsertArgumentAdjuster({"-resource-dir=" + ResourceDirectory},
                                    ArgumentInsertPosition::BEGIN)(Line, File);
  }
  return Commands;
}
