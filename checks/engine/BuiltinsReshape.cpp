//===-- BuiltinsReshape.cpp - Views with another number of axes -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/MemoryOrders.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// The sizes an argument asks for: a list, one integer, or the shape of another
/// array (`view_as`).
static Shape requestedSizes(const BuiltinCall &Call, llvm::StringRef Role) {
  Value Given = Call.value(Role);
  if (const Shape *List = Given.asIntegerList())
    return *List;
  if (const ArrayValue *Like = Given.asArray())
    return Like->Axes;
  if (std::optional<Size> One = Given.asInteger())
    return Shape::ofDims(dimOf(*One, {}));
  return Shape::unknown();
}

/// A list item that may be -1 at run time, so that it need not be a size.
static bool mayBeNegative(BuiltinCall &Call, const Dim &Item) {
  if (!Item.isKnown())
    return true;
  if (Item.Length->lowerBound().value_or(-1) >= 0)
    return false;
  // An array that was made with it has shown that it is a size.
  OperationContext &Here = Call.Context;
  Goal IsSize{*Item.Length, Relation::GE, Here.Sizes.zero()};
  return Here.Decide.decide(Here.Facts, IsSize).Answer != Verdict::Proved;
}
static bool isMinusOne(const Dim &Item) {
  return Item.isKnown() && Item.Length->asConstant() == -1;
}

/// Product of all items but the one at \p Except; none if one is unknown.
static std::optional<Size> productOf(SizeContext &Sizes, const Shape &List,
                                     std::optional<unsigned> Except) {
  if (List.middle())
    return Except ? std::nullopt : List.elementCount(Sizes);
  Size Product = Sizes.one();
  for (unsigned I = 0; I < List.prefix().size(); ++I) {
    if (I == Except)
      continue;
    if (!List.prefix()[I].isKnown())
      return std::nullopt;
    Product = Sizes.mul(Product, *List.prefix()[I].Length);
  }
  return Product;
}

static OperationConflict countConflict(BuiltinCall &Call,
                                       OperationConflict::Kind What, Size Have,
                                       Size Want) {
  OperationConflict Why;
  Why.What = What;
  Why.First = {Call.position("self").value_or(OperandSide::NoArgument),
               std::nullopt, dimOf(Have, {})};
  Why.Second = {Call.position("shape").value_or(OperandSide::NoArgument),
                std::nullopt, dimOf(Want, {})};
  return Why;
}

/// The size that -1 stands for. Unknown where the counts are; reports counts
/// that do not divide.
static Dim inferSize(BuiltinCall &Call, std::optional<Size> Count,
                     std::optional<Size> Others) {
  SizeContext &Sizes = Call.sizes();
  // With no elements the library may refuse to choose.
  if (!Count || !Others || Others->asConstant() == 0)
    return unknownDim();
  Size Quotient = Sizes.floorDiv(*Count, *Others);
  if (Sizes.mul(Quotient, *Others) == *Count)
    return dimOf(Quotient, Call.Context.From);
  Judgement Divides =
      Call.judge().equal(Sizes.floorMod(*Count, *Others), Sizes.zero());
  if (!Call.demand(std::move(Divides),
                   countConflict(Call, OperationConflict::Kind::Indivisible,
                                 *Count, *Others)))
    return unknownDim();
  return dimOf(Quotient, Call.Context.From);
}

/// Where the one item that may be inferred stands: literally -1, or a run-time
/// integer that may be.
struct InferredItem {
  std::optional<unsigned> Index;
  bool Certain = false;
  unsigned Doubtful = 0;
};
static InferredItem findInferred(BuiltinCall &Call, const Shape &List) {
  InferredItem Found;
  for (unsigned I = 0; I < List.prefix().size(); ++I) {
    const Dim &Item = List.prefix()[I];
    if (isMinusOne(Item)) {
      Found.Index = I;
      Found.Certain = true;
    } else if (mayBeNegative(Call, Item)) {
      ++Found.Doubtful;
      if (!Found.Certain)
        Found.Index = I;
    }
  }
  return Found;
}

