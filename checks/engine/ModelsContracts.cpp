//===-- ModelsContracts.cpp - Rows that are contracts -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Unifier.h"
#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/ModelsApply.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

namespace {

/// Ordered: the worst of several answers is their maximum.
enum class Fit : uint8_t { Yes, Maybe, No };

/// One contract against one call.
struct Candidate {
  const ModelContract *Contract;
  Fit How;
};

struct Judged {
  std::optional<OperationConflict> Conflict;
  Value Result;
  FactSet Facts;
  /// What the contract says of arguments whose rank was not known.
  llvm::SmallVector<std::pair<unsigned, Shape>, 1> Ranks;
};

} // namespace

static Fit fitRank(const ShapeSyntax &Syntax, const Shape &Given) {
  unsigned Tokens = unsigned(Syntax.Axes.size());
  unsigned Have = Given.minimumRank();
  bool Exact = Given.rank().has_value();
  if (Syntax.Variadic) {
    if (Have >= Tokens - 1)
      return Fit::Yes;
    return Exact ? Fit::No : Fit::Maybe;
  }
  if (Exact)
    return Have == Tokens ? Fit::Yes : Fit::No;
  return Have <= Tokens ? Fit::Maybe : Fit::No;
}

static Fit fitParameter(const BuiltinCall &Call, const TypeSyntax &Type,
                        std::optional<unsigned> Position) {
  if (Type.What == TypeSyntax::Kind::Any)
    return Fit::Yes;
  // A parameter that this overload does not have is an absent optional.
  bool WantsNone = Type.What == TypeSyntax::Kind::None;
  if (!Position)
    return WantsNone ? Fit::Yes : Fit::No;
  const Value &Given = Call.Input.Args[*Position];
  if (Given.isUnknown())
    return Fit::Maybe;
  if (WantsNone || Given.isNone())
    return WantsNone == Given.isNone() ? Fit::Yes : Fit::No;
  const ArrayValue *Array = Given.asArray();
  if (Type.What != TypeSyntax::Kind::Array)
    return Fit::Maybe;
  return Array ? fitRank(Type.Shape, Array->Axes) : Fit::No;
}

static std::optional<unsigned> positionOf(const BuiltinCall &Call,
                                          size_t Item) {
  const std::vector<std::string> &Over = Call.Row.Over;
  if (!Over.empty())
    return Item < Over.size() ? Call.parameter(Over[Item]) : std::nullopt;
  return Item < Call.Input.Args.size() ? std::optional<unsigned>(Item)
                                       : std::nullopt;
}

static Fit fitContract(const BuiltinCall &Call, const ModelContract &Contract) {
  Fit Worst = Fit::Yes;
  for (const auto &[Param, Wanted] : Contract.When) {
    std::optional<Size> Given = Call.integer(Param);
    std::optional<int64_t> Known = Given ? Given->asConstant() : std::nullopt;
    Worst = std::max(Worst, !Known             ? Fit::Maybe
                            : *Known == Wanted ? Fit::Yes
                                               : Fit::No);
  }
  for (size_t I = 0; I < Contract.Syntax->Params.size(); ++I)
    Worst = std::max(Worst, fitParameter(Call, *Contract.Syntax->Params[I],
                                         positionOf(Call, I)));
  return Worst;
}

/// The integer between braces: parameters by name, items of integer lists.
static std::optional<Size> evaluate(const BuiltinCall &Call,
                                    const OperandExpr &Expr) {
  using Kind = OperandExpr::Kind;
  SizeContext &Sizes = Call.sizes();
  if (Expr.What == Kind::Number)
    return Sizes.constant(Expr.Value);
  if (Expr.What == Kind::Name)
    return Call.integer(Expr.Name);
  if (Expr.What == Kind::Index) {
    Value List = Expr.Args[0]->What == Kind::Name
                     ? Call.value(Expr.Args[0]->Name)
                     : Value();
    std::optional<Size> Index = evaluate(Call, *Expr.Args[1]);
    std::optional<int64_t> At = Index ? Index->asConstant() : std::nullopt;
    std::optional<Dim> Item = List.asIntegerList() && At
                                  ? List.asIntegerList()->axis(*At)
                                  : std::nullopt;
    return Item ? Item->Length : std::nullopt;
  }
  llvm::SmallVector<Size, 2> Args;
  for (const OperandPtr &Arg : Expr.Args) {
    std::optional<Size> Known = evaluate(Call, *Arg);
    if (!Known)
      return std::nullopt;
    Args.push_back(*Known);
  }
  switch (Expr.What) {
  case Kind::Negate:
    return Sizes.neg(Args[0]);
  case Kind::Add:
    return Sizes.add(Args[0], Args[1]);
  case Kind::Sub:
    return Sizes.sub(Args[0], Args[1]);
  case Kind::Mul:
    return Sizes.mul(Args[0], Args[1]);
  case Kind::Div:
    return Sizes.truncDiv(Args[0], Args[1]);
  case Kind::Mod:
    return Sizes.truncMod(Args[0], Args[1]);
  default:
    return std::nullopt;
  }
}

