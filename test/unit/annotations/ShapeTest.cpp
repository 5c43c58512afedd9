//===-- ShapeTest.cpp - Shapes and their join -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ShapeText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

TEST(Shape, PrintsAsWritten) {
  ShapeText T;
  T.row("b");
  for (const char *Text : {"()", "(n)", "(2, n + 1)", "(*b, c, 3)", "(...)",
                           "(?, ..., 4)", "(n, *b)"})
    EXPECT_EQ(T.shape(Text).print(T.Sizes), Text);
}

TEST(Shape, Axis) {
  ShapeText T;
  Shape S = T.shape("(2, 3, ..., 4)");
  EXPECT_EQ(T.print(*S.axis(1)), "3");
  EXPECT_EQ(T.print(*S.axis(2)), "?");
  EXPECT_EQ(T.print(*S.axis(-1)), "4");
  EXPECT_EQ(T.print(*S.axis(-2)), "?");
  Shape Known = T.shape("(2, 3)");
  EXPECT_EQ(T.print(*Known.axis(-2)), "2");
  EXPECT_FALSE(Known.axis(2));
  EXPECT_FALSE(Known.axis(-3));
  EXPECT_EQ(Known.rank(), 2u);
  EXPECT_FALSE(S.rank());
}

TEST(Shape, ElementCount) {
  ShapeText T;
  T.row("b");
  auto Count = [&](const char *Text) {
    std::optional<Size> Product = T.shape(Text).elementCount(T.Sizes);
    return Product ? T.Sizes.print(*Product) : "?";
  };
  EXPECT_EQ(Count("(2, n, 3)"), "6*n");
  EXPECT_EQ(Count("()"), "1");
  EXPECT_EQ(Count("(2, ?)"), "?");
  EXPECT_EQ(Count("(2, ...)"), "?");
  EXPECT_NE(Count("(2, *b)"), "?");
}

TEST(Shape, Join) {
  ShapeText T;
  T.row("b");
  auto Join = [&](const char *A, const char *B) {
    Shape AB = Shape::join(T.shape(A), T.shape(B));
    Shape BA = Shape::join(T.shape(B), T.shape(A));
    EXPECT_EQ(AB, BA) << A << " " << B;
    EXPECT_EQ(Shape::join(AB, T.shape(A)), AB) << A << " " << B;
    return AB.print(T.Sizes);
  };
  EXPECT_EQ(Join("(2, 3)", "(2, 3)"), "(2, 3)");
  EXPECT_EQ(Join("(2, 3)", "(2, 4)"), "(2, ?)");
  EXPECT_EQ(Join("(2, 3)", "(2, 4, 3)"), "(2, ..., 3)");
  EXPECT_EQ(Join("(*b, 3)", "(*b, 4)"), "(*b, ?)");
  EXPECT_EQ(Join("(*b, 3)", "(5, 3)"), "(..., 3)");
  EXPECT_EQ(Join("(2, ..., 3)", "(2)"), "(2, ...)");
  EXPECT_EQ(Join("(...)", "(2)"), "(...)");
  EXPECT_EQ(Join("()", "(2)"), "(...)");
}

TEST(Broadcast, Concrete) {
  ShapeText T;
  EXPECT_EQ(T.broadcast("(2, 1, n)", "(3, n)"), "(2, 3, n)");
  EXPECT_EQ(T.broadcast("()", "(3)"), "(3)");
  EXPECT_EQ(T.broadcast("(0)", "(1)"), "(0)");
  EXPECT_EQ(T.broadcast("(0)", "(3)"), "axes -1 and -1: 0 against 3");
  EXPECT_EQ(T.broadcast("(4, 2)", "(3, 2)"), "axes -2 and -2: 4 against 3");
}

TEST(Broadcast, Symbolic) {
  ShapeText T;
  T.flexible("s t");
  EXPECT_EQ(T.broadcast("(n, 1)", "(1, m)"), "(n, m)");
  EXPECT_EQ(T.broadcast("(n)", "(m)"),
            "axes -1 and -1: n against m, fails n = 2 m = 3");
  EXPECT_EQ(T.broadcast("(s)", "(4)"), "(4) ?");
  EXPECT_EQ(T.facts(), "") << "s is 1 or 4";
  T.fact("s >= 2");
  EXPECT_EQ(T.broadcast("(s)", "(4)"), "(4) ?");
  EXPECT_EQ(T.facts(), "s == 4, s >= 2");
}

