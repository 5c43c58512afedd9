//===-- CheckFunctions.h - Functions that compare for a macro ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// `CHECK_EQ(a, b)` expands to
//   while (auto *text = CheckEQImpl(a, b, "a == b")) LogMessageFatal(text);
// where CheckEQImpl gives null if and only if its arguments are equal. Which
// comparison a function makes is read from its body, whatever its name is.
//
// Worked example. Of
//   const char *f(int x, int y) { if (x < y) return nullptr; return text(); }
// it is known that a null result means parameter 0 < parameter 1.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CHECKFUNCTIONS_H
#define SHAPETIDY_CHECKS_ENGINE_CHECKFUNCTIONS_H

#include "annotations/sizes/Fact.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace shapetidy {

/// `Left Rel Right` on two expressions.
struct Comparison {
  Relation Rel;
  const clang::Expr *Left, *Right;
};

std::optional<Relation> relationOf(clang::BinaryOperatorKind Op);
/// `__builtin_expect(c, 1)`, `static_cast<bool>(c)` and the like.
const clang::Expr *conditionIn(const clang::Expr *E);

/// What is known if \p Result, a variable that holds what such a function gave,
/// is null or false.
std::optional<Comparison> comparisonIfNull(const clang::Expr *Result);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CHECKFUNCTIONS_H
