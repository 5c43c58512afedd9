//===-- Division.cpp - Quotients and remainders in normal form ------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Simplifications of floor(E / D). Each needs the sign of D: where it is not
// known, cancelling could drop the condition that D is not 0.
//
//   extract     floor((D*q + r) / D) = q + floor(r / D)
//   cancel      floor(g*x / (g*y)) = floor(x / y) for g > 0; an integer g also
//               swallows the constant: floor((g*x + c) / g*y) =
//               floor((x + floor(c / g)) / y)
//   fold        floor(E / D) is a constant if the bounds say so
//   flatten     floor((floor(a / b) + p) / D) = floor((a + b*p) / (b*D))
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Size.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Long division stops here and leaves the quotient as it was.
constexpr unsigned MaxDivisionSteps = 64;
/// Flattening multiplies polynomials; beyond these it obscures more than it
/// reveals.
constexpr size_t MaxFlattenTerms = 32;
constexpr unsigned MaxFlattenDegree = 6;

class FloorDivision {
public:
  explicit FloorDivision(SizeContext &Context)
      : Context(Context), Store(Context.store()) {}

  Size divide(Size E, Size D);

private:
  Size divideByPositive(Size E, Size D);
  bool extract(Size &E, Size D, Size &Quotient);
  void cancelInteger(Size &E, Size &D);
  void cancelMonomial(Size &E, Size &D);
  std::optional<int64_t> foldByBounds(Size E, Size D);
  std::optional<Size> flatten(Size E, Size D);

  SizeContext &Context;
  SizeStore &Store;
};

/// Moves the multiples of `D` in `E` to `Quotient`: long division by leading
/// terms, which ends because the monomial order is a well-order.
bool FloorDivision::extract(Size &E, Size D, Size &Quotient) {
  const Term &Lead = termsOf(D)[0];
  if (Lead.Coefficient < 0)
    return true;
  Size Rest = E, Moved = Context.zero();
  for (unsigned Step = 0; Step != MaxDivisionSteps; ++Step) {
    std::optional<Term> Multiple;
    for (const Term &T : termsOf(Rest)) {
      Integer Times = floorDiv(T.Coefficient, Lead.Coefficient);
      const Monomial *Over =
          Times == 0 ? nullptr : Store.quotient(T.Product, Lead.Product);
      if (!Over)
        continue;
      Multiple = Term{Over, canonical(Times)};
      break;
    }
    if (!Multiple) {
      E = Rest;
      Quotient = Context.add(Quotient, Moved);
      return true;
    }
    Size Piece = Store.internSorted(*Multiple);
    Moved = Context.add(Moved, Piece);
    Rest = Context.sub(Rest, Context.mul(Piece, D));
  }
  return false;
}

void FloorDivision::cancelInteger(Size &E, Size &D) {
  Integer G(0);
  for (const Term &T : termsOf(D))
    G = gcd(G, abs(T.Coefficient));
  for (const Term &T : termsOf(E))
    if (!T.Product->isUnit())
      G = gcd(G, abs(T.Coefficient));
  if (G <= 1)
    return;
  E = Store.divideCoefficients(E, G);
  D = Store.divideCoefficients(D, G);
}

void FloorDivision::cancelMonomial(Size &E, Size &D) {
  const Monomial *G = termsOf(D)[0].Product;
  for (Size S : {E, D})
    for (const Term &T : termsOf(S))
      G = Store.common(G, T.Product);
  llvm::SmallVector<Factor, 4> Positive;
  for (Factor F : G->Factors)
    if (F.Base->Range.Low && *F.Base->Range.Low >= 1)
      Positive.push_back(F);
  if (Positive.empty())
    return;
  G = Store.monomial(Positive);
  for (Size *S : {&E, &D}) {
    Polynomial Over;
    for (const Term &T : termsOf(*S))
      Over.push_back({Store.quotient(T.Product, G), T.Coefficient});
    *S = Store.intern(std::move(Over));
  }
}

std::optional<int64_t> FloorDivision::foldByBounds(Size E, Size D) {
  Size Operands[] = {E, D};
  Interval Range = rangeOf(AtomKind::FloorDiv, Operands);
  if (Range.Low && Range.High && *Range.Low == *Range.High)
    return *Range.Low;
  if (D.isConstant())
    return std::nullopt;
  if (atLeast(Store, E, 0) && isPositive(Store, Context.sub(D, E)))
    return 0;
  if (isPositive(Store, Context.neg(E)) && atLeast(Store, Context.add(D, E), 0))
    return -1;
  return std::nullopt;
}

bool isSmallEnough(Size S) {
  return S.node()->degree() <= MaxFlattenDegree &&
         S.node()->Terms.size() <= MaxFlattenTerms &&
         llvm::all_of(S.node()->Terms, [](const Term &T) {
           return asInt64(T.Coefficient).has_value();
         });
}

