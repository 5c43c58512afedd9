//===-- SolverRandomTest.cpp - No wrong verdict on thousands of goals -----===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "RandomGoals.h"
#include "gtest/gtest.h"
#include <cstdlib>

using namespace shapetidy;
using namespace shapetidy::testing;
using Op = Expr::Op;

namespace {

struct Style {
  const char *Name;
  std::vector<Op> Operations;
  unsigned Symbols;
  unsigned Depth;
  unsigned Facts;
  std::optional<int64_t> Minimum;
  unsigned Questions;
};

class QuestionGenerator {
public:
  QuestionGenerator(const Style &S, Generator &Random) : S(S), Random(Random) {}

  RandomQuestion next() {
    RandomQuestion Q;
    Q.Minimums.assign(1 + Random.below(S.Symbols), S.Minimum);
    Symbols = Q.Minimums.size();
    for (unsigned I = 0; I != S.Facts; ++I)
      if (!Random.oneIn(4))
        Q.Facts.push_back(fact());
    Q.Goals.push_back(goal());
    if (Random.oneIn(8))
      Q.Goals.push_back(goal());
    return Q;
  }

private:
  ExprPtr anySymbol() { return symbol(Random.below(Symbols)); }

  ExprPtr leaf() {
    return Random.oneIn(3) ? number(Random.below(7)) : anySymbol();
  }

  ExprPtr expression(unsigned Depth) {
    if (Depth == 0 || Random.oneIn(5))
      return leaf();
    Op What = S.Operations[Random.below(S.Operations.size())];
    ExprPtr A = expression(Depth - 1);
    bool Divides = What >= Op::FloorDiv && What <= Op::TruncMod;
    if (Divides && !Random.oneIn(3))
      return make(What, A, number(1 + Random.below(6)));
    return make(What, A, expression(Divides ? Depth / 2 : Depth - 1));
  }

  /// An expression of the same value, where both are defined.
  ExprPtr rewritten(const ExprPtr &E, unsigned Depth) {
    if (!E->A || Depth == 0)
      return E;
    ExprPtr A = rewritten(E->A, Depth - 1), B = rewritten(E->B, Depth - 1);
    unsigned Choice = Random.below(4);
    switch (E->What) {
    case Op::Add:
    case Op::Mul:
    case Op::Min:
    case Op::Max:
      if (Choice == 0 && B->What == E->What)
        return make(E->What, make(E->What, A, B->A), B->B);
      if (Choice == 1 && E->What == Op::Mul && B->What == Op::Add)
        return make(Op::Add, make(Op::Mul, A, B->A), make(Op::Mul, A, B->B));
      if (Choice == 2 && E->What == Op::Max)
        return make(Op::Sub, make(Op::Add, A, B), make(Op::Min, A, B));
      return make(E->What, B, A);
    case Op::FloorDiv:
      if (Choice == 0)
        return make(Op::Sub, make(Op::FloorDiv, make(Op::Add, A, B), B),
                    number(1));
      if (Choice == 1)
        return make(Op::FloorDiv, make(Op::Mul, number(2), A),
                    make(Op::Mul, number(2), B));
      if (Choice == 2 && A->What == Op::FloorDiv && S.Minimum == 1)
        return make(Op::FloorDiv, A->A, make(Op::Mul, A->B, B));
      return make(E->What, A, B);
    case Op::FloorMod:
      return make(Op::Sub, A, make(Op::Mul, B, make(Op::FloorDiv, A, B)));
    case Op::Sub:
      return make(Op::Add, A, make(Op::Mul, number(-1), B));
    default:
      return make(E->What, A, B);
    }
  }

  Claim goal() {
    ExprPtr Left = expression(S.Depth);
    bool Related = !Random.oneIn(3);
    ExprPtr Right = Related ? rewritten(Left, S.Depth) : expression(S.Depth);
    if (Related && Random.oneIn(3))
      Right = make(Op::Add, Right, number(Random.below(3)));
    Relation Rel =
        Random.oneIn(2) ? Relation::EQ : static_cast<Relation>(Random.below(6));
    return {Left, Rel, Right};
  }

  Claim fact() {
    ExprPtr X = anySymbol(), Y = anySymbol();
    switch (Random.below(6)) {
    case 0:
      return {make(Op::FloorMod, X, number(2 + Random.below(4))), Relation::EQ,
              number(Random.below(2))};
    case 1:
      return {make(Op::FloorMod, X, Y), Relation::EQ, number(0)};
    case 2:
      return {X, Relation::EQ, expression(1)};
    case 3:
      return {X, Relation::GE, expression(1)};
    case 4:
      return {X, static_cast<Relation>(Random.below(6)), Y};
    default:
      return {expression(2), static_cast<Relation>(Random.below(6)),
              expression(1)};
    }
  }

  const Style &S;
  Generator &Random;
  unsigned Symbols = 1;
};

/// Counts by what brute force saw: 0 always, 1 never, 2 sometimes.
struct Tally {
  unsigned Seen[3] = {0, 0, 0};
  unsigned Decided[3] = {0, 0, 0};
};

class RandomGoals : public ::testing::TestWithParam<Style> {
protected:
  void check(const RandomQuestion &Q, Tally &Count) {
    SizeContext Context;
    std::vector<Size> Symbols;
    for (size_t I = 0; I != Q.Minimums.size(); ++I)
      Symbols.push_back(
          Context.symbol({std::string(1, static_cast<char>('a' + I)),
                          SymbolNature::Rigid,
                          Q.Minimums[I],
                          {}}));
    FactSet Facts;
    for (const Claim &F : Q.Facts)
      Facts = Facts.with({build(Context, F, Symbols), {}});
    std::vector<Goal> Goals;
    for (const Claim &G : Q.Goals)
      Goals.push_back(build(Context, G, Symbols));
    Decision D = Solver(Context).decideAny(Facts, Goals);
    compare(Q, D, Context, Count);
  }

