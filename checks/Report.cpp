//===-- Report.cpp - Findings in words ------------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using clang::DiagnosticIDs;
using llvm::ArrayRef;
using llvm::StringRef;

namespace shapetidy {

namespace {
struct CheckRow {
  CheckId Id;
  llvm::StringLiteral Name;
};
} // namespace

static constexpr CheckRow CheckRows[] = {
    {CheckId::Mismatch, "shape-mismatch"},
    {CheckId::DType, "shape-dtype"},
    {CheckId::Structure, "shape-structure"},
    {CheckId::Callback, "shape-callback"},
    {CheckId::Boundary, "shape-boundary"},
    {CheckId::Override, "shape-override"},
    {CheckId::Annotation, "shape-annotation"},
    {CheckId::Unproven, "shape-unproven"},
    {CheckId::SilentBroadcast, "shape-silent-broadcast"},
    {CheckId::MissingAnnotation, "shape-missing-annotation"},
    {CheckId::Reveal, "shape-reveal"},
};

static constexpr llvm::StringLiteral FindingFormats[] = {
#define FINDING(CODE, CHECK, FORMAT) FORMAT,
#include "checks/FindingCodes.def"
};

static constexpr llvm::StringLiteral NoteFormats[] = {
#define NOTE(CODE, FORMAT) FORMAT,
#include "checks/FindingCodes.def"
};

ArrayRef<CheckId> allCheckIds() {
  static constexpr CheckId Ids[] = {
      CheckId::Mismatch,          CheckId::DType,    CheckId::Structure,
      CheckId::Callback,          CheckId::Boundary, CheckId::Override,
      CheckId::Annotation,        CheckId::Unproven, CheckId::SilentBroadcast,
      CheckId::MissingAnnotation, CheckId::Reveal,
  };
  static_assert(std::size(Ids) == std::size(CheckRows));
  return Ids;
}

StringRef checkName(CheckId Id) {
  return CheckRows[static_cast<size_t>(Id)].Name;
}

std::optional<CheckId> checkNamed(StringRef Id) {
  for (const CheckRow &Row : CheckRows)
    if (Row.Name == Id)
      return Row.Id;
  return std::nullopt;
}

DiagnosticIDs::Level levelOf(CheckId Id) {
  return Id == CheckId::Reveal ? DiagnosticIDs::Remark : DiagnosticIDs::Warning;
}

ArrayRef<SentenceRow> allSentences() {
  static constexpr SentenceRow Rows[] = {
#define FINDING(CODE, CHECK, FORMAT) {#CODE, CheckId::CHECK, FORMAT},
#define NOTE(CODE, FORMAT) {#CODE, std::nullopt, FORMAT},
#include "checks/FindingCodes.def"
  };
  return Rows;
}

/// Replaces %0 to %9; arguments are not looked into.
static std::string fillIn(StringRef Format, ArrayRef<std::string> Args) {
  std::string Out;
  while (true) {
    auto [Plain, Rest] = Format.split('%');
    Out += Plain;
    if (Rest.empty())
      return Out;
    if (!llvm::isDigit(Rest.front())) {
      Out += '%';
      Format = Rest;
      continue;
    }
    size_t Index = Rest.front() - '0';
    Out += Index < Args.size() ? StringRef(Args[Index]) : StringRef("?");
    Format = Rest.drop_front();
  }
}

std::string sentence(const Finding &F) {
  std::string Text =
      fillIn(FindingFormats[static_cast<size_t>(F.Code)], F.Args);
  return F.Inside.empty() ? Text : "inside '" + F.Inside + "': " + Text;
}

std::string sentence(const FindingNote &N) {
  return fillIn(NoteFormats[static_cast<size_t>(N.Code)], N.Args);
}

/// The format is the same for every finding, so that a door's table of
/// diagnostics does not grow with the number of findings.
static constexpr llvm::StringLiteral AnyText = "%0";

void report(const Finding &F, Emitter Emit, unsigned MaxNotes) {
  {
    clang::DiagnosticBuilder Warning =
        Emit(F.Where, AnyText, levelOf(checkOf(F.Code)));
    Warning << sentence(F);
    for (const clang::CharSourceRange &Range : F.Ranges)
      Warning << Range;
    for (const clang::FixItHint &Fix : F.Fixes)
      Warning << Fix;
  }
  for (const FindingNote &N : llvm::ArrayRef(F.Notes).take_front(MaxNotes)) {
    clang::DiagnosticBuilder Note = Emit(N.Where, AnyText, DiagnosticIDs::Note);
    Note << sentence(N);
    for (const clang::CharSourceRange &Range : N.Ranges)
      Note << Range;
  }
}

} // namespace shapetidy
