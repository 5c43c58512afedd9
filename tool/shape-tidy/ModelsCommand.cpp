//===-- ModelsCommand.cpp - shape-tidy models -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "tool/shape-tidy/ModelsCommand.h"

#include "checks/engine/EmbeddedModels.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Models.h"
#include "checks/engine/ModelsReader.h"
#include "checks/engine/ModelsReaderTools.h"
#include "tool/shape-tidy/ExitCode.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <set>

using namespace llvm;

namespace shapetidy {

static int usage(StringRef Problem) {
  WithColor::error() << Problem
                     << "; use 'shape-tidy models list', 'models count', "
                        "'models show NAME', 'models check FILE...' or 'models "
                        "coverage HEADER -- FLAGS'\n";
  return ExitCode::Usage;
}

static ModelFile embedded(StringRef Name, StringRef Text) {
  std::vector<ModelProblem> Problems;
  return readModelFile(Name, Text, Problems);
}

static int list() {
  for (const auto &[Name, Text] : embeddedModels()) {
    ModelFile File = embedded(Name, Text);
    std::map<std::string, unsigned> Rows;
    for (const ModelRow &Row : File.Rows)
      for (const std::string &Function : Row.Names)
        ++Rows[Function];
    outs() << File.Library << " (" << Name << "): " << File.Rows.size()
           << " rows, " << Rows.size() << " functions\n";
    for (const auto &[Function, Count] : Rows) {
      outs() << "  " << Function;
      if (Count > 1)
        outs() << " (" << Count << " rows)";
      outs() << '\n';
    }
  }
  return ExitCode::Clean;
}

namespace {
struct Tally {
  size_t Rows = 0;
  std::set<std::string> Functions;

  void add(const ModelRow &Row) {
    ++Rows;
    Functions.insert(Row.Names.begin(), Row.Names.end());
  }
  void print(StringRef Of) const {
    outs() << Of << ": " << Rows << " rows, " << Functions.size()
           << " functions\n";
  }
};
} // namespace

/// A library may have several files.
static int count() {
  std::map<std::string, Tally> Libraries;
  Tally All;
  for (const auto &[Name, Text] : embeddedModels()) {
    ModelFile File = embedded(Name, Text);
    for (const ModelRow &Row : File.Rows) {
      Libraries[File.Library].add(Row);
      All.add(Row);
    }
  }
  for (const auto &[Library, Counted] : Libraries)
    Counted.print(Library);
  All.print("all");
  return ExitCode::Clean;
}

/// The object that begins on line \p Line of \p Text.
static StringRef rowText(StringRef Text, unsigned Line) {
  for (unsigned I = 1; I < Line; ++I)
    Text = Text.split('\n').second;
  Text = Text.ltrim();
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\\' && InString)
      ++I;
    else if (C == '"')
      InString = !InString;
    else if (!InString && C == '{')
      ++Depth;
    else if (!InString && C == '}' && --Depth == 0)
      return Text.take_front(I + 1);
  }
  return Text;
}

static int show(StringRef Wanted) {
  bool Found = false;
  std::vector<std::string> All;
  for (const auto &[Name, Text] : embeddedModels()) {
    ModelFile File = embedded(Name, Text);
    for (const ModelRow &Row : File.Rows) {
      bool Fits = any_of(Row.Names, [&](StringRef Function) {
        return Function == Wanted || Function.ends_with(("::" + Wanted).str());
      });
      All.insert(All.end(), Row.Names.begin(), Row.Names.end());
      if (!Fits)
        continue;
      Found = true;
      outs() << Name << ".json:" << Row.Line << '\n'
             << "    " << rowText(Text, Row.Line) << '\n';
    }
  }
  if (Found)
    return ExitCode::Clean;
  std::vector<StringRef> Known;
  for (const std::string &Function : All) {
    Known.push_back(Function);
    StringRef Last = StringRef(Function).rsplit("::").second;
    Known.push_back(Last.empty() ? StringRef(Function) : Last);
  }
  WithColor::error() << "no model has a row for '" << Wanted << "'"
                     << didYouMean(Wanted, Known) << '\n';
  return ExitCode::Usage;
}