/// With a run-time integer that may be -1, the count can neither be demanded
/// nor learned; the axis is what the count says, if it says anything.
static Dim doubtfulSize(BuiltinCall &Call, const Dim &Written,
                        std::optional<Size> Count, std::optional<Size> Others) {
  SizeContext &Sizes = Call.sizes();
  if (!Count || !Others || Others->asConstant() == 0)
    return Written;
  Size Quotient = Sizes.floorDiv(*Count, *Others);
  return Sizes.mul(Quotient, *Others) == *Count
             ? dimOf(Quotient, Call.Context.From)
             : Written;
}

/// The number of elements stays, one -1 is inferred. numpy.reshape;
/// torch.reshape, which copies where there is no view.
void reshape(BuiltinCall &Call) {
  SizeContext &Sizes = Call.sizes();
  Shape List = requestedSizes(Call, "shape");
  std::optional<Size> Count = Call.array("self").Axes.elementCount(Sizes);
  InferredItem Inferred = findInferred(Call, List);
  Dims Out(List.prefix().begin(), List.prefix().end());
  if (!List.middle() && Inferred.Index) {
    std::optional<Size> Others = productOf(Sizes, List, Inferred.Index);
    Dim &Slot = Out[*Inferred.Index];
    // Next to a literal -1 no other item may be negative.
    if (Inferred.Certain)
      Slot = inferSize(Call, Count, Others);
    else if (Inferred.Doubtful == 1)
      Slot = doubtfulSize(Call, Slot, Count, Others);
  } else if (std::optional<Size> Want = List.elementCount(Sizes);
             Want && Count) {
    Call.demand(Call.judge().equal(*Count, *Want),
                countConflict(Call, OperationConflict::Kind::ElementCount,
                              *Count, *Want));
  }
  if (!Call.failed())
    Call.setShape(List.middle() ? List : Shape::ofDims(Out));
}

