//===-- TreeMatchTest.cpp - Trees against annotations ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "gtest/gtest.h"

#include "TreeText.h"

using namespace shapetidy;

namespace {

TEST(TreeMatch, TuplesMatchTheirPartsInOrder) {
  TreeText T;
  EXPECT_EQ(T.match("tuple[n, n 3]", "(<4>, <4 3>)"), "fits n = 4");
  EXPECT_EQ(T.match("tuple[m, m]", "(<4>, <5>)"),
            "item 0[1]: axis 0 'm': 4 against 5 at 0");
  EXPECT_EQ(T.match("tuple[m, m]", "(<4>, <4>, <4>)"),
            "item 0: 'tuple[m, m]' against ((4), (4), (4))");
  EXPECT_EQ(T.match("tuple[m]", "[<4>]"), "item 0: 'tuple[m]' against [(4)]");
  EXPECT_EQ(T.match("tuple[k]", "Box(w=<4>)"), "fits k = 4, n = 4");
}

TEST(TreeMatch, ListsMatchEveryElement) {
  TreeText T;
  EXPECT_EQ(T.match("list[_ d]", "[<4 3>, <5 3>]"), "fits d = 3");
  EXPECT_EQ(T.match("list[a b]", "[<4 3>, <5 3>]"),
            "item 0[1]: axis 0 'a': 4 against 5 at 0");
  EXPECT_EQ(T.match("dict[e]", "{w: <2>, v: <2>}"), "fits d = 3, e = 2");
  EXPECT_EQ(T.match("list[a]", "{w: <2>}"),
            "item 0: 'list[a]' against {w: (2)}");
  EXPECT_EQ(T.match("list[int]", "[int, str]"), "item 0[1]: 'int' against str");
}

TEST(TreeMatch, ElementsThatMayNotExistBindNothing) {
  TreeText T;
  EXPECT_EQ(T.match("list[n]", "[<4>] * ?"), "unknown");
  EXPECT_EQ(T.match("n", "<5>"), "fits? n = 5");
  EXPECT_EQ(T.match("list[3]", "[<4>] * ?"), "unknown n = 5");
  EXPECT_EQ(T.match("list[3]", "[<4>] * 2"),
            "item 0[...]: axis 0 '': 3 against 4 at 0");
}

TEST(TreeMatch, NoneFitsEveryTreeAndBindsNothing) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[int, T]", "None"), "fits");
  EXPECT_EQ(T.match("PyTree[int]", "(None, int)"), "fits");
}

TEST(TreeMatch, LeavesAreFoundByTheirClass) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[tuple[int, int], T]", "((int, int), [(int, int)])"),
            "fits T: (*, [*])");
  EXPECT_EQ(T.match("PyTree[Any, S]", "((int, int), None)"),
            "fits S: ((*, *), None), T: (*, [*])");
  EXPECT_EQ(T.match("PyTree[n 3]", "{a: <2 3>, b: [<2 3>, <4 3>]}"),
            "item 0[\"b\"][1]: axis 0 'n': 2 against 4 at 0");
  EXPECT_EQ(T.match("PyTree[n]", "(<2>, @Config)"),
            "item 0[1]: 'n' against Config");
  EXPECT_EQ(T.match("PyTree[Float[n]]", "(<2 int32>,)"),
            "item 0[0]: Float against int32");
}

TEST(TreeMatch, StructureNamesBindOnceAndCompare) {
  TreeText T;
  EXPECT_EQ(T.call({{"PyTree[int, T]", "(int, [int])"},
                    {"PyTree[str, T]", "(str, [str])"}}),
            "fits T: (*, [*])");
  TreeText U;
  EXPECT_EQ(U.call({{"PyTree[int, T]", "(int, [int])"},
                    {"PyTree[str, T]", "(str, [str, str])"}}),
            "item 1[1]: 'T': [*] against [*, *]");
}

TEST(TreeMatch, CompositionsWaitForTheirNames) {
  TreeText T;
  EXPECT_EQ(T.call({{"PyTree[int, S T]", "{k: (int, int)}"},
                    {"PyTree[int, T]", "(int, int)"},
                    {"PyTree[int, S]", "{k: int}"}}),
            "fits S: {k: *}, T: (*, *)");
  TreeText U;
  EXPECT_EQ(U.call({{"PyTree[int, S T]", "{k: (int, int)}"},
                    {"PyTree[int, T]", "(int, int)"}}),
            "item 0: unbound structure 'S'");
  TreeText V({/*StrictOrder=*/true});
  EXPECT_EQ(V.call({{"PyTree[int, S ...]", "(int, int)"},
                    {"PyTree[int, S]", "(int, int)"}}),
            "item 0: unbound structure 'S'");
  TreeText W;
  EXPECT_EQ(W.call({{"PyTree[int, T S]", "{k: (int, int)}"},
                    {"PyTree[int, T]", "(int, int)"},
                    {"PyTree[int, S]", "{k: int}"}}),
            "item 0: 'T S': ({k: *}, {k: *}) against {k: (*, *)}");
}

TEST(TreeMatch, AxesOfLeavesBelongToThem) {
  TreeText T;
  EXPECT_EQ(T.call({{"PyTree[?n d, T]", "(<3 7>, <5 7>)"},
                    {"PyTree[?n, T]", "(<3>, <5>)"},
                    {"n", "<9>"}}),
            "fits T[0]?n = 3, T[1]?n = 5, d = 7, n = 9, T: (*, *)");
  TreeText U;
  EXPECT_EQ(U.call({{"PyTree[*?n, T]", "(<2 3>, <5>)"},
                    {"PyTree[*?n, T]", "(<2 3>, <6>)"}}),
            "item 1[1]: axis 0 'n': 5 against 6 at 0");
  TreeText V;
  EXPECT_EQ(V.match("PyTree[?n]", "[<3>]"), "item 0[0]: 'n' outside a tree");
  TreeText W;
  EXPECT_EQ(W.match("PyTree[PyTree[?n], T]", "(<3>,)"),
            "item 0[0]: 'n' outside a tree");
  EXPECT_EQ(W.match("PyTree[PyTree[?n, S], T]", "(<3>,)"),
            "item 0: 'S' inside another structure");
}

TEST(TreeMatch, LeavesBehindAContainerOfUnknownLengthHaveNoPosition) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[?n, T]", "([<3>] * ?, <4>)"),
            "unknown T: ([*, ...], *)");
  EXPECT_EQ(T.match("PyTree[?n, T]", "([<3>] * ?, <5>)"),
            "unknown T: ([*, ...], *)");
}

TEST(TreeMatch, AStructuredTreeStandsInNoOther) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[PyTree[int, S], T]", "(int, int)"),
            "item 0: 'S' inside another structure");
  EXPECT_EQ(T.match("PyTree[PyTree[int, U]]", "[int]"), "fits U: [*]");
}

TEST(TreeMatch, FailuresLeaveNothingBehind) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[n, T]", "(<3>, <4>)"),
            "item 0[1]: axis 0 'n': 3 against 4 at 0");
  EXPECT_EQ(T.match("PyTree[int, T] | PyTree[str, T]", "(str, str)"),
            "fits T: (*, *)");
}

TEST(TreeMatch, UnknownPartsAreUnknown) {
  TreeText T;
  EXPECT_EQ(T.match("PyTree[n, T]", "(?, <3>)"), "fits? n = 3, T: (?, *)");
  EXPECT_EQ(T.match("PyTree[int, T]", "([int], int)"),
            "fits? n = 3, T: (?, *)");
}

} // namespace
