//===-- StructureTest.cpp - Tree structures as text -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "gtest/gtest.h"

#include "TreeText.h"

using namespace shapetidy;

namespace {

TEST(Structure, PrintsAsWritten) {
  TreeText T;
  for (const char *Text :
       {"*", "?", "None", "()", "(*,)", "(*, *)", "[*, [*]]",
        "{a: *, b: (*, *)}", "pair(*, *)", "deque[*]", "Layer(w=*, b=None)",
        "[*] * n", "T", "T (*, *)", "(T, [?])", "Layer(w=*; n=3)"}) {
    if (std::string(Text).find(';') == std::string::npos)
      EXPECT_EQ(T.print(T.structure(Text)), Text);
  }
  EXPECT_EQ(T.print(T.structure("{b: *, a: *}")), "{a: *, b: *}");
  EXPECT_EQ(T.print(T.structure("Layer(w=*, n=#3)")), "Layer(w=*; n=3)");
  EXPECT_EQ(T.print(T.structure("[*] * ?")), "[*, ...]");
  EXPECT_EQ(T.print(T.structure("{k: *} * ?")), "{...: *, ...}");
}

TEST(Structure, ComposesOutermostFirst) {
  TreeText T;
  auto Compose = [&](const char *Outer, const char *Inner) {
    return T.print(T.structure(Outer).compose(T.structure(Inner)));
  };
  EXPECT_EQ(Compose("{a: *}", "(*, *)"), "{a: (*, *)}");
  EXPECT_EQ(Compose("(*, *)", "{a: *}"), "({a: *}, {a: *})");
  EXPECT_EQ(Compose("*", "[*]"), "[*]");
  EXPECT_EQ(Compose("[*]", "*"), "[*]");
  EXPECT_EQ(Compose("(*, None, ())", "[*]"), "([*], None, ())");
  EXPECT_EQ(Compose("[*] * n", "(*, *)"), "[(*, *)] * n");
  EXPECT_EQ(Compose("S", "T"), "S T");
  EXPECT_EQ(Compose("S T", "(*, *)"), "S T (*, *)");
  EXPECT_EQ(Compose("?", "[*]"), "?");
  EXPECT_EQ(Compose("[*]", "?"), "[?]");
}

TEST(Structure, CompositionOfManyIsUnknown) {
  TreeText T;
  Structure Ten = T.structure("(*, *, *, *, *, *, *, *, *, *)");
  Structure All = Structure::leaf();
  for (int I = 0; I < 40; ++I)
    All = All.compose(Ten);
  EXPECT_TRUE(All.isUnknown());
}

TEST(Structure, CountsLeaves) {
  TreeText T;
  auto Count = [&](const char *Text) {
    std::optional<uint64_t> N = T.structure(Text).leafCount();
    return N ? std::to_string(*N) : "?";
  };
  EXPECT_EQ(Count("(*, [*, None], ())"), "2");
  EXPECT_EQ(Count("[(*, *)] * 3"), "6");
  EXPECT_EQ(Count("[*] * n"), "?");
  EXPECT_EQ(Count("[None] * n"), "0");
  EXPECT_EQ(Count("T"), "?");
  EXPECT_EQ(Count("(*, ?)"), "?");
}

TEST(Structure, EqualIfKindsCountsKeysAndDataAgree) {
  TreeText T;
  EXPECT_EQ(T.equal("(*, [*])", "(*, [*])"), "proved");
  EXPECT_EQ(T.equal("(*, *)", "[*, *]"), "refuted: (*, *) against [*, *]");
  EXPECT_EQ(T.equal("(*, *)", "pair(*, *)"),
            "refuted: (*, *) against pair(*, *)");
  EXPECT_EQ(T.equal("(*, (*, *))", "(*, (*, *, *))"),
            "refuted at [1]: (*, *) against (*, *, *)");
  EXPECT_EQ(T.equal("{a: *, b: *}", "{b: *, a: *}"), "proved");
  EXPECT_EQ(T.equal("{a: *}", "{b: *}"), "refuted: {a: *} against {b: *}");
  EXPECT_EQ(T.equal("Layer(w=*)", "Other(w=*)"),
            "refuted: Layer(w=*) against Other(w=*)");
  EXPECT_EQ(T.equal("(*, None)", "(*, *)"), "refuted at [1]: None against *");
  EXPECT_EQ(T.equal("Layer(n=#3)", "Layer(n=#4)"),
            "refuted: Layer(n=3) against Layer(n=4)");
  EXPECT_EQ(T.equal("Layer(n=#3)", "Layer(n=#?)"), "unknown");
  EXPECT_EQ(T.equal("Layer(n=#k)", "Layer(n=#k)"), "proved");
}

TEST(Structure, PathLeadsToTheFirstDifference) {
  TreeText T;
  EXPECT_EQ(
      T.equal("Net(encoder=Stack(layers=[L(w=*, bias=*), L(w=*, bias=*)]))",
              "Net(encoder=Stack(layers=[L(w=*, bias=*), L(w=*, bias=None)]))"),
      "refuted at .encoder.layers[1].bias: * against None");
  EXPECT_EQ(T.equal("{w: [*]}", "{w: *}"), "refuted at [\"w\"]: [*] against *");
}

TEST(Structure, UnknownPartsDoNotHideWhatIsRefuted) {
  TreeText T;
  EXPECT_EQ(T.equal("(?, *)", "(*, *)"), "unknown");
  EXPECT_EQ(T.equal("(?, *)", "(*, [*])"), "refuted at [1]: * against [*]");
}

TEST(Structure, RepeatedNodesCompareTheirSizes) {
  TreeText T;
  T.flexible("s");
  EXPECT_EQ(T.equal("[*] * n", "[*] * n"), "proved");
  EXPECT_EQ(T.equal("[*] * n", "[*] * n+1"),
            "refuted: [*] * n against [*] * n + 1");
  EXPECT_EQ(T.equal("[*] * n", "[*] * m"),
            "contingent: [*] * n against [*] * m");
  EXPECT_EQ(T.equal("[*] * n", "[*] * s"), "unknown");
  EXPECT_EQ(T.equal("[*] * n", "[*] * ?"), "unknown");
  EXPECT_EQ(T.equal("[*] * n", "[*, *]"), "contingent: [*] * n against [*, *]");
  EXPECT_EQ(T.equal("[*] * 2", "[*, *]"), "proved");
  EXPECT_EQ(T.equal("[*] * 3", "[*, *]"), "refuted: [*] * 3 against [*, *]");
  EXPECT_EQ(T.equal("[*] * ?", "[*, (*, *)]"),
            "refuted at [1]: * against (*, *)");
  EXPECT_EQ(T.equal("[*] * ?", "[]"), "unknown");
  EXPECT_EQ(T.equal("{k: *} * ?", "{a: *}"), "unknown");
  EXPECT_EQ(T.equal("{k: *} * ?", "{a: [*]}"),
            "refuted at [\"a\"]: * against [*]");
  T.fact("n == 2");
  EXPECT_EQ(T.equal("[*] * n", "[*, *]"), "proved");
}

TEST(Structure, ElementsThatMayNotExistDoNotPart) {
  TreeText T;
  EXPECT_EQ(T.equal("[*] * ?", "[(*, *)] * ?"), "unknown");
  EXPECT_EQ(T.equal("[*] * 2", "[(*, *)] * 2"),
            "refuted at [...]: * against (*, *)");
}

TEST(Structure, NamesAreHeldToEveryStructure) {
  TreeText T;
  EXPECT_EQ(T.equal("T", "T"), "proved");
  EXPECT_EQ(T.equal("T", "(*, *)"), "contingent: T against (*, *)");
  EXPECT_EQ(T.equal("S", "T"), "contingent: S against T");
  EXPECT_EQ(T.equal("S T", "T S"), "contingent: S T against T S");
  EXPECT_EQ(T.equal("T (*, *)", "T (*, *)"), "proved");
  EXPECT_EQ(T.equal("T", "T (*, *)"), "contingent: T against T (*, *)");
  EXPECT_EQ(T.equal("t", "(*, *)"), "unknown");
  EXPECT_EQ(T.equal("t", "t"), "proved");
}

TEST(Structure, PrefixLetsAnythingStandBelowItsLeaves) {
  TreeText T;
  EXPECT_EQ(T.prefix("(*, *)", "({a: *}, *)"), "proved");
  EXPECT_EQ(T.prefix("(*, *)", "(*,)"), "refuted: (*, *) against (*,)");
  EXPECT_EQ(T.prefix("((*,), *)", "(*, *)"), "refuted at [0]: (*,) against *");
  EXPECT_EQ(T.prefix("*", "?"), "proved");
  EXPECT_EQ(T.prefix("T", "T [*]"), "proved");
  EXPECT_EQ(T.prefix("T [*]", "T"), "contingent: T [*] against T");
  EXPECT_EQ(T.prefix("{a: *}", "{a: *, b: *}"),
            "refuted: {a: *} against {a: *, b: *}");
  EXPECT_EQ(T.prefix("[*] * n", "[(*, *)] * n"), "proved");
}

TEST(Structure, SuffixCutsAtEverySubtreeThatIsEqual) {
  TreeText T;
  EXPECT_EQ(T.suffix("(*, *)", "[(*, *), {k: (*, *)}]"), "proved");
  EXPECT_EQ(T.suffix("(*, *)", "[(*, *), *]"),
            "refuted at [1]: (*, *) against *");
  EXPECT_EQ(T.suffix("(*, *)", "[]"), "proved");
  EXPECT_EQ(T.suffix("*", "[*, (*, *)]"), "proved");
  EXPECT_EQ(T.suffix("()", "[(), ()]"), "proved");
  EXPECT_EQ(T.suffix("(*, *)", "[(*, *)] * n"), "proved");
  EXPECT_EQ(T.suffix("(*, *)", "[*] * ?"), "unknown");
  EXPECT_EQ(T.suffix("(*, *)", "[*] * 2"),
            "refuted at [...]: (*, *) against *");
  EXPECT_EQ(T.suffix("T", "S T"), "proved");
  EXPECT_EQ(T.suffix("(*, *)", "S (*, *)"), "proved");
  EXPECT_EQ(T.suffix("(*, *)", "S"), "contingent: (*, *) against *");
  EXPECT_EQ(T.suffix("(*, *)", "[?]"), "unknown");
}

TEST(Structure, JoinsToWhatBothAre) {
  TreeText T;
  auto Join = [&](const char *A, const char *B) {
    return T.print(Structure::join(T.structure(A), T.structure(B)));
  };
  EXPECT_EQ(Join("(*, [*])", "(*, *)"), "(*, ?)");
  EXPECT_EQ(Join("[*] * n", "[*] * m"), "[*, ...]");
  EXPECT_EQ(Join("(*, *)", "[*]"), "?");
  EXPECT_EQ(Join("T", "T"), "T");
}

} // namespace
