//===-- Report.cpp - Findings in words ------------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/Report.h"

#include "llvm/ADT/StringExtras.h"

using namespace shapetidy;

static constexpr struct {
  CheckId Check;
  llvm::StringLiteral Name;
} Checks[] = {
    {CheckId::Mismatch, "shape-mismatch"},
    {CheckId::DType, "shape-dtype"},
    {CheckId::Structure, "shape-structure"},
    {CheckId::Callback, "shape-callback"},
    {CheckId::Boundary, "shape-boundary"},
    {CheckId::Override, "shape-override"},
    {CheckId::Annotation, "shape-annotation"},
    {CheckId::Unproven, "shape-unproven"},
    {CheckId::MissingAnnotation, "shape-missing-annotation"},
    {CheckId::Reveal, "shape-reveal"},
};

static constexpr struct {
  CheckId Check;
  llvm::StringLiteral Format;
} FindingRows[] = {
#define FINDING(CODE, CHECK, FORMAT) {CheckId::CHECK, FORMAT},
#include "checks/FindingCodes.def"
};

static constexpr llvm::StringLiteral NoteRows[] = {
#define NOTE(CODE, FORMAT) FORMAT,
#include "checks/FindingCodes.def"
};

static std::string fillIn(llvm::StringRef Format,
                          llvm::ArrayRef<std::string> Args) {
  std::string Text;
  while (!Format.empty()) {
    auto [Before, After] = Format.split('%');
    Text += Before;
    Format = After;
    if (Format.empty())
      break;
    unsigned Index = Format.front() - '0';
    if (Index < Args.size())
      Text += Args[Index];
    Format = Format.drop_front();
  }
  return Text;
}

llvm::ArrayRef<CheckId> shapetidy::allCheckIds() {
  static constexpr auto Ids = [] {
    std::array<CheckId, std::size(Checks)> Result{};
    for (size_t I = 0; I != Result.size(); ++I)
      Result[I] = Checks[I].Check;
    return Result;
  }();
  return Ids;
}

llvm::StringRef shapetidy::checkName(CheckId Check) {
  return Checks[static_cast<size_t>(Check)].Name;
}

CheckId shapetidy::checkOf(FindingCode Code) {
  return FindingRows[static_cast<size_t>(Code)].Check;
}

std::string shapetidy::sentence(const Finding &Found) {
  return fillIn(FindingRows[static_cast<size_t>(Found.Code)].Format,
                Found.Args);
}

std::string shapetidy::sentence(const FindingNote &Note) {
  return fillIn(NoteRows[static_cast<size_t>(Note.Code)], Note.Args);
}
