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
/// The arrays in the list argument, which is one argument of the call.
struct JoinedList {
  std::vector<Shape> Shapes;
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
    List.Shapes = {Known ? Known->Axes : Shape::unknown()};
    List.IsOpen = true;
    return List;
  }
  if (Given.kind() != Value::Kind::Aggregate || Given.elements().empty())
    return std::nullopt;
  JoinedList List;
  List.Arg = Call.position("tensors").value_or(OperandSide::NoArgument);
  for (const Value &Element : Given.elements()) {
    const ArrayValue *Known = Element.asArray();
    List.Shapes.push_back(Known ? Known->Axes : Shape::unknown());
  }
  return List;
}

/// torch.cat ignores tensors of shape (0), for compatibility with old code.
static bool isIgnoredByCat(const Shape &In) {
  return In.rank() == 1u && In.prefix()[0].isKnown() &&
         In.prefix()[0].Length->asConstant() == 0;
}
static bool mayBeIgnoredByCat(const Shape &In) {
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
  std::optional<Dims> Joint;
  for (const Shape &Next : List.Shapes) {
    if (!Next.rank())
      continue;
    if (!Joint) {
      Joint.emplace(Next.prefix().begin(), Next.prefix().end());
      continue;
    }
    if (Joint->size() != *Next.rank()) {
      reportRank(Call, List.Arg, std::to_string(Joint->size()));
      return std::nullopt;
    }
    for (unsigned I = 0; I < Joint->size(); ++I) {
      if (I == Except)
        continue;
      Dim &Known = (*Joint)[I];
      if (!Call.demandEqual({List.Arg, I, Known},
                            {List.Arg, I, Next.prefix()[I]}))
        return std::nullopt;
      if (!Known.isKnown())
        Known = Next.prefix()[I];
    }
  }
  return Joint;
}

static Dim sumOfLengths(BuiltinCall &Call, const JoinedList &List,
                        unsigned Axis) {
  if (List.IsOpen)
    return unknownDim();
  Size Sum = Call.sizes().zero();
  for (const Shape &Next : List.Shapes) {
    if (!Next.rank() || !Next.prefix()[Axis].isKnown())
      return unknownDim();
    Sum = Call.sizes().add(Sum, *Next.prefix()[Axis].Length);
  }
  return dimOf(Sum, Call.Context.From);
}

/// Arrays in a row along `dim`: lengths add up there and agree elsewhere.
/// torch.cat, numpy.concatenate.
void cat(BuiltinCall &Call) {
  std::optional<JoinedList> List = joinedList(Call);
  if (!List)
    return Call.setShape(Shape::unknown());
  if (List->IsOpen && mayBeIgnoredByCat(List->Shapes.front()))
    return Call.setShape(Shape::unknown());
  llvm::erase_if(List->Shapes, isIgnoredByCat);
  if (List->Shapes.empty())
    return Call.setShape(
        Shape::ofDims(dimOf(Call.sizes().zero(), Call.Context.From)));
  bool Certain = llvm::none_of(List->Shapes, mayBeIgnoredByCat) ||
                 List->Shapes.size() == 1;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : 0;
  std::optional<unsigned> Rank;
  for (const Shape &Next : List->Shapes)
    Rank = Rank ? Rank : Next.rank();
  if (Rank == 0u)
    return reportRank(Call, List->Arg, "at least 1");
  // An array that may be (0) says nothing about the others.
  bool SameRanks = llvm::all_of(
      List->Shapes, [&](const Shape &S) { return S.rank() == Rank; });
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
  Size Count = Call.sizes().constant(int64_t(List->Shapes.size()));
  Joint->insert(Joint->begin() + At,
                List->IsOpen ? unknownDim() : dimOf(Count, Call.Context.From));
  Call.setShape(Shape::ofDims(*Joint));
}

} // namespace shapetidy::builtins
