//===-- System.cpp - Constraints on sizes, simplified together ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/System.h"
#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Each round solves one equality or sharpens bounds; real questions need a
/// handful.
constexpr unsigned MaxRounds = 40;
/// `x > y, y > x` would raise bounds forever.
constexpr unsigned MaxBoundRounds = 4;

Integer contentOf(Size S) {
  Integer G(0);
  for (const Term &T : termsOf(S))
    if (!T.Product->isUnit())
      G = gcd(G, abs(T.Coefficient));
  return G;
}

/// The greatest monomial of certainly positive atoms that divides `S`.
const Monomial *positiveContentOf(SizeStore &Store, Size S) {
  const Monomial *G = termsOf(S)[0].Product;
  for (const Term &T : termsOf(S))
    G = Store.common(G, T.Product);
  llvm::SmallVector<Factor, 4> Positive;
  for (Factor F : G->Factors)
    if (F.Base->Range.Low && *F.Base->Range.Low >= 1)
      Positive.push_back(F);
  return Store.monomial(Positive);
}

Size divide(SizeStore &Store, Size S, const Monomial *By) {
  if (By->isUnit())
    return S;
  Polynomial Result;
  for (const Term &T : termsOf(S))
    Result.push_back({Store.quotient(T.Product, By), T.Coefficient});
  return Store.intern(std::move(Result));
}

/// The constraint in lowest terms, and whether that decides it.
std::optional<bool> reduce(SizeContext &Sizes, Constraint &C) {
  SizeStore &Store = Sizes.store();
  if (!C.Value.isConstant()) {
    C.Value = divide(Store, C.Value, positiveContentOf(Store, C.Value));
    Integer Content = contentOf(C.Value);
    if (Content > 1) {
      bool Divides = constantTerm(C.Value) % Content == 0;
      if (!Divides && C.Must != Requirement::NonNegative)
        return C.Must == Requirement::NonZero;
      C.Value = Store.divideCoefficients(C.Value, Content);
    }
  }
  if (C.Must == Requirement::NonNegative && atLeast(Store, C.Value, 0))
    return true;
  bool Negative = atLeast(Store, Sizes.neg(C.Value), 1);
  if (C.Must == Requirement::NonNegative)
    return Negative ? std::optional<bool>(false) : std::nullopt;
  if (Negative || atLeast(Store, C.Value, 1))
    return C.Must == Requirement::NonZero;
  if (C.Value == Sizes.zero())
    return C.Must == Requirement::Zero;
  return std::nullopt;
}

} // namespace

Constraint detail::negation(SizeContext &Sizes, const Constraint &C) {
  switch (C.Must) {
  case Requirement::Zero:
    return {C.Value, Requirement::NonZero};
  case Requirement::NonZero:
    return {C.Value, Requirement::Zero};
  case Requirement::NonNegative:
    return {Sizes.sub(Sizes.neg(C.Value), Sizes.one()),
            Requirement::NonNegative};
  }
  llvm_unreachable("all requirements are covered");
}

Size detail::withoutContent(SizeContext &Sizes, Size Value) {
  if (Value.isConstant())
    return Value;
  SizeStore &Store = Sizes.store();
  Value = divide(Store, Value, positiveContentOf(Store, Value));
  Integer Content = contentOf(Value);
  return Content > 1 && constantTerm(Value) % Content == 0
             ? Store.divideCoefficients(Value, Content)
             : Value;
}

std::optional<bool> detail::truthOf(SizeContext &Sizes, Constraint C) {
  return reduce(Sizes, C);
}

Constraint detail::constraintFor(SizeContext &Sizes, const Goal &G) {
  Size Difference = Sizes.sub(G.Left, G.Right);
  switch (G.Rel) {
  case Relation::EQ:
    return {Difference, Requirement::Zero};
  case Relation::NE:
    return {Difference, Requirement::NonZero};
  case Relation::GE:
    return {Difference, Requirement::NonNegative};
  case Relation::GT:
    return {Sizes.sub(Difference, Sizes.one()), Requirement::NonNegative};
  case Relation::LE:
    return {Sizes.neg(Difference), Requirement::NonNegative};
  case Relation::LT:
    return {Sizes.sub(Sizes.neg(Difference), Sizes.one()),
            Requirement::NonNegative};
  }
  llvm_unreachable("all relations are covered");
}

void System::requireDefined(Size S) {
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors) {
      if (F.Base->Kind == AtomKind::TooLarge)
        continue;
      for (Size Operand : F.Base->Operands)
        requireDefined(Operand);
      if (F.Base->Kind != AtomKind::FloorDiv &&
          F.Base->Kind != AtomKind::TruncDiv)
        continue;
      Size Divisor = F.Base->Operands[1];
      if (isPositive(Sizes->store(), Divisor))
        continue;
      if (atLeast(Sizes->store(), Divisor, 0))
        require(Sizes->sub(Divisor, Sizes->one()), Requirement::NonNegative);
      else
        require(Divisor, Requirement::NonZero);
    }
}

