//===-- SolverTest.cpp - Verdicts, witnesses, explanations and fact sets --===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Solver.h"
#include "annotations/sizes/SizeText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

class SolverTest : public ::testing::Test {
protected:
  SolverTest() {
    Read.declare("x", std::nullopt, SymbolNature::Flexible);
    Read.declare("y", std::nullopt, SymbolNature::Flexible);
    Read.declare("z", 0);
  }

  Goal goal(llvm::StringRef Text) { return cantFail(Read.goal(Text)); }
  FactSet facts(std::initializer_list<const char *> Texts) {
    FactSet Result;
    uint32_t Id = 0;
    for (const char *Text : Texts)
      Result = Result.with({goal(Text), {Origin::Source::Assertion, ++Id}});
    return Result;
  }
  /// "proved", or "contingent: n = 2, m = 3; n == m".
  std::string decide(std::initializer_list<const char *> Facts,
                     llvm::StringRef Text) {
    return show(Decide.decide(facts(Facts), goal(Text)));
  }
  std::string decideAny(std::initializer_list<const char *> Facts,
                        std::initializer_list<const char *> Texts) {
    llvm::SmallVector<Goal> Goals;
    for (const char *Text : Texts)
      Goals.push_back(goal(Text));
    return show(Decide.decideAny(facts(Facts), Goals));
  }
  std::string show(const Decision &D) {
    std::string Result = spelling(D.Answer).str();
    if (D.Answer != Verdict::Contingent)
      return Result;
    const char *Separator = ": ";
    for (auto [Id, Value] : D.Failing->Values) {
      Result +=
          Separator + Context.info(Id).Name + " = " + std::to_string(Value);
      Separator = ", ";
    }
    return D.Missing ? Result + "; " + print(Context, *D.Missing) : Result;
  }

  SizeContext Context;
  SizeReader Read{Context};
  Solver Decide{Context};
};

TEST_F(SolverTest, FourVerdicts) {
  EXPECT_EQ(decide({}, "n + m == m + n"), "proved");
  EXPECT_EQ(decide({}, "n == n + 1"), "refuted");
  EXPECT_EQ(decide({}, "n == m"), "contingent: n = 2, m = 3; n == m");
  Read.declare("u");
  Size U = cantFail(Read.size("u"));
  Goal Opaque{Context.opaque("f", U), Relation::EQ, Context.one()};
  EXPECT_EQ(Decide.decide({}, Opaque).Answer, Verdict::Unknown);
}

TEST_F(SolverTest, MissingFactIsTheSimplestClaim) {
  EXPECT_EQ(decide({}, "b*n*c == b*m*c"),
            "contingent: b = 2, n = 2, c = 2, m = 3; n == m");
  EXPECT_EQ(decide({}, "2*(h//2) == h"), "contingent: h = 3; h % 2 == 0");
  EXPECT_EQ(decide({}, "d == k*(d//k)"),
            "contingent: d = 2, k = 3; d % k == 0");
  EXPECT_EQ(decide({}, "2*n >= 2*m + 2"),
            "contingent: n = 2, m = 2; n >= m + 1");
}

TEST_F(SolverTest, FactsAsSubstitution) {
  EXPECT_EQ(decide({"h % 2 == 0"}, "2*(h//2) == h"), "proved");
  EXPECT_EQ(decide({"d % h == 0", "h % g == 0"}, "g*(d//g) == d"), "proved");
  EXPECT_EQ(decide({"n*m == 12", "m == 3"}, "n == 4"), "proved");
  EXPECT_EQ(decide({"n == m", "m == k"}, "n != k"), "refuted");
  EXPECT_EQ(decide({"n % 2 == 1"}, "n % 4 == 2"), "refuted");
  EXPECT_EQ(decide({"n*m == n*k"}, "m == k"), "proved");
}

TEST_F(SolverTest, Intervals) {
  EXPECT_EQ(decide({}, "n*m >= 1"), "proved");
  EXPECT_EQ(decide({"n >= 3"}, "n == 2"), "refuted");
  EXPECT_EQ(decide({"b >= 2"}, "a//(b - 1) >= 0"), "proved");
}

TEST_F(SolverTest, PresburgerAndProducts) {
  EXPECT_EQ(decide({}, "n//2 + (n + 1)//2 == n"), "proved");
  EXPECT_EQ(decide({}, "4*n + 2 == 6*m + 3"), "refuted");
  EXPECT_EQ(decide({"h >= w"}, "h*h >= w*w"), "proved");
  EXPECT_EQ(decide({"i + 1 <= (n + t - 1)//t"}, "n - 1 >= i*t"), "proved");
}

