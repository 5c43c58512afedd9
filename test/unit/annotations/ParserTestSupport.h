//===-- ParserTestSupport.h - Trees and problems as text --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The parser's tests compare text: a tree as nested words, a problem as its
// code, the piece of text under the caret, and the text after the fix.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ANNOTATIONS_PARSERTESTSUPPORT_H
#define SHAPETIDY_TEST_UNIT_ANNOTATIONS_PARSERTESTSUPPORT_H

#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace shapetidy::test {

/// `Array(Float32: named n, symbolic n+1)`, `Union(None, ...)`.
std::string dump(const TypeSyntax &Type);
/// `(n - (2 * m))`: every operation in parentheses.
std::string dump(const SizeExpr &Expr);
std::string dump(const OperandExpr &Expr);

/// One line for each problem: `P_COMMA ',' -> "a b"`.
std::string describe(llvm::ArrayRef<Problem> Problems, llvm::StringRef Text);
template <typename ParsedT> std::string problemsOf(const ParsedT &Parsed) {
  return describe(Parsed.Problems, Parsed.Text);
}

std::string applyFix(llvm::StringRef Text, const FixIt &Fix);

} // namespace shapetidy::test

#endif // SHAPETIDY_TEST_UNIT_ANNOTATIONS_PARSERTESTSUPPORT_H
