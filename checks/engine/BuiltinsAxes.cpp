//===-- BuiltinsAxes.cpp - Axes of shapes whose rank may be open *- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "annotations/shapes/Broadcast.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

Dim unknownDim() { return Dim{std::nullopt, Origin{}}; }
Dim dimOf(Size Length, Origin From) { return Dim{Length, From}; }

static Dims unknownDims(size_t Count) { return Dims(Count, unknownDim()); }

Shape shapeAt(const BuiltinCall &Call, unsigned Position) {
  const ArrayValue *Known = Position < Call.Input.Args.size()
                                ? Call.Input.Args[Position].asArray()
                                : nullptr;
  return Known ? Known->Axes : Shape::unknown();
}

bool isConstant(const Dim &D, int64_t Length) {
  return D.isKnown() && D.Length->asConstant() == Length;
}

Shape withRank(const Shape &In, unsigned Rank) {
  if (In.rank() || In.middle()->Id || In.minimumRank() > Rank)
    return In;
  Dims Axes(In.prefix().begin(), In.prefix().end());
  Axes.resize(Rank - In.suffix().size(), unknownDim());
  Axes.append(In.suffix().begin(), In.suffix().end());
  return Shape::ofDims(Axes);
}

Shape forgetLengths(const Shape &In) {
  if (!In.middle())
    return Shape::ofDims(unknownDims(In.prefix().size()));
  return Shape::around(unknownDims(In.prefix().size()), Row{},
                       unknownDims(In.suffix().size()));
}

AxisPlace findAxis(const Shape &In, int64_t Index) {
  using Kind = AxisPlace::Kind;
  size_t Front = In.prefix().size(), Back = In.suffix().size();
  if (std::optional<unsigned> Rank = In.rank()) {
    if (*Rank == 0 && (Index == 0 || Index == -1))
      return {Kind::Scalar, 0};
    int64_t FromFront = Index < 0 ? Index + int64_t(*Rank) : Index;
    if (FromFront < 0 || FromFront >= int64_t(*Rank))
      return {Kind::OutOfRange, 0};
    return {Kind::Prefix, unsigned(FromFront)};
  }
  if (Index >= 0)
    return Index < int64_t(Front) ? AxisPlace{Kind::Prefix, unsigned(Index)}
                                  : AxisPlace{Kind::Hidden, 0};
  return -Index <= int64_t(Back)
             ? AxisPlace{Kind::Suffix, unsigned(int64_t(Back) + Index)}
             : AxisPlace{Kind::Hidden, 0};
}

