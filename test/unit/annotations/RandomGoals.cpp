//===-- RandomGoals.cpp - Random goals with brute-forced truth ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "RandomGoals.h"

using namespace shapetidy;
using namespace shapetidy::testing;

namespace {

/// Largest size tried, by number of symbols.
int64_t largest(size_t Symbols) {
  constexpr int64_t Table[] = {0, 40, 24, 10, 6};
  return Symbols < std::size(Table) ? Table[Symbols] : 4;
}

int64_t floorDivide(int64_t A, int64_t B) {
  int64_t Q = A / B;
  return A % B != 0 && (A < 0) != (B < 0) ? Q - 1 : Q;
}

std::optional<int64_t> broadcastOf(int64_t A, int64_t B) {
  if (A == B || B == 1)
    return A;
  return A == 1 ? std::optional<int64_t>(B) : std::nullopt;
}

} // namespace

ExprPtr testing::number(int64_t Value) {
  return std::make_shared<Expr>(Expr{Expr::Op::Number, Value, {}, {}});
}
ExprPtr testing::symbol(size_t Index) {
  return std::make_shared<Expr>(
      Expr{Expr::Op::Symbol, static_cast<int64_t>(Index), {}, {}});
}
ExprPtr testing::make(Expr::Op What, ExprPtr A, ExprPtr B) {
  return std::make_shared<Expr>(Expr{What, 0, std::move(A), std::move(B)});
}

std::optional<int64_t> testing::evaluate(const Expr &E, const Values &At) {
  using Op = Expr::Op;
  if (E.What == Op::Number)
    return E.Value;
  if (E.What == Op::Symbol)
    return At[E.Value];
  auto A = evaluate(*E.A, At), B = evaluate(*E.B, At);
  if (!A || !B)
    return std::nullopt;
  bool Divides = E.What >= Op::FloorDiv && E.What <= Op::TruncMod;
  if (Divides && *B == 0)
    return std::nullopt;
  switch (E.What) {
  case Op::Add:
    return *A + *B;
  case Op::Sub:
    return *A - *B;
  case Op::Mul:
    return *A * *B;
  case Op::FloorDiv:
    return floorDivide(*A, *B);
  case Op::FloorMod:
    return *A - *B * floorDivide(*A, *B);
  case Op::TruncDiv:
    return *A / *B;
  case Op::TruncMod:
    return *A % *B;
  case Op::Min:
    return std::min(*A, *B);
  case Op::Max:
    return std::max(*A, *B);
  default:
    return broadcastOf(*A, *B);
  }
}

Size testing::build(SizeContext &Context, const Expr &E,
                    const std::vector<Size> &Symbols) {
  if (E.What == Expr::Op::Number)
    return Context.constant(E.Value);
  if (E.What == Expr::Op::Symbol)
    return Symbols[E.Value];
  using Operation = Size (SizeContext::*)(Size, Size);
  constexpr Operation Table[] = {
      nullptr,
      nullptr,
      &SizeContext::add,
      &SizeContext::sub,
      &SizeContext::mul,
      &SizeContext::floorDiv,
      &SizeContext::floorMod,
      &SizeContext::truncDiv,
      &SizeContext::truncMod,
      &SizeContext::min,
      &SizeContext::max,
      &SizeContext::broadcast,
  };
  Size A = build(Context, *E.A, Symbols), B = build(Context, *E.B, Symbols);
  return (Context.*Table[static_cast<size_t>(E.What)])(A, B);
}

std::string testing::text(const Expr &E) {
  if (E.What == Expr::Op::Number)
    return std::to_string(E.Value);
  if (E.What == Expr::Op::Symbol)
    return std::string(1, static_cast<char>('a' + E.Value));
  constexpr const char *Table[] = {"",  "",  "+",  "-",   "*",   "//",
                                   "%", "/", "%c", "min", "max", "broadcast"};
  std::string Name = Table[static_cast<size_t>(E.What)];
  std::string A = text(*E.A), B = text(*E.B);
  if (E.What >= Expr::Op::Min)
    return Name + "(" + A + ", " + B + ")";
  return "(" + A + " " + Name + " " + B + ")";
}

std::optional<bool> testing::evaluate(const Claim &C, const Values &At) {
  auto A = evaluate(*C.Left, At), B = evaluate(*C.Right, At);
  if (!A || !B)
    return std::nullopt;
  switch (C.Rel) {
  case Relation::EQ:
    return *A == *B;
  case Relation::NE:
    return *A != *B;
  case Relation::LE:
    return *A <= *B;
  case Relation::LT:
    return *A < *B;
  case Relation::GE:
    return *A >= *B;
  case Relation::GT:
    return *A > *B;
  }
  return std::nullopt;
}

Goal testing::build(SizeContext &Context, const Claim &C,
                    const std::vector<Size> &Symbols) {
  return {build(Context, *C.Left, Symbols), C.Rel,
          build(Context, *C.Right, Symbols)};
}

std::string testing::text(const Claim &C) {
  return text(*C.Left) + " " + spelling(C.Rel).str() + " " + text(*C.Right);
}

std::string testing::text(const RandomQuestion &Q) {
  std::string Result;
  for (size_t I = 0; I != Q.Minimums.size(); ++I) {
    Result += std::string(I ? ", " : "") + static_cast<char>('a' + I);
    Result += Q.Minimums[I] ? " >= " + std::to_string(*Q.Minimums[I]) : " any";
  }
  for (const Claim &F : Q.Facts)
    Result += "\n  fact " + text(F);
  for (const Claim &G : Q.Goals)
    Result += "\n  goal " + text(G);
  return Result;
}

Truth testing::bruteForce(const RandomQuestion &Q) {
  Truth Result;
  int64_t High = largest(Q.Minimums.size());
  Values Low, At;
  for (std::optional<int64_t> Minimum : Q.Minimums)
    Low.push_back(Minimum.value_or(-High / 2));
  At = Low;
  auto Visit = [&] {
    for (const Claim &F : Q.Facts)
      if (!evaluate(F, At).value_or(false))
        return;
    bool Holds = false;
    for (const Claim &G : Q.Goals) {
      std::optional<bool> Here = evaluate(G, At);
      if (!Here)
        return;
      Holds |= *Here;
    }
    ++Result.Points;
    (Holds ? Result.SometimesHolds : Result.SometimesFails) = true;
  };
  while (true) {
    Visit();
    size_t I = 0;
    while (I != At.size() && At[I] == High)
      At[I] = Low[I], ++I;
    if (I == At.size())
      return Result;
    ++At[I];
  }
}

uint64_t Generator::below(uint64_t Bound) {
  // SplitMix64.
  State += 0x9E3779B97F4A7C15;
  uint64_t Z = State;
  Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9;
  Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EB;
  return (Z ^ (Z >> 31)) % Bound;
}
