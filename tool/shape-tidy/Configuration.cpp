//===-- Configuration.cpp - which checks, with which options --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/Configuration.h"

#include "checks/CoverageReport.h"
#include "checks/LedgerReport.h"
#include "tool/shape-tidy/Compat.h"
#include "tool/shape-tidy/ExitCode.h"

#include "clang-tidy/GlobList.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/WithColor.h"

using namespace clang::tidy;
using namespace llvm;
using namespace shapetidy;

namespace {

/// Passes on what another provider says, and turns our checks on where nobody
/// decided about them.
class ShapeOptionsProvider : public ClangTidyOptionsProvider {
public:
  explicit ShapeOptionsProvider(std::unique_ptr<ClangTidyOptionsProvider> Inner)
      : Inner(std::move(Inner)) {}

  const ClangTidyGlobalOptions &getGlobalOptions() override {
    return Inner->getGlobalOptions();
  }

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> Sources = Inner->getRawOptions(File);
    bool Decided = any_of(drop_begin(Sources), [](const OptionsSource &Source) {
      return Source.first.Checks &&
             StringRef(*Source.first.Checks).contains("shape");
    });
    bool Asked = any_of(Sources, [](const OptionsSource &Source) {
      return Source.first.Checks &&
             Source.second == OptionsSourceTypeCheckCommandLineOption;
    });
    if (Decided || Asked)
      return Sources;
    ClangTidyOptions Ours;
    Ours.Checks = "shape-*";
    Sources.emplace_back(Ours, "shape-tidy binary");
    return Sources;
  }

private:
  std::unique_ptr<ClangTidyOptionsProvider> Inner;
};

} // namespace

static ClangTidyOptions defaultOptions(const CommandLine &Flags) {
  ClangTidyOptions Options;
  Options.Checks = "-*,shape-*";
  Options.WarningsAsErrors = "";
  Options.HeaderFilterRegex = Flags.isGiven(Flags.HeaderFilter)
                                  ? std::string(Flags.HeaderFilter)
                                  : compat::DefaultHeaderFilter;
  Options.ExcludeHeaderFilterRegex = Flags.ExcludeHeaderFilter;
  Options.SystemHeaders = Flags.SystemHeaders;
  Options.FormatStyle = Flags.isGiven(Flags.FormatStyle)
                            ? std::string(Flags.FormatStyle)
                            : "none";
  Options.User = sys::Process::GetEnv("USER");
  return Options;
}

template <typename Value, typename Flag>
static void overrideIfGiven(std::optional<Value> &Option, const Flag &Given) {
  if (Given.getNumOccurrences() > 0)
    Option = static_cast<const Value &>(Given);
}

static ClangTidyOptions overridingOptions(const CommandLine &Flags) {
  ClangTidyOptions Options;
  overrideIfGiven(Options.Checks, Flags.Checks);
  overrideIfGiven(Options.WarningsAsErrors, Flags.WarningsAsErrors);
  overrideIfGiven(Options.HeaderFilterRegex, Flags.HeaderFilter);
  overrideIfGiven(Options.ExcludeHeaderFilterRegex, Flags.ExcludeHeaderFilter);
  overrideIfGiven(Options.SystemHeaders, Flags.SystemHeaders);
  overrideIfGiven(Options.FormatStyle, Flags.FormatStyle);
  overrideIfGiven(Options.UseColor, Flags.UseColor);
  if (!Flags.CoverageLines.empty())
    Options.CheckOptions[std::string("shape-mismatch.") + CoverageFileOption] =
        ClangTidyOptions::ClangTidyValue(Flags.CoverageLines);
  if (!Flags.LedgerLines.empty())
    Options.CheckOptions[std::string("shape-mismatch.") + LedgerFileOption] =
        ClangTidyOptions::ClangTidyValue(Flags.LedgerLines);
  return Options;
}

