//===-- BuiltinsGgml.cpp - Tensors with four axes, innermost first *- C++
//-*-==//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

/// GGML_MAX_DIMS; axes that are not named have length 1.
static constexpr unsigned AxisCount = 4;

static Dims axesOf(const BuiltinCall &Call, llvm::StringRef Role) {
  Shape Axes = Call.array(Role).Axes;
  if (Axes.rank() == AxisCount)
    return Dims(Axes.prefix().begin(), Axes.prefix().end());
  return Dims(AxisCount, unknownDim());
}

static unsigned positionOf(const BuiltinCall &Call, llvm::StringRef Role) {
  return Call.position(Role).value_or(OperandSide::NoArgument);
}

/// Axis \p Axis of role \p Large has to be a multiple of that of \p Small.
/// Nothing is learned, and only numbers are judged.
static bool demandMultiple(BuiltinCall &Call, unsigned Axis,
                           llvm::StringRef Large, llvm::StringRef Small) {
  Dim Whole = axesOf(Call, Large)[Axis], Part = axesOf(Call, Small)[Axis];
  std::optional<int64_t> Length =
      Whole.isKnown() ? Whole.Length->asConstant() : std::nullopt;
  std::optional<int64_t> Divisor =
      Part.isKnown() ? Part.Length->asConstant() : std::nullopt;
  if (!Length || !Divisor || *Divisor == 0 || *Length % *Divisor == 0)
    return true;
  OperationConflict Why;
  Why.What = OperationConflict::Kind::Broadcast;
  Why.First = {positionOf(Call, Large), Axis, Whole};
  Why.Second = {positionOf(Call, Small), Axis, Part};
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
  return false;
}

/// `other` repeated to the shape of `self` (ggml_can_repeat).
void ggmlRepeat(BuiltinCall &Call) {
  for (unsigned Axis = 0; Axis < AxisCount; ++Axis)
    if (!demandMultiple(Call, Axis, "self", "other"))
      return;
  Call.setShape(Shape::ofDims(axesOf(Call, "self")));
}

/// Rows of `self` times rows of `other`: ne[0] is summed, the axes 2 and 3 of
/// `self` are repeated (ggml_can_mul_mat).
void ggmlMulMat(BuiltinCall &Call) {
  Dims Self = axesOf(Call, "self"), Other = axesOf(Call, "other");
  if (!Call.demandEqual({positionOf(Call, "self"), 0, Self[0]},
                        {positionOf(Call, "other"), 0, Other[0]},
                        OperationConflict::Kind::InnerSizes))
    return;
  for (unsigned Axis : {2u, 3u})
    if (!demandMultiple(Call, Axis, "other", "self"))
      return;
  Call.setShape(Shape::ofDims(Dims{Self[1], Other[1], Other[2], Other[3]}));
}

/// As many elements in other axes (ggml_reshape_1d to ggml_reshape_4d).
void ggmlReshape(BuiltinCall &Call) {
  static constexpr llvm::StringLiteral Roles[] = {"ne0", "ne1", "ne2", "ne3"};
  SizeContext &Sizes = Call.sizes();
  Dims Out;
  for (llvm::StringRef Role : Roles) {
    std::optional<Size> Given =
        Call.has(Role) ? Call.integer(Role) : Sizes.one();
    Out.push_back(Given ? dimOf(*Given, Call.Context.From) : unknownDim());
  }
  Shape New = Shape::ofDims(Out);
  std::optional<Size> Before = Call.array("self").Axes.elementCount(Sizes);
  std::optional<Size> After = New.elementCount(Sizes);
  if (Before && After) {
    OperationConflict Why;
    Why.What = OperationConflict::Kind::ElementCount;
    Why.First = {positionOf(Call, "self"), std::nullopt, dimOf(*Before, {})};
    Why.Second.Length = dimOf(*After, {});
    if (!Call.demand(Call.judge().equal(*Before, *After), std::move(Why)))
      return;
  }
  Call.setShape(New);
}

/// Axis i of `self` becomes axis `axis<i>` of the result (ggml_permute).
void ggmlPermute(BuiltinCall &Call) {
  static constexpr llvm::StringLiteral Roles[] = {"axis0", "axis1", "axis2",
                                                  "axis3"};
  Dims Self = axesOf(Call, "self"), Out(AxisCount, unknownDim());
  for (unsigned Axis = 0; Axis < AxisCount; ++Axis) {
    std::optional<int64_t> To = Call.constant(Roles[Axis]);
    if (!To)
      return Call.setShape(Shape::ofDims(Dims(AxisCount, unknownDim())));
    if (*To < 0 || *To >= int64_t(AxisCount))
      return reportAxisOutOfRange(Call, *To, Roles[Axis], "self", AxisCount);
    Out[unsigned(*To)] = Self[Axis];
  }
  Call.setShape(Shape::ofDims(Out));
}

/// One after the other along `dim`; the other axes agree (ggml_concat).
void ggmlConcat(BuiltinCall &Call) {
  std::optional<int64_t> Along = Call.constant("dim");
  Dims Self = axesOf(Call, "self"), Other = axesOf(Call, "other");
  if (!Along)
    return Call.setShape(Shape::ofDims(Dims(AxisCount, unknownDim())));
  if (*Along < 0 || *Along >= int64_t(AxisCount))
    return reportAxisOutOfRange(Call, *Along, "dim", "self", AxisCount);
  for (unsigned Axis = 0; Axis < AxisCount; ++Axis) {
    if (Axis == *Along) {
      bool Known = Self[Axis].isKnown() && Other[Axis].isKnown();
      Self[Axis] =
          Known
              ? dimOf(Call.sizes().add(*Self[Axis].Length, *Other[Axis].Length),
                      Call.Context.From)
              : unknownDim();
    } else if (!Call.demandEqual(
                   {positionOf(Call, "self"), Axis, Self[Axis]},
                   {positionOf(Call, "other"), Axis, Other[Axis]})) {
      return;
    }
  }
  Call.setShape(Shape::ofDims(Self));
}

} // namespace shapetidy::builtins