/// Index of the value's axis from the front, where its rank is known.
static std::optional<unsigned> axisFromFront(const BuiltinCall &Call,
                                             std::optional<unsigned> Position,
                                             int Axis) {
  if (Axis >= 0)
    return unsigned(Axis);
  const ArrayValue *Array =
      Position ? Call.Input.Args[*Position].asArray() : nullptr;
  std::optional<unsigned> Rank = Array ? Array->Axes.rank() : std::nullopt;
  if (!Rank || int(*Rank) + Axis < 0)
    return std::nullopt;
  return unsigned(int(*Rank) + Axis);
}

/// The value's axis that an annotation's axis was matched with.
static int valueAxis(const ShapeSyntax &Syntax, unsigned Axis) {
  return Syntax.Variadic && Axis > *Syntax.Variadic
             ? int(Axis) - int(Syntax.Axes.size())
             : int(Axis);
}

/// A name shared by parameters that the result does not have is contracted.
static bool isContracted(const ContractSyntax &Contract, llvm::StringRef Name) {
  if (!Contract.Result || Contract.Result->What != TypeSyntax::Kind::Array)
    return false;
  return llvm::none_of(Contract.Result->Shape.Axes, [&](const Axis &A) {
    return A.Kind == AxisKind::Named && A.Name == Name;
  });
}

static OperationConflict::Kind kindOf(const ContractSyntax &Contract,
                                      const Conflict &Why) {
  using From = Conflict::Kind;
  using To = OperationConflict::Kind;
  switch (Why.What) {
  case From::Rank:
  case From::VariadicRank:
    return To::Rank;
  case From::VariadicAxis:
    return To::Broadcast;
  case From::DType:
    return To::DType;
  default:
    return Why.OrOne                          ? To::Broadcast
           : isContracted(Contract, Why.Name) ? To::InnerSizes
                                              : To::SizesDiffer;
  }
}

static std::string rankText(unsigned Rank, bool AtLeast) {
  return (AtLeast ? "at least " : "") + std::to_string(Rank);
}

static OperationConflict translate(const BuiltinCall &Call,
                                   const ContractSyntax &Contract,
                                   const Conflict &Why) {
  OperationConflict Out;
  Out.What = kindOf(Contract, Why);
  std::optional<unsigned> Position = positionOf(Call, Why.Item);
  Out.Second.Arg = Position.value_or(OperandSide::NoArgument);
  Out.Second.Length = Why.Got;
  Out.First.Length = Why.Expected;
  Out.FirstDTypes = Why.ExpectedDTypes;
  Out.SecondDTypes = Why.GotDTypes;
  Out.Verdict = Why.Verdict;
  if (Out.What == OperationConflict::Kind::Rank) {
    Out.First.Arg = Out.Second.Arg;
    Out.Allowed = rankText(Why.ExpectedRank, Why.ExpectedAtLeast);
    return Out;
  }
  Out.Second.Axis = axisFromFront(Call, Position, Why.ValueAxis);
  if (Why.BoundAt && Why.BoundAt->Item < Contract.Params.size()) {
    std::optional<unsigned> Bound = positionOf(Call, Why.BoundAt->Item);
    Out.First.Arg = Bound.value_or(OperandSide::NoArgument);
    Out.First.Axis =
        axisFromFront(Call, Bound,
                      valueAxis(Contract.Params[Why.BoundAt->Item]->Shape,
                                Why.BoundAt->Axis));
  }
  Out.nameOperandFirst();
  return Out;
}

static Value resultOf(Unifier &Names, const TypeSyntax &Type,
                      OperandResolver Operands, Origin From) {
  if (Type.What == TypeSyntax::Kind::Any)
    return Value();
  if (Type.What != TypeSyntax::Kind::Tuple)
    return Value::array(Names.instantiate(Type, AxisSite::ReturnItem,
                                          FreshNames::Unknown, Operands, From));
  std::vector<Value> Elements;
  for (const TypePtr &Item : Type.Items)
    Elements.push_back(resultOf(Names, *Item, Operands, From));
  return Value::aggregate(std::move(Elements));
}

