//===-- Main.cpp - the shape-tidy command ---------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/common/ResourceDirectory.h"
#include "tool/shape-tidy/CommandLine.h"
#include "tool/shape-tidy/Compat.h"
#include "tool/shape-tidy/Configuration.h"
#include "tool/shape-tidy/ExitCode.h"
#include "tool/shape-tidy/ModelsCommand.h"
#include "tool/shape-tidy/RunReports.h"
#include "tool/shape-tidy/Sources.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/WithColor.h"

using namespace clang::tidy;
using namespace llvm;
using namespace shapetidy;

static std::string absolutePath(StringRef Path) {
  SmallString<128> Result(Path);
  if (!Path.empty())
    (void)sys::fs::make_absolute(Result);
  return std::string(Result);
}

/// The real file system under that of --vfsoverlay; null after an error.
static IntrusiveRefCntPtr<vfs::OverlayFileSystem>
openFileSystem(const CommandLine &Flags) {
  auto Layers =
      makeIntrusiveRefCnt<vfs::OverlayFileSystem>(vfs::getRealFileSystem());
  if (Flags.VfsOverlay.empty())
    return Layers;
  auto Text = Layers->getBufferForFile(Flags.VfsOverlay);
  IntrusiveRefCntPtr<vfs::FileSystem> Overlay;
  if (Text)
    Overlay = vfs::getVFSFromYAML(std::move(*Text), /*DiagHandler=*/nullptr,
                                  Flags.VfsOverlay);
  if (!Overlay) {
    WithColor::error() << "cannot use the file system overlay '"
                       << Flags.VfsOverlay << "'"
                       << (Text ? "" : ": " + Text.getError().message())
                       << '\n';
    return nullptr;
  }
  Layers->pushOverlay(std::move(Overlay));
  return Layers;
}

/// False after naming every file that does not exist.
static bool allExist(ArrayRef<std::string> Files, vfs::FileSystem &FileSystem) {
  bool All = true;
  for (const std::string &File : Files) {
    if (FileSystem.exists(File))
      continue;
    WithColor::error() << "no such file: '" << File << "'\n";
    All = false;
  }
  return All;
}

namespace {

/// The files of a run by what can be done with them.
struct Selection {
  std::vector<std::string> Ready;
  /// Files somebody has to care about: no database, or not listed in it.
  unsigned Unusable = 0;
};

} // namespace

static Selection selectFiles(const CommandLine &Flags,
                             const ProjectCommands &Commands) {
  Selection Result;
  for (const std::string &File : Flags.Files) {
    std::string Path = absolutePath(File);
    if (!Commands.getCompileCommands(Path).empty()) {
      Result.Ready.push_back(File);
      continue;
    }
    bool Excused = Flags.SkipWithoutCommand && Commands.databaseFor(Path);
    Result.Unusable += !Excused;
    raw_ostream &OS = Excused ? WithColor::note() : WithColor::warning();
    OS << "no compile command for '" << File << "'; it is not analysed";
    if (!Excused)
      OS << " (point -p at the folder of compile_commands.json, or give flags "
            "after --)";
    OS << '\n';
  }
  return Result;
}

static void printStatistics(const ClangTidyStats &Stats) {
  if (!Stats.errorsIgnored())
    return;
  const std::pair<unsigned, StringRef> Reasons[] = {
      {Stats.ErrorsIgnoredNonUserCode, " in non-user code"},
      {Stats.ErrorsIgnoredLineFilter, " due to line filter"},
      {Stats.ErrorsIgnoredNOLINT, " NOLINT"},
      {Stats.ErrorsIgnoredCheckFilter, " with check filters"}};
  errs() << "Suppressed " << Stats.errorsIgnored() << " warnings (";
  ListSeparator Comma;
  for (const auto &[Count, Reason] : Reasons)
    if (Count)
      errs() << Comma << Count << Reason;
  errs() << ").\n";
  if (Stats.ErrorsIgnoredNonUserCode)
    errs() << "Use -header-filter=.* to display errors from all non-system "
              "headers. Use -system-headers to display errors from system "
              "headers as well.\n";
}

