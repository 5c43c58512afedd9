//===-- BuiltinsIndex.cpp - Indexing, gathering, scattering -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

static constexpr llvm::StringLiteral EllipsisName = "Ellipsis";

/// `"..."` among indices.
void ellipsis(BuiltinCall &Call) {
  RecordValue Record;
  Record.Class = EllipsisName.str();
  Call.setResult(Value::record(std::move(Record)));
}

static bool isEllipsis(const Value &Index) {
  return Index.asRecord() && Index.asRecord()->Class == EllipsisName;
}
static bool isSlice(const Value &Index) {
  return Index.asRecord() && Index.asRecord()->find("start_index");
}

namespace {
/// What a list of indices makes of the axes of an array, from left to right.
struct Indexing {
  /// Axes of the result; those of index arrays stand together.
  Dims Out;
  /// Where the first index array stood in Out, and whether axes of its kind
  /// stood apart from it.
  std::optional<size_t> Advanced;
  bool Apart = false;
  /// Shape of all index arrays broadcast together.
  std::optional<Shape> Joint;
  unsigned Next = 0;
};
} // namespace

/// Whether an index array is a mask; none if its dtype does not say.
static std::optional<bool> isMask(const ArrayValue &Index) {
  std::optional<std::string> Type = Index.DTypes.single();
  if (!Type)
    return std::nullopt;
  return *Type == "bool" || *Type == "uint8";
}

/// Axes of the operand that an index uses up; none if that is not known.
static std::optional<unsigned> consumed(const Value &Index) {
  if (Index.isNone() || isEllipsis(Index))
    return 0u;
  if (Index.asInteger() || isSlice(Index))
    return 1u;
  const ArrayValue *Array = Index.asArray();
  std::optional<bool> Mask = Array ? isMask(*Array) : std::nullopt;
  if (!Mask)
    return std::nullopt;
  return *Mask ? Array->Axes.rank() : std::optional<unsigned>(1);
}

static OperandSide selfSide(const BuiltinCall &Call, unsigned Axis,
                            const Dim &Length) {
  return {Call.position("self").value_or(OperandSide::NoArgument), Axis,
          Length};
}

static bool takeInteger(BuiltinCall &Call, const Shape &In, Size Index,
                        Indexing &Done) {
  const Dim &Of = In.prefix()[Done.Next];
  std::optional<int64_t> Known = Index.asConstant();
  SizeContext &Sizes = Call.sizes();
  OperandSide Wanted;
  if (Known && *Known < 0)
    Wanted.Length = dimOf(Sizes.neg(Index), {});
  else if (Index.lowerBound().value_or(-1) >= 0)
    Wanted.Length = dimOf(Sizes.add(Index, Sizes.one()), {});
  bool Fits =
      demandAtMost(Call, std::move(Wanted), selfSide(Call, Done.Next, Of));
  ++Done.Next;
  return Fits;
}

static void takeSlice(BuiltinCall &Call, const Shape &In, const Value &Index,
                      Indexing &Done) {
  const RecordValue &Slice = *Index.asRecord();
  auto Bound = [&](llvm::StringRef Name) {
    const Value *Held = Slice.find(Name);
    return Held ? *Held : Value();
  };
  Done.Out.push_back(sliceLength(Call, In.prefix()[Done.Next],
                                 Bound("start_index"), Bound("stop_index"),
                                 Bound("step_index")));
  ++Done.Next;
}

/// An array of integers, or a mask over as many axes as it has: one axis of
/// unknown length for its true elements.
static bool takeArray(BuiltinCall &Call, const Shape &In,
                      const ArrayValue &Index, Indexing &Done) {
  Shape Axes = Index.Axes;
  if (*isMask(Index)) {
    for (unsigned I = 0; I < *Index.Axes.rank(); ++I) {
      OperandSide Mask;
      Mask.Length = Index.Axes.prefix()[I];
      if (!Call.demandEqual(
              selfSide(Call, Done.Next + I, In.prefix()[Done.Next + I]),
              std::move(Mask)))
        return false;
    }
    Done.Next += *Index.Axes.rank();
    Axes = Shape::ofDims(unknownDim());
  } else {
    ++Done.Next;
  }
  if (!Done.Advanced)
    Done.Advanced = Done.Out.size();
  else
    Done.Apart |= *Done.Advanced != Done.Out.size();
  if (!Done.Joint) {
    Done.Joint = std::move(Axes);
    return true;
  }
  unsigned Nobody = OperandSide::NoArgument;
  std::optional<Shape> Both =
      demandBroadcast(Call, {Nobody, *Done.Joint}, {Nobody, Axes});
  if (Both)
    Done.Joint = std::move(*Both);
  return Both.has_value();
}

