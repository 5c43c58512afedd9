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
    {FindingCode::MemoryOrder, FindingCode::MemoryOrder},
    {FindingCode::OperandDType, FindingCode::OperandDType},
};

static FindingCode codeFor(const OperationConflict &Why) {
  bool Fails = Why.Verdict.Answer == Verdict::Contingent;
  if (Why.What == OperationConflict::Kind::SizesDiffer &&
      Why.Second.Arg == OperandSide::NoArgument)
    return Fails ? FindingCode::SizeDemandedFails : FindingCode::SizeDemanded;
  // Of all elements of an array, or of an axis that nobody can count.
  if (Why.What == OperationConflict::Kind::OutOfBounds && !Why.Second.Axis)
    return Fails ? FindingCode::PastTheEndFails : FindingCode::PastTheEnd;
  const OperationRow &Row = OperationRows[static_cast<size_t>(Why.What)];
  return Fails ? Row.Fails : Row.Certain;
}

/// What a list is made of in the source: `a` and `b` of `{a, b}`, however many
/// constructors turn that into what is wanted, and of `std::tuple(a, b)`.
static llvm::ArrayRef<const Expr *> partsOf(const Expr *List) {
  while (true) {
    List = List->IgnoreUnlessSpelledInSource();
    if (const auto *Braces = dyn_cast<CXXStdInitializerListExpr>(List))
      List = Braces->getSubExpr();
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(List);
             Made && Made->getNumArgs() > 0 &&
             isa<CXXStdInitializerListExpr>(
                 Made->getArg(0)->IgnoreUnlessSpelledInSource()))
      List = Made->getArg(0);
    else
      break;
  }
  if (const auto *Braces = dyn_cast<InitListExpr>(List))
    return llvm::ArrayRef(Braces->getInits(), Braces->getNumInits());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(List))
    return llvm::ArrayRef(Made->getArgs(), Made->getNumArgs());
  if (const auto *Call = dyn_cast<CallExpr>(List);
      Call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
    return llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
  return {};
}

namespace {
/// An argument of the call, or an element of one.
struct Operand {
  const Expr *Written = nullptr; ///< null if nobody wrote it
  Value Held;
  std::string Suffix; ///< of the text, if the element is not written by itself
};
} // namespace

static Operand operandOf(const OperandSide &Side,
                         llvm::ArrayRef<const Expr *> Args,
                         llvm::ArrayRef<Value> Values) {
  Operand Found;
  if (Side.Arg < Args.size())
    Found.Written = Args[Side.Arg];
  if (Side.Arg < Values.size())
    Found.Held = Values[Side.Arg];
  if (!Side.Element || Found.Held.kind() != Value::Kind::Aggregate)
    return Found;
  llvm::ArrayRef<Value> Elements = Found.Held.elements();
  llvm::ArrayRef<const Expr *> Parts;
  if (Found.Written)
    Parts = partsOf(Found.Written);
  if (Parts.size() == Elements.size())
    Found.Written = Parts[*Side.Element];
  else
    Found.Suffix = "[" + llvm::utostr(*Side.Element) + "]";
  Found.Held = Value(Elements[*Side.Element]);
  return Found;
}

static std::string textOf(Point &P, const Operand &Of) {
  return Of.Written ? textArg(textOf(P, Of.Written) + Of.Suffix) : "?";
}

/// Size, axis and text of one side.
static void addSide(Point &P, Finding &F, const OperandSide &Side,
                    const DTypeSet &DTypes, bool IsDType, const Operand &Of) {
  F.Args.push_back(IsDType ? DTypes.print()
                           : sizeArg(nameOf(P, Side.Length),
                                     shown(P, Side.Length), P.S.Sizes));
  F.Args.push_back(Side.Axis ? llvm::utostr(*Side.Axis) : "?");
  F.Args.push_back(textOf(P, Of));
  if (Of.Written)
    F.Ranges.push_back(
        CharSourceRange::getTokenRange(Of.Written->getSourceRange()));
}

static void noteOperand(Point &P, Finding &F, const Operand &Of) {
  if (Of.Written && Of.Held.asArray())
    addNote(F, NoteCode::OperandShape, Of.Written->getSourceRange(),
            {textOf(P, Of), Of.Held.print(P.S.Sizes)});
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
  Operand First = operandOf(Why.First, Args, Values);
  Operand Second = operandOf(Why.Second, Args, Values);
  addSide(P, F, Why.First, Why.FirstDTypes, IsDType, First);
  addSide(P, F, Why.Second, Why.SecondDTypes, IsDType, Second);
  F.Args.push_back(witnessArg(Why.Verdict, P.S.Sizes));
  const ArrayValue *Array = First.Held.asArray();
  bool IsRank = Why.What == OperationConflict::Kind::Rank;
  // An axis may be missing in a list of sizes.
  const shapetidy::Shape *Axes =
      Array ? &Array->Axes : First.Held.asIntegerList();
  std::string Shape = Axes ? shapeArg(*Axes, P.S.Sizes) : "?";
  F.Args.push_back(IsRank && Array ? axesArg(Array->Axes.minimumRank(),
                                             Array->Axes.middle().has_value()) +
                                         " " + Shape
                                   : Shape);
  F.Args.push_back(Why.Allowed);
  noteOperand(P, F, First);
  if (Why.Second.Arg != Why.First.Arg ||
      Why.Second.Element != Why.First.Element)
    noteOperand(P, F, Second);
  noteSizes(P, F, Why.First.Length, Why.Second.Length, Why.Verdict);
  P.report(std::move(F));
}

} // namespace shapetidy
