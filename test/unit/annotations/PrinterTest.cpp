//===-- PrinterTest.cpp - Canonical text of annotations -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/Nesting.h"
#include "gtest/gtest.h"

using namespace shapetidy;

/// Prints, and checks that the printed text means the same.
static std::string canonical(llvm::StringRef Text) {
  ParsedAnnotation Parsed = parseAnnotation(Text);
  EXPECT_TRUE(Parsed.ok()) << Text.str();
  std::string Printed = print(*Parsed.Root);
  ParsedAnnotation Again = parseAnnotation(Printed);
  EXPECT_TRUE(Again.ok()) << Printed;
  EXPECT_EQ(*Parsed.Root, *Again.Root) << Text.str() << " as " << Printed;
  return Printed;
}

TEST(Printer, Shapes) {
  EXPECT_EQ(canonical("  a   b "), "a b");
  EXPECT_EQ(canonical("*#a"), "#*a");
  EXPECT_EQ(canonical("#foo=*a"), "foo=#*a");
  EXPECT_EQ(canonical("#foo="), "#foo=");
  EXPECT_EQ(canonical("*_x"), "...");
  EXPECT_EQ(canonical("_x 04 +4"), "_ 4 4");
  EXPECT_EQ(canonical("foo=*_"), "foo=*_");
  EXPECT_EQ(canonical("n+{ k }"), "n+{ k }");
}

TEST(Printer, Types) {
  EXPECT_EQ(canonical("Float32[ a  b ]|None"), "Float32[a b] | None");
  EXPECT_EQ(canonical("tuple[n,m,Shaped[]]"), "tuple[n, m, Shaped[]]");
  EXPECT_EQ(canonical("float64[:,::1]"), "float64[:, ::1]");
  EXPECT_EQ(canonical("PyTree[ n , S  T ... ]"), "PyTree[n, S T ...]");
  EXPECT_EQ(canonical("((n)->m)|None"), "((n) -> m) | None");
  EXPECT_EQ(canonical("vectorized(n,m)->()"), "vectorized (n, m) -> Shaped[]");
  EXPECT_EQ(canonical("(n) -> ((m))"), "(n) -> ((m))");
  EXPECT_EQ(canonical("(((n)), m) -> (k)"), "(((n)), m) -> k");
}

TEST(Printer, Contracts) {
  llvm::StringRef Text = "(n), (), _, (Int[k]) -> (*b n)";
  EXPECT_EQ(print(*parseContract(Text).Root), Text.str());
  EXPECT_EQ(print(*parseContract("(n)").Root), "(n) -> _");
}

// Axes that would read as words of the language keep their meaning.
TEST(Printer, ProtectsNames) {
  for (llvm::StringRef Text : {"None", "PyTree", "a|b", "f|"}) {
    ParsedAnnotation Parsed = parseShape(Text);
    if (!Parsed.ok())
      continue;
    std::string Printed = print(*Parsed.Root);
    EXPECT_EQ(Printed, "Shaped[" + Text.str() + "]");
    EXPECT_EQ(*parseAnnotation(Printed).Root, *Parsed.Root);
  }
}

static std::string expression(llvm::StringRef Text) {
  ParsedAnnotation Parsed = parseAnnotation(Text);
  EXPECT_TRUE(Parsed.ok()) << Text.str();
  std::string Printed = print(*Parsed.Root->Shape.Axes[0].Expr);
  ParsedAnnotation Again = parseAnnotation("(" + Printed + ")");
  EXPECT_TRUE(Again.ok()) << Printed;
  EXPECT_EQ(*Parsed.Root->Shape.Axes[0].Expr, *Again.Root->Shape.Axes[0].Expr)
      << Text.str() << " as " << Printed;
  return Printed;
}

TEST(Printer, Expressions) {
  EXPECT_EQ(expression("((n))+((1))"), "n+1");
  EXPECT_EQ(expression("a-(b-c)"), "a-(b-c)");
  EXPECT_EQ(expression("(a-b)-c"), "a-b-c");
  EXPECT_EQ(expression("(a**b)**c"), "(a**b)**c");
  EXPECT_EQ(expression("a**(b**c)"), "a**b**c");
  EXPECT_EQ(expression("(-a)**2"), "(-a)**2");
  EXPECT_EQ(expression("-(a**2)"), "-a**2");
  EXPECT_EQ(expression("(a<b)<c"), "(a<b)<c");
  EXPECT_EQ(expression("1if(n)else(2)"), "(1)if(n)else(2)");
  EXPECT_EQ(expression("2.50*n"), "2.5*n");
  EXPECT_EQ(expression("n*0.05"), "n*0.05");
  EXPECT_EQ(expression("{a-(b-c)}+1"), "{a-(b-c)}+1");
  EXPECT_EQ(expression("{- -a - -b}+1"), "{-(-a)-(-b)}+1");
  EXPECT_EQ(expression("{(-x).size( 0 )}+1"), "{(-x).size(0)}+1");
}

static std::string nested(llvm::StringRef Outer, llvm::StringRef Inner) {
  NestResult Result =
      nest(parseAnnotation(Outer).Root, parseAnnotation(Inner).Root);
  return Result.Error ? codeName(Result.Error->Code).str()
                      : print(*Result.Type);
}

TEST(Nesting, PutsTheOuterShapeInFront) {
  EXPECT_EQ(nested("n", "c h w"), "n c h w");
  EXPECT_EQ(nested("Float32[n]", "Float[c]"), "Float32[n c]");
  EXPECT_EQ(nested("Real[n]", "Inexact[c]"), "Float[n c]");
  EXPECT_EQ(nested("n", "float64[:, ::1]"), "Float64[n _ _]");
  EXPECT_EQ(nested("n", "c | Int[d e] | None"), "n c | Int[n d e] | None");
  EXPECT_EQ(nested("n | None", "c"), "n c | None");
  EXPECT_EQ(nested("Int[n]", "Bool[]"), "P_DTYPES_DISJOINT");
  EXPECT_EQ(nested("*a", "b ..."), "P_TWO_VARIADICS_NESTED");
  EXPECT_EQ(nested("n", "tuple[a, b]"), "E_NESTING");
  EXPECT_EQ(nested("tuple[a, b]", "tuple[a,b]"), "tuple[a, b]");
}
