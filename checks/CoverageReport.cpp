//===-- CoverageReport.cpp - Coverage in words and as JSON ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/CoverageReport.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include <utility>

using namespace llvm;

namespace shapetidy {

namespace {
struct KindWords {
  StringRef Key;    ///< in JSON
  StringRef Phrase; ///< before the name, if there is one
};
} // namespace

/// In the order of CoverageReason::Kind.
static constexpr KindWords Kinds[] = {
    {"parameter", "parameters without annotation"},
    {"function", "no model of"},
    {"user-code", "not known what the program returns from"},
    {"model", "the sizes do not follow from the arguments of"},
    {"field", "fields and static members"},
    {"global", "global variables"},
    {"change", "changed in a branch, a loop or a call"},
    {"container", "elements of local containers"},
    {"pointer", "behind a pointer or a subscript"},
    {"variable", "variables set in ways that are not followed"},
    {"budget", "functions over the budget"},
    {"other", "other expressions"},
};

/// In the order of BudgetHit.
static constexpr KindWords BudgetWords[] = {
    {"function", "functions with too many blocks to visit"},
    {"followed", "functions whose calls have too many"},
    {"call-depth", "calls too deep inside of others"},
    {"expression", "sizes too large to be written down"},
    {"proof", "questions about sizes left open"},
    {"facts", "relations between sizes too many to keep all"},
    {"elements", "containers with too many elements to tell them apart"},
    {"nesting", "classes and expressions nested too deep"},
};
static_assert(std::size(BudgetWords) == BudgetHitCount);

static constexpr unsigned MaxReasonsPrinted = 20;

static const KindWords &wordsOf(CoverageReason::Kind Kind) {
  return Kinds[static_cast<unsigned>(Kind)];
}

static std::optional<CoverageReason::Kind> kindOf(StringRef Key) {
  for (unsigned I = 0; I < std::size(Kinds); ++I)
    if (Kinds[I].Key == Key)
      return static_cast<CoverageReason::Kind>(I);
  return std::nullopt;
}

static json::Object
countsAsJson(const std::map<std::string, uint64_t> &Counts) {
  json::Object Result;
  for (const auto &[Name, Count] : Counts)
    Result[json::fixUTF8(Name)] = Count;
  return Result;
}

std::string coverageAsJson(const Coverage &Measured) {
  json::Array Reasons;
  for (const auto &[Reason, Count] : Measured.Reasons)
    Reasons.push_back(json::Object{{"kind", wordsOf(Reason.What).Key},
                                   {"name", json::fixUTF8(Reason.Name)},
                                   {"unknown-rank", Count.Rank},
                                   {"unknown-axes", Count.Axes}});
  json::Object Budgets;
  for (size_t I = 0; I < BudgetHitCount; ++I)
    if (Measured.Budgets.Counts[I] > 0)
      Budgets[BudgetWords[I].Key] = Measured.Budgets.Counts[I];
  json::Object Classes;
  for (const auto &[Name, Of] : Measured.Classes)
    Classes[json::fixUTF8(Name)] =
        json::Array{Of.Expressions, Of.RankKnown, Of.AxesKnown};
  json::Value Whole = json::Object{{"budgets", std::move(Budgets)},
                                   {"expressions", Measured.Expressions},
                                   {"library-calls", Measured.LibraryCalls},
                                   {"modelled-calls", Measured.ModelledCalls},
                                   {"rows", countsAsJson(Measured.Rows)},
                                   {"misses", countsAsJson(Measured.Misses)},
                                   {"hits", countsAsJson(Measured.Hits)},
                                   {"classes", std::move(Classes)},
                                   {"rank-known", Measured.RankKnown},
                                   {"axes-known", Measured.AxesKnown},
                                   {"reasons", std::move(Reasons)}};
  std::string Text;
  raw_string_ostream(Text) << Whole;
  return Text;
}

static bool readReason(const json::Value &Item, Coverage &Into) {
  const json::Object *Reason = Item.getAsObject();
  if (!Reason)
    return false;
  auto Kind = kindOf(Reason->getString("kind").value_or(""));
  auto Name = Reason->getString("name");
  auto Rank = Reason->getInteger("unknown-rank");
  auto Axes = Reason->getInteger("unknown-axes");
  if (!Kind || !Name || !Rank || !Axes)
    return false;
  Into.Reasons[{*Kind, Name->str()}] = {static_cast<uint64_t>(*Rank),
                                        static_cast<uint64_t>(*Axes)};
  return true;
}

static bool readBudgets(const json::Object *Budgets, BudgetHits &Into) {
  if (!Budgets)
    return false;
  for (size_t I = 0; I < BudgetHitCount; ++I)
    if (const json::Value *Count = Budgets->get(BudgetWords[I].Key)) {
      std::optional<int64_t> Number = Count->getAsInteger();
      if (!Number)
        return false;
      Into.Counts[I] = *Number;
    }
  return true;
}

static void readCounts(const json::Object &Whole, Coverage &Into) {
  for (auto [Key, Counts] :
       {std::pair("rows", &Into.Rows), std::pair("misses", &Into.Misses),
        std::pair("hits", &Into.Hits)})
    if (const json::Object *Found = Whole.getObject(Key))
      for (const auto &[Name, Count] : *Found)
        (*Counts)[StringRef(Name).str()] = Count.getAsUINT64().value_or(0);
  const json::Object *Classes = Whole.getObject("classes");
  if (!Classes)
    return;
  for (const auto &[Name, Of] : *Classes)
    if (const json::Array *Figures = Of.getAsArray();
        Figures && Figures->size() == 3)
      Into.Classes[StringRef(Name).str()] = {
          (*Figures)[0].getAsUINT64().value_or(0),
          (*Figures)[1].getAsUINT64().value_or(0),
          (*Figures)[2].getAsUINT64().value_or(0)};
}

std::optional<Coverage> coverageFromJson(StringRef Line) {
  Expected<json::Value> Parsed = json::parse(Line);
  if (!Parsed) {
    consumeError(Parsed.takeError());
    return std::nullopt;
  }
  const json::Object *Whole = Parsed->getAsObject();
  const json::Array *Reasons = Whole ? Whole->getArray("reasons") : nullptr;
  if (!Reasons)
    return std::nullopt;
  Coverage Result;
  if (!readBudgets(Whole->getObject("budgets"), Result.Budgets))
    return std::nullopt;
  const std::pair<StringRef, uint64_t *> Figures[] = {
      {"expressions", &Result.Expressions},
      {"rank-known", &Result.RankKnown},
      {"axes-known", &Result.AxesKnown},
      {"library-calls", &Result.LibraryCalls},
      {"modelled-calls", &Result.ModelledCalls}};
  for (const auto &[Key, Figure] : Figures) {
    std::optional<int64_t> Number = Whole->getInteger(Key);
    if (!Number)
      return std::nullopt;
    *Figure = *Number;
  }
  for (const json::Value &Item : *Reasons)
    if (!readReason(Item, Result))
      return std::nullopt;
  readCounts(*Whole, Result);
  return Result;
}

std::error_code appendCoverage(StringRef Path, const Coverage &Measured) {
  // Written in one piece: others may append at the same time.
  std::string Line = coverageAsJson(Measured) + "\n";
  std::error_code Failed;
  raw_fd_ostream File(Path, Failed, sys::fs::CD_OpenAlways, sys::fs::FA_Write,
                      sys::fs::OF_Append);
  if (Failed)
    return Failed;
  File.SetBufferSize(Line.size() + 1);
  File << Line;
  File.flush();
  Failed = File.error();
  File.clear_error();
  return Failed;
}

static void printShare(raw_ostream &OS, StringRef What, uint64_t Part,
                       uint64_t Whole) {
  OS << "  " << What << ' ' << Part;
  if (Whole)
    OS << format(" (%.1f %%)", 100.0 * Part / Whole);
  OS << '\n';
}

static void printBudgets(raw_ostream &OS, const BudgetHits &Budgets) {
  bool IsFirst = true;
  for (size_t I = 0; I < BudgetHitCount; ++I) {
    if (Budgets.Counts[I] == 0)
      continue;
    if (std::exchange(IsFirst, false))
      OS << "Budgets reached (how often):\n";
    OS << format("  %7llu  ",
                 static_cast<unsigned long long>(Budgets.Counts[I]))
       << BudgetWords[I].Phrase << '\n';
  }
}

void printCoverage(raw_ostream &OS, const Coverage &Measured) {
  OS << "Coverage: " << Measured.Expressions << " array expressions\n";
  printShare(OS, "number of axes known:", Measured.RankKnown,
             Measured.Expressions);
  printShare(OS, "length of each axis known:", Measured.AxesKnown,
             Measured.Expressions);
  if (Measured.LibraryCalls)
    printShare(OS,
               "library calls on arrays with a model:", Measured.ModelledCalls,
               Measured.LibraryCalls);
  using Entry = std::pair<const CoverageReason, Coverage::Unknown>;
  SmallVector<const Entry *, 32> Order;
  for (const Entry &Reason : Measured.Reasons)
    Order.push_back(&Reason);
  llvm::stable_sort(Order, [](const Entry *A, const Entry *B) {
    return std::tie(A->second.Rank, A->second.Axes) >
           std::tie(B->second.Rank, B->second.Axes);
  });
  printBudgets(OS, Measured.Budgets);
  if (Order.empty())
    return;
  OS << "Not known because of (expressions without rank, with unknown axes):\n";
  for (const Entry *Reason : ArrayRef(Order).take_front(MaxReasonsPrinted)) {
    OS << format("  %7llu %7llu  ",
                 static_cast<unsigned long long>(Reason->second.Rank),
                 static_cast<unsigned long long>(Reason->second.Axes))
       << wordsOf(Reason->first.What).Phrase;
    if (!Reason->first.Name.empty())
      OS << " '" << Reason->first.Name << '\'';
    OS << '\n';
  }
  if (Order.size() > MaxReasonsPrinted)
    OS << "  and " << Order.size() - MaxReasonsPrinted << " more reasons\n";
}

} // namespace shapetidy
