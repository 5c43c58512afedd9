//===-- BuiltinsFolding.cpp - Windows as columns, FFTs ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

/// The number of windows over \p Length along spatial axis \p I.
static std::optional<Size> windowsOver(BuiltinCall &Call, const Dim &Length,
                                       unsigned I) {
  std::optional<Size> Kernel =
      spatialSetting(Call, "kernel_size", I, std::nullopt);
  std::optional<Size> Stride = spatialSetting(Call, "stride", I, 1);
  std::optional<Size> Padding = spatialSetting(Call, "padding", I, 0);
  std::optional<Size> Dilation = spatialSetting(Call, "dilation", I, 1);
  if (!Length.isKnown() || !Kernel || !Stride || !Padding || !Dilation ||
      Stride->lowerBound().value_or(0) < 1)
    return std::nullopt;
  SizeContext &Sizes = Call.sizes();
  Size Reach = Sizes.mul(*Dilation, Sizes.sub(*Kernel, Sizes.one()));
  Size Free = Sizes.sub(
      Sizes.add(*Length.Length, Sizes.mul(Sizes.constant(2), *Padding)),
      Sizes.add(Reach, Sizes.one()));
  return Sizes.add(Sizes.floorDiv(Free, *Stride), Sizes.one());
}

static std::optional<Size> product(SizeContext &Sizes, std::optional<Size> A,
                                   std::optional<Size> B) {
  return A && B ? std::optional<Size>(Sizes.mul(*A, *B)) : std::nullopt;
}

static Dim dimOrUnknown(BuiltinCall &Call, std::optional<Size> Length) {
  return Length ? dimOf(*Length, Call.Context.From) : unknownDim();
}

static std::optional<Size> kernelArea(BuiltinCall &Call) {
  return product(Call.sizes(),
                 spatialSetting(Call, "kernel_size", 0, std::nullopt),
                 spatialSetting(Call, "kernel_size", 1, std::nullopt));
}

/// Each window of an image as a column: (b c h w) to (b c*k windows), with or
/// without batch. torch.nn.Unfold.
void unfoldWindows(BuiltinCall &Call) {
  if (!demandImage(Call, "self", 2))
    return;
  Shape In = Call.array("self").Axes;
  if (!In.rank())
    return Call.setShape(Shape::unknown());
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Down = windowsOver(Call, fromBack(In, 2), 0),
                      Across = windowsOver(Call, fromBack(In, 1), 1);
  for (const std::optional<Size> &Count : {Down, Across})
    if (Count) {
      OperandSide One, Side;
      One.Length = dimOf(Sizes.one(), {});
      Side.Length = dimOf(*Count, {});
      Side.Arg = Call.position("self").value_or(OperandSide::NoArgument);
      if (!demandAtMost(Call, std::move(One), std::move(Side)))
        return;
    }
  Dim Columns = dimOrUnknown(
      Call, product(Sizes, fromBack(In, 3).Length, kernelArea(Call)));
  Dims Out;
  if (*In.rank() == 4)
    Out.push_back(In.prefix()[0]);
  Out.append({Columns, dimOrUnknown(Call, product(Sizes, Down, Across))});
  Call.setShape(Shape::ofDims(Out));
}

/// Columns back to an image of the lengths output_size, which must give as many
/// windows as there are columns. torch.nn.Fold.
void foldWindows(BuiltinCall &Call) {
  if (!demandImage(Call, "self", 1))
    return;
  Shape In = Call.array("self").Axes;
  if (!In.rank())
    return Call.setShape(Shape::unknown());
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> High =
                          spatialSetting(Call, "output_size", 0, std::nullopt),
                      Wide =
                          spatialSetting(Call, "output_size", 1, std::nullopt);
  Dim Height = dimOrUnknown(Call, High), Width = dimOrUnknown(Call, Wide);
  std::optional<Size> Windows =
      product(Sizes, windowsOver(Call, Height, 0), windowsOver(Call, Width, 1));
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned Last = *In.rank() - 1;
  if (!Call.demandEqual(
          {Self, Last, In.prefix()[Last]},
          {OperandSide::NoArgument, std::nullopt, dimOrUnknown(Call, Windows)}))
    return;
  std::optional<Size> Area = kernelArea(Call);
  const Dim &Rows = In.prefix()[Last - 1];
  std::optional<Size> Channels;
  if (Area && Rows.isKnown() && Area->lowerBound().value_or(0) >= 1) {
    Channels = Sizes.floorDiv(*Rows.Length, *Area);
    if (!Call.demandEqual({Self, Last - 1, Rows},
                          {OperandSide::NoArgument, std::nullopt,
                           dimOf(Sizes.mul(*Channels, *Area), {})}))
      return;
  }
  Dims Out;
  if (*In.rank() == 3)
    Out.push_back(In.prefix()[0]);
  Out.append({dimOrUnknown(Call, Channels), Height, Width});
  Call.setShape(Shape::ofDims(Out));
}

