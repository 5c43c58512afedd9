//===-- SizeContext.cpp - Symbols, sums and products ----------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Size.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Partial products beyond this would be cut off afterwards anyway.
constexpr size_t MaxPartialProducts = 2048;
/// Constants to a higher power exceed any limit on coefficients that is sane.
constexpr unsigned MaxExponent = 512;

Size scaledSum(SizeStore &Store, Size A, Size B, int64_t Factor) {
  if (B.node()->Terms.empty())
    return A;
  if (A.node()->Terms.empty() && Factor == 1)
    return B;
  Polynomial Sum;
  llvm::ArrayRef<Term> TA = termsOf(A), TB = termsOf(B);
  auto I = TA.begin(), J = TB.begin();
  while (I != TA.end() || J != TB.end()) {
    int Order = I == TA.end()   ? 1
                : J == TB.end() ? -1
                                : compare(I->Product, J->Product);
    if (Order < 0) {
      Sum.push_back(*I++);
    } else if (Order > 0) {
      Sum.push_back({J->Product, canonical(J->Coefficient * Factor)});
      ++J;
    } else {
      Integer Both = I->Coefficient + J->Coefficient * Factor;
      if (Both != 0)
        Sum.push_back({I->Product, canonical(Both)});
      ++I, ++J;
    }
  }
  return Store.internSorted(Sum);
}

} // namespace

bool Size::isConstant() const { return Node->isConstant(); }

std::optional<int64_t> Size::asConstant() const {
  if (Node->Terms.empty())
    return 0;
  if (!Node->isConstant())
    return std::nullopt;
  return asInt64(Node->Terms[0].Coefficient);
}

std::optional<SymbolId> Size::asSymbol() const {
  const Atom *A = detail::asAtom(*this);
  if (!A || A->Kind != AtomKind::Symbol)
    return std::nullopt;
  return A->Symbol;
}

std::optional<int64_t> Size::lowerBound() const { return Node->Range.Low; }
std::optional<int64_t> Size::upperBound() const { return Node->Range.High; }
uint32_t Size::index() const { return Node->Index; }

SizeContext::SizeContext(SizeLimits Limits)
    : Store(std::make_unique<SizeStore>(Limits)),
      Zero(Store->constant(Integer(0))), One(Store->constant(Integer(1))) {}

SizeContext::~SizeContext() = default;

Size SizeContext::constant(int64_t Value) {
  return Store->constant(Integer(Value));
}

Size SizeContext::constant(const llvm::DynamicAPInt &Value) {
  return Store->constant(Value);
}

Size SizeContext::symbol(SymbolInfo Info) {
  return Store->size(Store->symbol(std::move(Info), std::nullopt));
}

Size SizeContext::symbol(SymbolId Id) const {
  return Store->size(Store->SymbolAtoms[Id]);
}

const SymbolInfo &SizeContext::info(SymbolId Id) const {
  return Store->Symbols[Id];
}

unsigned SizeContext::symbolCount() const { return Store->Symbols.size(); }

RowId SizeContext::freshRow(std::string Name, SymbolNature Nature, Origin From,
                            int64_t MinimumAxis) {
  RowId Row = Store->Rows.size();
  SymbolInfo Count{"prod(*" + Name + ")", Nature, MinimumAxis > 0 ? 1 : 0,
                   From};
  const Atom *A = Store->symbol(std::move(Count), Row);
  Store->Rows.push_back(
      {{std::move(Name), Nature, MinimumAxis, From}, A->Symbol});
  return Row;
}

Size SizeContext::elementCount(RowId Row) const {
  return symbol(Store->Rows[Row].Count);
}

const SymbolInfo &SizeContext::rowInfo(RowId Row) const {
  return Store->Rows[Row].Info;
}

std::optional<RowId> SizeContext::rowOf(SymbolId Id) const {
  return Store->RowOfSymbol[Id];
}

Size SizeContext::add(Size A, Size B) { return scaledSum(*Store, A, B, 1); }
uint64_t SizeContext::tooLargeCount() const { return Store->tooLargeCount(); }

Size SizeContext::sub(Size A, Size B) {
  return A == B ? Zero : scaledSum(*Store, A, B, -1);
}
Size SizeContext::neg(Size A) { return scaledSum(*Store, Zero, A, -1); }

Size SizeContext::mul(Size A, Size B) {
  if (A == One || B == Zero)
    return B;
  if (B == One || A == Zero)
    return A;
  llvm::ArrayRef<Term> TA = termsOf(A), TB = termsOf(B);
  if (TA.size() * TB.size() > MaxPartialProducts) {
    Size Operands[] = {std::min(A, B), std::max(A, B)};
    return Store->tooLarge("*", Operands);
  }
  Polynomial Product;
  for (const Term &X : TA)
    for (const Term &Y : TB)
      Product.push_back({Store->product(X.Product, Y.Product),
                         X.Coefficient * Y.Coefficient});
  return Store->intern(std::move(Product));
}

Size SizeContext::pow(Size Base, unsigned Exponent) {
  if (Base == One || Base == Zero)
    return Exponent == 0 ? One : Base;
  if (Exponent > MaxExponent) {
    Size Operands[] = {Base, constant(int64_t(Exponent))};
    return Store->tooLarge("**", Operands);
  }
  Size Result = One;
  for (; Exponent != 0; Exponent /= 2) {
    if (Exponent % 2 == 1)
      Result = mul(Result, Base);
    if (Exponent > 1)
      Base = mul(Base, Base);
  }
  return Result;
}

Size SizeContext::opaque(llvm::StringRef Name, llvm::ArrayRef<Size> Operands) {
  return Store->apply(AtomKind::Opaque, Operands, Name);
}

void SizeContext::collectSymbols(Size S,
                                 llvm::SmallVectorImpl<SymbolId> &Out) const {
  llvm::SmallVector<SymbolId, 8> Found;
  llvm::SmallVector<const SizeNode *, 8> Pending{S.node()};
  while (!Pending.empty())
    for (const Term &T : Pending.pop_back_val()->Terms)
      for (Factor F : T.Product->Factors) {
        llvm::append_range(Found, F.Base->Depends);
        if (F.Base->Kind == AtomKind::Symbol)
          Found.push_back(F.Base->Symbol);
        else if (F.Base->Kind != AtomKind::TooLarge)
          for (Size Operand : F.Base->Operands)
            Pending.push_back(Operand.node());
      }
  llvm::sort(Found);
  Found.erase(llvm::unique(Found), Found.end());
  for (SymbolId Id : Found)
    if (!llvm::is_contained(Out, Id))
      Out.push_back(Id);
}

bool SizeContext::allRigid(Size S) const { return S.node()->AllRigid; }
