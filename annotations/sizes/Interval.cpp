//===-- Interval.cpp - Bounds that hold for all symbols -------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Store.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

using End = std::optional<int64_t>;

/// Expanding more costs more than the answer is worth.
constexpr unsigned MaxShiftedTerms = 12;
constexpr unsigned MaxShiftedDegree = 5;

End sum(End A, End B) {
  int64_t Result;
  if (!A || !B || llvm::AddOverflow(*A, *B, Result))
    return std::nullopt;
  return Result;
}

End product(End A, End B) {
  int64_t Result;
  if (!A || !B || llvm::MulOverflow(*A, *B, Result))
    return std::nullopt;
  return Result;
}

bool isNonNegative(const Interval &I) { return I.Low && *I.Low >= 0; }

Interval product(const Interval &A, const Interval &B) {
  if (!isNonNegative(A) || !isNonNegative(B))
    return {};
  // A lower end beyond 64 bits is still non-negative.
  return {product(A.Low, B.Low).value_or(0), product(A.High, B.High)};
}

Interval scaled(const Interval &I, const Integer &By) {
  End Factor = asInt64(By);
  End Low = product(Factor, I.Low), High = product(Factor, I.High);
  return By > 0 ? Interval{Low, High} : Interval{High, Low};
}

Interval power(Factor F) {
  const Interval &Base = F.Base->Range;
  if (F.Power == 1)
    return Base;
  if (!isNonNegative(Base))
    return F.Power % 2 == 0 ? Interval{0, std::nullopt} : Interval{};
  Interval Result{1, 1};
  // Above 64 the ends are 0, 1 or out of range.
  for (unsigned I = 0; I != std::min(F.Power, 64u); ++I)
    Result = product(Result, Base);
  if (F.Power > 64 && Base.High && *Base.High > 1)
    Result.High = std::nullopt;
  return Result;
}

/// Of a floor quotient by a divisor known to be positive; anything else is
/// unbounded.
Interval quotient(const Interval &N, const Interval &D) {
  // A symbol of a contradictory system may have an empty range.
  if (!D.Low || *D.Low < 1 || (D.High && *D.High < *D.Low))
    return {};
  Interval Result;
  if (N.Low && *N.Low < 0)
    Result.Low = llvm::divideFloorSigned(*N.Low, *D.Low);
  else if (N.Low)
    Result.Low = D.High ? llvm::divideFloorSigned(*N.Low, *D.High) : 0;
  if (N.High && *N.High >= 0)
    Result.High = llvm::divideFloorSigned(*N.High, *D.Low);
  else if (N.High)
    Result.High = D.High ? llvm::divideFloorSigned(*N.High, *D.High) : -1;
  return Result;
}

/// The extreme of both, where none is the unbounded side of that end.
template <typename Pick> End both(End A, End B, Pick P) {
  return A && B ? End(P(*A, *B)) : std::nullopt;
}

template <typename Pick> End either(End A, End B, Pick P) {
  return A && B ? End(P(*A, *B)) : (A ? A : B);
}

Interval extremum(AtomKind Kind, llvm::ArrayRef<Size> Operands) {
  auto Least = [](int64_t A, int64_t B) { return std::min(A, B); };
  auto Most = [](int64_t A, int64_t B) { return std::max(A, B); };
  Interval Result = Operands[0].node()->Range;
  for (Size S : Operands.drop_front()) {
    const Interval &Next = S.node()->Range;
    if (Kind == AtomKind::Max)
      Result = {either(Result.Low, Next.Low, Most),
                both(Result.High, Next.High, Most)};
    else if (Kind == AtomKind::Min)
      Result = {both(Result.Low, Next.Low, Least),
                either(Result.High, Next.High, Least)};
    else
      Result = {both(Result.Low, Next.Low, Least),
                both(Result.High, Next.High, Most)};
  }
  return Result;
}

/// The polynomial with each atom replaced by itself plus its lower end, so
/// that every atom of the result stands for something non-negative.
std::optional<Polynomial> shifted(SizeStore &Store, Size S) {
  Polynomial Sum;
  for (const Term &T : termsOf(S)) {
    Polynomial Product{{Store.unit(), T.Coefficient}};
    for (Factor F : T.Product->Factors) {
      if (!F.Base->Range.Low)
        return std::nullopt;
      Integer Low(*F.Base->Range.Low);
      const Monomial *Base = Store.monomial(Factor{F.Base, 1});
      for (unsigned I = 0; I != F.Power; ++I) {
        Polynomial Next;
        for (const Term &P : Product) {
          Next.push_back({Store.product(P.Product, Base), P.Coefficient});
          if (Low != 0)
            Next.push_back({P.Product, P.Coefficient * Low});
        }
        Product = std::move(Next);
      }
    }
    Sum.append(Product.begin(), Product.end());
  }
  normalize(Sum);
  return Sum;
}

} // namespace

Interval detail::rangeOf(llvm::ArrayRef<Term> Terms) {
  Interval Sum{0, 0};
  for (const Term &T : Terms) {
    Interval Part = scaled(T.Product->Range, T.Coefficient);
    Sum = {sum(Sum.Low, Part.Low), sum(Sum.High, Part.High)};
  }
  return Sum;
}

Interval detail::rangeOf(llvm::ArrayRef<Factor> Factors) {
  if (Factors.empty())
    return {1, 1};
  Interval Result = power(Factors[0]);
  for (Factor F : Factors.drop_front())
    Result = product(Result, power(F));
  return Result;
}

Interval detail::rangeOf(AtomKind Kind, llvm::ArrayRef<Size> Operands) {
  switch (Kind) {
  case AtomKind::FloorDiv:
    return quotient(Operands[0].node()->Range, Operands[1].node()->Range);
  case AtomKind::Min:
  case AtomKind::Max:
  case AtomKind::Broadcast:
    return extremum(Kind, Operands);
  case AtomKind::TruncDiv:
  case AtomKind::Symbol:
  case AtomKind::Opaque:
  case AtomKind::TooLarge:
    return {};
  }
  llvm_unreachable("all kinds are covered");
}

bool detail::atLeast(SizeStore &Store, Size S, int64_t Bound) {
  const SizeNode &N = *S.node();
  if (N.isConstant()) // It may exceed what a range can hold.
    return constantTerm(S) >= Bound;
  if (N.Range.Low && *N.Range.Low >= Bound)
    return true;
  if (N.degree() < 2 || N.degree() > MaxShiftedDegree ||
      N.Terms.size() > MaxShiftedTerms)
    return false;
  std::optional<Polynomial> Shifted = shifted(Store, S);
  if (!Shifted)
    return false;
  for (const Term &T : *Shifted)
    if (!T.Product->isUnit() && T.Coefficient < 0)
      return false;
  return constantTerm(*Shifted) >= Bound;
}
