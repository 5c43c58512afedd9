//===-- MemoryOrders.cpp - How axes lie in memory -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/MemoryOrders.h"
#include "annotations/shapes/Judge.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

namespace shapetidy {

MemoryOrder countedOrder(unsigned Rank) {
  MemoryOrder Order(Rank);
  std::iota(Order.begin(), Order.end(), uint8_t(0));
  return Order;
}

static bool isOrdered(const ArrayValue &Array) {
  return Array.Order && Array.Axes.rank() == Array.Order->size();
}

bool isInCountedOrder(const ArrayValue &Array) {
  return isOrdered(Array) && llvm::is_sorted(*Array.Order);
}

std::optional<MemoryOrder> permutedOrder(const ArrayValue &Of,
                                         llvm::ArrayRef<unsigned> From) {
  if (!isOrdered(Of) || From.size() != Of.Order->size())
    return std::nullopt;
  MemoryOrder Order;
  for (uint8_t Old : *Of.Order) {
    const unsigned *New = llvm::find(From, unsigned(Old));
    if (New == From.end())
      return std::nullopt;
    Order.push_back(uint8_t(New - From.begin()));
  }
  return Order;
}

/// What is asked here must not be learned.
static Judgement ask(const OperationContext &Context, Size A, Size B) {
  FactSet Scratch = Context.Facts;
  return Judge(Context.Sizes, Context.Decide, Scratch, Context.From)
      .equal(A, B);
}

/// The axes that are longer than 1 by their order in memory, none if that is
/// not known of all. Where there may be no elements everything is a view.
static std::optional<MemoryOrder> longAxes(const OperationContext &Context,
                                           const ArrayValue &Of) {
  MemoryOrder Long;
  for (uint8_t Axis : *Of.Order) {
    const Dim &D = Of.Axes.prefix()[Axis];
    if (!D.isKnown() || D.Length->asConstant() == 0)
      return std::nullopt;
    Judgement IsOne = ask(Context, *D.Length, Context.Sizes.one());
    if (IsOne.isUncertain())
      return std::nullopt;
    if (IsOne.fails())
      Long.push_back(Axis);
  }
  return Long;
}

/// The products of the last sizes, from none of them to all.
static std::optional<llvm::SmallVector<Size, 6>>
lastProducts(SizeContext &Sizes, const Shape &Axes) {
  llvm::SmallVector<Size, 6> Products{Sizes.one()};
  for (const Dim &D : llvm::reverse(Axes.prefix())) {
    if (!D.isKnown())
      return std::nullopt;
    Products.push_back(Sizes.mul(Products.back(), *D.Length));
  }
  return Products;
}

bool hasNoView(const OperationContext &Context, const ArrayValue &Of,
               const Shape &Wanted) {
  if (!isOrdered(Of) || isInCountedOrder(Of) || !Wanted.rank())
    return false;
  std::optional<MemoryOrder> Long = longAxes(Context, Of);
  auto Cuts = lastProducts(Context.Sizes, Wanted);
  if (!Long || !Cuts)
    return false;
  MemoryOrder Counted = *Long;
  llvm::sort(Counted);
  Size Behind = Context.Sizes.one();
  for (size_t I = Counted.size(); I-- > 1;) {
    Behind = Context.Sizes.mul(Behind, *Of.Axes.prefix()[Counted[I]].Length);
    const uint8_t *Outer = llvm::find(*Long, Counted[I - 1]);
    bool IsBeside = Outer + 1 != Long->end() && Outer[1] == Counted[I];
    if (!IsBeside && llvm::all_of(*Cuts, [&](Size Cut) {
          return ask(Context, Behind, Cut).fails();
        }))
      return true;
  }
  return false;
}

} // namespace shapetidy
