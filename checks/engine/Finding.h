//===-- Finding.h - What the analysis found, as data ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A finding is a value: which rule, where, and the pieces its sentence is made
// of. It contains no prose. checks/Report.cpp holds the one table that turns
// codes into sentences; doors (clang-tidy, the command, the editor) only
// transport what Report makes of a finding.
//
// Vocabulary: a *code* selects the sentence; *arguments* are printed sizes,
// shapes and names in the order the sentence wants them; *notes* are evidence,
// in the order they are to be shown.
//
// Worked example. `linear(x, w)` with in = 784 against 512 becomes
//   Code  = ArgumentAxis           Where = the argument `w`
//   Args  = {"w", "in", "784", "512"}
//   Notes = {ExpectedHere at the characters `in` of x's annotation, ...}
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FINDING_H
#define SHAPETIDY_CHECKS_ENGINE_FINDING_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace shapetidy {

/// The check a finding belongs to; one row per id in checks/Report.cpp.
enum class CheckId : uint8_t {
  Mismatch,
  DType,
  Structure,
  Callback,
  Boundary,
  Override,
  Annotation,
  Unproven,
  SilentBroadcast,
  MissingAnnotation,
  Reveal,
};

/// One sentence of checks/Report.cpp. Codes are listed with their sentences in
/// FindingCodes.def: FINDING(Code, CheckId, "format") and NOTE(Code, "format"),
/// where %0, %1, ... are the arguments in order.
enum class FindingCode : uint16_t {
#define FINDING(CODE, CHECK, FORMAT) CODE,
#include "checks/FindingCodes.def"
};
enum class NoteCode : uint16_t {
#define NOTE(CODE, FORMAT) CODE,
#include "checks/FindingCodes.def"
};

/// The id a sentence belongs to.
CheckId checkOf(FindingCode Code);

struct FindingNote {
  NoteCode Code;
  clang::SourceLocation Where;
  llvm::SmallVector<std::string, 4> Args;
  llvm::SmallVector<clang::CharSourceRange, 1> Ranges;
};

/// A call between the place a finding stands at and the place it happens at.
struct CallStep {
  clang::SourceRange Where;
  std::string Callee;
  /// The callee if it has a contract: who is wrong by itself says so itself.
  const clang::FunctionDecl *Promising = nullptr;
};

struct Finding {
  FindingCode Code;
  clang::SourceLocation Where;
  llvm::SmallVector<std::string, 4> Args;
  llvm::SmallVector<clang::CharSourceRange, 2> Ranges;
  std::vector<FindingNote> Notes;
  llvm::SmallVector<clang::FixItHint, 1> Fixes;
  /// The calls that led there, outermost first; empty if the place is wrong by
  /// itself. The sink moves such a finding to its outermost call.
  std::vector<CallStep> Calls;
  /// The function that was called there, for a finding that was moved.
  std::string Inside;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FINDING_H
