//===-- Extrema.cpp - min, max and broadcast in normal form ---------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Idempotence, absorption by bounds, and constants. Anything more (which side
// is greater under which facts) is a case split of the Solver: done here it
// would double the size of every expression built on the result.
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Size.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Comparing operands pairwise is quadratic in their number.
constexpr size_t MaxOperands = 8;

using OperandList = llvm::SmallVector<Size, 4>;

/// Both operand lists as one, where an operand is the same operation.
OperandList gather(AtomKind Kind, Size A, Size B) {
  OperandList Result;
  for (Size S : {A, B}) {
    const Atom *Inner = asAtom(S);
    if (Inner && Inner->Kind == Kind)
      llvm::append_range(Result, Inner->Operands);
    else
      Result.push_back(S);
  }
  llvm::sort(Result, [](Size X, Size Y) {
    return X.isConstant() != Y.isConstant() ? Y.isConstant() : X < Y;
  });
  Result.erase(llvm::unique(Result), Result.end());
  return Result;
}

Size combine(SizeStore &Store, AtomKind Kind, llvm::ArrayRef<Size> Operands,
             llvm::StringRef Name) {
  if (Operands.size() == 1)
    return Operands[0];
  if (Operands.size() > MaxOperands)
    return Store.tooLarge(Name, Operands);
  return Store.apply(Kind, Operands);
}

/// Drops operands that another one makes irrelevant.
void absorb(SizeContext &Context, OperandList &Operands, bool KeepGreater) {
  if (Operands.size() > MaxOperands)
    return;
  for (size_t I = 0; I != Operands.size();) {
    bool Absorbed = llvm::any_of(Operands, [&](Size Other) {
      Size Excess = KeepGreater ? Context.sub(Other, Operands[I])
                                : Context.sub(Operands[I], Other);
      return Other != Operands[I] && atLeast(Context.store(), Excess, 0);
    });
    if (Absorbed)
      Operands.erase(Operands.begin() + I);
    else
      ++I;
  }
}

} // namespace

Size SizeContext::min(Size A, Size B) {
  OperandList Operands = gather(AtomKind::Min, A, B);
  absorb(*this, Operands, /*KeepGreater=*/false);
  return combine(*Store, AtomKind::Min, Operands, "min");
}

Size SizeContext::max(Size A, Size B) {
  OperandList Operands = gather(AtomKind::Max, A, B);
  absorb(*this, Operands, /*KeepGreater=*/true);
  return combine(*Store, AtomKind::Max, Operands, "max");
}

Size SizeContext::broadcast(Size A, Size B) {
  OperandList Operands = gather(AtomKind::Broadcast, A, B);
  if (Operands.size() > 1)
    llvm::erase(Operands, One);
  // Compatible operands are 1 or equal to one that certainly is not 1.
  unsigned Constants =
      llvm::count_if(Operands, [](Size S) { return S.isConstant(); });
  if (Constants == 1)
    return Operands.back();
  if (Constants == 0)
    for (Size S : Operands)
      if (atLeast(*Store, S, 2))
        return S;
  return combine(*Store, AtomKind::Broadcast, Operands, "broadcast");
}
