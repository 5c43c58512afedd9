//===-- ExpressionValue.h - Value of a symbolic axis ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Computes an expression such as `n//2+{k}` in the algebra of sizes, with the
// names of one context.
//
// Vocabulary: a *ratio* is what an expression denotes before it is known to be
// whole, because `/` divides exactly as in Python: `n/2` is an axis of n/2, or
// of nothing if n is odd.
//
// Worked example, with n = 7 and k unknown to the client:
//   n//2   3          n/2   7 over 2, which equals no length
//   n+{k}  unknown    n//0  no value
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_EXPRESSIONVALUE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_EXPRESSIONVALUE_H

#include "annotations/shapes/Unifier.h"

namespace shapetidy {

struct ExpressionValue {
  enum class State : uint8_t {
    Known,
    Unknown,
    UnboundOperand, ///< Name is the operand
    Failed,         ///< division by zero and the like
  };
  State What = State::Unknown;
  std::optional<Size> Numerator, Denominator;
  std::string Name;
  Span Where;

  /// The value if it is a whole number whatever the symbols are.
  std::optional<Size> whole(SizeContext &Sizes) const;
};

/// What computing needs besides the tree.
struct ExpressionScope {
  SizeContext &Sizes;
  Solver &Decide;
  const FactSet &Facts;
  /// No value for a name of unknown length. Every name is bound.
  llvm::function_ref<std::optional<Size>(llvm::StringRef)> NameLength;
  OperandResolver Operands;
  unsigned Item;
};

ExpressionValue computeExpression(const SizeExpr &Expr,
                                  const ExpressionScope &Scope);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_EXPRESSIONVALUE_H