/// An argument of unknown rank has the axes of the parameter that took it. What
/// is broadcast may have the length 1 instead.
static std::optional<Shape> shownShape(Unifier &Names, const TypeSyntax &Type,
                                       unsigned Item, const ArrayValue &Given,
                                       OperandResolver Operands, Origin From) {
  size_t Rank = Type.Shape.Axes.size();
  Shape Known = withRank(Given.Axes, Rank);
  if (Type.Shape.Variadic || Given.Axes.rank() || Known.rank() != Rank)
    return std::nullopt;
  Shape Wanted =
      Names.instantiate(Type, Item, FreshNames::Unknown, Operands, From).Axes;
  if (Wanted.rank() != Rank)
    return std::nullopt;
  llvm::SmallVector<Dim, 4> Dims(Known.prefix());
  for (const auto &[D, New, Token] :
       llvm::zip(Dims, Wanted.prefix(), Type.Shape.Axes))
    if (!D.isKnown() && !Token.Broadcast)
      D = New;
  return Shape::ofDims(Dims);
}

static Judged judgeContract(const BuiltinCall &Call,
                            const ContractSyntax &Contract) {
  Judged Out;
  Out.Facts = Call.Context.Facts;
  Unifier::Options Options;
  Options.LibraryContract = true;
  Unifier Names(Call.Context.Sizes, Call.Context.Decide, Out.Facts, Options);
  llvm::SmallVector<const TypeSyntax *, 4> Types;
  llvm::SmallVector<ArrayValue, 4> Values;
  for (size_t I = 0; I < Contract.Params.size(); ++I) {
    std::optional<unsigned> Position = positionOf(Call, I);
    const ArrayValue *Array =
        Position ? Call.Input.Args[*Position].asArray() : nullptr;
    bool Counts = Contract.Params[I]->What == TypeSyntax::Kind::Array;
    Types.push_back(Counts ? Contract.Params[I].get() : nullptr);
    Values.push_back(Array ? *Array : ArrayValue());
  }
  auto Operands = [&](const OperandExpr &Expr, unsigned) -> OperandValue {
    std::optional<Size> Known = evaluate(Call, Expr);
    return Known ? OperandValue{OperandValue::State::Known, Known}
                 : OperandValue{};
  };
  MatchResult Match =
      Names.matchCall(Types, Values, Operands, Call.Context.From);
  if (Match.Answer == MatchAnswer::Conflicts && !Match.Why->isAnnotationError())
    Out.Conflict = translate(Call, Contract, *Match.Why);
  else if (Contract.Result)
    Out.Result = resultOf(Names, *Contract.Result, Operands, Call.Context.From);
  if (Out.Conflict)
    return Out;
  for (const auto &[Item, Type] : llvm::enumerate(Types))
    if (std::optional<unsigned> Position = positionOf(Call, Item);
        Type && Position && Call.Input.Args[*Position].asArray())
      if (std::optional<Shape> Shown = shownShape(
              Names, *Type, Item, Values[Item], Operands, Call.Context.From))
        Out.Ranks.emplace_back(*Position, std::move(*Shown));
  return Out;
}

/// Could the contract be meant, if it were not for one parameter?
static bool restFits(const BuiltinCall &Call, const ContractSyntax &Contract,
                     size_t Blamed) {
  for (const auto &[Item, Type] : llvm::enumerate(Contract.Params))
    if (Item != Blamed &&
        fitParameter(Call, *Type, positionOf(Call, Item)) == Fit::No)
      return false;
  return true;
}

/// In order, without those that "at least" (the second half) covers: of 1, 3
/// and at least 2 remains at least 1.
static void tidyRanks(llvm::SmallVectorImpl<std::pair<unsigned, bool>> &Ranks) {
  llvm::sort(Ranks);
  const auto *Open =
      llvm::find_if(Ranks, [](const auto &Rank) { return Rank.second; });
  if (Open == Ranks.end())
    return;
  std::pair<unsigned, bool> Least = *Open;
  while (Least.first &&
         llvm::is_contained(Ranks, std::pair(Least.first - 1, false)))
    --Least.first;
  llvm::erase_if(Ranks,
                 [&](const auto &Rank) { return Rank.first >= Least.first; });
  Ranks.push_back(Least);
}