void reportRank(BuiltinCall &Call, unsigned Arg, std::string Allowed,
                std::optional<unsigned> Element) {
  OperationConflict Why;
  Why.First.Element = Element;
  Why.What = OperationConflict::Kind::Rank;
  Why.First.Arg = Arg;
  Why.Allowed = std::move(Allowed);
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

/// The operation takes no negative axes (role `negative`).
static bool countsFromFront(const BuiltinCall &Call) {
  return Call.constant("negative") == 0;
}

/// A conflict that needs no proof, about axis \p Index of argument \p Of.
static OperationConflict axisConflict(const BuiltinCall &Call,
                                      OperationConflict::Kind What,
                                      int64_t Index, llvm::StringRef Role,
                                      llvm::StringRef Of) {
  OperationConflict Why;
  Why.What = What;
  Why.First.Arg = Call.position(Of).value_or(OperandSide::NoArgument);
  Why.Second.Arg = Call.position(Role).value_or(OperandSide::NoArgument);
  Why.Second.Length = dimOf(Call.sizes().constant(Index), {});
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  return Why;
}

bool reportRepeatedAxis(BuiltinCall &Call, llvm::ArrayRef<int64_t> Before,
                        int64_t Index, std::optional<unsigned> Rank,
                        llvm::StringRef Role, llvm::StringRef Of) {
  auto FromFront = [&](int64_t Axis) {
    return Axis < 0 && Rank ? Axis + *Rank : Axis;
  };
  bool IsRepeated = llvm::any_of(Before, [&](int64_t Other) {
    return FromFront(Other) == FromFront(Index);
  });
  if (!IsRepeated || Call.constant("repeatable") == 1)
    return false;
  Call.setConflict(axisConflict(Call, OperationConflict::Kind::AxisRepeated,
                                Index, Role, Of));
  return true;
}

void reportAxisOutOfRange(BuiltinCall &Call, int64_t Index,
                          llvm::StringRef Role, llvm::StringRef Of,
                          unsigned Rank) {
  OperationConflict Why = axisConflict(
      Call, OperationConflict::Kind::AxisOutOfRange, Index, Role, Of);
  unsigned Axes = std::max(Rank, 1u);
  std::string Least = countsFromFront(Call) ? "0" : "-" + std::to_string(Axes);
  Why.Allowed = Least + " to " + std::to_string(Axes - 1);
  Call.setConflict(std::move(Why));
}

AxisPlace demandAxis(BuiltinCall &Call, int64_t Index, llvm::StringRef Role,
                     llvm::StringRef Of) {
  Shape In = Call.array(Of).Axes;
  AxisPlace Place = findAxis(In, Index);
  if (Index < 0 && In.rank() && countsFromFront(Call))
    Place.What = AxisPlace::Kind::OutOfRange;
  if (Place.What == AxisPlace::Kind::OutOfRange)
    reportAxisOutOfRange(Call, Index, Role, Of, *In.rank());
  return Place;
}

AxisPlace demandAxis(BuiltinCall &Call, llvm::StringRef Role,
                     llvm::StringRef Of) {
  if (std::optional<int64_t> Index = Call.constant(Role))
    return demandAxis(Call, *Index, Role, Of);
  return {AxisPlace::Kind::Hidden, 0};
}

Shape replaceAxis(const Shape &In, AxisPlace Place,
                  std::optional<int64_t> Index, llvm::ArrayRef<Dim> By) {
  Dims Front(In.prefix().begin(), In.prefix().end());
  Dims Back(In.suffix().begin(), In.suffix().end());
  if (Place.isKnown()) {
    Dims &Side = Place.What == AxisPlace::Kind::Prefix ? Front : Back;
    Side.erase(Side.begin() + Place.Index);
    Side.insert(Side.begin() + Place.Index, By.begin(), By.end());
    return In.middle() ? Shape::around(Front, *In.middle(), Back)
                       : Shape::ofDims(Front);
  }
  if (Place.What == AxisPlace::Kind::Scalar)
    return In;
  if (std::optional<unsigned> Rank = In.rank())
    return *Rank + By.size() == 0 ? Shape::unknown()
                                  : Shape::ofDims(unknownDims(
                                        *Rank + By.size() - (*Rank ? 1 : 0)));
  if (!Index)
    return Shape::unknown();
  return *Index >= 0 ? Shape::around(Front, Row{}, {})
                     : Shape::around({}, Row{}, Back);
}

const Dim &dimAt(const Shape &In, AxisPlace Place) {
  return Place.What == AxisPlace::Kind::Prefix ? In.prefix()[Place.Index]
                                               : In.suffix()[Place.Index];
}

static OperandSide sideOf(const BroadcastOperand &Operand,
                          std::optional<int> Axis, const Dim &Length) {
  OperandSide Side;
  Side.Arg = Operand.Arg;
  Side.Length = Length;
  std::optional<unsigned> Rank = Operand.Axes.rank();
  if (Axis && Rank && -*Axis <= int(*Rank))
    Side.Axis = unsigned(int(*Rank) + *Axis);
  return Side;
}

std::optional<Shape> demandBroadcast(BuiltinCall &Call,
                                     const BroadcastOperand &A,
                                     const BroadcastOperand &B) {
  Judge With = Call.judge();
  BroadcastResult Joint = broadcastShapes(With, A.Axes, B.Axes);
  if (!Joint.Conflict)
    return std::move(Joint.Axes);
  OperationConflict Why;
  Why.What = OperationConflict::Kind::Broadcast;
  Why.First = sideOf(A, Joint.Conflict->FirstAxis, Joint.Conflict->First);
  Why.Second = sideOf(B, Joint.Conflict->SecondAxis, Joint.Conflict->Second);
  Why.Verdict = std::move(Joint.Conflict->Verdict);
  Call.setConflict(std::move(Why));
  return std::nullopt;
}

/// What Python's slice.indices makes of a bound: negative counts from the end,
/// and it is clamped to the axis. None where the sizes do not decide it.
static std::optional<Size> clampBound(BuiltinCall &Call, Size Bound,
                                      Size Length) {
  SizeContext &Sizes = Call.sizes();
  if (std::optional<int64_t> Known = Bound.asConstant(); Known && *Known < 0) {
    Size FromEnd = Sizes.add(Length, Bound);
    return FromEnd.lowerBound().value_or(-1) >= 0
               ? FromEnd
               : Sizes.max(FromEnd, Sizes.zero());
  }
  if (Bound.lowerBound().value_or(-1) < 0)
    return std::nullopt;
  Decision Inside = Call.Context.Decide.decide(Call.Context.Facts,
                                               {Bound, Relation::LE, Length});
  return Inside.Answer == Verdict::Proved ? Bound : Sizes.min(Bound, Length);
}

Dim sliceLength(BuiltinCall &Call, const Dim &Of, const Value &Start,
                const Value &Stop, const Value &Step) {
  std::optional<int64_t> By = 1;
  if (!Step.isNone())
    By = Step.asInteger() ? Step.asInteger()->asConstant() : std::nullopt;
  if (!Of.isKnown() || !By || *By < 1)
    return unknownDim();
  SizeContext &Sizes = Call.sizes();
  auto Bound = [&](const Value &Given, Size Default) -> std::optional<Size> {
    if (Given.isNone())
      return Default;
    std::optional<Size> Known = Given.asInteger();
    return Known ? clampBound(Call, *Known, *Of.Length) : std::nullopt;
  };
  std::optional<Size> From = Bound(Start, Sizes.zero()),
                      To = Bound(Stop, *Of.Length);
  if (!From || !To)
    return unknownDim();
  Size Count =
      Sizes.floorDiv(Sizes.add(Sizes.sub(*To, *From), Sizes.constant(*By - 1)),
                     Sizes.constant(*By));
  return dimOf(Count.lowerBound().value_or(-1) >= 0
                   ? Count
                   : Sizes.max(Count, Sizes.zero()),
               Call.Context.From);
}

} // namespace shapetidy