void System::replace(const Rebuilder::Replacement &Replace) {
  Rebuilder Rebuild(*Sizes, Replace);
  for (Constraint &C : Constraints)
    C.Value = Rebuild(C.Value);
  for (Size &S : Tracked)
    S = Rebuild(S);
}

void System::replaceAtom(const Atom *Old, Size New) {
  replace([&](const Atom &A) -> std::optional<Size> {
    return &A == Old ? std::optional<Size>(New) : std::nullopt;
  });
}

bool System::knownAtLeast(Size S, int64_t Bound) const {
  if (atLeast(Sizes->store(), S, Bound))
    return true;
  Size Excess = Sizes->sub(S, Sizes->constant(Bound));
  return llvm::any_of(Constraints, [&](const Constraint &C) {
    return C.Must == Requirement::NonNegative &&
           (C.Value == Excess ||
            atLeast(Sizes->store(), Sizes->sub(Excess, C.Value), 0));
  });
}

bool System::normalizeAll() {
  llvm::DenseSet<std::pair<Size, unsigned>> Seen;
  size_t Kept = 0;
  for (size_t I = 0; I != Constraints.size(); ++I) {
    Constraint C = Constraints[I];
    bool WasConstant = C.Value.isConstant();
    std::optional<bool> Decided = reduce(*Sizes, C);
    if (Decided && !*Decided) {
      if (!WasConstant)
        By = std::max(By, Stage::Intervals);
      return false;
    }
    if (!Decided &&
        Seen.insert({C.Value, static_cast<unsigned>(C.Must)}).second)
      Constraints[Kept++] = C;
  }
  Constraints.truncate(Kept);
  return true;
}

/// a >= 0 and -a >= 0 become a == 0, which can be solved.
bool System::mergeOpposites() {
  llvm::DenseMap<Size, size_t> Seen;
  for (size_t I = 0; I != Constraints.size(); ++I) {
    if (Constraints[I].Must != Requirement::NonNegative)
      continue;
    auto Opposite = Seen.find(Sizes->neg(Constraints[I].Value));
    if (Opposite != Seen.end()) {
      Constraints[Opposite->second].Must = Requirement::Zero;
      drop(I);
      return true;
    }
    Seen.try_emplace(Constraints[I].Value, I);
  }
  return false;
}

/// Solves constraint `Index`, an equality, for a symbol with coefficient 1 or
/// -1 that occurs nowhere else in it.
bool System::solveForSymbol(size_t Index) {
  Size Value = Constraints[Index].Value;
  SizeStore &Store = Sizes->store();
  const Atom *Best = nullptr;
  std::optional<Size> Solution;
  for (const Term &T : termsOf(Value)) {
    const Atom *A = T.Product->asAtom();
    if (!A || A->Kind != AtomKind::Symbol || abs(T.Coefficient) != 1)
      continue;
    Size Rest = Sizes->sub(Value, Store.internSorted(T));
    if (mentions(Rest, A->Symbol))
      continue;
    Size Candidate = T.Coefficient == 1 ? Sizes->neg(Rest) : Rest;
    // Best leave no bound of the symbol behind.
    bool InRange = !A->Range.High &&
                   (!A->Range.Low || atLeast(Store, Candidate, *A->Range.Low));
    if (Best && !InRange)
      continue;
    Best = A;
    Solution = Candidate;
    if (InRange)
      break;
  }
  if (!Best)
    return false;
  drop(Index);
  if (Best->Range.Low)
    require(Sizes->sub(*Solution, Sizes->constant(*Best->Range.Low)),
            Requirement::NonNegative);
  if (Best->Range.High)
    require(Sizes->sub(Sizes->constant(*Best->Range.High), *Solution),
            Requirement::NonNegative);
  replaceAtom(Best, *Solution);
  return true;
}

/// `e % d == c` says `e == d*k + c` for an unknown k, which takes the place of
/// the quotient.
bool System::nameRemainder(size_t Index) {
  Size Value = Constraints[Index].Value;
  SizeStore &Store = Sizes->store();
  for (const Term &T : termsOf(Value))
    for (Factor F : T.Product->Factors) {
      const Atom *Q = F.Base;
      if (Q->Kind != AtomKind::FloorDiv)
        continue;
      Size E = Q->Operands[0], D = Q->Operands[1];
      Size Remainder = Sizes->sub(E, Sizes->mul(D, Store.size(Q)));
      for (bool Negated : {false, true}) {
        // Value is +-(Remainder - C); where C is free of Q it is the remainder.
        Size C = Negated ? Sizes->add(Remainder, Value)
                         : Sizes->sub(Remainder, Value);
        bool Free = llvm::none_of(termsOf(C), [&](const Term &U) {
          return llvm::any_of(U.Product->Factors,
                              [&](Factor G) { return G.Base == Q; });
        });
        bool Positive = knownAtLeast(D, 1);
        if (!Free || (!Positive && C != Sizes->zero()))
          continue;
        SymbolInfo Info{"k",
                        SymbolNature::Flexible,
                        Q->Range.Low,
                        {Origin::Source::Computed, 0}};
        if (C == Sizes->zero() && Positive && knownAtLeast(E, 1))
          Info.Minimum = std::max<int64_t>(Info.Minimum.value_or(1), 1);
        if (Q->Range.High && Info.Minimum && *Info.Minimum > *Q->Range.High)
          require(Sizes->one(), Requirement::Zero);
        Size K = Store.size(Store.symbol(Info, std::nullopt, Q->Range.High));
        require(C, Requirement::NonNegative);
        if (Positive)
          require(Sizes->sub(Sizes->sub(D, C), Sizes->one()),
                  Requirement::NonNegative);
        replaceAtom(Q, K);
        return true;
      }
    }
  return false;
}