/// What each contract that could be meant would take for a parameter, as
/// "1, 2 or at least 3".
static std::string allowedRanks(const BuiltinCall &Call, size_t Item) {
  bool AnyFits = llvm::any_of(Call.Row.Contracts, [&](const ModelContract &C) {
    return restFits(Call, *C.Syntax, Item);
  });
  llvm::SmallVector<std::pair<unsigned, bool>, 4> Ranks;
  bool OrNone = false;
  for (const ModelContract &Contract : Call.Row.Contracts) {
    if (Item >= Contract.Syntax->Params.size() ||
        (AnyFits && !restFits(Call, *Contract.Syntax, Item)))
      continue;
    const TypeSyntax &Type = *Contract.Syntax->Params[Item];
    OrNone |= Type.What == TypeSyntax::Kind::None;
    if (Type.What != TypeSyntax::Kind::Array)
      continue;
    bool IsVariadic = Type.Shape.Variadic.has_value();
    std::pair<unsigned, bool> Rank(
        Type.Shape.Axes.size() - (IsVariadic ? 1 : 0), IsVariadic);
    if (!llvm::is_contained(Ranks, Rank))
      Ranks.push_back(Rank);
  }
  tidyRanks(Ranks);
  llvm::SmallVector<std::string, 4> Texts;
  for (auto [Rank, IsVariadic] : Ranks)
    Texts.push_back(rankText(Rank, IsVariadic));
  if (Texts.empty() && OrNone)
    Texts.push_back("no array");
  std::string Text;
  for (size_t I = 0; I < Texts.size(); ++I)
    Text += (I == 0 ? "" : I + 1 == Texts.size() ? " or " : ", ") + Texts[I];
  return Text;
}

/// No contract's ranks fit: the first argument that fits none by itself is to
/// blame, or the last one if they only fail together.
static void reportRanks(BuiltinCall &Call) {
  const ModelRow &Row = Call.Row;
  size_t Count = 0, Blamed = 0;
  for (const ModelContract &Contract : Row.Contracts)
    Count = std::max(Count, Contract.Syntax->Params.size());
  for (Blamed = 0; Blamed < Count; ++Blamed)
    if (llvm::all_of(Row.Contracts, [&](const ModelContract &Contract) {
          return Blamed < Contract.Syntax->Params.size() &&
                 fitParameter(Call, *Contract.Syntax->Params[Blamed],
                              positionOf(Call, Blamed)) == Fit::No;
        }))
      break;
  if (Blamed == Count)
    Blamed = Count ? Count - 1 : 0;
  std::optional<unsigned> Position = positionOf(Call, Blamed);
  // Only arrays have ranks to complain of.
  if (!Position || !Call.Input.Args[*Position].asArray())
    return;
  OperationConflict Why;
  Why.What = OperationConflict::Kind::Rank;
  Why.First.Arg = *Position;
  Why.Allowed = allowedRanks(Call, Blamed);
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

static Value joinAll(llvm::ArrayRef<Judged> Possible) {
  Value Joint = Possible.front().Result;
  for (const Judged &Next : Possible.drop_front())
    Joint = Value::join(Joint, Next.Result);
  return Joint;
}

void applyContracts(BuiltinCall &Call) {
  llvm::SmallVector<Candidate, 4> Candidates;
  for (const ModelContract &Contract : Call.Row.Contracts) {
    Fit How = fitContract(Call, Contract);
    if (How != Fit::No)
      Candidates.push_back({&Contract, How});
    if (How == Fit::Yes)
      break;
  }
  if (Candidates.empty())
    return reportRanks(Call);
  llvm::SmallVector<Judged, 4> Possible;
  std::optional<OperationConflict> First;
  for (const Candidate &One : Candidates) {
    Judged Answer = judgeContract(Call, *One.Contract->Syntax);
    for (const auto &Other : One.Contract->Otherwise)
      if (Answer.Conflict)
        if (Judged Next = judgeContract(Call, *Other); !Next.Conflict)
          Answer = std::move(Next);
    if (!Answer.Conflict)
      Possible.push_back(std::move(Answer));
    else if (!First)
      First = std::move(Answer.Conflict);
  }
  if (Possible.empty())
    return Call.setConflict(std::move(*First));
  // Only a contract that is the one in force teaches.
  if (Candidates.size() == 1) {
    Call.Context.Facts = Possible.front().Facts;
    for (const auto &[Position, Shown] : Possible.front().Ranks)
      Call.show(Position, Shown);
  }
  Call.setResult(joinAll(Possible));
}

} // namespace shapetidy
