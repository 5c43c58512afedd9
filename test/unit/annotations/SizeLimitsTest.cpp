//===-- SizeLimitsTest.cpp - Absurd sizes neither crash nor take long -----===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

// Each case once took quadratic time, memory or stack in a naive algebra. They
// are large enough for that to exceed any test's patience.
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Solver.h"
#include "gtest/gtest.h"
#include <functional>

using namespace shapetidy;

namespace {

constexpr unsigned Many = 10000;

class SizeLimitsTest : public ::testing::Test {
protected:
  SizeLimitsTest() {
    for (unsigned I = 0; I != Many; ++I)
      Symbols.push_back(Context.symbol(
          {"x" + std::to_string(I), SymbolNature::Rigid, 1, {}}));
  }

  using Step = std::function<Size(Size, unsigned)>;
  Size repeat(const Step &Next) {
    Size Result = Symbols[0];
    for (unsigned I = 0; I + 1 != Many; ++I)
      Result = Next(Result, I);
    return Result;
  }

  /// Whatever it became, every operation on it ends and stays sound.
  void expectUsable(Size S) {
    EXPECT_EQ(Context.sub(S, S), Context.zero());
    EXPECT_LT(Context.print(S).size(), 10000u);
    Context.substitute(
        S, [&](SymbolId Id) -> std::optional<Size> { return Symbols[Id / 2]; });
    Context.evaluate(S, [](SymbolId) { return std::optional<int64_t>(3); });
    Solver Decide(Context);
    EXPECT_EQ(Decide.decide({}, {S, Relation::EQ, S}).Answer, Verdict::Proved);
    Goal Off{S, Relation::EQ, Context.add(S, Context.one())};
    EXPECT_NE(Decide.decide({}, Off).Answer, Verdict::Proved);
    Goal Other{S, Relation::EQ, Symbols[7]};
    EXPECT_NE(Decide.decide({}, Other).Answer, Verdict::Proved);
  }

  SizeContext Context;
  std::vector<Size> Symbols;
};

TEST_F(SizeLimitsTest, LongSum) {
  Step Next = [&](Size S, unsigned I) { return Context.add(S, Symbols[I]); };
  Size S = repeat(Next);
  expectUsable(S);
  EXPECT_EQ(S, repeat(Next));
}

TEST_F(SizeLimitsTest, LongProduct) {
  expectUsable(
      repeat([&](Size S, unsigned I) { return Context.mul(S, Symbols[I]); }));
}

TEST_F(SizeLimitsTest, ProductOfSums) {
  expectUsable(repeat([&](Size S, unsigned I) {
    return Context.mul(S, Context.add(Symbols[I], Symbols[I + 1]));
  }));
}

TEST_F(SizeLimitsTest, DeepQuotients) {
  expectUsable(repeat([&](Size S, unsigned I) {
    return Context.floorDiv(Context.add(S, Symbols[I]), Symbols[I + 1]);
  }));
  expectUsable(repeat([&](Size S, unsigned I) {
    return Context.truncMod(Context.sub(S, Symbols[I]), Symbols[I + 1]);
  }));
}

TEST_F(SizeLimitsTest, DeepExtrema) {
  expectUsable(repeat([&](Size S, unsigned I) {
    return I % 2 ? Context.max(S, Symbols[I]) : Context.min(S, Symbols[I]);
  }));
  expectUsable(repeat(
      [&](Size S, unsigned I) { return Context.broadcast(S, Symbols[I]); }));
}

TEST_F(SizeLimitsTest, SharedOperands) {
  expectUsable(repeat([&](Size S, unsigned I) {
    Size Operands[] = {S, Context.add(S, Context.one())};
    return Context.opaque("f", Operands);
  }));
}

TEST_F(SizeLimitsTest, HugeCoefficients) {
  Size S = Context.constant(3);
  for (unsigned I = 0; I != 1000; ++I)
    S = Context.mul(S, S);
  expectUsable(S);
  expectUsable(Context.pow(Context.add(Symbols[0], Symbols[1]), 4000000000u));
}

TEST_F(SizeLimitsTest, WhatWasCutOffDependsOnItsSymbols) {
  Step Next = [&](Size S, unsigned I) { return Context.add(S, Symbols[I]); };
  Size S = repeat(Next);
  auto At = [&](unsigned Value) {
    return Context.substitute(S, [&](SymbolId Id) -> std::optional<Size> {
      return Id == 5 ? std::optional<Size>(Context.constant(int64_t(Value)))
                     : std::nullopt;
    });
  };
  // A call with 3 and a call with 4 must not look alike.
  EXPECT_NE(At(3), At(4));
}

TEST_F(SizeLimitsTest, ManyFacts) {
  FactSet Chain;
  for (unsigned I = 0; I + 1 != Many; ++I)
    Chain = Chain.with({{Symbols[I], Relation::LE, Symbols[I + 1]}, Origin{}});
  Solver Decide(Context);
  EXPECT_EQ(
      Decide.decide(Chain, {Symbols[500], Relation::LE, Symbols[510]}).Answer,
      Verdict::Proved);
  EXPECT_EQ(
      Decide.decide(Chain, {Symbols[510], Relation::LE, Symbols[500]}).Answer,
      Verdict::Unknown);
  EXPECT_EQ(FactSet::intersect(Chain, FactSet()), FactSet());
}

/// Dense systems with large coefficients: MLIR's exact test alone would take
/// minutes on one of them.
TEST_F(SizeLimitsTest, DenseFacts) {
  uint64_t State = 5;
  auto Random = [&] {
    State = State * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>(State >> 34) - (int64_t(1) << 29);
  };
  FactSet Facts;
  for (unsigned I = 0; I != 12; ++I) {
    Size Sum = Context.constant(std::abs(Random()));
    for (unsigned J = 0; J != 12; ++J)
      Sum =
          Context.add(Sum, Context.mul(Context.constant(Random()), Symbols[J]));
    Facts = Facts.with({{Sum, Relation::GE, Context.zero()}, Origin{}});
  }
  Solver Decide(Context);
  Goal G{Context.mul(Context.constant(7), Symbols[0]), Relation::EQ,
         Context.mul(Context.constant(11), Symbols[3])};
  EXPECT_NE(Decide.decide(Facts, G).Answer, Verdict::Refuted);
}

} // namespace
