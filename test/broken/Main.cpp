//===-- Main.cpp - Checks what cannot be compiled -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
//   broken-code [OPTIONS] FILE... -- COMPILER FLAGS
//
// Makes variants of each file, those that end after each of its tokens and as
// many with one random token deleted or duplicated, and asks the engine about
// them as if they compiled: it must neither crash nor take long. What breaks a
// rule is printed with the number to repeat it with, --only.
//
// Of the findings in variants that do not compile those are counted as
// consequences that stand in a declaration with an error, or elsewhere and the
// whole program does not have them. Users never see one, because the checks do
// not ask the engine about code that does not compile; --write=FOLDER leaves
// the variants there for a test of that.
//
// The last line is `variants N broken N findings N ...`.
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "Variants.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <set>
#include <sys/time.h>
#include <unistd.h>

using namespace shapetidy::test;
namespace cl = llvm::cl;

static cl::list<std::string> Inputs(cl::Positional, cl::OneOrMore,
                                    cl::desc("FILE..."));
static cl::opt<unsigned> Seed("seed", cl::init(1),
                              cl::desc("of the random edits"));
static cl::opt<double> Share("share", cl::init(1),
                             cl::desc("of the variants, picked at random"));
static cl::opt<bool> Verbose("verbose", cl::desc("print consequences"));
static cl::opt<std::string> WriteTo("write",
                                    cl::desc("folder for what is broken"));
static cl::opt<double> Written("written", cl::init(0),
                               cl::desc("share of the variants that go there"));
static cl::opt<int> Only("only", cl::init(-1),
                         cl::desc("do this variant and print it"));
static cl::opt<unsigned> Limit("seconds", cl::init(20),
                               cl::desc("a variant may take"));

namespace {
struct Totals {
  unsigned Variants = 0, Broken = 0, Findings = 0, Consequences = 0;
  unsigned NotWhole = 0;
  unsigned EngineCrashes = 0, ClangCrashes = 0;
  double Slowest = 0;
};

/// One program and its variants.
class Trial {
public:
  Trial(std::string File, std::string Text,
        const std::vector<std::string> &Flags, Totals &Sum)
      : File(std::move(File)), Source(std::move(Text), Seed), Flags(Flags),
        Sum(Sum) {
    for (char C : this->File)
      Name = mixed(Name, C);
  }

  void run();

private:
  /// Is the variant in a share that is picked at random?
  bool isPicked(unsigned Number, unsigned By, double Of) const;
  void runVariant(unsigned Number);
  void judge(unsigned Number, const Variant &V, const Outcome &Out);
  /// Why this finding is a consequence of the broken code, or null.
  const char *problem(const Reported &Found, const Variant &V,
                      const Outcome &Out) const;
  void complain(unsigned Number, const Variant &V, llvm::StringRef What);
  void write(unsigned Number, const std::string &Text);
  Outcome checkText(const std::string &Text, bool WholeIncludes);

  std::string File;
  uint64_t Name = 0; ///< the file's, as a number
  VariantSource Source;
  const std::vector<std::string> &Flags;
  Totals &Sum;
  std::set<std::pair<unsigned, unsigned>> Known; ///< code and offset
};
} // namespace

/// What the handler of the timer prints.
static char Current[512];

static void onTimeout(int) {
  ssize_t Ignored = write(STDOUT_FILENO, Current, std::strlen(Current));
  (void)Ignored;
  _exit(124);
}

/// Of processor time, which is the same on a busy machine; 0 stops it.
static void setTimer(unsigned Seconds) {
  itimerval Time = {};
  Time.it_value.tv_sec = Seconds;
  setitimer(ITIMER_PROF, &Time, nullptr);
}

static void startClock(const std::string &What) {
  std::snprintf(Current, sizeof(Current), "%s: takes too long\n", What.c_str());
  setTimer(Limit);
}

Outcome Trial::checkText(const std::string &Text, bool WholeIncludes) {
  std::vector<std::string> Used = Flags;
  // A precompiled header would hide that an #include is broken.
  auto Header = llvm::find(Used, "-include-pch");
  if (!WholeIncludes && Header != Used.end())
    Used.erase(Header, Header + 2);
  return check(Text, File, Used);
}

void Trial::complain(unsigned Number, const Variant &V, llvm::StringRef What) {
  llvm::outs() << File << " --only=" << Number << " ("
               << V.describe(Source.original()) << "): " << What << '\n';
}

const char *Trial::problem(const Reported &Found, const Variant &V,
                           const Outcome &Out) const {
  if (Found.Inside && llvm::any_of(Out.Errors, [&](unsigned Error) {
        return Found.Inside->contains(Error);
      }))
    return "reported in a declaration with an error";
  std::optional<unsigned> Offset = V.original(Found.Offset);
  bool Edited = Found.Inside && Found.Inside->contains(V.Begin);
  if (Edited || (Offset && Known.count({Found.Code, *Offset})))
    return nullptr;
  return "reported because of an error elsewhere";
}

