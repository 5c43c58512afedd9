//===-- Counters.h - Variables that only grow, or only shrink ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// In `for (int i = 0; i < n; ++i)` the condition says i < n; that i >= 0 holds
// because i begins at 0 and nothing in the function makes it smaller.
//
// Vocabulary: a *counter* is a local integer whose first value is a constant
// and which is otherwise only read, or changed in one direction by constants.
// Overflow is not considered.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_COUNTERS_H
#define SHAPETIDY_CHECKS_ENGINE_COUNTERS_H

#include "annotations/sizes/Fact.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace shapetidy {

class Counters {
public:
  explicit Counters(const clang::FunctionDecl *Function);

  /// `>= first` or `<= first`; none if the variable is no counter.
  struct Bound {
    Relation Rel;
    int64_t First;
  };
  std::optional<Bound> boundOf(const clang::ValueDecl *Variable) const;

private:
  llvm::DenseMap<const clang::ValueDecl *, Bound> Known;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_COUNTERS_H
