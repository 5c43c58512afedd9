//===-- RedeclarationChecks.h - Contracts that disagree ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The declarations of one function must say the same, and an override must
// keep what its base promises: it may accept more and promise more.
//
// Worked example. Over a base `f(x: "b 3") -> "b"` the override
//   f(x: "b c") -> "b"     accepts more: fine
//   f(x: "b 4") -> "b"     is a finding: the base's callers pass 3
//   f(x: "b c") -> "b 1"   is a finding: the base's callers expect rank 1
// because an override is called through its base.
//
// Only what certainly disagrees is reported.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_REDECLARATIONCHECKS_H
#define SHAPETIDY_CHECKS_ENGINE_REDECLARATIONCHECKS_H

#include "checks/engine/ContractBuilder.h"
#include "checks/engine/FindingList.h"

namespace shapetidy {

void checkRedeclarations(const clang::FunctionDecl &Function,
                         ContractBuilder &Build, FindingList &Out);
void checkRedeclarations(const clang::VarDecl &Var, ContractBuilder &Build,
                         FindingList &Out);
void checkOverrides(const clang::CXXMethodDecl &Method, const Contract &Own,
                    ContractBuilder &Build, FindingList &Out);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_REDECLARATIONCHECKS_H
