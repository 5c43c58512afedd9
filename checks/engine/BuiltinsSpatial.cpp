//===-- BuiltinsSpatial.cpp - Settings with one item per axis ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"

namespace shapetidy {

std::optional<Size> spatialSetting(const BuiltinCall &Call,
                                   llvm::StringRef Role, unsigned I,
                                   std::optional<int64_t> Default) {
  std::optional<Size> Otherwise =
      Default ? std::optional<Size>(Call.sizes().constant(*Default))
              : std::nullopt;
  if (!Call.has(Role))
    return Otherwise;
  Value Given = Call.value(Role);
  if (Given.asInteger())
    return Given.asInteger();
  if (Given.isNone())
    return Otherwise;
  const Shape *List = Given.asIntegerList();
  if (!List || !List->rank())
    return std::nullopt;
  if (*List->rank() == 0)
    return Otherwise;
  unsigned At = *List->rank() == 1 ? 0 : I;
  return At < *List->rank() ? List->prefix()[At].Length : std::nullopt;
}

bool demandImage(BuiltinCall &Call, llvm::StringRef Role, unsigned Spatial) {
  std::optional<unsigned> Rank = Call.array(Role).Axes.rank();
  if (!Rank || *Rank == Spatial + 1 || *Rank == Spatial + 2)
    return true;
  reportRank(Call, Call.position(Role).value_or(OperandSide::NoArgument),
             std::to_string(Spatial + 1) + " or " +
                 std::to_string(Spatial + 2));
  return false;
}

Dim fromBack(const Shape &In, unsigned Index) {
  llvm::ArrayRef<Dim> Back = In.middle() ? In.suffix() : In.prefix();
  return Index >= 1 && Index <= Back.size() ? Back[Back.size() - Index]
                                            : unknownDim();
}

Shape withLast(const Shape &In, llvm::ArrayRef<Dim> Last) {
  Dims Out;
  if (!In.rank()) {
    llvm::ArrayRef<Dim> Back = In.suffix();
    if (Back.size() > Last.size())
      Out.append(Back.begin(), Back.end() - Last.size());
    Out.append(Last.begin(), Last.end());
    return Shape::around({}, Row{}, Out);
  }
  llvm::ArrayRef<Dim> All = In.prefix();
  if (All.size() > Last.size())
    Out.append(All.begin(), All.end() - Last.size());
  Out.append(Last.begin(), Last.end());
  return Shape::ofDims(Out);
}

bool demandAtMost(BuiltinCall &Call, OperandSide Wanted,
                  OperandSide Available) {
  if (!Wanted.Length.isKnown() || !Available.Length.isKnown())
    return true;
  Decision Why = Call.Context.Decide.decide(
      Call.Context.Facts,
      {*Wanted.Length.Length, Relation::LE, *Available.Length.Length});
  if (Why.Answer != Verdict::Refuted)
    return true;
  OperationConflict Conflict;
  Conflict.What = OperationConflict::Kind::OutOfBounds;
  Conflict.First = std::move(Wanted);
  Conflict.Second = std::move(Available);
  Conflict.Verdict = std::move(Why);
  Call.setConflict(std::move(Conflict));
  return false;
}

bool demandIndex(BuiltinCall &Call, llvm::StringRef Role,
                 std::optional<unsigned> Axis, const Dim &Of) {
  std::optional<Size> Index = Call.integer(Role);
  if (!Index)
    return true;
  SizeContext &Sizes = Call.sizes();
  OperandSide Wanted, Available;
  Wanted.Arg = Call.position(Role).value_or(OperandSide::NoArgument);
  Available.Arg = Call.position("self").value_or(OperandSide::NoArgument);
  Available.Axis = Axis;
  Wanted.Length = dimOf(Sizes.add(*Index, Sizes.one()), {});
  Available.Length = Of;
  return demandAtMost(Call, std::move(Wanted), std::move(Available));
}

} // namespace shapetidy
