//===-- Node.cpp - What a size is made of ---------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Node.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

int detail::compare(const Monomial *A, const Monomial *B) {
  if (A == B)
    return 0;
  if (A->Degree != B->Degree)
    return A->Degree > B->Degree ? -1 : 1;
  size_t Shared = std::min(A->Factors.size(), B->Factors.size());
  for (size_t I = 0; I != Shared; ++I) {
    Factor FA = A->Factors[I], FB = B->Factors[I];
    if (FA.Base != FB.Base)
      return FA.Base->Index < FB.Base->Index ? -1 : 1;
    if (FA.Power != FB.Power)
      return FA.Power > FB.Power ? -1 : 1;
  }
  return A->Factors.size() > B->Factors.size() ? -1 : 1;
}

Integer detail::constantTerm(llvm::ArrayRef<Term> Terms) {
  if (Terms.empty() || !Terms.back().Product->isUnit())
    return Integer(0);
  return Terms.back().Coefficient;
}

void detail::normalize(Polynomial &Terms) {
  llvm::sort(Terms, [](const Term &A, const Term &B) {
    return compare(A.Product, B.Product) < 0;
  });
  size_t Kept = 0;
  for (size_t I = 0; I != Terms.size();) {
    Term Sum = Terms[I++];
    for (; I != Terms.size() && Terms[I].Product == Sum.Product; ++I)
      Sum.Coefficient += Terms[I].Coefficient;
    if (Sum.Coefficient == 0)
      continue;
    Sum.Coefficient = canonical(Sum.Coefficient);
    Terms[Kept++] = std::move(Sum);
  }
  Terms.truncate(Kept);
}

Integer detail::canonical(const Integer &Value) {
  if (std::optional<int64_t> Small = asInt64(Value))
    return Integer(*Small);
  return Value;
}

std::optional<int64_t> detail::asInt64(const Integer &Value) {
  if (Value < std::numeric_limits<int64_t>::min() ||
      Value > std::numeric_limits<int64_t>::max())
    return std::nullopt;
  return int64_t(Value);
}

const Atom *detail::asAtom(Size S) {
  llvm::ArrayRef<Term> Terms = termsOf(S);
  if (Terms.size() != 1 || Terms[0].Coefficient != 1)
    return nullptr;
  return Terms[0].Product->asAtom();
}

void detail::setView(const Atom &A, QuotientView View) {
  auto IsYounger = [&](Size S) {
    return llvm::any_of(termsOf(S), [&](const Term &T) {
      return llvm::any_of(T.Product->Factors,
                          [&](Factor F) { return F.Base->Index >= A.Index; });
    });
  };
  if (!A.Unflattened && !IsYounger(View.Numerator) && !IsYounger(View.Divisor))
    A.Unflattened = View;
}

bool detail::mentions(const Atom &A, SymbolId Id) {
  if (A.Kind == AtomKind::Symbol)
    return A.Symbol == Id;
  if (A.Kind == AtomKind::TooLarge)
    return A.DependsOnAll || llvm::is_contained(A.Depends, Id);
  return llvm::any_of(A.Operands, [&](Size S) { return mentions(S, Id); });
}

bool detail::mentions(Size S, SymbolId Id) {
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors)
      if (mentions(*F.Base, Id))
        return true;
  return false;
}
