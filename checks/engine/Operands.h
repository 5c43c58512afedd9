//===-- Operands.h - Values of operands in braces ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Evaluates the C++ operand of a symbolic axis, `{k-1}` or `{self.pad}`, to a
// size: OperandScope.h says what its names are, this file what they are worth.
//
// The same operand has different values at different places. Inside the body
// of `f(int k, [[shape("{k}")]] T x)` it is the value of `k` at entry; at a
// call `f(3, y)` it is 3. An *operand context* holds one such set of values.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERANDS_H
#define SHAPETIDY_CHECKS_ENGINE_OPERANDS_H

#include "annotations/shapes/Unifier.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

struct OperandContext {
  /// Values of the function's parameters.
  llvm::ArrayRef<Value> Arguments;
  /// The object of a method or field; unknown if there is none.
  Value This;
  /// The declaration that an item's annotation belongs to. A parameter and
  /// the result of one function see the same names.
  llvm::function_ref<const clang::NamedDecl *(unsigned Item)> Scope;
  llvm::function_ref<const EffectiveAnnotation *(unsigned Item)> Says;
};

OperandValue evaluateOperand(Point &P, const OperandExpr &Operand,
                             unsigned Item, const OperandContext &Context);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERANDS_H