TEST_F(SolverTest, Cases) {
  EXPECT_EQ(decide({}, "max(n, m) + min(n, m) == n + m"), "proved");
  EXPECT_EQ(decide({}, "max(max(n, m), k) >= min(n, k)"), "proved");
  EXPECT_EQ(decide({"n == m"}, "broadcast(n, m) == n"), "proved");
  EXPECT_EQ(decide({}, "broadcast(n, m) >= n"), "proved");
  EXPECT_EQ(decide({"n != 1", "n != 2"}, "n >= 3"), "proved");
}

TEST_F(SolverTest, RealPrograms) {
  EXPECT_EQ(decide({}, "(h + (w - h % w) % w) % w == 0"), "proved");
  EXPECT_EQ(decide({"d % h == 0"}, "(b*t*d)//(b*t*h)*h == d"), "proved");
  EXPECT_EQ(decide({"d == h*k"}, "b*t*d//(b*h*t) == k"), "proved");
  EXPECT_EQ(decide({"n % c == 0"}, "n - (c - 1)*((n + c - 1)//c) == n//c"),
            "proved");
  EXPECT_EQ(decide({"h >= k"}, "h >= ((h - k)//s)*s + k"), "proved");
  EXPECT_EQ(decide({"c % (r*r) == 0"}, "(c//(r*r))*(h*r)*(w*r) == c*h*w"),
            "proved");
  EXPECT_EQ(decide({"i < n//t"}, "n >= (i + 1)*t"), "proved");
  EXPECT_EQ(decide({"d % h == 0"}, "b*t*d == b*t*h*(d//h) + 1"), "refuted");
}

TEST_F(SolverTest, TruncatingDivision) {
  EXPECT_EQ(decide({}, "2*((n - 1) / 2) <= n"), "proved");
  EXPECT_EQ(decide({}, "x == 2*(x / 2) + cmod(x, 2)"), "proved");
  EXPECT_EQ(decide({"x >= y"}, "(x - y) / 2 == (x - y) // 2"), "proved");
  EXPECT_EQ(decide({}, "x / 2 == x // 2"),
            "contingent: x = -1; x / 2 == x // 2");
  EXPECT_EQ(decide({}, "cmod(x, 3) >= -2"), "proved");
}

TEST_F(SolverTest, DivisorsAreNotZero) {
  EXPECT_EQ(decide({}, "n*z//z == n"), "proved");
  EXPECT_EQ(decide({}, "z//z == 1"), "proved");
  EXPECT_EQ(decide({}, "x % y == 0"), "contingent: x = 3, y = 2; x % y == 0");
}

TEST_F(SolverTest, EmptyAxes) {
  EXPECT_EQ(decide({}, "z >= 1"), "contingent: z = 0; z >= 1");
  EXPECT_EQ(decide({}, "n*z >= z"), "proved");
  EXPECT_EQ(decide({}, "z*n == z*m"),
            "contingent: z = 2, n = 2, m = 3; z*n == z*m");
}

TEST_F(SolverTest, ContradictoryFactsProveEverything) {
  EXPECT_EQ(decide({"n == 1", "n == 2"}, "n == 3"), "proved");
  EXPECT_EQ(decide({"n >= m + 1", "m >= n"}, "n == n + 1"), "proved");
  EXPECT_TRUE(Decide.contradictory(facts({"n % 2 == 0", "n % 2 == 1"})));
  EXPECT_TRUE(Decide.contradictory(facts({"n < m", "m < k", "k < n"})));
  EXPECT_FALSE(Decide.contradictory(facts({"n < m", "m < k"})));
  EXPECT_FALSE(Decide.contradictory({}));
}

TEST_F(SolverTest, Disjunctions) {
  EXPECT_EQ(decideAny({}, {"n % 2 == 0", "n % 2 == 1"}), "proved");
  EXPECT_EQ(decideAny({}, {"n <= m", "n >= m"}), "proved");
  EXPECT_EQ(decideAny({"n >= 5"}, {"n == 1", "n == m - m + 4"}), "refuted");
  EXPECT_EQ(decideAny({}, {"n == 1", "n == m"}), "contingent: n = 2, m = 3");
  EXPECT_EQ(decideAny({}, {}), "refuted");
}

