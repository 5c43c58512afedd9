//===-- Rebuild.cpp - Rewriting a size bottom-up --------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Rebuild.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

Size Rebuilder::operator()(Size S) {
  if (S.isConstant())
    return Foreign ? Into.constant(constantTerm(S)) : S;
  bool Changed = Foreign;
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors) {
      auto Known = Done.find(F.Base);
      if (Known == Done.end())
        Known = Done.try_emplace(F.Base, rebuild(*F.Base)).first;
      Changed |= asAtom(Known->second) != F.Base;
    }
  if (!Changed)
    return S;
  Size Sum = Into.zero();
  for (const Term &T : termsOf(S)) {
    Size Product = Into.constant(T.Coefficient);
    for (Factor F : T.Product->Factors)
      Product = Into.mul(Product, Into.pow(Done.find(F.Base)->second, F.Power));
    Sum = Into.add(Sum, Product);
  }
  return Sum;
}

Size Rebuilder::reapply(const Atom &A, llvm::ArrayRef<Size> Operands) {
  using Operation = Size (SizeContext::*)(Size, Size);
  Operation Apply = nullptr;
  switch (A.Kind) {
  case AtomKind::FloorDiv:
    Apply = &SizeContext::floorDiv;
    break;
  case AtomKind::TruncDiv:
    Apply = &SizeContext::truncDiv;
    break;
  case AtomKind::Min:
    Apply = &SizeContext::min;
    break;
  case AtomKind::Max:
    Apply = &SizeContext::max;
    break;
  case AtomKind::Broadcast:
    Apply = &SizeContext::broadcast;
    break;
  case AtomKind::Opaque:
  case AtomKind::Symbol:
  case AtomKind::TooLarge:
    return Into.opaque(A.Name, Operands);
  }
  Size Result = Operands[0];
  for (Size S : Operands.drop_front())
    Result = (Into.*Apply)(Result, S);
  return Result;
}

/// What was too large to look into has another value after a substitution,
/// one that nothing is known of.
Size Rebuilder::replaceTooLarge(const Atom &A) {
  auto IsReplaced = [&](SymbolId Id) {
    return Replace(*Into.store().SymbolAtoms[Id]).has_value();
  };
  if (!Foreign && !A.DependsOnAll && llvm::none_of(A.Depends, IsReplaced))
    return Into.store().size(&A);
  return Into.symbol({"...", SymbolNature::Flexible, std::nullopt, {}});
}

void Rebuilder::keepView(const Atom &Old, Size New) {
  const Atom *A = asAtom(New);
  if (!Old.Unflattened || !A || A->Unflattened || A->Kind != AtomKind::FloorDiv)
    return;
  QuotientView View{(*this)(Old.Unflattened->Numerator),
                    (*this)(Old.Unflattened->Divisor)};
  // The view of a quotient whose divisor may be 0 is no identity.
  if (View.Divisor.lowerBound().value_or(0) >= 1)
    setView(*A, View);
}

Size Rebuilder::rebuild(const Atom &A) {
  if (std::optional<Size> New = Replace(A))
    return *New;
  if (A.Kind == AtomKind::Symbol)
    return Into.store().size(&A);
  if (A.Kind == AtomKind::TooLarge)
    return replaceTooLarge(A);
  llvm::SmallVector<Size, 4> Operands;
  for (Size S : A.Operands)
    Operands.push_back((*this)(S));
  if (!Foreign && llvm::ArrayRef<Size>(Operands) == A.Operands)
    return Into.store().size(&A);
  Size New = reapply(A, Operands);
  keepView(A, New);
  return New;
}

Size SizeContext::substitute(Size S, Substitution Replace) {
  Rebuilder Rebuild(*this, [&](const Atom &A) -> std::optional<Size> {
    if (A.Kind != AtomKind::Symbol)
      return std::nullopt;
    return Replace(A.Symbol);
  });
  return Rebuild(S);
}

Size SizeContext::import(Size S, llvm::function_ref<Size(SymbolId)> Map) {
  Rebuilder Rebuild =
      Rebuilder::importing(*this, [&](const Atom &A) -> std::optional<Size> {
        if (A.Kind != AtomKind::Symbol)
          return std::nullopt;
        return Map(A.Symbol);
      });
  return Rebuild(S);
}
