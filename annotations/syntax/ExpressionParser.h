//===-- ExpressionParser.h - Parses symbolic axes and operands --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: text of one symbolic axis to SizeExpr, text between
// braces to OperandExpr. The first error ends an expression; finding the next
// axis is the caller's recovery.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONPARSER_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONPARSER_H

#include "annotations/syntax/Problem.h"
#include "annotations/syntax/SizeExpression.h"

namespace shapetidy {

/// Faults that the words around an axis may explain: expressions contain no
/// blanks, so `n + 1` is three axes.
enum class ExpressionFault : uint8_t { Other, UnclosedParen, MissingAtEnd };

template <typename PtrT> struct ExpressionResult {
  PtrT Expr; ///< null if there is an error
  Problem Error;
  ExpressionFault Fault = ExpressionFault::Other;
};

/// \p Text is the whole annotation, valid UTF-8; spans refer to it.
ExpressionResult<SizeExprPtr> parseSizeExpression(llvm::StringRef Text,
                                                  Span Where);
/// \p Where is what stands between the braces.
ExpressionResult<OperandPtr> parseOperand(llvm::StringRef Text, Span Where);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONPARSER_H