static bool takeIndex(BuiltinCall &Call, const Shape &In, const Value &Index,
                      unsigned Hidden, Indexing &Done) {
  if (Index.isNone()) {
    Done.Out.push_back(dimOf(Call.sizes().one(), Call.Context.From));
  } else if (isEllipsis(Index)) {
    for (unsigned I = 0; I < Hidden; ++I)
      Done.Out.push_back(In.prefix()[Done.Next++]);
  } else if (isSlice(Index)) {
    takeSlice(Call, In, Index, Done);
  } else if (std::optional<Size> One = Index.asInteger()) {
    return takeInteger(Call, In, *One, Done);
  } else if (*isMask(*Index.asArray()) == false &&
             Index.asArray()->Axes.rank() == 0u) {
    ++Done.Next; // one integer in an array
  } else {
    return takeArray(Call, In, *Index.asArray(), Done);
  }
  return true;
}

/// The axes of an indexed array; none if they are not known or a conflict was
/// reported. NumPy "Indexing on ndarrays"; at::indexing::get_item.
static std::optional<Shape> indexedShape(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Value List = Call.value("indices");
  if (!In.rank() || List.kind() != Value::Kind::Aggregate)
    return std::nullopt;
  unsigned Used = 0;
  for (const Value &Index : List.elements()) {
    std::optional<unsigned> Uses = consumed(Index);
    bool OpenMask = Index.asArray() && !Index.asArray()->Axes.rank();
    // A mask without axes adds one.
    bool IsFlag = Uses == 0u && Index.asArray();
    if (!Uses || OpenMask || IsFlag)
      return std::nullopt;
    Used += *Uses;
  }
  if (Used > *In.rank()) {
    reportRank(Call, Call.position("self").value_or(OperandSide::NoArgument),
               "at least " + std::to_string(Used));
    return std::nullopt;
  }
  Indexing Done;
  unsigned Hidden = *In.rank() - Used;
  for (const Value &Index : List.elements())
    if (!takeIndex(Call, In, Index, Hidden, Done))
      return std::nullopt;
  while (Done.Next < *In.rank())
    Done.Out.push_back(In.prefix()[Done.Next++]);
  if (!Done.Joint)
    return Shape::ofDims(Done.Out);
  if (!Done.Joint->rank())
    return std::nullopt;
  size_t At = Done.Apart ? 0 : *Done.Advanced;
  Done.Out.insert(Done.Out.begin() + At, Done.Joint->prefix().begin(),
                  Done.Joint->prefix().end());
  return Shape::ofDims(Done.Out);
}

/// `x.index({Slice(), 0, None, "...", mask})`.
void index(BuiltinCall &Call) {
  std::optional<Shape> Axes = indexedShape(Call);
  if (!Call.failed())
    Call.setShape(Axes.value_or(Shape::unknown()));
}

/// \p Given broadcasts to \p Target, which does not grow.
static bool demandFits(BuiltinCall &Call, const Shape &Target, unsigned Arg,
                       const Shape &Given) {
  unsigned Nobody = OperandSide::NoArgument;
  if (!demandBroadcast(Call, {Nobody, Target}, {Arg, Given}))
    return false;
  std::optional<unsigned> Want = Target.rank(), Have = Given.rank();
  Dim One = dimOf(Call.sizes().one(), {});
  for (unsigned I = 1; Want && Have && I <= *Have; ++I) {
    // Axes in front of the target's may be there if they have one element.
    OperandSide Fixed;
    Fixed.Length = I <= *Want ? Target.prefix()[*Want - I] : One;
    bool IsOne =
        Fixed.Length.isKnown() && Fixed.Length.Length->asConstant() == 1;
    if (IsOne && !Call.demandEqual(std::move(Fixed),
                                   {Arg, *Have - I, Given.prefix()[*Have - I]},
                                   OperationConflict::Kind::Broadcast))
      return false;
  }
  return true;
}

/// `x.index_put_({...}, v)`: v broadcasts to what the indices choose.
void indexPut(BuiltinCall &Call) {
  std::optional<Shape> Axes = indexedShape(Call);
  if (Call.failed())
    return;
  std::optional<unsigned> Position = Call.position("value");
  const ArrayValue *New =
      Position ? Call.Input.Args[*Position].asArray() : nullptr;
  if (Axes && New && !demandFits(Call, *Axes, *Position, New->Axes))
    return;
  Call.setShape(Call.array("self").Axes);
}

