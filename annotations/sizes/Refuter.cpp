//===-- Refuter.cpp - Showing that a system has no solution ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Refuter.h"
#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Each round raises the degree of the products by one.
constexpr unsigned MaxProductRounds = 3;
/// Points kept for sampling; later ones come from deeper cases.
constexpr size_t MaxPoints = 4;

std::optional<size_t> findDisequality(const System &S, bool FromGoal) {
  for (auto [I, C] : llvm::enumerate(S.constraints()))
    if (C.Must == Requirement::NonZero && C.FromGoal == FromGoal)
      return I;
  return std::nullopt;
}

/// The first atom, innermost first, for which `Wanted` holds.
template <typename Predicate>
const Atom *findAtom(Size S, const Predicate &Wanted) {
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors) {
      if (F.Base->Kind == AtomKind::TooLarge)
        continue;
      for (Size Operand : F.Base->Operands)
        if (const Atom *Inner = findAtom(Operand, Wanted))
          return Inner;
      if (Wanted(*F.Base))
        return F.Base;
    }
  return nullptr;
}

template <typename Predicate>
const Atom *findAtom(const System &S, const Predicate &Wanted) {
  for (const Constraint &C : S.constraints())
    if (const Atom *Found = findAtom(C.Value, Wanted))
      return Found;
  return nullptr;
}

bool hasKnownSign(const System &S, Size Value) {
  return S.knownAtLeast(Value, 1) || S.knownAtLeast(S.sizes().neg(Value), 1);
}

bool needsCases(const System &S, const Atom &A) {
  switch (A.Kind) {
  case AtomKind::Min:
  case AtomKind::Max:
  case AtomKind::Broadcast:
  case AtomKind::TruncDiv:
    return true;
  case AtomKind::FloorDiv:
    return !hasKnownSign(S, A.Operands[1]);
  case AtomKind::Symbol:
  case AtomKind::Opaque:
  case AtomKind::TooLarge:
    return false;
  }
  llvm_unreachable("all kinds are covered");
}

/// Whether an integer program says all there is to say about the system.
bool isExact(const System &S) {
  auto IsInexact = [](const Atom &A) {
    return A.Kind != AtomKind::Symbol &&
           !(A.Kind == AtomKind::FloorDiv && A.Operands[1].isConstant());
  };
  return !findAtom(S, IsInexact) &&
         llvm::none_of(S.constraints(), [](const Constraint &C) {
           return C.Must == Requirement::NonZero;
         });
}

} // namespace

bool Refuter::succeed(Stage Step) {
  By = std::max(By, Step);
  return true;
}

bool Refuter::refutes(const System &S) {
  By = Stage::NormalForm;
  Points.clear();
  return refute(S, {Limits.MaxCaseAtoms, Limits.MaxResidueLcm});
}

bool Refuter::solve(Program &P, const System &S, Stage Step) {
  if (ProgramsLeft == 0)
    return false;
  --ProgramsLeft;
  ++Stats.Programs;
  Program::Answer Result = P.solve(ExactLeft);
  if (Result == Program::Answer::Empty)
    return succeed(Step);
  if (Result == Program::Answer::NotEmpty && Points.size() < MaxPoints)
    Points.push_back({S, {P.sample().begin(), P.sample().end()}});
  return false;
}

bool Refuter::refuteSides(const System &S, size_t Disequality, Allowance Left) {
  Size Value = S.constraints()[Disequality].Value;
  for (Size Side : {Value, S.sizes().neg(Value)}) {
    System Case = S;
    Case.drop(Disequality);
    Case.require(Case.sizes().sub(Side, Case.sizes().one()),
                 Requirement::NonNegative);
    if (!refute(std::move(Case), Left))
      return false;
  }
  return true;
}

bool Refuter::refuteExtremum(const System &S, const Atom &A, Allowance Left) {
  for (Size Chosen : A.Operands) {
    System Case = S;
    for (Size Other : A.Operands)
      if (Other != Chosen)
        Case.require(A.Kind == AtomKind::Max ? S.sizes().sub(Chosen, Other)
                                             : S.sizes().sub(Other, Chosen),
                     Requirement::NonNegative);
    Case.replaceAtom(&A, Chosen);
    if (!refute(std::move(Case), Left))
      return false;
  }
  return true;
}

/// Operands are 1 or equal; with two of them that makes three cases.
bool Refuter::refuteBroadcast(const System &S, const Atom &A, Allowance Left) {
  if (A.Operands.size() != 2)
    return false;
  struct Choice {
    Size Zero;
    Size Result;
  };
  Size X = A.Operands[0], Y = A.Operands[1];
  Choice Choices[] = {{S.sizes().sub(X, S.sizes().one()), Y},
                      {S.sizes().sub(Y, S.sizes().one()), X},
                      {S.sizes().sub(X, Y), X}};
  for (const Choice &C : Choices) {
    System Case = S;
    Case.require(C.Zero, Requirement::Zero);
    Case.replaceAtom(&A, C.Result);
    if (!refute(std::move(Case), Left))
      return false;
  }
  return true;
}

bool Refuter::refuteSigns(const System &S, Size Of, Allowance Left) {
  for (Size Side : {Of, S.sizes().neg(Of)}) {
    System Case = S;
    Case.require(S.sizes().sub(Side, S.sizes().one()),
                 Requirement::NonNegative);
    // Where the divisor is a symbol, its bound now simplifies the quotient.
    if (!refute(std::move(Case), Left))
      return false;
  }
  return true;
}

