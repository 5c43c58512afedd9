//===-- BuiltinsJoin.cpp - Joining arrays -----------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

namespace {
/// One array of a list, and its place there.
struct JoinedArray {
  Shape Axes;
  std::optional<unsigned> Element;
};

/// The arrays in the list argument, which is one argument of the call.
struct JoinedList {
  std::vector<JoinedArray> Arrays;
  /// Any number of arrays like the one that is there.
  bool IsOpen = false;
  unsigned Arg = OperandSide::NoArgument;
};
} // namespace

static std::optional<JoinedList> joinedList(const BuiltinCall &Call) {
  Value Given = Call.value("tensors");
  if (const Value *Each = Given.asSequence()) {
    const ArrayValue *Known = Each->asArray();
    JoinedList List;
    List.Arrays = {{Known ? Known->Axes : Shape::unknown(), std::nullopt}};
    List.IsOpen = true;
    return List;
  }
  if (Given.kind() != Value::Kind::Aggregate || Given.elements().empty())
    return std::nullopt;
  JoinedList List;
  List.Arg = Call.position("tensors").value_or(OperandSide::NoArgument);
  for (auto [Index, Element] : llvm::enumerate(Given.elements())) {
    const ArrayValue *Known = Element.asArray();
    List.Arrays.push_back(
        {Known ? Known->Axes : Shape::unknown(), unsigned(Index)});
  }
  return List;
}

/// torch.cat ignores tensors of shape (0), for compatibility with old code.
static bool isIgnoredByCat(const JoinedArray &Array) {
  const Shape &In = Array.Axes;
  return In.rank() == 1u && In.prefix()[0].isKnown() &&
         In.prefix()[0].Length->asConstant() == 0;
}
static bool mayBeIgnoredByCat(const JoinedArray &Array) {
  const Shape &In = Array.Axes;
  if (!In.rank())
    return In.minimumRank() < 2;
  return In.rank() == 1u &&
         (!In.prefix()[0].isKnown() ||
          In.prefix()[0].Length->lowerBound().value_or(0) < 1);
}

/// Demands that all axes but \p Except agree, and gives what is known of each.
static std::optional<Dims> agreeingDims(BuiltinCall &Call,
                                        const JoinedList &List,
                                        std::optional<unsigned> Except) {
  std::vector<OperandSide> Joint;
  bool IsFirst = true;
  for (const JoinedArray &Next : List.Arrays) {
    if (!Next.Axes.rank())
      continue;
    llvm::ArrayRef<Dim> Axes = Next.Axes.prefix();
    if (!IsFirst && Joint.size() != Axes.size()) {
      reportRank(Call, List.Arg, std::to_string(Joint.size()), Next.Element);
      return std::nullopt;
    }
    for (unsigned I = 0; I < Axes.size(); ++I) {
      OperandSide Side{List.Arg, I, Axes[I], Next.Element};
      if (IsFirst)
        Joint.push_back(Side);
      else if (I != Except && !Call.demandEqual(Joint[I], Side))
        return std::nullopt;
      else if (I != Except && !Joint[I].Length.isKnown())
        Joint[I] = Side;
    }
    IsFirst = false;
  }
  if (IsFirst)
    return std::nullopt;
  Dims Out;
  for (const OperandSide &Side : Joint)
    Out.push_back(Side.Length);
  return Out;
}

static Dim sumOfLengths(BuiltinCall &Call, const JoinedList &List,
                        unsigned Axis) {
  if (List.IsOpen)
    return unknownDim();
  Size Sum = Call.sizes().zero();
  for (const JoinedArray &Next : List.Arrays) {
    if (!Next.Axes.rank() || !Next.Axes.prefix()[Axis].isKnown())
      return unknownDim();
    Sum = Call.sizes().add(Sum, *Next.Axes.prefix()[Axis].Length);
  }
  return dimOf(Sum, Call.Context.From);
}

/// Arrays in a row along `dim`: lengths add up there and agree elsewhere.
/// torch.cat, numpy.concatenate.
void cat(BuiltinCall &Call) {
  std::optional<JoinedList> List = joinedList(Call);
  if (!List)
    return Call.setShape(Shape::unknown());
  if (List->IsOpen && mayBeIgnoredByCat(List->Arrays.front()))
    return Call.setShape(Shape::unknown());
  llvm::erase_if(List->Arrays, isIgnoredByCat);
  if (List->Arrays.empty())
    return Call.setShape(
        Shape::ofDims(dimOf(Call.sizes().zero(), Call.Context.From)));
  bool Certain = llvm::none_of(List->Arrays, mayBeIgnoredByCat) ||
                 List->Arrays.size() == 1;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : 0;
  std::optional<unsigned> Rank;
  for (const JoinedArray &Next : List->Arrays)
    Rank = Rank ? Rank : Next.Axes.rank();
  if (Rank == 0u)
    return reportRank(Call, List->Arg, "at least 1",
                      List->Arrays.front().Element);
  // An array that may be (0) says nothing about the others.
  bool SameRanks = llvm::all_of(List->Arrays, [&](const JoinedArray &A) {
    return A.Axes.rank() == Rank;
  });
  if (!Rank || (!Certain && !SameRanks))
    return Call.setShape(Rank && Certain
                             ? Shape::ofDims(Dims(*Rank, unknownDim()))
                             : Shape::unknown());
  std::optional<unsigned> Axis;
  if (Index) {
    int64_t At = *Index < 0 ? *Index + int64_t(*Rank) : *Index;
    if (At < 0 || At >= int64_t(*Rank))
      return reportAxisOutOfRange(Call, *Index, "dim", "tensors", *Rank);
    Axis = unsigned(At);
  }
  if (!Axis)
    return Call.setShape(Shape::ofDims(Dims(*Rank, unknownDim())));
  std::optional<Dims> Joint = agreeingDims(Call, *List, Axis);
  if (!Joint)
    return;
  (*Joint)[*Axis] = sumOfLengths(Call, *List, *Axis);
  Call.setShape(Shape::ofDims(*Joint));
}

/// Arrays of one shape along a new axis `dim`. torch.stack, numpy.stack.
void stack(BuiltinCall &Call) {
  std::optional<JoinedList> List = joinedList(Call);
  if (!List)
    return Call.setShape(Shape::unknown());
  std::optional<Dims> Joint = agreeingDims(Call, *List, std::nullopt);
  if (Call.failed())
    return;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : 0;
  if (!Joint)
    return Call.setShape(Shape::unknown());
  if (!Index)
    return Call.setShape(Shape::ofDims(Dims(Joint->size() + 1, unknownDim())));
  int64_t At = *Index < 0 ? *Index + int64_t(Joint->size()) + 1 : *Index;
  if (At < 0 || At > int64_t(Joint->size()))
    return reportAxisOutOfRange(Call, *Index, "dim", "tensors",
                                Joint->size() + 1);
  Size Count = Call.sizes().constant(int64_t(List->Arrays.size()));
  Joint->insert(Joint->begin() + At,
                List->IsOpen ? unknownDim() : dimOf(Count, Call.Context.From));
  Call.setShape(Shape::ofDims(*Joint));
}

} // namespace shapetidy::builtins
