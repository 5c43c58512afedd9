//===-- BuiltinsConvolution.cpp - Convolutions and pooling ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

namespace {
/// What a window does along one axis; what is unknown has no value.
struct Window {
  std::optional<Size> Kernel, Stride, Padding, Dilation;
};
} // namespace

static OperandSide sideOf(const BuiltinCall &Call, llvm::StringRef Role,
                          std::optional<unsigned> Axis, Dim Length) {
  return {Call.position(Role).value_or(OperandSide::NoArgument), Axis,
          std::move(Length)};
}

/// Index from the front of the axis that is \p Back from the end.
static std::optional<unsigned> frontIndex(const Shape &In, unsigned Back) {
  std::optional<unsigned> Rank = In.rank();
  return Rank && Back <= *Rank ? std::optional<unsigned>(*Rank - Back)
                               : std::nullopt;
}

/// Elements that the window covers: dilation * (kernel - 1) + 1.
static std::optional<Size> extentOf(SizeContext &Sizes, const Window &W) {
  if (!W.Kernel || !W.Dilation)
    return std::nullopt;
  return Sizes.add(Sizes.mul(*W.Dilation, Sizes.sub(*W.Kernel, Sizes.one())),
                   Sizes.one());
}

/// floor((length + 2 padding - extent) / stride) + 1, after the demand that the
/// window fits once. torch.nn.Conv2d, "Shape"; torch.nn.MaxPool2d, "Shape".
static Dim windowCount(BuiltinCall &Call, llvm::StringRef Role,
                       std::optional<unsigned> Axis, const Dim &Length,
                       const Window &W) {
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Extent = extentOf(Sizes, W);
  if (!Length.isKnown() || !Extent || !W.Padding)
    return unknownDim();
  Size Room =
      Sizes.add(*Length.Length, Sizes.mul(Sizes.constant(2), *W.Padding));
  OperandSide Wanted;
  Wanted.Length = dimOf(*Extent, {});
  if (!demandAtMost(Call, std::move(Wanted),
                    sideOf(Call, Role, Axis, dimOf(Room, Length.From))) ||
      !W.Stride || W.Stride->lowerBound().value_or(0) < 1)
    return unknownDim();
  Size Steps = Sizes.floorDiv(Sizes.sub(Room, *Extent), *W.Stride);
  return dimOf(Sizes.add(Steps, Sizes.one()), Call.Context.From);
}

/// (length - 1) * stride - 2 padding + extent + output_padding.
/// torch.nn.ConvTranspose2d, "Shape".
static Dim transposedLength(BuiltinCall &Call, const Dim &Length,
                            const Window &W, std::optional<Size> Extra) {
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Extent = extentOf(Sizes, W);
  if (!Length.isKnown() || !Extent || !W.Padding || !W.Stride || !Extra)
    return unknownDim();
  Size Whole = Sizes.mul(Sizes.sub(*Length.Length, Sizes.one()), *W.Stride);
  Whole = Sizes.add(Sizes.add(Whole, *Extent), *Extra);
  Size Cut = Sizes.mul(Sizes.constant(2), *W.Padding);
  OperandSide Wanted, Available;
  Wanted.Length = dimOf(Sizes.add(Cut, Sizes.one()), {});
  Available.Length = dimOf(Whole, {});
  Available.Arg = Call.position("input").value_or(OperandSide::NoArgument);
  if (!demandAtMost(Call, std::move(Wanted), std::move(Available)))
    return unknownDim();
  return dimOf(Sizes.sub(Whole, Cut), Call.Context.From);
}

namespace {
/// The channels of a convolution, from its weight or its settings.
struct Channels {
  Dim In, Out;
  /// Where In was read, if it was an axis of the weight.
  std::optional<unsigned> InAxis;
};
} // namespace

static Dim settingDim(const BuiltinCall &Call, llvm::StringRef Role) {
  std::optional<Size> Known = Call.integer(Role);
  return Known ? dimOf(*Known, {}) : unknownDim();
}

/// The weight is (out, in / groups, kernel...), or (in, out / groups,
/// kernel...) where it is transposed.
static Channels channelsOf(const BuiltinCall &Call, const Shape &Weight,
                           bool Transposed) {
  if (!Call.has("weight"))
    return {settingDim(Call, "in_channels"), settingDim(Call, "out_channels"),
            std::nullopt};
  if (!Weight.rank())
    return {unknownDim(), unknownDim(), std::nullopt};
  std::optional<Size> Groups =
      Call.has("groups") ? Call.integer("groups") : Call.sizes().one();
  Dim Whole = Weight.prefix()[0], Part = Weight.prefix()[1];
  Part = Part.isKnown() && Groups
             ? Dim{Call.sizes().mul(*Part.Length, *Groups), Part.From}
             : unknownDim();
  if (Transposed)
    return {Whole, Part, 0u};
  // Grouped, the axis of the weight is not the number of channels.
  return {Part, Whole,
          Groups && Groups->asConstant() == 1 ? std::optional<unsigned>(1)
                                              : std::nullopt};
}

