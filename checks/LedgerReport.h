//===-- LedgerReport.h - The trust ledger as text and JSON ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Carries claims from the checks, which see one translation unit, to the
// program that shows them: each unit appends a line of JSON to a file. There a
// header's claims are those of all units together, and get their status.
//
// Vocabulary: a claim is *refuted* if any comparison refuted it; *checked* if it
// is a shape::expect; *proved* if every comparison of the run proved it, and
// there was one; *trusted* otherwise.
//
// Worked example, of two units that share a header:
//   x.h:3:7, 1 proved + x.h:3:7, 1 open  =  trusted: not shown 1 of 2 times
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_LEDGERREPORT_H
#define SHAPETIDY_CHECKS_LEDGERREPORT_H

#include "checks/engine/Claims.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <system_error>

namespace shapetidy {

/// The option of shape-mismatch that names the file to append to.
inline constexpr char LedgerFileOption[] = "LedgerFile";

std::error_code appendClaims(llvm::StringRef Path,
                             llvm::ArrayRef<Claim> Claims);
/// Adds what one line says to \p Into; false if it is not what appendClaims()
/// writes.
bool addClaims(llvm::StringRef Line, std::vector<Claim> &Into);
/// The claims of all units in the order of their places, each once.
std::vector<Claim> mergeClaims(std::vector<Claim> All);

enum class ClaimStatus : uint8_t { Proved, Checked, Trusted, Refuted };
ClaimStatus statusOf(const Claim &C);

/// For people: a sum, then one line for each claim.
void printLedger(llvm::raw_ostream &OS, llvm::ArrayRef<Claim> Claims);
/// For programs.
void writeLedger(llvm::raw_ostream &OS, llvm::ArrayRef<Claim> Claims);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_LEDGERREPORT_H
