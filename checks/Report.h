//===-- Report.h - Findings in words ----------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Turns findings into the sentences of FindingCodes.def. Doors that show
// findings ask here for the words and for the id; they have none of their own.
//
// Worked example. With FINDING(ArgumentAxis, Mismatch, "'%0' has %1 ...") and
// the arguments {"w", "512"} the sentence is "'w' has 512 ...", and the id is
// "shape-mismatch".
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_REPORT_H
#define SHAPETIDY_CHECKS_REPORT_H

#include "checks/engine/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace shapetidy {

/// All check ids in the order of precedence that decides who leads.
llvm::ArrayRef<CheckId> allCheckIds();

/// `shape-mismatch` and so on.
llvm::StringRef checkName(CheckId Check);

/// The check whose mistake \p Code is.
CheckId checkOf(FindingCode Code);

/// What the user reads, without the id in brackets.
std::string sentence(const Finding &Found);
std::string sentence(const FindingNote &Note);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_REPORT_H