/// As reshape, without a copy. torch.Tensor.view.
void view(BuiltinCall &Call) {
  reshape(Call);
  const ArrayValue *Seen = Call.Out.Result.asArray();
  if (Call.failed() || !Seen ||
      !hasNoView(Call.Context, Call.array("self"), Seen->Axes))
    return;
  OperationConflict Why;
  Why.What = OperationConflict::Kind::MemoryOrder;
  Why.First.Arg = Call.position("self").value_or(OperandSide::NoArgument);
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

/// All elements of \p Part as one axis.
static Dim joinedAxis(BuiltinCall &Call, const Shape &Part) {
  std::optional<Size> Count = Part.elementCount(Call.sizes());
  return Count ? dimOf(*Count, Call.Context.From) : unknownDim();
}

static void reportReversed(BuiltinCall &Call, int64_t Start) {
  OperationConflict Why;
  Why.What = OperationConflict::Kind::AxisOutOfRange;
  Why.Allowed = "not after end_dim";
  Why.First.Arg = Call.position("self").value_or(OperandSide::NoArgument);
  Why.Second = {Call.position("start_dim").value_or(OperandSide::NoArgument),
                std::nullopt, dimOf(Call.sizes().constant(Start), {})};
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

/// Axes \p First to \p Last of \p In as one. If they stand on both sides of a
/// row, the whole row is inside and the result has a known rank.
static Shape joinAxes(BuiltinCall &Call, const Shape &In, AxisPlace First,
                      AxisPlace Last) {
  Dims Front(In.prefix().begin(), In.prefix().end());
  Dims Back(In.suffix().begin(), In.suffix().end());
  if (First.What != Last.What) {
    Shape Part = Shape::around(llvm::ArrayRef(Front).drop_front(First.Index),
                               *In.middle(),
                               llvm::ArrayRef(Back).take_front(Last.Index + 1));
    Dims Out(Front.begin(), Front.begin() + First.Index);
    Out.push_back(joinedAxis(Call, Part));
    Out.append(Back.begin() + Last.Index + 1, Back.end());
    return Shape::ofDims(Out);
  }
  Dims &Side = First.What == AxisPlace::Kind::Prefix ? Front : Back;
  Dim One = joinedAxis(Call, Shape::ofDims(llvm::ArrayRef(Side).slice(
                                 First.Index, Last.Index - First.Index + 1)));
  Side.erase(Side.begin() + First.Index, Side.begin() + Last.Index + 1);
  Side.insert(Side.begin() + First.Index, One);
  return In.middle() ? Shape::around(Front, *In.middle(), Back)
                     : Shape::ofDims(Front);
}

/// Axes start_dim to end_dim become one; an array without axes becomes one of
/// one element. torch.flatten.
void flatten(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  auto Bound = [&](llvm::StringRef Role, int64_t Default) {
    return Call.has(Role) ? Call.constant(Role)
                          : std::optional<int64_t>(Default);
  };
  std::optional<int64_t> Start = Bound("start_dim", 0),
                         End = Bound("end_dim", -1);
  if (!Start || !End)
    return Call.setShape(Shape::unknown());
  AxisPlace First = demandAxis(Call, *Start, "start_dim", "self");
  AxisPlace Last = demandAxis(Call, *End, "end_dim", "self");
  if (Call.failed())
    return;
  if (First.What == AxisPlace::Kind::Scalar)
    return Call.setShape(
        Shape::ofDims(dimOf(Call.sizes().one(), Call.Context.From)));
  bool Backwards = First.What == AxisPlace::Kind::Suffix &&
                   Last.What == AxisPlace::Kind::Prefix;
  if (!First.isKnown() || !Last.isKnown() || Backwards)
    return Call.setShape(Shape::unknown());
  if (First.What == Last.What && Last.Index < First.Index)
    return reportReversed(Call, *Start);
  Call.setShape(joinAxes(Call, In, First, Last));
}

/// Axes of length 1 grow to the requested size, others stay; -1 keeps, new axes
/// appear in front. torch.Tensor.expand.
void expand(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes, List = requestedSizes(Call, "size");
  std::optional<unsigned> Have = In.rank(), Want = List.rank();
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned Sizes = Call.position("size").value_or(OperandSide::NoArgument);
  if (!Want || !Have) {
    auto Known = [&](const Dim &Item) {
      return mayBeNegative(Call, Item) ? unknownDim() : Item;
    };
    Dims Out = llvm::to_vector<6>(llvm::map_range(List.prefix(), Known));
    return Call.setShape(Want ? Shape::ofDims(Out) : Shape::unknown());
  }
  if (*Have > *Want) {
    return reportRank(Call, Self, "at most " + std::to_string(*Want));
  }
  Dims Out(List.prefix().begin(), List.prefix().end());
  for (unsigned I = 0; I < *Have; ++I) {
    const Dim &Old = In.prefix()[I];
    Dim &New = Out[*Want - *Have + I];
    if (isMinusOne(New)) {
      New = Old;
      continue;
    }
    bool MayKeep = mayBeNegative(Call, New);
    if (MayKeep || !Old.isKnown() || Old.Length->asConstant() == 1) {
      New = MayKeep ? unknownDim() : New;
      continue;
    }
    // An axis that may have length 1 grows to whatever is asked for.
    Judgement Ruled = Call.judge().unitOr(*Old.Length, *New.Length);
    OperationConflict Why;
    Why.What = OperationConflict::Kind::Broadcast;
    Why.First = {Self, I, Old};
    Why.Second = {Sizes, *Want - *Have + I, New};
    if (!Call.demand(std::move(Ruled), std::move(Why)))
      return;
  }
  Call.setShape(Shape::ofDims(Out));
}

} // namespace shapetidy::builtins