/// The inverse of max pooling, whose indices have the shape of the input.
/// torch.nn.MaxUnpool2d; a given output size is taken as it is.
void unpool(BuiltinCall &Call) {
  unsigned Spatial = unsigned(Call.constant("spatial").value_or(2));
  Shape In = Call.array("self").Axes;
  if (!demandImage(Call, "self", Spatial))
    return;
  // Without a batch, two axes are taken from the wrong places.
  if (Spatial > 1 && In.rank() == Spatial + 1)
    return Call.setShape(Shape::unknown());
  if (Call.has("output_size") && !Call.value("output_size").isNone())
    return Call.setShape(forgetLengths(In));
  SizeContext &Sizes = Call.sizes();
  Dims Last;
  for (unsigned I = 0; I < Spatial; ++I) {
    std::optional<Size> Kernel =
        spatialSetting(Call, "kernel_size", I, std::nullopt);
    std::optional<Size> Stride =
        Call.has("stride") ? spatialSetting(Call, "stride", I, 1) : Kernel;
    std::optional<Size> Padding = spatialSetting(Call, "padding", I, 0);
    Dim Length = fromBack(In, Spatial - I);
    if (!Kernel || !Stride || !Padding || !Length.isKnown()) {
      Last.push_back(unknownDim());
      continue;
    }
    Size Steps = Sizes.mul(Sizes.sub(*Length.Length, Sizes.one()), *Stride);
    Size Count = Sizes.sub(Sizes.add(Steps, *Kernel),
                           Sizes.mul(Sizes.constant(2), *Padding));
    Last.push_back(dimOf(Count, Call.Context.From));
  }
  Call.setShape(withLast(In, Last));
}

/// Which axes a transform over several is about: those listed, as many of the
/// last ones as lengths are given, all, or (`planar`) the last two.
static std::optional<llvm::SmallVector<int64_t, 4>>
transformedAxes(const BuiltinCall &Call, unsigned Rank) {
  llvm::SmallVector<int64_t, 4> Axes;
  Value Listed = Call.value("dim"), Lengths = Call.value("s");
  if (const Shape *List = Listed.asIntegerList()) {
    if (!List->rank())
      return std::nullopt;
    for (const Dim &Item : List->prefix()) {
      std::optional<int64_t> Known =
          Item.isKnown() ? Item.Length->asConstant() : std::nullopt;
      if (!Known)
        return std::nullopt;
      Axes.push_back(*Known);
    }
    return Axes;
  }
  if (Call.has("dim") && !Listed.isNone())
    return std::nullopt;
  int64_t Count = Rank;
  if (const Shape *List = Lengths.asIntegerList(); List && List->rank())
    Count = *List->rank();
  else if (Call.has("s") && !Lengths.isNone())
    return std::nullopt;
  for (int64_t I = -Count; I < 0; ++I)
    Axes.push_back(I);
  return Axes;
}

/// A transform over several axes; the last of them is halved (`real` 1) or
/// doubled (`real` 2). torch.fft.fftn, rfftn, irfftn.
void fourierAxes(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (!In.rank())
    return Call.setShape(Shape::unknown());
  auto Axes = transformedAxes(Call, *In.rank());
  Value Lengths = Call.value("s");
  const Shape *Given = Lengths.asIntegerList();
  bool HidesLengths = Call.has("s") && !Given && !Lengths.isNone();
  if (!Axes || HidesLengths)
    return Call.setShape(forgetLengths(In));
  int64_t Real = Call.constant("real").value_or(0);
  SizeContext &Sizes = Call.sizes();
  Dims Out(In.prefix().begin(), In.prefix().end());
  for (unsigned I = 0; I < Axes->size(); ++I) {
    AxisPlace Place = demandAxis(Call, (*Axes)[I], "dim", "self");
    if (Call.failed() ||
        reportRepeatedAxis(Call, llvm::ArrayRef(*Axes).take_front(I),
                           (*Axes)[I], In.rank(), "dim", "self"))
      return;
    if (!Place.isKnown())
      return Call.setShape(Shape::unknown());
    Dim &Axis = Out[Place.Index];
    bool IsGiven = Given && Given->rank() && I < *Given->rank();
    if (IsGiven)
      Axis = Given->prefix()[I];
    if (I + 1 != Axes->size() || !Axis.isKnown() || Real == 0)
      continue;
    if (Real == 1)
      Axis = dimOf(Sizes.add(Sizes.floorDiv(*Axis.Length, Sizes.constant(2)),
                             Sizes.one()),
                   Call.Context.From);
    else if (!IsGiven)
      Axis = dimOf(
          Sizes.mul(Sizes.constant(2), Sizes.sub(*Axis.Length, Sizes.one())),
          Call.Context.From);
  }
  Call.setShape(Shape::ofDims(Out));
}

} // namespace shapetidy::builtins
