//===-- ContractAgreement.h - Do two annotations say the same? --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Compares contracts: redeclarations must say the same, an override must keep
// what its base promises.
//
// Vocabulary: two annotations are *alike* if one is the other under a
// one-to-one renaming of axis names, the same renaming for the whole function.
//
// Worked example. `f(x: "n m", y: "m")` and `f(x: "a b", y: "b")` are alike
// with n = a, m = b; `f(x: "a b", y: "a")` differs in parameter 1. Expressions
// that are not spelled alike (`n+1`, `1+n`), operands in braces, and one that
// only says less (`_` for `n`, no dtype) are undecided: nothing is reported.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTRACTAGREEMENT_H
#define SHAPETIDY_CHECKS_ENGINE_CONTRACTAGREEMENT_H

#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/StringMap.h"
#include <string>

namespace shapetidy {

/// A one-to-one renaming of names that grows as types are compared; axes,
/// variadic parts and structures have names of their own.
class Renaming {
public:
  enum class Space : uint8_t { Single, Variadic, Structure };

  /// True if \p To may stand for \p From everywhere.
  bool relate(Space In, llvm::StringRef From, llvm::StringRef To);
  bool isIdentity() const { return Identity; }

private:
  struct Direction {
    llvm::StringMap<std::string> Names[3];
  };
  Direction Forward, Backward;
  bool Identity = true;
};

enum class Likeness : uint8_t { Same, Different, Undecided };

Likeness compareTypes(const TypeSyntax &A, const TypeSyntax &B,
                      Renaming &Names);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTRACTAGREEMENT_H