static Window windowAt(const BuiltinCall &Call, unsigned I,
                       const Shape &Weight) {
  Window W;
  if (!Call.has("weight"))
    W.Kernel = spatialSetting(Call, "kernel_size", I, std::nullopt);
  else if (Weight.rank())
    W.Kernel = Weight.prefix()[2 + I].Length;
  W.Stride = spatialSetting(Call, "stride", I, 1);
  W.Padding = spatialSetting(Call, "padding", I, 0);
  W.Dilation = spatialSetting(Call, "dilation", I, 1);
  return W;
}

/// `padding="same"` keeps lengths, "valid" pads nothing.
static Dim convolvedLength(BuiltinCall &Call, const Shape &In,
                           const Shape &Weight, unsigned I, unsigned Spatial,
                           bool Transposed) {
  unsigned Back = Spatial - I;
  Dim Length = fromBack(In, Back);
  Window W = windowAt(Call, I, Weight);
  if (Transposed)
    return transposedLength(Call, Length, W,
                            spatialSetting(Call, "output_padding", I, 0));
  if (const std::string *Word = Call.value("padding").asString()) {
    if (*Word == "same")
      return Length;
    W.Padding = *Word == "valid" ? std::optional<Size>(Call.sizes().zero())
                                 : std::nullopt;
  }
  return windowCount(Call, "input", frontIndex(In, Back), Length, W);
}

static bool demandBias(BuiltinCall &Call, const Dim &Out) {
  std::optional<Shape> Bias;
  if (const ArrayValue *Given = Call.value("bias").asArray())
    Bias = Given->Axes;
  if (!Bias || !Bias->rank())
    return true;
  if (*Bias->rank() != 1) {
    reportRank(Call, Call.position("bias").value_or(OperandSide::NoArgument),
               "1");
    return false;
  }
  OperandSide Wanted;
  Wanted.Length = Out;
  return Call.demandEqual(std::move(Wanted),
                          sideOf(Call, "bias", 0, Bias->prefix()[0]));
}

/// Convolution over `spatial` axes, plain or `transposed`, as a function with a
/// weight or as a module with settings. torch.nn.Conv2d,
/// torch.nn.ConvTranspose2d.
void convolution(BuiltinCall &Call) {
  unsigned Spatial = unsigned(Call.constant("spatial").value_or(2));
  bool Transposed = Call.constant("transposed") == 1;
  Shape In = Call.array("input").Axes, Weight = Call.array("weight").Axes;
  if (!demandImage(Call, "input", Spatial))
    return;
  if (Weight.rank() && *Weight.rank() != Spatial + 2)
    return reportRank(Call,
                      Call.position("weight").value_or(OperandSide::NoArgument),
                      std::to_string(Spatial + 2));
  Channels C = channelsOf(Call, Weight, Transposed);
  OperandSide Wanted =
      C.InAxis ? sideOf(Call, "weight", C.InAxis, C.In) : OperandSide{};
  Wanted.Length = C.In;
  if (!Call.demandEqual(std::move(Wanted),
                        sideOf(Call, "input", frontIndex(In, Spatial + 1),
                               fromBack(In, Spatial + 1)),
                        OperationConflict::Kind::InnerSizes) ||
      !demandBias(Call, C.Out))
    return;
  Dims Last = {C.Out};
  for (unsigned I = 0; I < Spatial && !Call.failed(); ++I)
    Last.push_back(convolvedLength(Call, In, Weight, I, Spatial, Transposed));
  if (!Call.failed())
    Call.setShape(withLast(In, Last));
}

static int64_t floorOf(int64_t Number, int64_t By) {
  return Number / By - (Number % By < 0);
}

