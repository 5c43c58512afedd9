//===-- BuiltinsPointwise.cpp - Elementwise operations and reductions *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// Elementwise with broadcasting over all arrays of the call; scalars do not
/// take part. NumPy "General broadcasting rules"; torch "Broadcasting
/// semantics".
void pointwise(BuiltinCall &Call) {
  std::optional<BroadcastOperand> Joint;
  for (unsigned Position : Call.arrays()) {
    BroadcastOperand Next{Position, shapeAt(Call, Position)};
    if (!Joint) {
      Joint = std::move(Next);
      continue;
    }
    std::optional<Shape> Both = demandBroadcast(Call, *Joint, Next);
    if (!Both)
      return;
    Joint->Axes = std::move(*Both);
  }
  Call.setShape(Joint ? Joint->Axes : Shape::unknown());
}

/// One axis of the target of an in-place operation: it must not grow.
static bool mayGrow(BuiltinCall &Call, OperandSide Target, OperandSide Source) {
  if (Source.Length.isKnown() && Source.Length.Length->asConstant() == 1)
    return true;
  if (!Target.Length.isKnown() || Target.Length.Length->asConstant() != 1 ||
      !Source.Length.isKnown())
    return true;
  return Call.demandEqual(Target, Source, OperationConflict::Kind::Broadcast);
}

/// In-place elementwise: operands broadcast to `self`, whose shape stays.
/// torch "Broadcasting semantics", in-place semantics.
void broadcastInto(BuiltinCall &Call) {
  std::optional<unsigned> Self = Call.position("self");
  if (!Self)
    return;
  Shape Target = Call.array("self").Axes;
  for (unsigned Position : Call.arrays()) {
    if (Position == *Self)
      continue;
    Shape Source = shapeAt(Call, Position);
    std::optional<unsigned> Rank = Target.rank(), SourceRank = Source.rank();
    if (!demandBroadcast(Call, {*Self, Target}, {Position, Source}))
      return;
    if (!Rank || !SourceRank)
      continue;
    if (*SourceRank > *Rank) {
      return reportRank(Call, Position, "at most " + std::to_string(*Rank));
    }
    for (unsigned I = 1; I <= *SourceRank; ++I)
      if (!mayGrow(
              Call, {*Self, *Rank - I, Target.prefix()[*Rank - I]},
              {Position, *SourceRank - I, Source.prefix()[*SourceRank - I]}))
        return;
  }
  Call.setShape(std::move(Target));
}

/// The shape of `self`, whatever the other arguments are.
void same(BuiltinCall &Call) { Call.setShape(Call.array("self").Axes); }

/// The value of an argument itself: conversions between library types.
void forward(BuiltinCall &Call) { Call.setResult(Call.value("value")); }

/// Eigen's coefficient-wise operations: all arrays have equal sizes, nothing is
/// broadcast (eigen_assert in CwiseBinaryOp's constructor).
void sameSizes(BuiltinCall &Call) {
  std::optional<unsigned> First;
  Shape Joint = Shape::unknown();
  for (unsigned Position : Call.arrays()) {
    Shape Next = shapeAt(Call, Position);
    if (!First || !Joint.rank()) {
      First = Position;
      Joint = std::move(Next);
      continue;
    }
    if (Next.rank() != Joint.rank())
      continue;
    Dims Known(Joint.prefix().begin(), Joint.prefix().end());
    for (unsigned I = 0; I < *Joint.rank(); ++I) {
      if (!Call.demandEqual({*First, I, Known[I]},
                            {Position, I, Next.prefix()[I]}))
        return;
      // A constant says more than a name that equals it.
      if (!Known[I].isKnown() ||
          (Next.prefix()[I].isKnown() && Next.prefix()[I].Length->isConstant()))
        Known[I] = Next.prefix()[I];
    }
    Joint = Shape::ofDims(Known);
  }
  Call.setShape(std::move(Joint));
}

/// Axes to reduce; none of a value means all of them.
struct ReducedAxes {
  bool All = false;
  std::optional<llvm::SmallVector<int64_t, 4>> Listed;
};