/// Prints, fixes and exports; false if the export could not be written.
static bool publish(const CommandLine &Flags, ArrayRef<ClangTidyError> Errors,
                    bool Broken, ClangTidyContext &Context,
                    IntrusiveRefCntPtr<vfs::OverlayFileSystem> FileSystem) {
  FixBehaviour Behaviour = Flags.FixNotes       ? FB_FixNotes
                           : Flags.wantsFixes() ? FB_Fix
                                                : FB_NoFix;
  bool Withheld = Broken && !Flags.FixErrors && Behaviour != FB_NoFix;
  unsigned Promoted = 0;
  handleErrors(Errors, Context, Withheld ? FB_NoFix : Behaviour, Promoted,
               FileSystem);
  if (!Flags.Quiet) {
    printStatistics(Context.getStats());
    if (Withheld)
      errs() << "Some file does not compile and -fix-errors was not given: no "
                "fixes were applied.\n";
    if (Promoted)
      errs() << Promoted << " warning" << (Promoted == 1 ? "" : "s")
             << " treated as error" << (Promoted == 1 ? "" : "s") << '\n';
  }
  if (Flags.ExportFixes.empty() || Errors.empty())
    return true;
  std::error_code Failed;
  raw_fd_ostream Output(Flags.ExportFixes, Failed, sys::fs::OF_None);
  if (Failed) {
    WithColor::error() << "cannot write '" << Flags.ExportFixes
                       << "': " << Failed.message() << '\n';
    return false;
  }
  exportReplacements(absolutePath(Flags.Files.front()), Errors.vec(), Output);
  return true;
}

/// Ours, and more than a remark: what shape-reveal prints is no finding.
static bool isFinding(const ClangTidyError &Error) {
  return StringRef(Error.DiagnosticName).starts_with("shape-") &&
         Error.DiagLevel != ClangTidyError::Remark;
}

/// Not one of our warnings promoted by WarningsAsErrors.
static bool isCompileError(const ClangTidyError &Error) {
  return StringRef(Error.DiagnosticName).starts_with("clang-diagnostic-") &&
         Error.DiagLevel == ClangTidyError::Error && !Error.IsWarningAsError;
}

static int analyze(const CommandLine &Flags, ArrayRef<std::string> Files,
                   const ProjectCommands &Commands,
                   std::unique_ptr<ClangTidyOptionsProvider> Options,
                   IntrusiveRefCntPtr<vfs::OverlayFileSystem> FileSystem) {
  ClangTidyContext Context(std::move(Options));
  std::vector<ClangTidyError> Errors =
      compat::run(Context, Commands, Files, FileSystem, Flags.FixNotes,
                  Flags.EnableCheckProfile,
                  absolutePath(Flags.StoreCheckProfile), Flags.Quiet);
  bool Broken = any_of(Errors, isCompileError);
  if (!publish(Flags, Errors, Broken, Context, FileSystem))
    return ExitCode::Usage;
  if (Broken) {
    if (!Flags.Quiet)
      errs() << "Found compiler error(s).\n";
    return ExitCode::Incomplete;
  }
  return any_of(Errors, isFinding) ? ExitCode::Findings : ExitCode::Clean;
}

/// Everything after the flags are parsed.
static int run(CommandLine &Flags, const char *Argv0) {
  auto FileSystem = openFileSystem(Flags);
  if (!FileSystem)
    return ExitCode::Usage;
  if (Flags.isGiven(Flags.Checks) && !checkGlobsMatch(Flags.Checks))
    return ExitCode::Usage;
  RunReports Reports;
  if (!Reports.prepare(Flags))
    return ExitCode::Usage;
  auto Options = readConfiguration(Flags, FileSystem);
  if (!Options)
    return ExitCode::Usage;
  // Questions about the configuration need no file; clang-tidy asks for that of
  // a file in the current folder.
  std::string First =
      absolutePath(Flags.Files.empty() ? "dummy" : Flags.Files.front());
  if (std::optional<int> Answer = answerQuestion(Flags, *Options, First))
    return *Answer;
  if (Flags.Files.empty()) {
    WithColor::error() << "no input files; 'shape-tidy --help' shows the use\n";
    return ExitCode::Usage;
  }
  if (!allExist(Flags.Files, *FileSystem))
    return ExitCode::Usage;
  ProjectCommands Commands(Flags, findResourceDirectory(Argv0));
  if (!Commands.load())
    return ExitCode::Usage;
  Selection Selected = selectFiles(Flags, Commands);
  if (Selected.Ready.empty()) {
    if (!Selected.Unusable)
      return ExitCode::Clean;
    WithColor::error() << "nothing was analysed\n";
    return ExitCode::Usage;
  }
  int Code =
      analyze(Flags, Selected.Ready, Commands, std::move(Options), FileSystem);
  if (!Reports.publish(Flags))
    return ExitCode::Usage;
  return Selected.Unusable ? ExitCode::Incomplete : Code;
}

int main(int Argc, const char **Argv) {
  InitLLVM Init(Argc, Argv);
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
  if (Argc > 1 && StringRef(Argv[1]) == "models") {
    SmallVector<StringRef> Args(Argv + 2, Argv + Argc);
    return runModelsCommand(Args, findResourceDirectory(Argv[0]));
  }
  CommandLine Flags;
  if (!Flags.parse(Argc, Argv))
    return ExitCode::Usage;
  return run(Flags, Argv[0]);
}
