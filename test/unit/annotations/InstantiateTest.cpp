//===-- InstantiateTest.cpp - What annotations promise --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ShapeText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

TEST(Instantiate, Body) {
  ShapeText T;
  EXPECT_EQ(T.body({"*b n 3", "Float32[n+1 m]"}),
            "(*b, n, 3) float32 (n + 1, m)");
  EXPECT_TRUE(T.Sizes.allRigid(*T.Values[0].Axes.axis(-2)->Length));
}

TEST(Instantiate, BodyUsesNamesOfLaterParameters) {
  ShapeText T;
  EXPECT_EQ(T.body({"n+1", "n"}), "(n + 1) (n)");
}

TEST(Instantiate, NothingIsClaimedOfFreeAxes) {
  ShapeText T;
  EXPECT_EQ(T.body({"_ #n #3", "... k", "*#b k"}),
            "(_, #n, #3) (..., k) (..., k)");
  for (const Dim &D : T.Values[0].Axes.prefix())
    EXPECT_FALSE(T.Sizes.allRigid(*D.Length));
  EXPECT_EQ(T.match("n", "(4)"),
            "item 0: axis 0 'n': n against 4 at 0, fails n = 2");
}

TEST(Instantiate, BodyMustWorkForAllSizes) {
  ShapeText T;
  T.body({"n m"});
  MatchResult Right = T.Names.match(
      T.type("m n"),
      {Shape::ofDims({*T.Values[0].Axes.axis(1), *T.Values[0].Axes.axis(0)}),
       DTypeSet::any()},
      AxisSite::ReturnItem, T.resolver(), {});
  EXPECT_EQ(Right.Answer, MatchAnswer::Fits);
  EXPECT_TRUE(Right.Certain);
  MatchResult Wrong = T.Names.match(T.type("m n"), T.Values[0],
                                    AxisSite::ReturnItem, T.resolver(), {});
  ASSERT_TRUE(Wrong.Why);
  EXPECT_TRUE(Wrong.Why->isContingent());
}

TEST(Instantiate, Result) {
  ShapeText T;
  T.match("*b n", "(7, 2, k)");
  EXPECT_EQ(T.result("*b 2*n 4"), "(7, 2, 2*k, 4)");
  EXPECT_EQ(T.result("n unknown unknown+1 _"), "(k, ?, ?, ?)");
  EXPECT_EQ(T.result("... n"), "(..., k)");
  EXPECT_EQ(T.result("Float[n] | Int[n]").find("(k)") != std::string::npos,
            true);
  EXPECT_EQ(T.result("n | n 3"), "(k, ...)");
  EXPECT_EQ(T.result("tuple[n, n]"), "(...)");
}

TEST(Instantiate, BroadcastResults) {
  ShapeText T;
  T.call({{"*#b n", "(2, 1, 4)"}, {"*#b n", "(3, 4)"}});
  EXPECT_EQ(T.result("*b n"), "(2, 3, 4)");
  EXPECT_EQ(T.result("*#b n"), "(..., 4)") << "may be smaller";
  ShapeText Lone;
  Lone.call({{"*#b", "(1)"}});
  EXPECT_EQ(Lone.result("*b"), "(?)") << "may be larger";
}

TEST(Instantiate, LibraryContractsPromiseTheBroadcast) {
  ShapeText T({false, true});
  T.flexible("s");
  T.call({{"*#b #n", "(2, 1, s)"}, {"*#b #n", "(3, 1)"}});
  EXPECT_EQ(T.result("*#b #n"), "(2, 3, s)");
  ShapeText Ones({false, true});
  Ones.call({{"#n", "(1)"}, {"#n", "(1)"}});
  EXPECT_EQ(Ones.result("#n"), "(1)");
}

} // namespace
