//===-- BuiltinsDiagonal.cpp - Diagonals, windows, crosses ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include <cstdlib>

namespace shapetidy::builtins {

static unsigned selfPosition(const BuiltinCall &Call) {
  return Call.position("self").value_or(OperandSide::NoArgument);
}

/// max(0, min(rows, cols - offset)), or with a negative offset
/// max(0, min(rows + offset, cols)).
static Dim diagonalLength(BuiltinCall &Call, const Dim &Rows, const Dim &Cols) {
  std::optional<int64_t> Offset =
      Call.has("offset") ? Call.constant("offset") : 0;
  if (!Rows.isKnown() || !Cols.isKnown() || !Offset)
    return unknownDim();
  SizeContext &Sizes = Call.sizes();
  Size Height = *Rows.Length, Width = *Cols.Length;
  Size By = Sizes.constant(std::abs(*Offset));
  if (*Offset < 0)
    Height = Sizes.sub(Height, By);
  else
    Width = Sizes.sub(Width, By);
  Size Least = Sizes.min(Height, Width);
  return dimOf(*Offset == 0 ? Least : Sizes.max(Least, Sizes.zero()),
               Call.Context.From);
}

/// A vector as the diagonal of a matrix, or the diagonal of a matrix.
/// torch.diag.
void diag(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<unsigned> Rank = In.rank();
  if (!Rank)
    return Call.setShape(Shape::unknown());
  if (*Rank != 1 && *Rank != 2)
    return reportRank(Call, selfPosition(Call), "1 or 2");
  if (*Rank == 2)
    return Call.setShape(
        Shape::ofDims(diagonalLength(Call, In.prefix()[0], In.prefix()[1])));
  std::optional<int64_t> Offset =
      Call.has("offset") ? Call.constant("offset") : 0;
  Dim Side = unknownDim();
  if (In.prefix()[0].isKnown() && Offset)
    Side = dimOf(Call.sizes().add(*In.prefix()[0].Length,
                                  Call.sizes().constant(std::abs(*Offset))),
                 Call.Context.From);
  Call.setShape(Shape::ofDims({Side, Side}));
}

/// Two axes go, their diagonal is the last one. torch.diagonal.
void diagonal(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> First = Call.has("dim1") ? Call.constant("dim1") : 0;
  std::optional<int64_t> Second = Call.has("dim2") ? Call.constant("dim2") : 1;
  std::optional<unsigned> Rank = In.rank();
  if (Rank && *Rank < 2)
    return reportRank(Call, selfPosition(Call), "at least 2");
  if (!Rank || !First || !Second)
    return Call.setShape(Rank ? Shape::ofDims(Dims(*Rank - 1, unknownDim()))
                              : Shape::unknown());
  AxisPlace A = demandAxis(Call, *First, "dim1", "self");
  AxisPlace B = Call.failed() ? A : demandAxis(Call, *Second, "dim2", "self");
  if (Call.failed() ||
      reportRepeatedAxis(Call, {*First}, *Second, Rank, "dim2", "self"))
    return;
  Dims Out;
  for (unsigned I = 0; I < *Rank; ++I)
    if (I != A.Index && I != B.Index)
      Out.push_back(In.prefix()[I]);
  Out.push_back(
      diagonalLength(Call, In.prefix()[A.Index], In.prefix()[B.Index]));
  Call.setShape(Shape::ofDims(Out));
}

/// The last axis as the diagonal of two new last ones. torch.diag_embed.
void diagEmbed(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Offset =
      Call.has("offset") ? Call.constant("offset") : 0;
  bool AtTheEnd = (!Call.has("dim1") || Call.constant("dim1") == -2) &&
                  (!Call.has("dim2") || Call.constant("dim2") == -1);
  std::optional<unsigned> Rank = In.rank();
  if (Rank == 0u)
    return reportRank(Call, selfPosition(Call), "at least 1");
  if (!Rank)
    return Call.setShape(Shape::unknown());
  if (!AtTheEnd)
    return Call.setShape(Shape::ofDims(Dims(*Rank + 1, unknownDim())));
  Dim Side = unknownDim();
  if (In.prefix().back().isKnown() && Offset)
    Side = dimOf(Call.sizes().add(*In.prefix().back().Length,
                                  Call.sizes().constant(std::abs(*Offset))),
                 Call.Context.From);
  Dims Out(In.prefix().begin(), In.prefix().end());
  Out.back() = Side;
  Out.push_back(Side);
  Call.setShape(Shape::ofDims(Out));
}

/// Windows of `size` along `dim`, every `step`: their number is the axis, a new
/// last axis has their elements. torch.Tensor.unfold.
void unfoldAxis(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.constant("dimension");
  AxisPlace Place = demandAxis(Call, "dimension", "self");
  if (Call.failed())
    return;
  std::optional<Size> Length = Call.integer("size"),
                      Step = Call.integer("step");
  if (!In.rank() || !Place.isKnown())
    return Call.setShape(In.rank() && *In.rank()
                             ? Shape::ofDims(Dims(*In.rank() + 1, unknownDim()))
                             : Shape::unknown());
  const Dim &Old = dimAt(In, Place);
  SizeContext &Sizes = Call.sizes();
  Dim Count = unknownDim();
  if (Length && Old.isKnown()) {
    OperandSide Wanted;
    Wanted.Length = dimOf(*Length, {});
    if (!demandAtMost(Call, std::move(Wanted),
                      {selfPosition(Call), Place.Index, Old}))
      return;
    if (Step && Step->lowerBound().value_or(0) >= 1)
      Count = dimOf(
          Sizes.add(Sizes.floorDiv(Sizes.sub(*Old.Length, *Length), *Step),
                    Sizes.one()),
          Call.Context.From);
  }
  Shape Cut = replaceAxis(In, Place, Index, Count);
  Dims Out(Cut.prefix().begin(), Cut.prefix().end());
  Out.push_back(Length ? dimOf(*Length, Call.Context.From) : unknownDim());
  Call.setShape(Shape::ofDims(Out));
}

/// Broadcasts `self` and `other`; the axis `dim` of the result, -1 if the call
/// does not say, has three elements. torch.linalg.cross.
void crossProduct(BuiltinCall &Call) {
  Shape A = Call.array("self").Axes, B = Call.array("other").Axes;
  unsigned Self = selfPosition(Call);
  unsigned Other = Call.position("other").value_or(OperandSide::NoArgument);
  if (A.rank() && B.rank() && *A.rank() != *B.rank())
    return reportRank(Call, Other, std::to_string(*A.rank()));
  std::optional<Shape> Both = demandBroadcast(Call, {Self, A}, {Other, B});
  if (!Both)
    return;
  // Without an axis, at::cross looks for one that has three elements.
  bool Anywhere = Call.constant("anywhere") == 1 &&
                  (!Call.has("dim") || Call.value("dim").isNone());
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : -1;
  if (!Anywhere && Index) {
    for (llvm::StringRef Role : {"self", "other"}) {
      Shape In = Call.array(Role).Axes;
      AxisPlace Place = demandAxis(Call, *Index, "dim", Role);
      if (Call.failed())
        return;
      OperandSide Wanted;
      Wanted.Length = dimOf(Call.sizes().constant(3), {});
      if (Place.isKnown() &&
          !Call.demandEqual(std::move(Wanted), {Call.position(Role).value_or(
                                                    OperandSide::NoArgument),
                                                Place.Index, dimAt(In, Place)}))
        return;
    }
  }
  Call.setShape(std::move(*Both));
}

/// Broadcasts two arrays and sums over `dim`: distances and similarities.
/// torch.nn.CosineSimilarity, torch.nn.PairwiseDistance.
void distance(BuiltinCall &Call) {
  Shape A = Call.array("x1").Axes, B = Call.array("x2").Axes;
  unsigned First = Call.position("x1").value_or(OperandSide::NoArgument);
  unsigned Second = Call.position("x2").value_or(OperandSide::NoArgument);
  std::optional<Shape> Both = demandBroadcast(Call, {First, A}, {Second, B});
  if (!Both)
    return;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : -1;
  std::optional<bool> Keep = Call.flag("keepdim", false);
  if (!Index || !Keep)
    return Call.setShape(Shape::unknown());
  AxisPlace Place = findAxis(*Both, *Index);
  if (Place.What == AxisPlace::Kind::OutOfRange)
    return reportAxisOutOfRange(Call, *Index, "dim", "x1", *Both->rank());
  Dim One = dimOf(Call.sizes().one(), Call.Context.From);
  Call.setShape(
      replaceAxis(*Both, Place, Index,
                  *Keep ? llvm::ArrayRef<Dim>(One) : llvm::ArrayRef<Dim>()));
}

} // namespace shapetidy::builtins