void Trial::write(unsigned Number, const std::string &Text) {
  llvm::SmallString<128> Path(WriteTo);
  llvm::sys::path::append(Path, llvm::sys::path::stem(File) + "-" +
                                    std::to_string(Number) + ".cpp");
  std::error_code Problem;
  llvm::raw_fd_ostream(Path, Problem) << Text;
  if (Problem)
    llvm::outs() << Path << ": " << Problem.message() << '\n';
}

void Trial::judge(unsigned Number, const Variant &V, const Outcome &Out) {
  if (Out.How == Outcome::End::EngineCrashed) {
    ++Sum.EngineCrashes;
    complain(Number, V, "the engine crashed");
  }
  if (Out.How == Outcome::End::ClangCrashed) {
    ++Sum.ClangCrashes;
    complain(Number, V, "Clang crashed before the engine ran");
  }
  Sum.Slowest = std::max(Sum.Slowest, Out.AnalysisSeconds);
  if (!Out.broken())
    return;
  ++Sum.Broken;
  if (!WriteTo.empty() && isPicked(Number, Seed + 1, Written))
    write(Number, V.Text);
  for (const Reported &Found : Out.Findings) {
    ++Sum.Findings;
    const char *Problem = problem(Found, V, Out);
    if (!Problem)
      continue;
    ++Sum.Consequences;
    if (Verbose)
      complain(Number, V, (llvm::Twine(Problem) + ": " + Found.Text).str());
  }
}

void Trial::runVariant(unsigned Number) {
  Variant V = Source.variant(Number);
  startClock(File + " --only=" + std::to_string(Number));
  Outcome Out = checkText(V.Text, V.Begin >= Source.endOfIncludes());
  setTimer(0);
  ++Sum.Variants;
  judge(Number, V, Out);
  if (Only < 0)
    return;
  llvm::outs() << V.Text << "\n--- errors at";
  for (unsigned Error : Out.Errors)
    llvm::outs() << ' '
                 << llvm::StringRef(V.Text).take_front(Error).count('\n') + 1;
  llvm::outs() << "\n--- findings\n";
  for (const Reported &Found : Out.Findings)
    llvm::outs()
        << llvm::StringRef(V.Text).take_front(Found.Offset).count('\n') + 1
        << ": " << Found.Text << '\n';
}

bool Trial::isPicked(unsigned Number, unsigned By, double Of) const {
  return mixed(mixed(By, Name), Number) >> 11 < Of * 0x1p53;
}

void Trial::run() {
  Outcome Whole = checkText(Source.original(), true);
  if (Whole.How != Outcome::End::Done || Whole.broken()) {
    ++Sum.NotWhole;
    llvm::outs() << File << ": the whole program does not compile\n";
    return;
  }
  for (const Reported &Found : Whole.Findings)
    Known.insert({Found.Code, Found.Offset});
  if (Only >= 0)
    return runVariant(Only);
  for (unsigned Number = 0; Number < 2 * Source.tokens(); ++Number)
    if (isPicked(Number, Seed, Share) || isPicked(Number, Seed + 1, Written))
      runVariant(Number);
}

int main(int Count, char **Arguments) {
  char **Dashes = std::find_if(Arguments, Arguments + Count, [](char *Word) {
    return llvm::StringRef(Word) == "--";
  });
  std::vector<std::string> Flags;
  if (Dashes != Arguments + Count)
    Flags.assign(Dashes + 1, Arguments + Count);
  cl::ParseCommandLineOptions(Dashes - Arguments, Arguments,
                              "checks broken code\n");
  std::signal(SIGPROF, onTimeout);
  llvm::CrashRecoveryContext::Enable();
  Totals Sum;
  for (const std::string &File : Inputs) {
    // The file system in memory knows whole paths only.
    llvm::SmallString<128> Path(File);
    llvm::sys::fs::make_absolute(Path);
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer) {
      llvm::errs() << File << ": " << Buffer.getError().message() << '\n';
      return 2;
    }
    Trial(Path.str().str(), (*Buffer)->getBuffer().str(), Flags, Sum).run();
    llvm::outs().flush();
  }
  llvm::outs() << "variants " << Sum.Variants << " broken " << Sum.Broken
               << " findings " << Sum.Findings << " consequences "
               << Sum.Consequences << " engine-crashes " << Sum.EngineCrashes
               << " clang-crashes " << Sum.ClangCrashes << " slowest-ms "
               << static_cast<unsigned>(Sum.Slowest * 1000) << '\n';
  return Sum.NotWhole || Sum.EngineCrashes;
}