/// With ceil_mode the last window may reach over the edge, but has to begin
/// inside. torch.nn.MaxPool2d, "Note" on ceil_mode. Constants only.
static Dim pooledRoundedUp(BuiltinCall &Call, const Dim &Length,
                           const Window &W, bool MayBeEmpty) {
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Extent = extentOf(Sizes, W);
  if (!Length.isKnown() || !Extent || !W.Padding || !W.Stride)
    return unknownDim();
  std::optional<int64_t> L = Length.Length->asConstant(),
                         E = Extent->asConstant(), P = W.Padding->asConstant(),
                         S = W.Stride->asConstant();
  if (!L || !E || !P || !S || *S < 1)
    return unknownDim();
  int64_t Count = floorOf(*L + 2 * *P - *E + *S - 1, *S) + 1;
  if ((Count - 1) * *S >= *L + *P)
    --Count;
  if (Count < 1 && MayBeEmpty)
    return unknownDim();
  OperandSide Wanted, Available;
  Wanted.Length = dimOf(*Extent, {});
  Available.Length = Length;
  Available.Arg = Call.position("self").value_or(OperandSide::NoArgument);
  if (Count < 1 && !demandAtMost(Call, std::move(Wanted), std::move(Available)))
    return unknownDim();
  return dimOf(Sizes.constant(Count), Call.Context.From);
}

/// Half of the kernel is the most that may be padded.
static bool demandPadding(BuiltinCall &Call, const Window &W) {
  if (!W.Padding || !W.Kernel)
    return true;
  OperandSide Wanted, Available;
  Wanted.Length =
      dimOf(Call.sizes().mul(Call.sizes().constant(2), *W.Padding), {});
  Available.Length = dimOf(*W.Kernel, {});
  Available.Arg =
      Call.position("kernel_size").value_or(OperandSide::NoArgument);
  return demandAtMost(Call, std::move(Wanted), std::move(Available));
}

/// max_pool1d gives an empty result where one more step back would fit, but
/// only while nobody asks for gradients: nothing is said of such a call.
static bool mayBeEmpty(BuiltinCall &Call, const Dim &Length, const Window &W) {
  if (Call.constant("empty") != 1 || !Length.isKnown() || !W.Padding ||
      !W.Stride)
    return false;
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Extent = extentOf(Sizes, W);
  if (!Extent)
    return false;
  Size Room =
      Sizes.add(*Length.Length, Sizes.mul(Sizes.constant(2), *W.Padding));
  auto Fits = [&](Size Wanted) {
    return Call.Context.Decide
               .decide(Call.Context.Facts, {Wanted, Relation::LE, Room})
               .Answer != Verdict::Refuted;
  };
  return !Fits(*Extent) && Fits(Sizes.sub(*Extent, *W.Stride));
}

/// avg_pool3d does not count the padding when it compares.
static bool demandWhole(BuiltinCall &Call, const Dim &Length, const Window &W) {
  if (Call.constant("whole") != 1 || !W.Kernel)
    return true;
  OperandSide Wanted, Available;
  Wanted.Length = dimOf(*W.Kernel, {});
  Available.Length = Length;
  Available.Arg = Call.position("self").value_or(OperandSide::NoArgument);
  return demandAtMost(Call, std::move(Wanted), std::move(Available));
}

/// Windows over `spatial` axes; without a stride they stand side by side.
/// torch.nn.MaxPool2d, torch.nn.AvgPool2d.
void pool(BuiltinCall &Call) {
  unsigned Spatial = unsigned(Call.constant("spatial").value_or(2));
  if (!demandImage(Call, "self", Spatial))
    return;
  Shape In = Call.array("self").Axes;
  std::optional<bool> Ceil = Call.flag("ceil_mode", false);
  Dims Last;
  for (unsigned I = 0; I < Spatial; ++I) {
    Window W;
    W.Kernel = spatialSetting(Call, "kernel_size", I, std::nullopt);
    Value Stride = Call.value("stride");
    bool IsEmpty =
        !Call.has("stride") || Stride.isNone() ||
        (Stride.asIntegerList() && Stride.asIntegerList()->rank() == 0u);
    W.Stride = IsEmpty ? W.Kernel : spatialSetting(Call, "stride", I, 1);
    W.Padding = spatialSetting(Call, "padding", I, 0);
    W.Dilation = spatialSetting(Call, "dilation", I, 1);
    unsigned Back = Spatial - I;
    Dim Length = fromBack(In, Back);
    if (!demandPadding(Call, W) || !demandWhole(Call, Length, W))
      return;
    bool Empty = mayBeEmpty(Call, Length, W);
    if (Ceil == true)
      Last.push_back(pooledRoundedUp(Call, Length, W, Empty));
    else
      Last.push_back(
          Ceil == false && !Empty
              ? windowCount(Call, "self", frontIndex(In, Back), Length, W)
              : unknownDim());
    if (Call.failed())
      return;
  }
  Call.setShape(withLast(In, Last));
}