/// The text of --config or --config-file and where it is from; null after
/// printing why it cannot be had.
static std::unique_ptr<MemoryBuffer>
givenConfiguration(const CommandLine &Flags) {
  if (Flags.isGiven(Flags.Config) && Flags.isGiven(Flags.ConfigFile)) {
    WithColor::error() << "--config-file and --config exclude each other\n";
    return nullptr;
  }
  if (Flags.isGiven(Flags.Config))
    return MemoryBuffer::getMemBufferCopy(Flags.Config,
                                          "<command-line-config>");
  auto Text = MemoryBuffer::getFile(Flags.ConfigFile);
  if (Text)
    return std::move(*Text);
  WithColor::error() << "cannot read the configuration '" << Flags.ConfigFile
                     << "': " << Text.getError().message() << '\n';
  return nullptr;
}

static std::unique_ptr<ClangTidyOptionsProvider>
innerProvider(const CommandLine &Flags, ClangTidyGlobalOptions GlobalOptions,
              IntrusiveRefCntPtr<vfs::FileSystem> FileSystem) {
  if (!Flags.isGiven(Flags.Config) && !Flags.isGiven(Flags.ConfigFile))
    return std::make_unique<FileOptionsProvider>(
        std::move(GlobalOptions), defaultOptions(Flags),
        overridingOptions(Flags), std::move(FileSystem));
  std::unique_ptr<MemoryBuffer> Text = givenConfiguration(Flags);
  if (!Text)
    return nullptr;
  ErrorOr<ClangTidyOptions> Parsed = parseConfiguration(*Text);
  if (!Parsed) {
    WithColor::error() << "invalid configuration: "
                       << Parsed.getError().message() << '\n';
    return nullptr;
  }
  return std::make_unique<ConfigOptionsProvider>(
      std::move(GlobalOptions),
      ClangTidyOptions::getDefaults().merge(defaultOptions(Flags), 0),
      std::move(*Parsed), overridingOptions(Flags), std::move(FileSystem));
}

std::unique_ptr<ClangTidyOptionsProvider>
shapetidy::readConfiguration(const CommandLine &Flags,
                             IntrusiveRefCntPtr<vfs::FileSystem> FileSystem) {
  ClangTidyGlobalOptions GlobalOptions;
  if (std::error_code Failed =
          parseLineFilter(Flags.LineFilter, GlobalOptions)) {
    WithColor::error() << "invalid --line-filter: " << Failed.message() << '\n';
    return nullptr;
  }
  auto Inner = innerProvider(Flags, std::move(GlobalOptions), FileSystem);
  if (!Inner)
    return nullptr;
  return std::make_unique<ShapeOptionsProvider>(std::move(Inner));
}

/// The known name closest to a misspelled one, or empty.
static StringRef nearest(StringRef Misspelled, const StringSet<> &Known) {
  unsigned Best = 5;
  StringRef Found;
  for (StringRef Name : Known.keys()) {
    unsigned Distance = Misspelled.edit_distance_insensitive(Name, true, Best);
    // Names of equal distance in alphabetical order: the set has none.
    if (Distance < Best ||
        (Distance == Best && !Found.empty() && Name < Found)) {
      Best = Distance;
      Found = Name;
    }
  }
  return Found;
}

static void suggest(raw_ostream &OS, StringRef Misspelled,
                    const StringSet<> &Known) {
  if (StringRef Found = nearest(Misspelled, Known); !Found.empty())
    OS << "; did you mean '" << Found << '\'';
}

/// The globs of a comma-separated list that add something and match nothing.
static std::vector<std::string>
deadGlobs(StringRef Globs, const StringSet<> &Checks, bool IncludeRemovals) {
  std::vector<std::string> Dead;
  SmallVector<StringRef> Items;
  Globs.split(Items, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Item : Items) {
    Item = Item.trim();
    bool Removes = Item.consume_front("-");
    if ((Removes && !IncludeRemovals) || Item.starts_with("clang-diagnostic"))
      continue;
    GlobList One(Item);
    if (none_of(Checks.keys(),
                [&One](StringRef Name) { return One.contains(Name); }))
      Dead.push_back(Item.str());
  }
  return Dead;
}