TEST(Broadcast, Rows) {
  ShapeText T;
  T.row("a");
  T.row("b");
  T.flexible("s");
  EXPECT_EQ(T.broadcast("(*b, n)", "(n)"), "(*b, n)");
  EXPECT_EQ(T.broadcast("(*b, n)", "(*b, 1)"), "(*b, n)");
  EXPECT_EQ(T.broadcast("(2, *b, n)", "(*b, n)"), "(2, *b, n)");
  EXPECT_EQ(T.broadcast("(*a, n)", "(*b, n)"),
            "axes row and row: ? against ?, fails");
  EXPECT_EQ(T.broadcast("(*b, n)", "(3, n)"),
            "axes row and -2: ? against 3, fails");
  EXPECT_EQ(T.broadcast("(*b, n)", "(s, n)"), "(..., ?, n) ?");
  EXPECT_EQ(T.broadcast("(..., 4)", "(2, 4)"), "(..., 2, 4) ?");
  EXPECT_EQ(T.broadcast("(...)", "(?)"), "(..., ?) ?");
}

TEST(Broadcast, ConflictTeachesNothing) {
  ShapeText T;
  T.flexible("s");
  T.fact("s >= 2");
  EXPECT_EQ(T.broadcast("(2, s)", "(3, 4)"), "axes -2 and -2: 2 against 3");
  EXPECT_EQ(T.facts(), "s >= 2");
}

TEST(DType, Sets) {
  DTypeSet Float = *DTypeSet::fromClass("Float");
  DTypeSet Int = *DTypeSet::fromClass("Int");
  EXPECT_TRUE(Float.isDisjoint(Int));
  EXPECT_TRUE(Float.contains("bfloat16"));
  EXPECT_FALSE(Float.contains("complex64"));
  EXPECT_TRUE(Float.isSubsetOf(*DTypeSet::fromClass("Real")));
  EXPECT_EQ(Float.intersect(*DTypeSet::fromClass("Inexact")), Float);
  EXPECT_TRUE(DTypeSet::any().contains("anything at all"));
  EXPECT_FALSE(DTypeSet::fromClass("Flaot"));
}

TEST(DType, Print) {
  EXPECT_EQ(DTypeSet::fromClass("Real")->print(), "Real");
  EXPECT_EQ(DTypeSet::fromClass("Float32")->print(), "float32");
  EXPECT_EQ(DTypeSet::ofNames({"float64", "float32"}).print(),
            "float32 or float64");
  EXPECT_EQ(DTypeSet::ofNames({"float64", "float32", "foo"}).print(),
            "float32, float64 or foo");
  EXPECT_EQ(DTypeSet::any().print(), "any dtype");
}

TEST(DType, CustomNamesAndPatterns) {
  DTypeSet Record = DTypeSet::ofName("[('first','u1')]");
  EXPECT_TRUE(Record.contains("[('first','u1')]"));
  EXPECT_TRUE(Record.isDisjoint(DTypeSet::ofName("[('second','u1')]")));
  EXPECT_TRUE(Record.isDisjoint(*DTypeSet::fromClass("Num")));
  DTypeSet Eights = DTypeSet::matching("u?int(8|16)$");
  EXPECT_TRUE(Eights.contains("uint16"));
  EXPECT_FALSE(Eights.contains("uint32"));
  EXPECT_TRUE(DTypeSet::matching("foo").contains("foobar"));
  EXPECT_TRUE(DTypeSet::matching("(").isEmpty());
}

TEST(DType, HashFollowsEquality) {
  EXPECT_EQ(hash_value(*DTypeSet::fromClass("Float32")),
            hash_value(DTypeSet::ofName("float32")));
  EXPECT_NE(hash_value(DTypeSet::ofName("foo")),
            hash_value(DTypeSet::ofName("bar")));
}

} // namespace