  void compare(const RandomQuestion &Q, const Decision &D,
               const SizeContext &Context, Tally &Count) {
    Truth T = bruteForce(Q);
    std::string About = text(Q) + "\n  " + spelling(D.Answer).str() + " by " +
                        spelling(D.By).str();
    EXPECT_FALSE(D.Answer == Verdict::Proved && T.SometimesFails) << About;
    EXPECT_FALSE(D.Answer == Verdict::Refuted && T.SometimesHolds) << About;
    if (D.Answer == Verdict::Contingent)
      checkWitness(Q, *D.Failing, About);
    if (T.Points == 0)
      return;
    unsigned Kind = !T.SometimesFails ? 0 : !T.SometimesHolds ? 1 : 2;
    ++Count.Seen[Kind];
    constexpr Verdict Wanted[] = {Verdict::Proved, Verdict::Refuted,
                                  Verdict::Contingent};
    // What is always so on small sizes may fail on large ones: contingent is
    // then right, and its witness has been checked.
    bool Decided = D.Answer == Wanted[Kind] || D.Answer == Verdict::Contingent;
    Count.Decided[Kind] += Decided;
    if (!Decided && std::getenv("SHAPETIDY_SHOW_UNDECIDED"))
      std::printf("undecided: %s\n", About.c_str());
  }

  void checkWitness(const RandomQuestion &Q, const Witness &W,
                    const std::string &About) {
    Values At(Q.Minimums.size(), 1);
    for (auto [Symbol, Value] : W.Values)
      At[Symbol] = Value;
    // Where a quotient cancels, or a broadcast folds, the condition that it is
    // defined goes with it, so a claim may be undefined at a witness; a goal
    // cannot hold there, a fact cannot fail.
    for (const Claim &G : Q.Goals)
      EXPECT_NE(evaluate(G, At), std::optional<bool>(true)) << About;
    if (W.Values.size() != Q.Minimums.size())
      return;
    for (const Claim &F : Q.Facts)
      EXPECT_NE(evaluate(F, At), std::optional<bool>(false)) << About;
  }
};

TEST_P(RandomGoals, NoWrongVerdict) {
  const char *Seed = std::getenv("SHAPETIDY_RANDOM_SEED");
  Generator Random(Seed ? std::strtoull(Seed, nullptr, 10) : 20);
  QuestionGenerator Next(GetParam(), Random);
  Tally Count;
  unsigned Questions = GetParam().Questions;
  if (const char *More = std::getenv("SHAPETIDY_RANDOM_GOALS"))
    Questions = std::strtoul(More, nullptr, 10);
  for (unsigned I = 0; I != Questions; ++I)
    check(Next.next(), Count);
  unsigned Seen = 0, Decided = 0;
  for (unsigned Kind : {0, 1, 2}) {
    Seen += Count.Seen[Kind];
    Decided += Count.Decided[Kind];
  }
  std::printf("%-12s decided %u of %u (always %u/%u, never %u/%u, sometimes "
              "%u/%u)\n",
              GetParam().Name, Decided, Seen, Count.Decided[0], Count.Seen[0],
              Count.Decided[1], Count.Seen[1], Count.Decided[2], Count.Seen[2]);
  EXPECT_GT(Decided * 10, Seen * 8) << "the share decided has dropped";
}

const std::vector<Op> Polynomial = {Op::Add, Op::Sub, Op::Mul};
const std::vector<Op> Quotients = {Op::Add,      Op::Sub,      Op::Mul,
                                   Op::FloorDiv, Op::FloorDiv, Op::FloorMod};
const std::vector<Op> Extrema = {Op::Add, Op::Sub, Op::Mul, Op::Min, Op::Max};
const std::vector<Op> Everything = {
    Op::Add,      Op::Sub,      Op::Mul, Op::FloorDiv, Op::FloorMod,
    Op::TruncDiv, Op::TruncMod, Op::Min, Op::Max,      Op::Broadcast};

INSTANTIATE_TEST_SUITE_P(
    Families, RandomGoals,
    ::testing::Values(Style{"polynomial", Polynomial, 4, 3, 0, 1, 1000},
                      Style{"quotients", Quotients, 2, 3, 0, 1, 1000},
                      Style{"facts", Polynomial, 3, 2, 2, 1, 1000},
                      Style{"divisible", Quotients, 3, 2, 2, 1, 1000},
                      Style{"extrema", Extrema, 3, 2, 1, 1, 1000},
                      Style{"everything", Everything, 3, 3, 1, 1, 500},
                      Style{"empty-axes", Quotients, 2, 2, 1, 0, 500},
                      Style{"integers", Everything, 2, 2, 1, std::nullopt,
                            500}),
    [](const auto &Info) {
      std::string Name = Info.param.Name;
      std::erase(Name, '-');
      return Name;
    });

} // namespace
