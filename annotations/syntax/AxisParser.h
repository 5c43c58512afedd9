//===-- AxisParser.h - Parses one word of a shape string --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: section 2.2 of the semantics for one axis.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_AXISPARSER_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_AXISPARSER_H

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/ExpressionParser.h"
#include "annotations/syntax/ProblemSink.h"

namespace shapetidy {

/// What the axes around a word have to know about it.
struct AxisOutcome {
  /// No error so far; a bad expression is left for the caller to report,
  /// because the words around it may explain it.
  bool Ok = true;
  /// The word asks for any number of axes, whether or not that is legal here.
  bool Variadic = false;
  std::optional<ExpressionResult<SizeExprPtr>> BadExpression;
};

/// Parses the word at \p Where into \p Result. \p FirstVariadic is the axis
/// that is variadic already, if any.
AxisOutcome parseAxis(llvm::StringRef Text, Span Where,
                      const Axis *FirstVariadic, ProblemSink &Problems,
                      Axis &Result);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_AXISPARSER_H
