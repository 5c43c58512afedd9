//===-- BuiltinsViews.cpp - Views that move, drop or cut axes ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/MemoryOrders.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

namespace shapetidy::builtins {

/// The axes of `self` in the order of `dims`, each exactly once. torch.permute,
/// numpy.transpose.
void permute(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Value Order = Call.value("dims");
  const Shape *List = Order.asIntegerList();
  if (!List || !List->rank())
    return Call.setShape(In.rank() ? forgetLengths(In) : Shape::unknown());
  unsigned Want = *List->rank();
  if (std::optional<unsigned> Have = In.rank(); Have && *Have != Want) {
    return reportRank(Call,
                      Call.position("self").value_or(OperandSide::NoArgument),
                      std::to_string(Want));
  }
  Dims Out(Want, unknownDim());
  llvm::SmallVector<int64_t, 6> Named;
  llvm::SmallVector<unsigned, 6> From;
  for (unsigned I = 0; I < Want; ++I) {
    const Dim &Item = List->prefix()[I];
    std::optional<int64_t> Index =
        Item.isKnown() ? Item.Length->asConstant() : std::nullopt;
    if (!Index)
      continue;
    if (reportRepeatedAxis(Call, Named, *Index, Want, "dims", "self"))
      return;
    Named.push_back(*Index);
    if (!In.rank())
      continue;
    AxisPlace Place = demandAxis(Call, *Index, "dims", "self");
    if (Call.failed())
      return;
    Out[I] = dimAt(In, Place);
    From.push_back(Place.Index);
  }
  Call.setShape(Shape::ofDims(Out));
  Call.setOrder(permutedOrder(Call.array("self"), From));
}

static llvm::SmallVector<unsigned, 6> countedAxes(unsigned Rank) {
  llvm::SmallVector<unsigned, 6> Axes(Rank);
  std::iota(Axes.begin(), Axes.end(), 0u);
  return Axes;
}

/// `self`, of the shape \p In with a known rank, with its axes \p From in this
/// order.
static void rearrange(BuiltinCall &Call, const Shape &In,
                      llvm::ArrayRef<unsigned> From) {
  Dims Out;
  for (unsigned Axis : From)
    Out.push_back(In.prefix()[Axis]);
  Call.setShape(Shape::ofDims(Out));
  Call.setOrder(permutedOrder(Call.array("self"), From));
}

/// Two axes change places. torch.transpose, numpy.swapaxes.
void transposeAxes(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  AxisPlace First = demandAxis(Call, "dim0", "self");
  AxisPlace Second = Call.failed() ? First : demandAxis(Call, "dim1", "self");
  if (Call.failed())
    return;
  if (First.What == AxisPlace::Kind::Scalar)
    return Call.setShape(In);
  if (!First.isKnown() || !Second.isKnown())
    return Call.setShape(In.rank() ? forgetLengths(In) : Shape::unknown());
  if (std::optional<unsigned> Rank = In.rank()) {
    llvm::SmallVector<unsigned, 6> From = countedAxes(*Rank);
    std::swap(From[First.Index], From[Second.Index]);
    return rearrange(Call, In, From);
  }
  Dim A = dimAt(In, First), B = dimAt(In, Second);
  Call.setShape(replaceAxis(replaceAxis(In, First, {}, B), Second, {}, A));
}

/// One axis taken out and put in again elsewhere, the others as they were.
/// torch.movedim, numpy.moveaxis; lists of axes are not known.
void moveAxis(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  AxisPlace From = demandAxis(Call, "source", "self");
  AxisPlace To = Call.failed() ? From : demandAxis(Call, "destination", "self");
  if (Call.failed())
    return;
  if (!In.rank())
    return Call.setShape(Shape::unknown());
  if (From.What != AxisPlace::Kind::Prefix ||
      To.What != AxisPlace::Kind::Prefix)
    return Call.setShape(forgetLengths(In));
  llvm::SmallVector<unsigned, 6> Order = countedAxes(*In.rank());
  Order.erase(Order.begin() + From.Index);
  Order.insert(Order.begin() + To.Index, From.Index);
  rearrange(Call, In, Order);
}

static bool isCertainlyOne(const Dim &D) {
  return D.isKnown() && D.Length->asConstant() == 1;
}
static bool isCertainlyNotOne(const Dim &D) {
  return D.isKnown() && (D.Length->asConstant() == 0 ||
                         D.Length->lowerBound().value_or(0) > 1);
}

/// Drops each axis of length 1. A length that may be 1 leaves the rank open;
/// what stands in front of the first and behind the last of them is known.
static Shape squeezeAll(const Shape &In) {
  Dims Front, Back;
  bool Open = false;
  auto Take = [&](const Dim &D, Dims &Into) {
    if (isCertainlyNotOne(D))
      Into.push_back(D);
    else if (!isCertainlyOne(D))
      return false;
    return true;
  };
  for (const Dim &D : In.prefix())
    if (!Take(D, Front)) {
      Open = true;
      break;
    }
  if (!Open && !In.middle())
    return Shape::ofDims(Front);
  for (const Dim &D : llvm::reverse(In.middle() ? In.suffix() : In.prefix()))
    if (!Take(D, Back))
      break;
  std::reverse(Back.begin(), Back.end());
  return Shape::around(Front, Row{}, Back);
}

/// Drops axes of length 1: all of them, or `dim` if it is one. torch.squeeze.
void squeeze(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (!Call.has("dim"))
    return Call.setShape(squeezeAll(In));
  std::optional<int64_t> Index = Call.constant("dim");
  AxisPlace Place = demandAxis(Call, "dim", "self");
  if (Call.failed())
    return;
  if (Place.What == AxisPlace::Kind::Scalar)
    return Call.setShape(In);
  if (!Place.isKnown())
    return Call.setShape(
        Index ? replaceAxis(In, {AxisPlace::Kind::Hidden, 0}, Index, {})
              : Shape::unknown());
  const Dim &D = dimAt(In, Place);
  if (isCertainlyNotOne(D))
    return Call.setShape(In);
  if (isCertainlyOne(D))
    return Call.setShape(replaceAxis(In, Place, Index, {}));
  llvm::ArrayRef<Dim> Front = In.prefix(), Back = In.suffix();
  if (Place.What == AxisPlace::Kind::Suffix)
    return Call.setShape(
        Shape::around(Front, Row{}, Back.drop_front(Place.Index + 1)));
  Call.setShape(
      Shape::around(Front.take_front(Place.Index), Row{},
                    In.middle() ? Back : Front.drop_front(Place.Index + 1)));
}

/// A new axis of length 1 at `dim`, which counts the result's axes.
/// torch.unsqueeze, numpy.expand_dims.
void unsqueeze(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.constant("dim");
  Dims Front(In.prefix().begin(), In.prefix().end());
  Dims Back(In.suffix().begin(), In.suffix().end());
  Dim One = dimOf(Call.sizes().one(), Call.Context.From);
  if (std::optional<unsigned> Rank = In.rank()) {
    if (!Index)
      return Call.setShape(Shape::ofDims(Dims(*Rank + 1, unknownDim())));
    int64_t At = *Index < 0 ? *Index + int64_t(*Rank) + 1 : *Index;
    if (At < 0 || At > int64_t(*Rank))
      return reportAxisOutOfRange(Call, *Index, "dim", "self", *Rank + 1);
    Front.insert(Front.begin() + At, One);
    return Call.setShape(Shape::ofDims(Front));
  }
  if (Index && *Index >= 0 && *Index <= int64_t(Front.size()))
    Front.insert(Front.begin() + *Index, One);
  else if (Index && *Index < 0 && -*Index - 1 <= int64_t(Back.size()))
    Back.insert(Back.end() + *Index + 1, One);
  else
    return Call.setShape(!Index        ? Shape::unknown()
                         : *Index >= 0 ? Shape::around(Front, Row{}, {})
                                       : Shape::around({}, Row{}, Back));
  Call.setShape(Shape::around(Front, *In.middle(), Back));
}

/// As demandAxis, for operations that refuse an array without axes.
static AxisPlace demandRealAxis(BuiltinCall &Call) {
  AxisPlace Place = demandAxis(Call, "dim", "self");
  if (Place.What != AxisPlace::Kind::Scalar)
    return Place;
  reportRank(Call, Call.position("self").value_or(OperandSide::NoArgument),
             "at least 1");
  return Place;
}

/// Reports \p Wanted of axis \p Of only where it can never be inside: that an
/// index is a run-time value says nothing about its range.
static void demandInside(BuiltinCall &Call, llvm::StringRef Role, Size Wanted,
                         const Dim &Of, std::optional<unsigned> Axis) {
  auto At = [&](llvm::StringRef Of) {
    return Call.position(Of).value_or(OperandSide::NoArgument);
  };
  demandAtMost(Call, {At(Role), std::nullopt, dimOf(Wanted, {})},
               {At("self"), Axis, Of});
}

static std::optional<unsigned> fromFront(AxisPlace Place) {
  return Place.What == AxisPlace::Kind::Prefix
             ? std::optional<unsigned>(Place.Index)
             : std::nullopt;
}

/// One index along `dim` (the first axis if absent), which disappears.
/// torch.select; operator[].
void select(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.constant("dim");
  AxisPlace Place = demandRealAxis(Call);
  if (Call.failed())
    return;
  if (std::optional<Size> At = Call.integer("index"); At && Place.isKnown()) {
    std::optional<int64_t> Known = At->asConstant();
    SizeContext &Sizes = Call.sizes();
    // A negative index -k needs k elements, any other one more than itself.
    if (Known && *Known < 0)
      demandInside(Call, "index", Sizes.neg(*At), dimAt(In, Place),
                   fromFront(Place));
    else if (At->lowerBound().value_or(-1) >= 0)
      demandInside(Call, "index", Sizes.add(*At, Sizes.one()), dimAt(In, Place),
                   fromFront(Place));
    if (Call.failed())
      return;
  }
  Call.setShape(replaceAxis(In, Place, Index, {}));
}

/// `length` elements along `dim`. torch.narrow.
void narrow(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.constant("dim");
  AxisPlace Place = demandRealAxis(Call);
  if (Call.failed())
    return;
  std::optional<Size> Length = Call.integer("length"),
                      Start = Call.integer("start");
  if (Length && Place.isKnown()) {
    bool FromFront = Start && Start->lowerBound().value_or(-1) >= 0;
    Size End = FromFront ? Call.sizes().add(*Start, *Length) : *Length;
    demandInside(Call, "length", End, dimAt(In, Place), fromFront(Place));
    if (Call.failed())
      return;
  }
  Dim New = Length ? dimOf(*Length, Call.Context.From) : unknownDim();
  Call.setShape(replaceAxis(In, Place, Index, New));
}

/// Elements start, start + step, ... before end along `dim`; bounds are
/// clamped, never an error. torch.Tensor.slice, Python's slices.
void slice(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : 0;
  AxisPlace Place = demandRealAxis(Call);
  if (Call.failed())
    return;
  auto Bound = [&](llvm::StringRef Role) {
    return Call.has(Role) ? Call.value(Role) : Value::none();
  };
  Dim New = Place.isKnown()
                ? sliceLength(Call, dimAt(In, Place), Bound("start"),
                              Bound("end"), Bound("step"))
                : unknownDim();
  Call.setShape(replaceAxis(In, Place, Index, New));
}

} // namespace shapetidy::builtins