/// The elements along `dim` that `index`, with one axis or none, counts.
/// torch.index_select.
void indexSelect(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes, Index = Call.array("index").Axes;
  std::optional<unsigned> Rank = Index.rank();
  if (Rank && *Rank > 1)
    return reportRank(Call,
                      Call.position("index").value_or(OperandSide::NoArgument),
                      "0 or 1");
  std::optional<int64_t> At = Call.constant("dim");
  AxisPlace Place = demandAxis(Call, "dim", "self");
  if (Call.failed())
    return;
  Dim New = !Rank        ? unknownDim()
            : *Rank == 0 ? dimOf(Call.sizes().one(), Call.Context.From)
                         : Index.prefix()[0];
  Call.setShape(replaceAxis(In, Place, At, New));
}

/// Both have as many axes, and \p Small is nowhere longer than \p Large, except
/// along \p Free. Arrays without axes count as one with one element.
static bool demandInside(BuiltinCall &Call, llvm::StringRef Small,
                         llvm::StringRef Large, std::optional<unsigned> Free) {
  Shape Inner = Call.array(Small).Axes, Outer = Call.array(Large).Axes;
  std::optional<unsigned> Rank = Inner.rank(), Want = Outer.rank();
  if (!Rank || !Want)
    return true;
  unsigned Arg = Call.position(Small).value_or(OperandSide::NoArgument);
  if (std::max(*Rank, 1u) != std::max(*Want, 1u)) {
    reportRank(Call, Arg, std::to_string(*Want));
    return false;
  }
  unsigned Other = Call.position(Large).value_or(OperandSide::NoArgument);
  Dim One = dimOf(Call.sizes().one(), {});
  for (unsigned I = 0; I < std::max(*Rank, 1u); ++I)
    if (I != Free &&
        !demandAtMost(Call, {Arg, I, *Rank ? Inner.prefix()[I] : One},
                      {Other, I, *Want ? Outer.prefix()[I] : One}))
      return false;
  return true;
}

/// No elements are gathered or scattered by an empty index, and nothing is
/// demanded of it.
static bool isEmpty(const Shape &Index) {
  return llvm::any_of(Index.prefix(), [](const Dim &D) {
    return D.isKnown() && D.Length->asConstant() == 0;
  });
}

static std::optional<unsigned> freeAxis(BuiltinCall &Call) {
  AxisPlace Place = demandAxis(Call, "dim", "self");
  return Place.What == AxisPlace::Kind::Prefix
             ? std::optional<unsigned>(Place.Index)
             : std::nullopt;
}

/// An element for each element of `index`. torch.gather.
void gather(BuiltinCall &Call) {
  Shape Index = Call.array("index").Axes;
  std::optional<unsigned> Free = freeAxis(Call);
  bool AxisKnown = Free || !Call.array("self").Axes.rank();
  if (Call.failed() || (AxisKnown && !isEmpty(Index) &&
                        !demandInside(Call, "index", "self", Free)))
    return;
  Call.setShape(std::move(Index));
}

/// `self`, with elements of `src` or one number where `index` says.
/// torch.Tensor.scatter_.
void scatter(BuiltinCall &Call) {
  std::optional<unsigned> Free = freeAxis(Call);
  if (Call.failed())
    return;
  bool AxisKnown = Free.has_value() && !isEmpty(Call.array("index").Axes);
  std::optional<unsigned> Source = Call.position("src");
  if (AxisKnown && !demandInside(Call, "index", "self", Free))
    return;
  if (AxisKnown && Source && Call.Input.Args[*Source].asArray() &&
      !demandInside(Call, "index", "src", std::nullopt))
    return;
  Call.setShape(Call.array("self").Axes);
}

/// The k largest along `dim`. torch.topk.
void topk(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> At = Call.has("dim") ? Call.constant("dim") : -1;
  AxisPlace Place = At ? demandAxis(Call, *At, "dim", "self") : AxisPlace{};
  if (Call.failed())
    return;
  std::optional<Size> Count = Call.integer("k");
  if (Place.isKnown() && Count) {
    OperandSide Wanted;
    Wanted.Length = dimOf(*Count, {});
    if (!demandAtMost(Call, std::move(Wanted),
                      selfSide(Call, Place.Index, dimAt(In, Place))))
      return;
  }
  Dim New = Count ? dimOf(*Count, Call.Context.From) : unknownDim();
  Call.setShape(replaceAxis(In, Place, At, New));
}

/// A new last axis, one number for each class. torch.nn.functional.one_hot.
void oneHot(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<Size> Classes = Call.integer("num_classes");
  bool Known = Classes && Classes->lowerBound().value_or(-1) >= 1;
  Dim New = Known ? dimOf(*Classes, Call.Context.From) : unknownDim();
  Dims Back(In.rank() ? In.prefix().begin() : In.suffix().begin(),
            In.rank() ? In.prefix().end() : In.suffix().end());
  Back.push_back(New);
  Call.setShape(In.rank() ? Shape::ofDims(Back)
                          : Shape::around(In.prefix(), *In.middle(), Back));
}

} // namespace shapetidy::builtins
