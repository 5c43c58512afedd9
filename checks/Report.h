//===-- Report.h - Findings in words ----------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place that turns findings into sentences. FindingCodes.def is the
// table; this file fills in the arguments, keeps the number of notes within
// the limit and hands each sentence to a door.
//
// Vocabulary: a *door* is whatever shows a finding (clang-tidy, the command,
// the editor); an *emitter* is its way to start one diagnostic.
//
// Worked example. In a clang-tidy check,
//   report(F, [&](SourceLocation At, StringRef Text, DiagnosticIDs::Level L) {
//     return diag(At, Text, L);
//   });
// prints the warning, its notes and its fix-its. Text is always the format
// "%0": sentences contain `n % 2`, which a door must not read as a
// placeholder.
//
// It decides nothing: whether an id is enabled is the door's to ask, with
// checkOf() and checkName().
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_REPORT_H
#define SHAPETIDY_CHECKS_REPORT_H

#include "checks/engine/Finding.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace shapetidy {

/// All ids in the order of precedence that decides which check leads.
llvm::ArrayRef<CheckId> allCheckIds();
/// "shape-mismatch" and so on.
llvm::StringRef checkName(CheckId Id);
std::optional<CheckId> checkNamed(llvm::StringRef Id);
/// Warning, except for shape-reveal, which answers a question: Remark.
clang::DiagnosticIDs::Level levelOf(CheckId Id);

/// The sentence with its arguments. A missing argument prints as `?`.
std::string sentence(const Finding &F);
std::string sentence(const FindingNote &N);

/// The rows of the table, for tests and documentation.
struct SentenceRow {
  llvm::StringRef Code;
  std::optional<CheckId> Check; ///< none for a note
  llvm::StringRef Format;
};
llvm::ArrayRef<SentenceRow> allSentences();

using Emitter = llvm::function_ref<clang::DiagnosticBuilder(
    clang::SourceLocation, llvm::StringRef, clang::DiagnosticIDs::Level)>;

/// Shows the finding and at most \p MaxNotes of its notes, the first ones.
void report(const Finding &F, Emitter Emit, unsigned MaxNotes = 5);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_REPORT_H
