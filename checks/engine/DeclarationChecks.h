//===-- DeclarationChecks.h - Annotations that cannot be right --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What can be said of annotations without following a value: malformed
// strings, places where an annotation means nothing, names that nothing binds,
// declarations and overrides that disagree.
//
// It visits the declarations of the main file and of headers that are not the
// system's; templates as they are written, not their instantiations, so that
// each mistake is found once.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_DECLARATIONCHECKS_H
#define SHAPETIDY_CHECKS_ENGINE_DECLARATIONCHECKS_H

#include "checks/engine/ContractBuilder.h"

namespace shapetidy {

std::vector<Finding> checkAnnotatedDeclarations(ContractBuilder &Build,
                                                bool SystemHeaders);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_DECLARATIONCHECKS_H
