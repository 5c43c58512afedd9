//===-- UnifierTest.cpp - Matching with symbolic sizes --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ShapeText.h"
#include "gtest/gtest.h"
#include <chrono>

using namespace shapetidy;

namespace {

TEST(Unifier, WorkedExample) {
  ShapeText T;
  EXPECT_EQ(T.call({{"batch in", "(32, 784)"}, {"out in", "(10, 512)"}}),
            "item 1: axis 1 'in': 784 against 512 at 1");
  EXPECT_EQ(T.Names.bindings().print(T.Sizes), "batch = 32, in = 784");
}

TEST(Unifier, ConflictSaysWhereTheSizeCameFrom) {
  ShapeText T;
  T.match("batch in", "(32, 784)", 0);
  MatchResult R = T.Names.match(T.type("out in"), T.value("(10, 512)"), 1,
                                T.resolver(), Origin());
  ASSERT_TRUE(R.Why && R.Why->BoundAt);
  EXPECT_EQ(R.Why->BoundAt->Item, 0u);
  EXPECT_EQ(R.Why->BoundAt->Axis, 1u);
  EXPECT_EQ(R.Why->Where, (Span{4, 6}));
  EXPECT_EQ(R.Why->BoundAt->Where, (Span{6, 8}));
}

TEST(Unifier, FlexibleSizesAreTaught) {
  ShapeText T;
  T.flexible("s t");
  EXPECT_EQ(T.match("n 3", "(s, t)"), "fits? n = s");
  EXPECT_EQ(T.facts(), "t == 3");
  EXPECT_EQ(T.match("n", "(5)"), "fits? n = s");
  EXPECT_EQ(T.facts(), "s == 5, t == 3");
  EXPECT_EQ(T.match("n", "(6)", 2), "item 2: axis 0 'n': s against 6 at 0");
  EXPECT_EQ(T.facts(), "s == 5, t == 3");
}

TEST(Unifier, RigidSizesFailForSome) {
  ShapeText T;
  EXPECT_EQ(T.match("k k", "(n, m)"),
            "item 0: axis 1 'k': n against m at 1, fails m = 2 n = 3");
  EXPECT_EQ(T.match("3", "(n)"),
            "item 0: axis 0 '': 3 against n at 0, fails n = 2");
  EXPECT_EQ(T.match("k k+1", "(n, n)"),
            "item 0: axis 1 'k+1': n + 1 against n at 1");
  EXPECT_EQ(T.match("k 2*k", "(n, n + n)"), "fits k = n");
}

TEST(Unifier, FactsDecideRigidSizes) {
  ShapeText T;
  T.fact("n == m");
  EXPECT_EQ(T.match("k k", "(n, m)"), "fits k = n");
}

TEST(Unifier, FailedMatchLeavesNoTrace) {
  ShapeText T;
  T.flexible("s");
  EXPECT_EQ(T.match("a 3 *r b b", "(7, s, 8, 1, 2)"),
            "item 0: axis 4 'b': 1 against 2 at 4");
  EXPECT_EQ(T.Names.bindings().print(T.Sizes), "");
  EXPECT_EQ(T.facts(), "");
}

TEST(Unifier, UnknownLengths) {
  ShapeText T;
  EXPECT_EQ(T.match("n m", "(?, 3)"), "fits? m = 3, n = ?");
  EXPECT_EQ(T.match("n+1", "(9)"), "fits? m = 3, n = ?");
  EXPECT_EQ(T.match("n", "(5)"), "fits? m = 3, n = 5");
  EXPECT_EQ(T.match("n", "(6)"), "item 0: axis 0 'n': 5 against 6 at 0");
  EXPECT_EQ(T.match("4", "(?)"), "fits? m = 3, n = 5");
  EXPECT_EQ(T.match("n m", "(...)"), "unknown m = 3, n = 5");
}

TEST(Unifier, BroadcastNameKeepsCandidates) {
  ShapeText T;
  T.flexible("s t");
  EXPECT_EQ(T.match("#n", "(s)"), "fits?");
  EXPECT_EQ(T.match("#n", "(t)"), "fits?");
  EXPECT_EQ(T.match("n+1", "(4)"), "fits") << "n may or may not be bound";
  EXPECT_EQ(T.match("n", "(5)"), "fits? n = 5");
  EXPECT_EQ(T.match("#n", "(4)"), "item 0: axis 0 'n': 5 or 1 against 4 at 0");
  EXPECT_EQ(T.finish(), "item 0: axis 0 'n+1': 6 against 4 at 0");
}

TEST(Unifier, BroadcastNameRefusesImpossibleCandidates) {
  ShapeText T;
  T.flexible("s");
  T.fact("s >= 6");
  EXPECT_EQ(T.match("#n", "(s)"), "fits n = s") << "cannot be 1";
  EXPECT_EQ(T.match("n", "(5)"), "item 0: axis 0 'n': s against 5 at 0");
}

TEST(Unifier, BroadcastNameOverRigidSizes) {
  ShapeText T;
  EXPECT_EQ(T.match("#k", "(n)"), "fits?");
  EXPECT_EQ(T.match("#k", "(n)"), "fits?");
  EXPECT_EQ(T.match("#k", "(m)"),
            "item 0: axis 0 'k': n or 1 against m at 0, fails n = 2 m = 3");
  EXPECT_EQ(T.match("k", "(n)"), "fits k = n");
}

TEST(Unifier, LateNameSettlesCandidates) {
  ShapeText T;
  EXPECT_EQ(T.match("#k", "(n)", 0), "fits?");
  EXPECT_EQ(T.match("k", "(5)", 1),
            "item 1: axis 0 'k': n against 5 at 0, fails n = 2");
}

TEST(Unifier, OnlyOnesLeaveTheNameUnbound) {
  ShapeText T;
  EXPECT_EQ(T.match("#n", "(1)"), "fits");
  EXPECT_EQ(T.match("n+1", "(5)", 1), "fits");
  EXPECT_EQ(T.finish(), "item 1: unbound name 'n'");
}

TEST(Unifier, ExpressionsWaitForTheirNames) {
  ShapeText T;
  EXPECT_EQ(T.call({{"n+1", "(4)"}, {"n", "(3)"}}), "fits n = 3");
  EXPECT_EQ(T.call({{"m+1", "(4)"}, {"m", "(4)"}}),
            "item 0: axis 0 'm+1': 5 against 4 at 0");
  EXPECT_EQ(T.call({{"q+1", "(4)"}}), "item 0: unbound name 'q'");
  ShapeText Strict({true, false});
  EXPECT_EQ(Strict.call({{"n+1", "(4)"}, {"n", "(3)"}}),
            "item 0: unbound name 'n'");
}

TEST(Unifier, PostponedExpressionsLeaveWithTheirMatch) {
  ShapeText T;
  EXPECT_EQ(T.match("q+1 3", "(4, 5)"), "item 0: axis 1 '': 3 against 5 at 1");
  EXPECT_EQ(T.finish(), "fits");
}

TEST(Unifier, Operands) {
  ShapeText T;
  T.operand("k", "n + 1");
  EXPECT_EQ(T.match("{k}-1", "(n)"), "fits");
  EXPECT_EQ(T.match("{k}", "(n)"),
            "item 0: axis 0 '{k}': n + 1 against n at 0");
  EXPECT_EQ(T.match("{nope}", "(n)"), "item 0: unbound operand 'nope'");
}

TEST(Unifier, TrueDivision) {
  ShapeText T;
  T.flexible("s");
  T.match("k", "(s)");
  EXPECT_EQ(T.match("k/2", "(4)"), "fits? k = s");
  EXPECT_EQ(T.facts(), "s == 8");
  EXPECT_EQ(T.match("7/2", "(3)"), "item 0: axis 0 '7/2': ? against 3 at 0");
  EXPECT_EQ(T.match("4//0", "(3)"), "item 0: '4//0' has no value");
}

TEST(Unifier, RowsInValues) {
  ShapeText T;
  T.row("b");
  EXPECT_EQ(T.match("*r n", "(*b, 3)"), "fits n = 3, *r = (*b)");
  EXPECT_EQ(T.match("*r", "(*b)"), "fits n = 3, *r = (*b)");
  EXPECT_EQ(T.match("*r", "(2, *b)"), "item 0: 'r': rank 0+ against 1+");
  EXPECT_EQ(T.match("... 4", "(*b, 3)"),
            "item 0: axis 1 '': 4 against 3 at -1");
}

TEST(Unifier, RigidRowsHaveAnyRank) {
  ShapeText T;
  T.row("b");
  EXPECT_EQ(T.match("n", "(*b, 3)"),
            "item 0: rank 1 against 1+, fails if *b has 1");
  EXPECT_EQ(T.match("n m", "(*b, 3)"),
            "item 0: rank 2 against 1+, fails if *b has 0");
  EXPECT_EQ(T.match("n m k ...", "(*b, 3)"),
            "item 0: rank 3+ against 1+, fails if *b has 0");
  EXPECT_EQ(T.match("n", "(*b, 3, 4)"), "item 0: rank 1 against 2+");
}

TEST(Unifier, UnknownRowsFit) {
  ShapeText T;
  EXPECT_EQ(T.match("a b c", "(2, ..., 3)"), "fits? a = 2, b = ?, c = 3");
  EXPECT_EQ(T.match("a", "(2, ..., 3)"), "item 0: rank 1 against 2+");
  EXPECT_EQ(T.match("a *d 4", "(2, ..., 3)"),
            "item 0: axis 2 '': 4 against 3 at -1");
  EXPECT_EQ(T.match("a x *d c", "(2, ..., 3)"),
            "fits? a = 2, b = ?, c = 3, x = ?, *d = (...)");
}

TEST(Unifier, VariadicNames) {
  ShapeText T;
  T.flexible("s");
  EXPECT_EQ(T.match("*b", "(n, s)"), "fits *b = (n, s)");
  EXPECT_EQ(T.match("*b", "(n, 4)"), "fits? *b = (n, s)");
  EXPECT_EQ(T.facts(), "s == 4");
  EXPECT_EQ(T.match("x *b y", "(9, m, 4, 8)"),
            "item 0: axis 1 'b': n against m at 1, fails m = 2 n = 3");
  EXPECT_EQ(T.match("*b", "(n, 4, 1)"), "item 0: 'b': rank 2 against 3");
}

TEST(Unifier, VariadicIsRefined) {
  ShapeText T;
  EXPECT_EQ(T.match("*b", "(2, ..., ?)"), "fits? *b = (2, ..., ?)");
  EXPECT_EQ(T.match("*b", "(?, 3, 4)"), "fits? *b = (2, 3, 4)");
  EXPECT_EQ(T.match("*b", "(2, 3, 5)"), "item 0: axis 0 'b': 4 against 5 at 2");
}

TEST(Unifier, BroadcastVariadics) {
  ShapeText T;
  EXPECT_EQ(T.match("*#b c", "(n, 1, 4)"), "fits c = 4, *b = (n, 1)");
  EXPECT_EQ(T.match("*#b c", "(3, 4)"), "fits c = 4, *b = (n, 3)");
  EXPECT_EQ(T.match("*#b c", "(2, 4)"),
            "item 0: axis 0 'b': 3 or 1 against 2 at 0");
  EXPECT_EQ(T.match("*b", "(n, 3)"), "fits c = 4, *b = (n, 3)");
  EXPECT_EQ(T.match("*#b", "(1)"), "fits c = 4, *b = (n, 3)");
  EXPECT_EQ(T.match("*#b", "(5, 1, 1)"), "item 0: 'b': rank 2 against 3");
}

TEST(Unifier, TwoRigidRowsDiffer) {
  ShapeText T;
  T.row("a");
  T.row("b");
  EXPECT_EQ(T.match("*r", "(*a)"), "fits *r = (*a)");
  EXPECT_EQ(T.match("*r", "(*b)"), "item 0: 'r': rank 0+ against 0+, fails");
}

TEST(Unifier, DTypes) {
  ShapeText T;
  EXPECT_EQ(T.match("Float32[n]", "float32 (3)"), "fits n = 3");
  EXPECT_EQ(T.match("Int[n]", "float32 (3)"), "item 0: Int against float32");
  EXPECT_EQ(T.match("Int[n]", "(3)"), "fits? n = 3");
}

TEST(Unifier, UnionsTakeTheFirstThatFits) {
  ShapeText T;
  EXPECT_EQ(T.match("n 3 | m 4", "(5, 4)"), "fits m = 5");
  EXPECT_EQ(T.match("2 | 3", "(4)"), "item 0: no alternative");
}

TEST(Unifier, UnionsDoNotGuess) {
  ShapeText T;
  T.flexible("s");
  EXPECT_EQ(T.match("n 3 | m 4", "(5, s)"), "unknown");
  EXPECT_EQ(T.facts(), "");
  EXPECT_EQ(T.match("n 3 | m 4 5", "(5, s)"), "fits? n = 5");
  EXPECT_EQ(T.facts(), "s == 3");
}

TEST(Unifier, UnionThatCoversAllSizesIsNoConflict) {
  ShapeText T;
  T.match("a b", "(n, m)");
  EXPECT_EQ(T.match("a | b", "(max(n,m))"), "unknown a = n, b = m");
}

TEST(Unifier, UnchosenAlternativesMustMakeSense) {
  ShapeText T;
  EXPECT_EQ(T.match("q+1 | 5", "(5)"), "unknown");
  EXPECT_EQ(T.finish(), "item 0: unbound name 'q'");
  T.match("q+1 | 5", "(5)");
  T.match("q", "(7)");
  EXPECT_EQ(T.finish(), "fits q = 7");
}

TEST(Unifier, UndecidedUnionMayHaveBoundItsNames) {
  ShapeText T;
  T.flexible("s");
  EXPECT_EQ(T.call({{"n 3 | n 4", "(5, s)"}, {"n+1", "(6)"}}), "fits?");
  EXPECT_EQ(T.call({{"n", "(7)"}}), "fits? n = 7");
}

TEST(Unifier, AssertionsTeachRigidSizes) {
  ShapeText T({false, false, HeldTo::Nothing});
  T.row("b");
  EXPECT_EQ(T.match("3 k k", "(n, m, p)"), "fits? k = m");
  EXPECT_EQ(T.facts(), "p == m, n == 3");
  EXPECT_EQ(T.match("4", "(n)"), "item 0: axis 0 '': 4 against n at 0");
  EXPECT_EQ(T.match("2 n", "(*b, 3)"), "fits? k = m, n = 3");
}

TEST(Unifier, UnionOfTheWrongDTypes) {
  ShapeText T;
  EXPECT_EQ(T.match("Int8[n] | UInt8[n m]", "float32 (3)"),
            "item 0: uint8 or int8 against float32");
  EXPECT_EQ(T.match("Int8[n] | Float[n m]", "float32 (3)"),
            "item 0: no alternative");
}

TEST(Unifier, NoneValues) {
  ShapeText T;
  EXPECT_EQ(T.text(T.Names.matchNone(T.type("n | None"), 0)), "fits");
  EXPECT_EQ(T.text(T.Names.matchNone(T.type("n"), 3)), "item 3: none");
  EXPECT_EQ(T.match("None", "(3)"), "item 0: not an array");
  EXPECT_EQ(T.match("None", "(...)"), "unknown");
}

TEST(Unifier, TreePathOutsideATree) {
  ShapeText T;
  EXPECT_EQ(T.match("?n", "(3)"), "item 0: 'n' outside a tree");
  EXPECT_EQ(T.match("#?n", "(1)"), "fits");
  EXPECT_EQ(T.match("?n 4", "(3)"), "item 0: rank 2 against 1");
}

/// 10,000 axes: milliseconds, and twice as many take about twice as long.
TEST(Unifier, LinearInAxes) {
  auto Seconds = [](unsigned Count) {
    ShapeText T;
    TypeSyntax Type;
    llvm::SmallVector<Dim, 4> Dims;
    for (unsigned I = 0; I < Count; ++I) {
      Axis Token;
      Token.Name = "n" + std::to_string(I % 97);
      Token.Broadcast = I % 3 == 0;
      Type.Shape.Axes.push_back(Token);
      Dims.push_back({T.Sizes.constant(I % 97 + 2), {}});
    }
    ArrayValue Value{Shape::ofDims(Dims), DTypeSet::any()};
    auto Start = std::chrono::steady_clock::now();
    MatchResult R = T.Names.match(Type, Value, 0, T.resolver(), Origin());
    EXPECT_FALSE(R.Why);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         Start)
        .count();
  };
  EXPECT_LT(Seconds(10000), 0.5);
  EXPECT_LT(Seconds(100000), 5.0);
}

} // namespace
