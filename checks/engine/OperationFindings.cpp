//===-- OperationFindings.cpp - Library calls that cannot succeed -------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OperationFindings.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SizeEvidence.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

namespace {
struct OperationRow {
  FindingCode Certain, Fails;
};
} // namespace

/// In the order of OperationConflict::Kind.
static constexpr OperationRow OperationRows[] = {
    {FindingCode::SizesDiffer, FindingCode::SizesDifferFails},
    {FindingCode::InnerSizes, FindingCode::InnerSizesFails},
    {FindingCode::Broadcast, FindingCode::BroadcastFails},
    {FindingCode::ElementCount, FindingCode::ElementCountFails},
    {FindingCode::AxisOutOfRange, FindingCode::AxisOutOfRange},
    {FindingCode::AxisRepeated, FindingCode::AxisRepeated},
    {FindingCode::OperandRank, FindingCode::OperandRankFails},
    {FindingCode::Indivisible, FindingCode::IndivisibleFails},
    {FindingCode::FixedSize, FindingCode::FixedSizeFails},
    {FindingCode::OutOfBounds, FindingCode::OutOfBoundsFails},
    {FindingCode::TooFew, FindingCode::TooFew},
    {FindingCode::LeadingDimension, FindingCode::LeadingDimensionFails},
    {FindingCode::BufferSize, FindingCode::BufferSizeFails},
    {FindingCode::OperandDType, FindingCode::OperandDType},
};

static FindingCode codeFor(const OperationConflict &Why) {
  bool Fails = Why.Verdict.Answer == Verdict::Contingent;
  if (Why.What == OperationConflict::Kind::SizesDiffer &&
      Why.Second.Arg == OperandSide::NoArgument)
    return Fails ? FindingCode::SizeDemandedFails : FindingCode::SizeDemanded;
  const OperationRow &Row = OperationRows[static_cast<size_t>(Why.What)];
  return Fails ? Row.Fails : Row.Certain;
}

/// Size, axis and text of one side.
static void addSide(Point &P, Finding &F, const OperandSide &Side,
                    const DTypeSet &DTypes, bool IsDType,
                    llvm::ArrayRef<const Expr *> Args) {
  const Expr *Operand = Side.Arg < Args.size() ? Args[Side.Arg] : nullptr;
  F.Args.push_back(IsDType ? DTypes.print()
                           : sizeArg(nameOf(P, Side.Length),
                                     shown(P, Side.Length), P.S.Sizes));
  F.Args.push_back(Side.Axis ? llvm::utostr(*Side.Axis) : "?");
  F.Args.push_back(Operand ? textArg(textOf(P, Operand)) : "?");
  if (Operand)
    F.Ranges.push_back(
        CharSourceRange::getTokenRange(Operand->getSourceRange()));
}

static void noteOperand(Point &P, Finding &F, const OperandSide &Side,
                        llvm::ArrayRef<const Expr *> Args,
                        llvm::ArrayRef<Value> Values) {
  if (Side.Arg >= Args.size() || !Args[Side.Arg] || !Values[Side.Arg].asArray())
    return;
  addNote(
      F, NoteCode::OperandShape, Args[Side.Arg]->getSourceRange(),
      {textArg(textOf(P, Args[Side.Arg])), Values[Side.Arg].print(P.S.Sizes)});
}

void reportOperation(Point &P, const OperationConflict &Why, const Expr *Whole,
                     llvm::StringRef Operation,
                     llvm::ArrayRef<const Expr *> Args,
                     llvm::ArrayRef<Value> Values) {
  if (!P.F.Reporting ||
      isConsequence(P, Why.Verdict, {&Why.First.Length, &Why.Second.Length}))
    return;
  Finding F;
  F.Code = codeFor(Why);
  F.Where = Whole->getExprLoc();
  F.Args = {textArg(Operation)};
  bool IsDType = Why.What == OperationConflict::Kind::DType;
  addSide(P, F, Why.First, Why.FirstDTypes, IsDType, Args);
  addSide(P, F, Why.Second, Why.SecondDTypes, IsDType, Args);
  F.Args.push_back(witnessArg(Why.Verdict, P.S.Sizes));
  Value Of = Why.First.Arg < Values.size() ? Values[Why.First.Arg] : Value();
  const ArrayValue *First = Of.asArray();
  bool IsRank = Why.What == OperationConflict::Kind::Rank;
  // An axis may be missing in a list of sizes.
  const shapetidy::Shape *Axes = First ? &First->Axes : Of.asIntegerList();
  std::string Shape = Axes ? shapeArg(*Axes, P.S.Sizes) : "?";
  F.Args.push_back(IsRank && First ? axesArg(First->Axes.minimumRank(),
                                             First->Axes.middle().has_value()) +
                                         " " + Shape
                                   : Shape);
  F.Args.push_back(Why.Allowed);
  noteOperand(P, F, Why.First, Args, Values);
  if (Why.Second.Arg != Why.First.Arg)
    noteOperand(P, F, Why.Second, Args, Values);
  noteSizes(P, F, Why.First.Length, Why.Second.Length, Why.Verdict);
  P.report(std::move(F));
}

} // namespace shapetidy