TEST_F(SolverTest, WitnessRespectsEveryFact) {
  EXPECT_EQ(decide({"n % 16 == 0", "m == n + 3"}, "m == 19"),
            "contingent: m = 35; m == 19");
  EXPECT_EQ(decide({"n*m == 12", "n >= 4"}, "m == 3"),
            "contingent: m = 2; m == 3");
  // What other facts say of other symbols must be possible too.
  EXPECT_EQ(decide({"k*k == 2"}, "n == m"), "unknown");
}

TEST_F(SolverTest, ExplanationsAreMinimal) {
  FactSet Facts = facts({"n >= 2", "a == b", "n % 2 == 0", "b == c", "k >= 7"});
  auto Used = Decide.explain(Facts, goal("2*a == a + c"), Verdict::Proved);
  ASSERT_EQ(Used.size(), 2u);
  EXPECT_EQ(Used[0].From.Id, 4u);
  EXPECT_EQ(Used[1].From.Id, 2u);
  EXPECT_TRUE(Decide.explain(Facts, goal("n == n"), Verdict::Proved).empty());
  EXPECT_TRUE(Decide.explain(Facts, goal("n == 4"), Verdict::Proved).empty());
}

TEST_F(SolverTest, StatisticsCountStages) {
  decide({}, "n == n");
  decide({"h % 2 == 0"}, "2*(h//2) == h");
  decide({}, "n == m");
  const Statistics &S = Decide.statistics();
  EXPECT_EQ(S.Questions, 3u);
  EXPECT_EQ(S.ByStage[static_cast<unsigned>(Stage::NormalForm)], 1u);
  EXPECT_EQ(S.ByStage[static_cast<unsigned>(Stage::Substitution)], 1u);
  EXPECT_EQ(S.ByStage[static_cast<unsigned>(Stage::Sampling)], 1u);
  EXPECT_EQ(S.ByVerdict[static_cast<unsigned>(Verdict::Contingent)], 1u);
}

// The facts of a long path stand beside every question; to look for a sample of
// them each time took minutes on nested dispatch lambdas.
TEST_F(SolverTest, UnrelatedFactsAreSampledOnce) {
  const Statistics &S = Decide.statistics();
  EXPECT_EQ(decide({"h*h == 2*d*d", "k >= 2"}, "n == m"), "unknown");
  uint64_t First = S.Samples;
  EXPECT_GE(First, Budget().MaxSamples);
  EXPECT_EQ(decide({"c >= 3", "k >= 3", "h*h == 2*d*d"}, "n == b"), "unknown");
  EXPECT_LT(S.Samples - First, Budget().MaxSamples / 10);
}

// One sample of facts is enough where no goal has to fail on another.
TEST_F(SolverTest, UnrelatedFactsAreSampledUntilTheyHold) {
  EXPECT_EQ(decide({"c >= 3", "k == 2*c"}, "n == m"),
            "contingent: n = 2, m = 3; n == m");
  EXPECT_LT(Decide.statistics().Samples, Budget().MaxSamples / 10);
}

TEST_F(SolverTest, SmallBudgetsGiveUnknown) {
  Budget Tiny;
  Tiny.MaxPrograms = 0;
  Solver Limited(Context, Tiny);
  Goal Hard = goal("n//2 + (n + 1)//2 == n");
  EXPECT_EQ(Limited.decide({}, Hard).Answer, Verdict::Unknown);
  EXPECT_EQ(Limited.decide({}, Hard).By, Stage::Budget);
  EXPECT_EQ(Decide.decide({}, Hard).Answer, Verdict::Proved);
}

TEST_F(SolverTest, FactSets) {
  FactSet A = facts({"n == m", "n >= 2"});
  EXPECT_TRUE(A.contains(goal("m == n")));
  EXPECT_TRUE(A.contains(goal("2 <= n")));
  EXPECT_EQ(A.size(), 2u);
  EXPECT_EQ(A.with({goal("m == n"), {}}).size(), 2u);
  EXPECT_EQ(A, facts({"2 <= n", "m == n"}));
  EXPECT_EQ(A.hash(), facts({"2 <= n", "m == n"}).hash());
  EXPECT_NE(A, facts({"n == m"}));

  FactSet B = A.with({goal("k == 1"), {}}).with({goal("h == 2"), {}});
  FactSet C = A.with({goal("h == 2"), {}}).with({goal("k == 3"), {}});
  EXPECT_EQ(FactSet::intersect(B, C), A.with({goal("h == 2"), {}}));
  EXPECT_TRUE(FactSet::intersect(B, A).identical(A));
  EXPECT_TRUE(FactSet::intersect(B, FactSet()).empty());
}

} // namespace