static ReducedAxes reducedAxes(const BuiltinCall &Call) {
  Value Dim = Call.value("dim");
  if (!Call.has("dim") || Dim.kind() == Value::Kind::None)
    return {true, std::nullopt};
  if (std::optional<Size> One = Dim.asInteger()) {
    std::optional<int64_t> Known = One->asConstant();
    if (!Known)
      return {};
    return {false, llvm::SmallVector<int64_t, 4>{*Known}};
  }
  const Shape *List = Dim.asIntegerList();
  if (!List || !List->rank())
    return {};
  // An empty list reduces over everything, as in torch.
  if (*List->rank() == 0)
    return {true, std::nullopt};
  llvm::SmallVector<int64_t, 4> Axes;
  for (const struct Dim &Item : List->prefix()) {
    std::optional<int64_t> Known =
        Item.isKnown() ? Item.Length->asConstant() : std::nullopt;
    if (!Known)
      return {};
    Axes.push_back(*Known);
  }
  return {false, Axes};
}

/// The shape of `self`; `dim` has to be one of its axes, or some of them, each
/// named once (softmax, cumsum, flip).
void alongAxis(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  // Some operations let any axis pass where there is none to choose from.
  bool IsLoose = Call.constant("loose") == 1 && In.minimumRank() == 0;
  if (auto Axes = IsLoose ? std::nullopt : reducedAxes(Call).Listed)
    for (const auto &[Position, Index] : llvm::enumerate(*Axes)) {
      demandAxis(Call, Index, "dim", "self");
      if (Call.failed() ||
          reportRepeatedAxis(Call, llvm::ArrayRef(*Axes).take_front(Position),
                             Index, In.rank(), "dim", "self"))
        return;
    }
  same(Call);
}

/// Marks axes first and drops them afterwards, because indices mean the axes of
/// the operand.
static Shape reduceListed(BuiltinCall &Call, const Shape &In,
                          llvm::ArrayRef<int64_t> Axes, bool KeepDim) {
  std::vector<bool> Front(In.prefix().size()), Back(In.suffix().size());
  bool HiddenFront = false, HiddenBack = false;
  for (const auto &[Position, Index] : llvm::enumerate(Axes)) {
    AxisPlace Place = demandAxis(Call, Index, "dim", "self");
    if (Call.failed() || reportRepeatedAxis(Call, Axes.take_front(Position),
                                            Index, In.rank(), "dim", "self"))
      return Shape::unknown();
    if (Place.What == AxisPlace::Kind::Prefix)
      Front[Place.Index] = true;
    else if (Place.What == AxisPlace::Kind::Suffix)
      Back[Place.Index] = true;
    else if (Place.What == AxisPlace::Kind::Hidden)
      (Index >= 0 ? HiddenBack : HiddenFront) = true;
  }
  // A hidden index counted from the front may mean any axis behind the prefix.
  bool AnyHidden = HiddenFront || HiddenBack;
  Dim One = dimOf(Call.sizes().one(), Call.Context.From);
  auto Kept = [&](llvm::ArrayRef<Dim> Side, const std::vector<bool> &Gone,
                  bool Lost) {
    Dims Out;
    for (size_t I = 0; I < Side.size(); ++I) {
      if (!Gone[I])
        Out.push_back(Lost ? unknownDim() : Side[I]);
      else if (KeepDim)
        Out.push_back(One);
    }
    return Lost && !KeepDim ? Dims() : Out;
  };
  Dims First = Kept(In.prefix(), Front, HiddenFront);
  if (!In.middle())
    return Shape::ofDims(First);
  Dims Last = Kept(In.suffix(), Back, HiddenBack);
  return Shape::around(First, AnyHidden ? Row{} : *In.middle(), Last);
}

/// Reductions over all axes, one, or a list, with or without keepdim.
/// torch.sum, numpy.ufunc.reduce; torch counts one axis in an array that has
/// none. xtensor's argmin does not look at the axis if there is only one.
void reduce(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  bool IsLoose = Call.constant("loose") == 1 && In.rank() == 1u;
  ReducedAxes Axes = IsLoose ? ReducedAxes{true, {}} : reducedAxes(Call);
  std::optional<bool> KeepDim = Call.flag("keepdim", false);
  if (Axes.Listed) {
    Shape Out = reduceListed(Call, In, *Axes.Listed, KeepDim.value_or(false));
    if (!Call.failed())
      Call.setShape(KeepDim ? Out : Shape::unknown());
    return;
  }
  if (KeepDim == false)
    return Call.setShape(Axes.All ? Shape::ofDims({}) : Shape::unknown());
  if (KeepDim == true && In.rank() && Axes.All)
    return Call.setShape(Shape::ofDims(
        Dims(*In.rank(), dimOf(Call.sizes().one(), Call.Context.From))));
  Call.setShape(KeepDim == true ? forgetLengths(In) : Shape::unknown());
}

} // namespace shapetidy::builtins
