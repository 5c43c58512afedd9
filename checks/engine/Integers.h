//===-- Integers.h - Integer expressions as sizes ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What C++'s integer operators do to symbolic sizes. Division and remainder
// truncate; what has no symbolic form is unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_INTEGERS_H
#define SHAPETIDY_CHECKS_ENGINE_INTEGERS_H

#include "checks/engine/Frame.h"
#include "clang/AST/Expr.h"

namespace shapetidy {

/// The value of `A op B`; compound assignments count as their operator.
Value integerOperation(Point &P, clang::BinaryOperatorKind Op, const Value &A,
                       const Value &B);
/// The value of an integer after a conversion: constants wrap around, what may
/// not fit into 8 or 16 bits is unknown.
Value converted(Point &P, const Value &Number, const clang::CastExpr *Cast);
/// After `a / d` and `a % d` it is known that d is not 0.
void learnDivisor(Point &P, clang::BinaryOperatorKind Op, const Value &Divisor,
                  const clang::Expr *Where);
/// Is the number proved not to be negative?
bool knownNonNegative(Point &P, const Value &Number);
/// The value of an expression the compiler can evaluate; unknown if it cannot.
Value constantInteger(Point &P, const clang::Expr *E);
/// The value of a constant variable, enumerator or static member.
Value constantOf(Point &P, const clang::ValueDecl *Decl);
/// A list of sizes from the values of its items.
Value integerListOf(llvm::ArrayRef<Value> Items);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_INTEGERS_H
