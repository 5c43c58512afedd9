//===-- BuiltinsSplit.cpp - Splitting and repeating -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// Parts listed one by one; more are a sequence.
static constexpr int64_t MaxParts = 64;

static Value partOf(BuiltinCall &Call, const Shape &In, AxisPlace Place,
                    std::optional<int64_t> Index, llvm::ArrayRef<Dim> By) {
  return Value::array(
      {replaceAxis(In, Place, Index, By), Call.array("self").DTypes});
}

namespace {
/// The axis that is cut.
struct CutAxis {
  Shape In;
  std::optional<int64_t> Index;
  AxisPlace Place;
  Dim Length;
};
} // namespace

static std::optional<CutAxis> cutAxis(BuiltinCall &Call) {
  CutAxis Cut;
  Cut.In = Call.array("self").Axes;
  Cut.Index = Call.has("dim") ? Call.constant("dim") : 0;
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  if (Cut.In.rank() == 0u) {
    reportRank(Call, Self, "at least 1");
    return std::nullopt;
  }
  if (Cut.Index)
    Cut.Place = demandAxis(Call, *Cut.Index, "dim", "self");
  if (Call.failed())
    return std::nullopt;
  Cut.Length = Cut.Place.isKnown() ? dimAt(Cut.In, Cut.Place) : unknownDim();
  return Cut;
}

static void setParts(BuiltinCall &Call, const CutAxis &Cut,
                     llvm::ArrayRef<Size> Lengths) {
  std::vector<Value> Parts;
  for (Size Length : Lengths)
    Parts.push_back(partOf(Call, Cut.In, Cut.Place, Cut.Index,
                           dimOf(Length, Call.Context.From)));
  Call.setResult(Value::aggregate(std::move(Parts)));
}

/// Any number of parts whose lengths are not known.
static void setSomeParts(BuiltinCall &Call, const CutAxis &Cut) {
  Call.setResult(Value::sequence(
      partOf(Call, Cut.In, Cut.Place, Cut.Index, unknownDim())));
}

/// Parts of `split_size`, the last one perhaps shorter, or of the listed
/// sizes, which add up to the axis. torch.split.
void split(BuiltinCall &Call) {
  std::optional<CutAxis> Cut = cutAxis(Call);
  if (!Cut)
    return;
  Value Given = Call.value("split_size");
  SizeContext &Sizes = Call.sizes();
  std::optional<int64_t> Length =
      Cut->Length.isKnown() ? Cut->Length.Length->asConstant() : std::nullopt;
  if (std::optional<Size> One = Given.asInteger()) {
    std::optional<int64_t> Each = One->asConstant();
    if (!Length || !Each || *Each < 1 || *Length / *Each >= MaxParts ||
        *Length < 1)
      return setSomeParts(Call, *Cut);
    llvm::SmallVector<Size, 8> Lengths;
    for (int64_t Left = *Length; Left > 0; Left -= *Each)
      Lengths.push_back(Sizes.constant(std::min(Left, *Each)));
    return setParts(Call, *Cut, Lengths);
  }
  const Shape *List = Given.asIntegerList();
  if (!List || !List->rank())
    return setSomeParts(Call, *Cut);
  llvm::SmallVector<Size, 8> Lengths;
  Size Sum = Sizes.zero();
  for (const Dim &Item : List->prefix()) {
    if (!Item.isKnown())
      return setSomeParts(Call, *Cut);
    Lengths.push_back(*Item.Length);
    Sum = Sizes.add(Sum, *Item.Length);
  }
  OperandSide Wanted;
  Wanted.Length = dimOf(Sum, {});
  if (Call.demandEqual({Call.position("self").value_or(OperandSide::NoArgument),
                        Cut->Place.Index, Cut->Length},
                       std::move(Wanted)))
    setParts(Call, *Cut, Lengths);
}

/// At most `chunks` parts of ceil(length / chunks), the last one perhaps
/// shorter. torch.chunk.
void chunk(BuiltinCall &Call) {
  std::optional<CutAxis> Cut = cutAxis(Call);
  if (!Cut)
    return;
  std::optional<int64_t> Count = Call.constant("chunks");
  if (!Count || *Count < 1 || *Count > MaxParts || !Cut->Length.isKnown())
    return setSomeParts(Call, *Cut);
  SizeContext &Sizes = Call.sizes();
  Size Whole = *Cut->Length.Length;
  Size Each = Sizes.floorDiv(Whole, Sizes.constant(*Count));
  llvm::SmallVector<Size, 8> Lengths;
  if (std::optional<int64_t> Length = Whole.asConstant()) {
    int64_t Part = (*Length + *Count - 1) / *Count;
    for (int64_t Left = *Length; Left > 0; Left -= Part)
      Lengths.push_back(Sizes.constant(std::min(Left, Part)));
  } else if (Sizes.mul(Each, Sizes.constant(*Count)) == Whole) {
    Lengths.assign(size_t(*Count), Each);
  }
  if (Lengths.empty())
    return setSomeParts(Call, *Cut);
  setParts(Call, *Cut, Lengths);
}