/// The spatial axes get the lengths of `output_size`; one that is absent stays.
/// torch.nn.AdaptiveAvgPool2d.
void adaptivePool(BuiltinCall &Call) {
  unsigned Spatial = unsigned(Call.constant("spatial").value_or(2));
  Shape In = Call.array("self").Axes;
  Dims Last;
  bool MayBeMean = Call.constant("mean") == 1;
  for (unsigned I = 0; I < Spatial; ++I) {
    std::optional<Size> Length =
        spatialSetting(Call, "output_size", I, std::nullopt);
    Last.push_back(Length ? dimOf(*Length, Call.Context.From) : unknownDim());
    MayBeMean &= !Length || Call.judge().isUnit(*Length) != false;
  }
  // An average over everything takes any number of axes in front.
  bool IsImage =
      !In.rank() || *In.rank() == Spatial + 1 || *In.rank() == Spatial + 2;
  if (!IsImage && MayBeMean && *In.rank() >= Spatial)
    return Call.setShape(Shape::unknown());
  if (demandImage(Call, "self", Spatial))
    Call.setShape(withLast(In, Last));
}

/// (batch, channels, lengths...) with other lengths; without `output_size`,
/// scale factors decide, and only the rank is known.
/// torch.nn.functional.interpolate.
void resample(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Fixed = Call.constant("spatial");
  std::optional<unsigned> Rank = In.rank();
  if (!Rank)
    return Call.setShape(Shape::around(In.prefix().take_front(2), Row{}, {}));
  if (Fixed ? *Rank != unsigned(*Fixed) + 2 : *Rank < 3 || *Rank > 5)
    return reportRank(Call,
                      Call.position("self").value_or(OperandSide::NoArgument),
                      Fixed ? std::to_string(*Fixed + 2) : "3, 4 or 5");
  unsigned Spatial = *Rank - 2;
  const Shape *List = Call.value("output_size").asIntegerList();
  if (List && List->rank() && *List->rank() > 1 && *List->rank() != Spatial)
    return reportRank(Call,
                      Call.position("self").value_or(OperandSide::NoArgument),
                      std::to_string(*List->rank() + 2));
  Dims Last;
  for (unsigned I = 0; I < Spatial; ++I) {
    std::optional<Size> Length =
        spatialSetting(Call, "output_size", I, std::nullopt);
    Last.push_back(Length ? dimOf(*Length, Call.Context.From) : unknownDim());
  }
  Call.setShape(withLast(In, Last));
}

/// The axis at \p Index with so many elements more; reports one that would have
/// less than none.
static Dim padded(BuiltinCall &Call, unsigned Index, const Dim &Length,
                  std::optional<Size> Before, std::optional<Size> After) {
  if (!Length.isKnown() || !Before || !After)
    return unknownDim();
  SizeContext &Sizes = Call.sizes();
  Size Longer = Sizes.add(*Length.Length, Sizes.add(*Before, *After));
  OperandSide Wanted;
  Wanted.Length = dimOf(Sizes.zero(), {});
  demandAtMost(Call, std::move(Wanted),
               sideOf(Call, "self", Index, dimOf(Longer, Length.From)));
  return dimOf(Longer, Call.Context.From);
}

/// Two numbers for each axis from the last one on: what is added in front and
/// behind. torch.nn.functional.pad.
void pad(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Value Given = Call.value("pad");
  std::optional<unsigned> Rank = In.rank();
  if (!Rank)
    return Call.setShape(Shape::unknown());
  const Shape *List = Given.asIntegerList();
  std::optional<int64_t> Spatial = Call.constant("spatial");
  if (Spatial && !demandImage(Call, "self", unsigned(*Spatial)))
    return;
  bool IsOne = Spatial && Given.asInteger();
  if (!IsOne && (!List || !List->rank() || *List->rank() % 2))
    return Call.setShape(forgetLengths(In));
  unsigned Axes = IsOne ? unsigned(*Spatial) : *List->rank() / 2;
  if (Axes > *Rank)
    return reportRank(Call,
                      Call.position("self").value_or(OperandSide::NoArgument),
                      "at least " + std::to_string(Axes));
  auto Item = [&](unsigned I) {
    return IsOne ? Given.asInteger() : List->prefix()[I].Length;
  };
  Dims Out(In.prefix().begin(), In.prefix().end());
  for (unsigned I = 0; I < Axes && !Call.failed(); ++I) {
    unsigned At = *Rank - 1 - I;
    Out[At] = padded(Call, At, Out[At], Item(2 * I), Item(2 * I + 1));
  }
  if (!Call.failed())
    Call.setShape(Shape::ofDims(Out));
}

} // namespace shapetidy::builtins