bool Refuter::refuteTruncation(const System &S, const Atom &A, Allowance Left) {
  SizeContext &Sizes = S.sizes();
  Size N = A.Operands[0], D = A.Operands[1];
  if (!S.knownAtLeast(D, 1))
    return refuteSigns(S, D, Left);
  System NotNegative = S;
  NotNegative.require(N, Requirement::NonNegative);
  NotNegative.replaceAtom(&A, Sizes.floorDiv(N, D));
  if (!refute(std::move(NotNegative), Left))
    return false;
  System Negative = S;
  Negative.require(Sizes.sub(Sizes.neg(N), Sizes.one()),
                   Requirement::NonNegative);
  Negative.replaceAtom(&A, Sizes.neg(Sizes.floorDiv(Sizes.neg(N), D)));
  return refute(std::move(Negative), Left);
}

bool Refuter::refuteCases(const System &S, Allowance Left) {
  const Atom *A = findAtom(S, [&](const Atom &X) { return needsCases(S, X); });
  --Left.Cases;
  switch (A->Kind) {
  case AtomKind::Min:
  case AtomKind::Max:
    return refuteExtremum(S, *A, Left);
  case AtomKind::Broadcast:
    return refuteBroadcast(S, *A, Left);
  case AtomKind::TruncDiv:
    return refuteTruncation(S, *A, Left);
  default:
    return refuteSigns(S, A->Operands[1], Left);
  }
}

namespace {

struct Modulus {
  const Atom *Symbol;
  unsigned Lcm;
};

/// A symbol whose remainders decide every quotient by a constant it is in.
std::optional<Modulus> findModulus(const System &S, unsigned MaxLcm) {
  llvm::SmallVector<Modulus, 4> Found;
  auto Note = [&](const Atom &A) {
    if (A.Kind != AtomKind::FloorDiv || !A.Operands[1].asConstant())
      return false;
    int64_t D = *A.Operands[1].asConstant();
    for (const Term &T : termsOf(A.Operands[0])) {
      const Atom *X = T.Product->asAtom();
      std::optional<int64_t> Times = asInt64(T.Coefficient);
      if (!X || X->Kind != AtomKind::Symbol || !Times || D < 2 || D > MaxLcm)
        continue;
      unsigned Own = D / std::gcd(D, *Times % D);
      auto *Known =
          llvm::find_if(Found, [&](const Modulus &M) { return M.Symbol == X; });
      if (Known == Found.end())
        Found.push_back({X, Own});
      else if (Known->Lcm <= MaxLcm)
        Known->Lcm = std::lcm(Known->Lcm, Own);
    }
    return false; // Visit all of them.
  };
  findAtom(S, Note);
  for (const Modulus &M : Found)
    if (M.Lcm > 1 && M.Lcm <= MaxLcm)
      return M;
  return std::nullopt;
}

/// A symbol k for Of = Lcm*k + Remainder.
Size quotientSymbol(SizeContext &Sizes, const Modulus &M, int64_t Remainder) {
  auto End = [&](std::optional<int64_t> Bound) -> std::optional<int64_t> {
    // Bounds near the limits are no use to anyone.
    if (!Bound || std::abs(*Bound / 2) > (int64_t(1) << 60))
      return std::nullopt;
    return *Bound - Remainder;
  };
  std::optional<int64_t> Low = End(M.Symbol->Range.Low);
  std::optional<int64_t> High = End(M.Symbol->Range.High);
  if (Low)
    Low = llvm::divideCeilSigned(*Low, int64_t(M.Lcm));
  if (High)
    High = llvm::divideFloorSigned(*High, int64_t(M.Lcm));
  SymbolInfo Info{
      "k", SymbolNature::Flexible, Low, {Origin::Source::Computed, 0}};
  SizeStore &Store = Sizes.store();
  return Store.size(Store.symbol(Info, std::nullopt, High));
}

} // namespace

bool Refuter::refuteResidues(const System &S, Allowance Left) {
  std::optional<Modulus> M = findModulus(S, Left.Residues);
  if (!M)
    return false;
  Left.Residues /= M->Lcm;
  SizeContext &Sizes = S.sizes();
  for (int64_t R = 0; R != M->Lcm; ++R) {
    System Case = S;
    Size K = quotientSymbol(Sizes, *M, R);
    Case.replaceAtom(M->Symbol,
                     Sizes.add(Sizes.mul(Sizes.constant(int64_t(M->Lcm)), K),
                               Sizes.constant(R)));
    const Atom *Quotient = asAtom(K);
    // No value of the symbol leaves this remainder.
    if (Quotient->Range.Low && Quotient->Range.High &&
        *Quotient->Range.Low > *Quotient->Range.High)
      continue;
    if (!refute(std::move(Case), Left))
      return false;
  }
  return succeed(Stage::Residues);
}

bool Refuter::refute(System S, Allowance Left) {
  if (!S.simplify())
    return succeed(S.contradictionBy());
  if (std::optional<size_t> I = findDisequality(S, /*FromGoal=*/true))
    return refuteSides(S, *I, Left);
  Program P(S, Limits);
  if (solve(P, S, Stage::Presburger))
    return true;
  if (ProgramsLeft == 0 || (isExact(S) && P.isLinear()))
    return false;
  if (Left.Cases != 0 &&
      findAtom(S, [&](const Atom &A) { return needsCases(S, A); }))
    return refuteCases(S, Left) && succeed(Stage::CaseSplit);
  if (!P.isLinear())
    for (unsigned Round = 0; Round != MaxProductRounds && P.multiply(); ++Round)
      if (solve(P, S, Stage::Products))
        return true;
  if (refuteResidues(S, Left))
    return true;
  std::optional<size_t> I = findDisequality(S, /*FromGoal=*/false);
  if (!I || Left.Cases == 0)
    return false;
  --Left.Cases;
  return refuteSides(S, *I, Left) && succeed(Stage::CaseSplit);
}
