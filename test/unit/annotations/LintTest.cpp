//===-- LintTest.cpp - Legal annotations that are hardly meant ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ParserTestSupport.h"
#include "annotations/syntax/NameLint.h"
#include "gtest/gtest.h"

using namespace shapetidy;
using namespace shapetidy::test;

static std::string lints(llvm::StringRef Text) {
  ParsedAnnotation Parsed = parseAnnotation(Text);
  EXPECT_TRUE(Parsed.ok()) << Text.str();
  return problemsOf(Parsed);
}

TEST(Lint, Comparisons) {
  EXPECT_EQ(lints("n>=2"), "L_COMPARISON '>='");
  EXPECT_EQ(lints("a n<=m"), "L_COMPARISON '<='");
  EXPECT_EQ(lints("n!=m"), "L_COMPARISON '!='");
  EXPECT_EQ(lints("n==3"), "");
}

TEST(Lint, Names) {
  EXPECT_EQ(lints("foo="), "L_EMPTY_NAME 'foo='");
  EXPECT_EQ(lints("*"), "L_EMPTY_NAME '*'");
  EXPECT_EQ(lints("foo.bar=4"), "L_DOC_NAME 'foo.bar'");
  EXPECT_EQ(lints("=4"), "");
  EXPECT_EQ(lints("h=4 w=n"), "");
  EXPECT_EQ(lints("_ ... _foo"), "");
}

TEST(Lint, Namespaces) {
  EXPECT_EQ(lints("n *n"), "L_TWO_NAMESPACES 'n'");
  EXPECT_EQ(lints("*n n+1"), "L_TWO_NAMESPACES 'n'");
  EXPECT_EQ(lints("PyTree[T n, T]"), "L_TWO_NAMESPACES 'T'");
  EXPECT_EQ(lints("tuple[*b n, *b m] | b2"), "");
  EXPECT_EQ(lints("n *m | m *n"), "L_TWO_NAMESPACES 'm'\nL_TWO_NAMESPACES 'n'");
}

TEST(Lint, Structures) {
  EXPECT_EQ(lints("PyTree[n, ... T ...]"), "L_STRUCT_UNUSABLE '...'");
  EXPECT_EQ(lints("PyTree[n, ... T]"), "");
}

TEST(Lint, NamesOfOneFunction) {
  ParsedAnnotation A = parseAnnotation("batch n");
  ParsedAnnotation B = parseAnnotation("*batch m");
  ParsedAnnotation C = parseAnnotation("PyTree[k, m]");
  const TypeSyntax *const Types[] = {A.Root.get(), nullptr, B.Root.get(),
                                     C.Root.get()};
  std::vector<NameLint> Lints = lintNames(Types);
  ASSERT_EQ(Lints.size(), 2u);
  EXPECT_EQ(Lints[0].Item, 2u);
  EXPECT_EQ(Lints[0].RelatedItem, 0u);
  EXPECT_EQ(Lints[0].What.Message,
            "variadic axis '*batch' has nothing to do with axis 'batch'");
  EXPECT_EQ(Lints[1].Item, 3u);
  EXPECT_EQ(Lints[1].RelatedItem, 2u);
}

TEST(Lint, ExplainsItself) {
  Problem P = parseAnnotation("n>=2").Problems.front();
  EXPECT_EQ(P.Message, "'n>=2' is no condition: it means '2'");
  EXPECT_EQ(P.Level, Severity::Lint);
}