bool System::solveOneEquality() {
  for (size_t I = 0; I != Constraints.size(); ++I)
    if (Constraints[I].Must == Requirement::Zero && nameRemainder(I))
      return true;
  for (size_t I = 0; I != Constraints.size(); ++I)
    if (Constraints[I].Must == Requirement::Zero && solveForSymbol(I))
      return true;
  return false;
}

bool System::simplify() {
  BoundRounds = 0;
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    if (!normalizeAll())
      return false;
    bool Solved = mergeOpposites() || solveOneEquality();
    if (Solved)
      By = Stage::Substitution;
    if (!Solved && !tightenBounds() && !resolveSigns())
      return true;
  }
  return normalizeAll();
}

namespace {

/// Sharper ends found for symbols, by atom.
using Ranges = llvm::SmallMapVector<const Atom *, Interval, 8>;

/// Bounds that `Value >= 0` puts on its linear symbols.
void boundSymbols(Size Value, Ranges &Found) {
  for (const Term &T : termsOf(Value)) {
    const Atom *A = T.Product->asAtom();
    std::optional<int64_t> Times = asInt64(T.Coefficient);
    if (!A || A->Kind != AtomKind::Symbol || !Times)
      continue;
    Polynomial Rest;
    for (const Term &Other : termsOf(Value))
      if (&Other != &T)
        Rest.push_back(Other);
    std::optional<int64_t> High = rangeOf(Rest).High;
    if (!High || *High == std::numeric_limits<int64_t>::min())
      continue;
    Interval &Range = Found.insert({A, A->Range}).first->second;
    // Times * A >= -Rest >= -High.
    if (*Times > 0) {
      int64_t Low = llvm::divideCeilSigned(-*High, *Times);
      Range.Low = Range.Low ? std::max(*Range.Low, Low) : Low;
    } else if (*Times != std::numeric_limits<int64_t>::min()) {
      int64_t Most = llvm::divideFloorSigned(*High, -*Times);
      Range.High = Range.High ? std::min(*Range.High, Most) : Most;
    }
  }
}

/// What takes the place of a symbol with a sharper range; none if the range is
/// empty.
std::optional<Size> withRange(SizeContext &Sizes, const Atom &A,
                              const Interval &Range) {
  if (Range.Low && Range.High && *Range.Low > *Range.High)
    return std::nullopt;
  if (Range.Low && Range.Low == Range.High)
    return Sizes.constant(*Range.Low);
  SizeStore &Store = Sizes.store();
  SymbolInfo Info = Store.Symbols[A.Symbol];
  Info.Minimum = Range.Low;
  return Store.size(Store.symbol(Info, std::nullopt, Range.High));
}

} // namespace

bool System::tightenBounds() {
  if (BoundRounds++ == MaxBoundRounds)
    return false;
  Ranges Found;
  for (const Constraint &C : Constraints) {
    if (C.Must == Requirement::NonZero)
      continue;
    boundSymbols(C.Value, Found);
    if (C.Must == Requirement::Zero)
      boundSymbols(Sizes->neg(C.Value), Found);
  }
  llvm::SmallDenseMap<const Atom *, Size, 8> Sharper;
  for (const auto &[A, Range] : Found) {
    if (Range.Low == A->Range.Low && Range.High == A->Range.High)
      continue;
    std::optional<Size> New = withRange(*Sizes, *A, Range);
    if (!New) {
      require(Sizes->one(), Requirement::Zero);
      return true;
    }
    Sharper.try_emplace(A, *New);
  }
  if (Sharper.empty())
    return false;
  By = std::max(By, Stage::Intervals);
  replace([&](const Atom &A) -> std::optional<Size> {
    auto New = Sharper.find(&A);
    return New == Sharper.end() ? std::nullopt
                                : std::optional<Size>(New->second);
  });
  return true;
}

/// Truncating division becomes floor division where a constraint, rather than
/// a bound, shows that nothing is negative.
bool System::resolveSigns() {
  llvm::SmallVector<Size, 16> All(Tracked.begin(), Tracked.end());
  for (const Constraint &C : Constraints)
    All.push_back(C.Value);
  for (Size S : All)
    for (const Term &T : termsOf(S))
      for (Factor F : T.Product->Factors) {
        const Atom *A = F.Base;
        if (A->Kind != AtomKind::TruncDiv || !knownAtLeast(A->Operands[0], 0) ||
            !knownAtLeast(A->Operands[1], 1))
          continue;
        replaceAtom(A, Sizes->floorDiv(A->Operands[0], A->Operands[1]));
        By = std::max(By, Stage::Substitution);
        return true;
      }
  return false;
}