static int check(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer) {
    WithColor::error() << "cannot read '" << Path
                       << "': " << Buffer.getError().message() << '\n';
    return ExitCode::Usage;
  }
  std::vector<ModelProblem> Problems;
  ModelFile File = readModelFile(Path, (*Buffer)->getBuffer(), Problems);
  for (const ModelProblem &P : Problems) {
    outs() << P.File << ':' << P.Line << ": ";
    if (!P.Pointer.empty())
      outs() << P.Pointer << ": ";
    outs() << P.Message << '\n';
  }
  outs() << Path << ": " << File.Rows.size() << " rows, " << File.Classes.size()
         << " classes, " << File.Constants.size() << " constants, "
         << Problems.size() << " problems\n";
  return Problems.empty() ? ExitCode::Clean : ExitCode::Findings;
}

static int checkAll(ArrayRef<StringRef> Paths) {
  int Worst = ExitCode::Clean;
  for (StringRef Path : Paths)
    Worst = std::max(Worst, check(Path));
  return Worst;
}

namespace {
/// Public functions of one header that take or are called on an array.
class HeaderFunctions : public clang::RecursiveASTVisitor<HeaderFunctions> {
public:
  HeaderFunctions(const ModelLibrary &Models,
                  const clang::SourceManager &Sources, StringRef Header)
      : Models(Models), Sources(Sources), Header(Header) {}

  bool VisitFunctionDecl(clang::FunctionDecl *Function) {
    if (!isAsked(Function))
      return true;
    ++Total;
    if (!Models.find(Function))
      Missing.insert(Function->getQualifiedNameAsString());
    return true;
  }

  unsigned Total = 0;
  std::set<std::string> Missing;

private:
  bool isAsked(const clang::FunctionDecl *Function) const {
    if (Function->isImplicit() || Function->getAccess() == clang::AS_private ||
        Function->getAccess() == clang::AS_protected ||
        isa<clang::CXXDestructorDecl>(Function) ||
        !Sources.getFilename(Sources.getFileLoc(Function->getLocation()))
             .ends_with(Header))
      return false;
    const auto *Method = dyn_cast<clang::CXXMethodDecl>(Function);
    if (Method && !Method->isStatic() &&
        Models.isArrayType(Method->getFunctionObjectParameterType()))
      return true;
    return any_of(Function->parameters(), [&](const clang::ParmVarDecl *P) {
      return Models.isArrayType(P->getType());
    });
  }

  const ModelLibrary &Models;
  const clang::SourceManager &Sources;
  StringRef Header;
};
} // namespace

static int coverage(StringRef Header, ArrayRef<StringRef> Flags,
                    const std::string &ResourceDirectory) {
  std::vector<std::string> Args(Flags.begin(), Flags.end());
  Args.push_back("-fsyntax-only");
  Args.push_back("-resource-dir=" + ResourceDirectory);
  std::string Code = "#include \"" + Header.str() + "\"\n";
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          Code, Args, "models-coverage.cpp", "shape-tidy");
  if (!Unit || Unit->getDiagnostics().hasErrorOccurred()) {
    WithColor::error() << "'" << Header << "' does not compile with these "
                       << "flags\n";
    return ExitCode::Incomplete;
  }
  std::shared_ptr<const ModelLibrary> Models = ModelLibrary::builtin();
  HeaderFunctions Search(*Models, Unit->getSourceManager(), Header);
  Search.TraverseDecl(Unit->getASTContext().getTranslationUnitDecl());
  for (const std::string &Name : Search.Missing)
    outs() << "no model: " << Name << '\n';
  outs() << Header << ": " << Search.Total << " functions on arrays, "
         << Search.Missing.size() << " names without a model\n";
  return Search.Missing.empty() ? ExitCode::Clean : ExitCode::Findings;
}

int runModelsCommand(ArrayRef<StringRef> Args,
                     const std::string &ResourceDirectory) {
  if (Args.empty())
    return usage("'models' needs a question");
  if (Args[0] == "list" && Args.size() == 1)
    return list();
  if (Args[0] == "count" && Args.size() == 1)
    return count();
  if (Args[0] == "show" && Args.size() == 2)
    return show(Args[1]);
  if (Args[0] == "check" && Args.size() >= 2)
    return checkAll(Args.drop_front());
  bool HasFlags = Args.size() > 2 && Args[2] == "--";
  if (Args[0] == "coverage" && (Args.size() == 2 || HasFlags))
    return coverage(Args[1], Args.drop_front(HasFlags ? 3 : 2),
                    ResourceDirectory);
  return usage(("cannot answer 'models " + Twine(Args[0]) + "'").str());
}

} // namespace shapetidy
