//===-- BuiltinsEinsum.cpp - Sums over named axes ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace shapetidy::builtins {

namespace {
/// `bij,bjk->bik`: the letters of each operand and of the result.
struct Equation {
  llvm::SmallVector<std::string, 2> Operands;
  std::string Result;
};
} // namespace

/// None for an ellipsis, and for what the library refuses in words of its own.
static std::optional<Equation> parseEquation(llvm::StringRef Text) {
  std::string Plain;
  for (char C : Text)
    if (C != ' ')
      Plain += C;
  auto [Left, Right] = llvm::StringRef(Plain).split("->");
  bool IsExplicit = llvm::StringRef(Plain).contains("->");
  Equation Out;
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Left.split(Parts, ',');
  std::map<char, unsigned> Count;
  for (llvm::StringRef Part : Parts) {
    if (!llvm::all_of(Part, llvm::isAlpha))
      return std::nullopt;
    for (char C : Part)
      ++Count[C];
    Out.Operands.push_back(Part.str());
  }
  if (!IsExplicit) {
    // In the order of the alphabet, capitals first.
    for (auto [Letter, Times] : Count)
      if (Times == 1)
        Out.Result += Letter;
    return Out;
  }
  std::map<char, unsigned> Seen;
  for (char C : Right)
    if (!llvm::isAlpha(C) || !Count.count(C) || ++Seen[C] > 1)
      return std::nullopt;
  Out.Result = Right.str();
  return Out;
}

/// One operand's axes under their letters. Equal letters have equal lengths or
/// 1, the latter only in different operands.
static bool bindLetters(BuiltinCall &Call, llvm::StringRef Letters,
                        const Shape &Axes, std::map<char, Dim> &Lengths) {
  unsigned Arg = Call.position("tensors").value_or(OperandSide::NoArgument);
  if (!Axes.rank())
    return true;
  if (*Axes.rank() != Letters.size()) {
    reportRank(Call, Arg, std::to_string(Letters.size()));
    return false;
  }
  Judge With = Call.judge();
  std::map<char, Dim> Own;
  for (unsigned I = 0; I < Letters.size(); ++I) {
    const Dim &Next = Axes.prefix()[I];
    auto [At, IsNew] = Own.try_emplace(Letters[I], Next);
    if (!IsNew && !Call.demandEqual({Arg, I, At->second}, {Arg, I, Next}))
      return false;
  }
  for (auto &[Letter, Next] : Own) {
    auto [At, IsNew] = Lengths.try_emplace(Letter, Next);
    Dim &Old = At->second;
    if (IsNew)
      continue;
    if (!Old.isKnown() || !Next.isKnown()) {
      // 1 stands for whatever the other is.
      bool OldIsOne = Old.isKnown() && With.isUnit(*Old.Length) != false;
      bool NextIsOne = Next.isKnown() && With.isUnit(*Next.Length) != false;
      Old = OldIsOne || NextIsOne ? unknownDim() : Old.isKnown() ? Old : Next;
      continue;
    }
    OperationConflict Why;
    Why.What = OperationConflict::Kind::InnerSizes;
    Why.First = {Arg, std::nullopt, Old};
    Why.Second = {Arg, std::nullopt, Next};
    if (!Call.demand(With.compatible(*Old.Length, *Next.Length),
                     std::move(Why)))
      return false;
    Old = dimOf(With.broadcast(*Old.Length, *Next.Length), Call.Context.From);
  }
  return true;
}

/// Einstein's sums. torch.einsum, numpy.einsum; ellipses are not known.
void einsum(BuiltinCall &Call) {
  const std::string *Text = Call.value("equation").asString();
  Value List = Call.value("tensors");
  std::optional<Equation> Sum = Text ? parseEquation(*Text) : std::nullopt;
  if (!Sum)
    return Call.setShape(Shape::unknown());
  std::map<char, Dim> Lengths;
  for (const std::string &Letters : Sum->Operands)
    for (char C : Letters)
      if (List.kind() != Value::Kind::Aggregate)
        Lengths.try_emplace(C, unknownDim());
  if (List.kind() == Value::Kind::Aggregate) {
    if (List.elements().size() != Sum->Operands.size())
      return Call.setShape(Shape::unknown());
    for (const auto &[Letters, Each] :
         llvm::zip(Sum->Operands, List.elements())) {
      Shape Axes = Each.asArray() ? Each.asArray()->Axes : Shape::unknown();
      if (!Axes.rank())
        for (char C : Letters)
          Lengths.insert_or_assign(C, unknownDim());
      if (!bindLetters(Call, Letters, Axes, Lengths))
        return;
    }
  }
  Dims Out;
  for (char C : Sum->Result)
    Out.push_back(Lengths.count(C) ? Lengths[C] : unknownDim());
  Call.setShape(Shape::ofDims(Out));
}

/// Axis numbers as constants from the front; none if one is not known.
static std::optional<llvm::SmallVector<unsigned, 4>>
axisList(BuiltinCall &Call, llvm::StringRef Role, llvm::StringRef Of) {
  const Shape *List = Call.value(Role).asIntegerList();
  if (!List || !List->rank())
    return std::nullopt;
  llvm::SmallVector<unsigned, 4> Axes;
  llvm::SmallVector<int64_t, 4> Named;
  for (const Dim &Item : List->prefix()) {
    std::optional<int64_t> Index =
        Item.isKnown() ? Item.Length->asConstant() : std::nullopt;
    if (!Index)
      return std::nullopt;
    AxisPlace Place = demandAxis(Call, *Index, Role, Of);
    if (Place.What != AxisPlace::Kind::Prefix ||
        reportRepeatedAxis(Call, Named, *Index, Call.array(Of).Axes.rank(),
                           Role, Of))
      return std::nullopt;
    Named.push_back(*Index);
    Axes.push_back(Place.Index);
  }
  return Axes;
}

/// The axes of both that are not summed over. torch.tensordot, where an axis of
/// length 1 goes with any other.
void tensordot(BuiltinCall &Call) {
  Shape A = Call.array("self").Axes, B = Call.array("other").Axes;
  if (!A.rank() || !B.rank())
    return Call.setShape(Shape::unknown());
  auto First = axisList(Call, "dims_self", "self");
  auto Second =
      Call.failed() ? std::nullopt : axisList(Call, "dims_other", "other");
  if (Call.failed())
    return;
  if (!First || !Second || First->size() != Second->size())
    return Call.setShape(Shape::unknown());
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned Other = Call.position("other").value_or(OperandSide::NoArgument);
  Judge With = Call.judge();
  for (auto [I, J] : llvm::zip(*First, *Second)) {
    const Dim &Left = A.prefix()[I], &Right = B.prefix()[J];
    if (!Left.isKnown() || !Right.isKnown())
      continue;
    OperationConflict Why;
    Why.What = OperationConflict::Kind::InnerSizes;
    Why.First = {Self, I, Left};
    Why.Second = {Other, J, Right};
    if (!Call.demand(With.compatible(*Left.Length, *Right.Length),
                     std::move(Why)))
      return;
  }
  Dims Out;
  for (unsigned I = 0; I < *A.rank(); ++I)
    if (!llvm::is_contained(*First, I))
      Out.push_back(A.prefix()[I]);
  for (unsigned I = 0; I < *B.rank(); ++I)
    if (!llvm::is_contained(*Second, I))
      Out.push_back(B.prefix()[I]);
  Call.setShape(Shape::ofDims(Out));
}

} // namespace shapetidy::builtins