/// One array for each index along `dim`, without that axis. torch.unbind.
void unbind(BuiltinCall &Call) {
  std::optional<CutAxis> Cut = cutAxis(Call);
  if (!Cut)
    return;
  Value Each = partOf(Call, Cut->In, Cut->Place, Cut->Index, {});
  std::optional<int64_t> Length =
      Cut->Length.isKnown() ? Cut->Length.Length->asConstant() : std::nullopt;
  Call.setResult(
      Length && *Length <= MaxParts
          ? Value::aggregate(std::vector<Value>(size_t(*Length), Each))
          : Value::sequence(std::move(Each)));
}

/// Lengths times `repeats`, which may be more than there are axes; with
/// `tiles`, also fewer. torch.Tensor.repeat, torch.tile.
void repeat(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  const Shape *List = Call.value("repeats").asIntegerList();
  if (!In.rank() || !List || !List->rank())
    return Call.setShape(Shape::unknown());
  unsigned Have = *In.rank(), Want = *List->rank();
  if (Want < Have && Call.constant("tiles") != 1)
    return reportRank(Call,
                      Call.position("self").value_or(OperandSide::NoArgument),
                      "at most " + std::to_string(Want));
  unsigned Rank = std::max(Have, Want);
  Dims Out;
  for (unsigned I = 0; I < Rank; ++I) {
    unsigned FromBack = Rank - I;
    Dim Old = FromBack <= Have ? In.prefix()[Have - FromBack]
                               : dimOf(Call.sizes().one(), {});
    Dim Times = FromBack <= Want ? List->prefix()[Want - FromBack]
                                 : dimOf(Call.sizes().one(), {});
    Out.push_back(Old.isKnown() && Times.isKnown()
                      ? dimOf(Call.sizes().mul(*Old.Length, *Times.Length),
                              Call.Context.From)
                      : unknownDim());
  }
  Call.setShape(Shape::ofDims(Out));
}

/// Each element several times along `dim`, or along the flattened array.
/// torch.repeat_interleave.
void repeatInterleave(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Times = Call.integer("repeats");
  Value Axis = Call.value("dim");
  if (!Call.has("dim") || Axis.isNone()) {
    std::optional<Size> Count = In.elementCount(Sizes);
    return Call.setShape(Shape::ofDims(
        Count && Times ? dimOf(Sizes.mul(*Count, *Times), Call.Context.From)
                       : unknownDim()));
  }
  std::optional<int64_t> Index = Call.constant("dim");
  AxisPlace Place = demandAxis(Call, "dim", "self");
  if (Call.failed())
    return;
  // An array without axes becomes one with as many elements as are asked for.
  if (Place.What == AxisPlace::Kind::Scalar)
    return Call.setShape(Shape::unknown());
  Dim New = unknownDim();
  if (Place.isKnown() && dimAt(In, Place).isKnown() && Times)
    New = dimOf(Sizes.mul(*dimAt(In, Place).Length, *Times), Call.Context.From);
  Call.setShape(replaceAxis(In, Place, Index, New));
}

/// For n arrays with one axis or none, n arrays over all of these axes;
/// `indexing="xy"` exchanges the first two. torch.meshgrid.
void meshgrid(BuiltinCall &Call) {
  Value List = Call.value("tensors");
  if (List.kind() != Value::Kind::Aggregate || List.elements().empty())
    return;
  unsigned Arg = Call.position("tensors").value_or(OperandSide::NoArgument);
  Dims Out;
  for (const Value &Each : List.elements()) {
    const ArrayValue *Array = Each.asArray();
    std::optional<unsigned> Rank = Array ? Array->Axes.rank() : std::nullopt;
    if (Rank && *Rank > 1)
      return reportRank(Call, Arg, "0 or 1");
    Out.push_back(!Rank        ? unknownDim()
                  : *Rank == 0 ? dimOf(Call.sizes().one(), Call.Context.From)
                               : Array->Axes.prefix()[0]);
  }
  if (Call.has("indexing")) {
    const std::string *Order = Call.value("indexing").asString();
    if (!Order)
      return;
    if (*Order == "xy" && Out.size() > 1)
      std::swap(Out[0], Out[1]);
  }
  std::vector<Value> Parts;
  for (const Value &Each : List.elements())
    Parts.push_back(Value::array(
        {Shape::ofDims(Out),
         Each.asArray() ? Each.asArray()->DTypes : DTypeSet::any()}));
  Call.setResult(Value::aggregate(std::move(Parts)));
}

} // namespace shapetidy::builtins
