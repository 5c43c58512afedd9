//===-- CoverageReport.h - Coverage in words and as JSON --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The figures of engine/Coverage.h for people and for programs. A check appends
// one line of JSON for each translation unit to a file, so that processes that
// run side by side can share one; the command adds the lines up.
//
// Worked example, shortened:
//   {"axes-known":3,"expressions":9,"rank-known":5,"reasons":[{"kind":
//   "parameter","name":"","unknown-axes":0,"unknown-rank":4}]}
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_COVERAGEREPORT_H
#define SHAPETIDY_CHECKS_COVERAGEREPORT_H

#include "checks/engine/Coverage.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <system_error>

namespace shapetidy {

/// The option of shape-mismatch that names the file to append to.
inline constexpr char CoverageFileOption[] = "CoverageFile";

/// One line, without the line break.
std::string coverageAsJson(const Coverage &Measured);
/// No value if the line is not what coverageAsJson() writes.
std::optional<Coverage> coverageFromJson(llvm::StringRef Line);
std::error_code appendCoverage(llvm::StringRef Path, const Coverage &Measured);

/// The shares and the most frequent reasons.
void printCoverage(llvm::raw_ostream &OS, const Coverage &Measured);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_COVERAGEREPORT_H