std::optional<Size> FloorDivision::flatten(Size E, Size D) {
  const Atom *Inner = nullptr;
  for (const Term &T : termsOf(E)) {
    const Atom *A = T.Product->asAtom();
    if (!A || A->Kind != AtomKind::FloorDiv || T.Coefficient != 1)
      continue;
    if (Inner)
      return std::nullopt; // Which of the two would be arbitrary.
    Inner = A;
  }
  if (!Inner || !isPositive(Store, Inner->Operands[1]))
    return std::nullopt;
  Size B = Inner->Operands[1];
  Size Rest = Context.sub(E, Store.size(Inner));
  if (termsOf(Rest).size() * termsOf(B).size() > MaxFlattenTerms)
    return std::nullopt;
  Size Numerator = Context.add(Inner->Operands[0], Context.mul(B, Rest));
  Size Divisor = Context.mul(B, D);
  if (!isSmallEnough(Numerator) || !isSmallEnough(Divisor))
    return std::nullopt;
  Size Flat = divideByPositive(Numerator, Divisor);
  if (const Atom *A = asAtom(Flat); A && A->Kind == AtomKind::FloorDiv)
    setView(*A, {E, D});
  return Flat;
}

Size FloorDivision::divideByPositive(Size E, Size D) {
  Size Quotient = Context.zero();
  Size Whole = E;
  if (!extract(E, D, Quotient)) {
    Size Operands[] = {Whole, D};
    return Store.apply(AtomKind::FloorDiv, Operands);
  }
  cancelInteger(E, D);
  if (!D.isConstant())
    cancelMonomial(E, D);
  if (D == Context.one())
    return Context.add(Quotient, E);
  if (std::optional<int64_t> Folded = foldByBounds(E, D))
    return Context.add(Quotient, Context.constant(*Folded));
  if (std::optional<Size> Flat = flatten(E, D))
    return Context.add(Quotient, *Flat);
  Size Operands[] = {E, D};
  return Context.add(Quotient, Store.apply(AtomKind::FloorDiv, Operands));
}

Size FloorDivision::divide(Size E, Size D) {
  // floor(E / D) = floor(-E / -D) wherever it is defined.
  if (!termsOf(D).empty() && termsOf(D)[0].Coefficient < 0)
    return divide(Context.neg(E), Context.neg(D));
  if (isPositive(Store, D))
    return divideByPositive(E, D);
  Size MinusD = Context.neg(D);
  if (isPositive(Store, MinusD))
    return divideByPositive(Context.neg(E), MinusD);
  Size Operands[] = {E, D};
  return Store.apply(AtomKind::FloorDiv, Operands);
}

/// The quotient where no remainder is left, so that the direction of rounding
/// does not matter.
std::optional<Size> divideExactly(SizeStore &Store, Size E, Size D) {
  if (!D.isConstant() || termsOf(D).empty())
    return std::nullopt;
  const Integer &Divisor = termsOf(D)[0].Coefficient;
  Polynomial Result;
  for (const Term &T : termsOf(E)) {
    if (T.Coefficient % Divisor != 0)
      return std::nullopt;
    Result.push_back({T.Product, canonical(T.Coefficient / Divisor)});
  }
  return Store.internSorted(Result);
}

} // namespace

Size SizeContext::floorDiv(Size A, Size B) {
  return FloorDivision(*this).divide(A, B);
}

Size SizeContext::floorMod(Size A, Size B) {
  // 0 times an undefined quotient must not become 0.
  if (B == Zero)
    return floorDiv(A, B);
  return sub(A, mul(B, floorDiv(A, B)));
}

Size SizeContext::truncDiv(Size A, Size B) {
  if (std::optional<Size> Exact = divideExactly(*Store, A, B))
    return *Exact;
  if (A.isConstant() && B.isConstant() && B != Zero)
    return constant(constantTerm(A) / constantTerm(B));
  // Rounding toward zero is symmetric in both signs.
  Size MinusA = neg(A), MinusB = neg(B);
  bool NumeratorFlips = !atLeast(*Store, A, 0) && atLeast(*Store, MinusA, 0);
  bool DivisorFlips = !isPositive(*Store, B) && isPositive(*Store, MinusB);
  Size N = NumeratorFlips ? MinusA : A, D = DivisorFlips ? MinusB : B;
  Size Quotient = N;
  if (atLeast(*Store, N, 0) && isPositive(*Store, D)) {
    Quotient = floorDiv(N, D);
  } else {
    Size Operands[] = {N, D};
    Quotient = Store->apply(AtomKind::TruncDiv, Operands);
  }
  return NumeratorFlips != DivisorFlips ? neg(Quotient) : Quotient;
}

Size SizeContext::truncMod(Size A, Size B) {
  if (B == Zero)
    return truncDiv(A, B);
  return sub(A, mul(B, truncDiv(A, B)));
}