bool shapetidy::checkGlobsMatch(StringRef Globs) {
  StringSet<> Checks = compat::allChecksAndOptions().first;
  std::vector<std::string> Dead = deadGlobs(Globs, Checks, false);
  for (const std::string &Glob : Dead) {
    raw_ostream &OS = WithColor::error()
                      << "no check of shape-tidy matches '" << Glob << '\'';
    suggest(OS, Glob, Checks);
    OS << '\n';
  }
  return Dead.empty();
}

static int explain(ClangTidyOptionsProvider &Options, StringRef File,
                   ArrayRef<std::string> Enabled) {
  auto Sources = Options.getRawOptions(File);
  for (const std::string &Check : Enabled) {
    auto Decisive = find_if(reverse(Sources), [&Check](const auto &Source) {
      return Source.first.Checks &&
             GlobList(*Source.first.Checks).contains(Check);
    });
    if (Decisive != Sources.rend())
      outs() << '\'' << Check << "' is enabled in the " << Decisive->second
             << ".\n";
  }
  return ExitCode::Clean;
}

static int list(ArrayRef<std::string> Enabled) {
  if (Enabled.empty()) {
    errs() << "No checks enabled.\n";
    return ExitCode::Usage;
  }
  outs() << "Enabled checks:";
  for (const std::string &Check : Enabled)
    outs() << "\n    " << Check;
  outs() << "\n\n";
  return ExitCode::Clean;
}

static int dump(ClangTidyOptions Options,
                const std::vector<std::string> &Enabled) {
  Options.CheckOptions = compat::checkOptions(Options);
  ClangTidyOptions Shown = ClangTidyOptions::getDefaults().merge(Options, 0);
  compat::dropOptionsOfOtherChecks(Shown, Enabled);
  outs() << configurationAsText(Shown) << '\n';
  return ExitCode::Clean;
}

/// Names that belong to clang-tidy's own checks are none of our business.
static bool isOurs(StringRef Name) { return Name.contains("shape"); }

static int verify(ClangTidyOptionsProvider &Options, StringRef File) {
  auto [Checks, Known] = compat::allChecksAndOptions();
  bool AllKnown = true;
  auto Complain = [&](StringRef Source, const Twine &What, StringRef Name,
                      const StringSet<> &Candidates) {
    AllKnown = false;
    raw_ostream &OS = WithColor::warning(errs(), Source)
                      << What << " '" << Name << '\'';
    suggest(OS, Name, Candidates);
    OS << " [-verify-config]\n";
  };
  for (const auto &[Given, Source] : Options.getRawOptions(File)) {
    for (const std::string &Glob :
         deadGlobs(Given.Checks.value_or(""), Checks, true))
      if (isOurs(Glob))
        Complain(Source, "unknown check", Glob, Checks);
    for (StringRef Key : Given.CheckOptions.keys())
      if (isOurs(Key) && !Known.contains(Key))
        Complain(Source, "unknown check option", Key, Known);
  }
  if (!AllKnown)
    return ExitCode::Usage;
  outs() << "No config errors detected.\n";
  return ExitCode::Clean;
}

std::optional<int> shapetidy::answerQuestion(const CommandLine &Flags,
                                             ClangTidyOptionsProvider &Options,
                                             StringRef File) {
  if (Flags.VerifyConfig)
    return verify(Options, File);
  ClangTidyOptions Effective = Options.getOptions(File);
  std::vector<std::string> Enabled = compat::enabledChecks(Effective);
  if (Flags.ExplainConfig)
    return explain(Options, File, Enabled);
  if (Flags.ListChecks)
    return list(Enabled);
  if (Flags.DumpConfig)
    return dump(std::move(Effective), Enabled);
  if (!Enabled.empty())
    return std::nullopt;
  WithColor::error() << "no checks enabled\n";
  return ExitCode::Usage;
}
