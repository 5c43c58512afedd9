//===-- Finding.cpp - What the analysis found, as data --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Finding.h"

namespace shapetidy {

static constexpr CheckId FindingChecks[] = {
#define FINDING(CODE, CHECK, FORMAT) CheckId::CHECK,
#include "checks/FindingCodes.def"
};

CheckId checkOf(FindingCode Code) {
  return FindingChecks[static_cast<size_t>(Code)];
}

} // namespace shapetidy
