//===-- RandomGoals.h - Random goals with brute-forced truth ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Expressions that are evaluated here by plain integer arithmetic, independent
// of the algebra under test, and built there through its public operations.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ANNOTATIONS_RANDOMGOALS_H
#define SHAPETIDY_TEST_UNIT_ANNOTATIONS_RANDOMGOALS_H

#include "annotations/sizes/Solver.h"
#include <memory>
#include <vector>

namespace shapetidy::testing {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;
using Values = std::vector<int64_t>;

struct Expr {
  enum class Op {
    Number,
    Symbol,
    Add,
    Sub,
    Mul,
    FloorDiv,
    FloorMod,
    TruncDiv,
    TruncMod,
    Min,
    Max,
    Broadcast,
  };
  Op What;
  int64_t Value = 0; // Number, or index of the symbol.
  ExprPtr A, B;
};

ExprPtr number(int64_t Value);
ExprPtr symbol(size_t Index);
ExprPtr make(Expr::Op What, ExprPtr A, ExprPtr B);

std::optional<int64_t> evaluate(const Expr &E, const Values &At);
Size build(SizeContext &Context, const Expr &E,
           const std::vector<Size> &Symbols);
std::string text(const Expr &E);

struct Claim {
  ExprPtr Left;
  Relation Rel;
  ExprPtr Right;
};

std::optional<bool> evaluate(const Claim &C, const Values &At);
Goal build(SizeContext &Context, const Claim &C,
           const std::vector<Size> &Symbols);
std::string text(const Claim &C);

/// A question: symbols with their minimum (none: any integer), facts, and goals
/// of which one must hold.
struct RandomQuestion {
  std::vector<std::optional<int64_t>> Minimums;
  std::vector<Claim> Facts;
  std::vector<Claim> Goals;
};

std::string text(const RandomQuestion &Q);

/// What brute force over small sizes sees.
struct Truth {
  uint64_t Points = 0;
  bool SometimesHolds = false;
  bool SometimesFails = false;
};
Truth bruteForce(const RandomQuestion &Q);

/// A generator with the same sequence on every platform.
class Generator {
public:
  explicit Generator(uint64_t Seed) : State(Seed) {}

  uint64_t below(uint64_t Bound);
  bool oneIn(unsigned N) { return below(N) == 0; }

private:
  uint64_t State;
};

} // namespace shapetidy::testing

#endif // SHAPETIDY_TEST_UNIT_ANNOTATIONS_RANDOMGOALS_H
