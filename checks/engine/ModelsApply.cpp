//===-- ModelsApply.cpp - Applying a row to a call --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsApply.h"
#include "checks/engine/MemoryOrders.h"
#include "checks/engine/Models.h"
#include "clang/AST/DeclCXX.h"

namespace shapetidy {

/// Fills in what the C++ type of the result says and the model did not.
static Value refineByType(const BuiltinCall &Call, Value Result) {
  if (!Call.Callee || !Call.Row.Library)
    return Result;
  std::optional<Value> Carried;
  if (const auto *Made = llvm::dyn_cast<clang::CXXConstructorDecl>(Call.Callee))
    Carried = Call.Row.Library->carried(Made->getParent(), Call.Context);
  else
    Carried =
        Call.Row.Library->carried(Call.Callee->getReturnType(), Call.Context);
  const ArrayValue *FromType = Carried ? Carried->asArray() : nullptr;
  if (!FromType)
    return Result;
  const ArrayValue *Known = Result.asArray();
  if (!Known)
    return Result.isUnknown() ? *Carried : Result;
  ArrayValue Out = *Known;
  if (Out.DTypes.isAny())
    Out.DTypes = FromType->DTypes;
  std::optional<unsigned> Rank = FromType->Axes.rank();
  if (Rank && !Out.Axes.rank() && Out.Axes.minimumRank() == 0)
    Out.Axes = FromType->Axes;
  if (Rank && Out.Axes.rank() == Rank) {
    llvm::SmallVector<Dim, 4> Dims(Out.Axes.prefix());
    for (unsigned I = 0; I < *Rank; ++I)
      if (!Dims[I].isKnown())
        Dims[I] = FromType->Axes.prefix()[I];
    Out.Axes = Shape::ofDims(Dims);
  }
  return Value::array(std::move(Out));
}

static void applyDTypes(BuiltinCall &Call) {
  const ArrayValue *Result = Call.Out.Result.asArray();
  if (!Result)
    return;
  ArrayValue Out = *Result;
  if (!Call.Row.Tuple.empty()) {
    std::vector<Value> Elements;
    for (const DTypeRules &Rules : Call.Row.Tuple)
      Elements.push_back(
          Value::array({Out.Axes, applyDTypeRules(Call, Rules)}));
    if (!Call.failed())
      Call.setResult(Value::aggregate(std::move(Elements)));
    return;
  }
  if (Call.Row.DType.empty())
    return;
  Out.DTypes = applyDTypeRules(Call, Call.Row.DType);
  if (!Call.failed())
    Call.setResult(Value::array(std::move(Out)));
}

/// A call may ask for another order, or for one that was asked for elsewhere.
static bool mayAskForOrder(const BuiltinCall &Call) {
  std::optional<unsigned> At = Call.parameter("memory_format");
  return At && *At < Call.Input.Spellings.size() &&
         !Call.Input.Spellings[*At].empty();
}

static std::optional<MemoryOrder> orderOfResult(const BuiltinCall &Call,
                                                const ArrayValue &Result) {
  std::optional<unsigned> Rank = Result.Axes.rank();
  ArrayValue Self = Call.array("self");
  if (!Rank || mayAskForOrder(Call))
    return std::nullopt;
  switch (Call.Row.Order) {
  case ResultOrder::Open:
    return Result.Order;
  case ResultOrder::Axes:
    return countedOrder(*Rank);
  case ResultOrder::Self:
    return Self.Order;
  case ResultOrder::Reversed:
    if (Self.Order)
      return MemoryOrder(Self.Order->rbegin(), Self.Order->rend());
    return std::nullopt;
  case ResultOrder::Operands:
    break;
  }
  bool AreCounted = llvm::all_of(Call.arrays(), [&](unsigned Position) {
    const ArrayValue *Operand = Call.Input.Args[Position].asArray();
    return Operand && isInCountedOrder(*Operand);
  });
  return AreCounted ? std::optional(countedOrder(*Rank)) : std::nullopt;
}

static void applyOrder(BuiltinCall &Call) {
  if (const ArrayValue *Result = Call.Out.Result.asArray())
    if (Result->Order || Call.Row.Order != ResultOrder::Open)
      Call.setOrder(orderOfResult(Call, *Result));
}

/// The result, or the elements of a tuple, in the parameters that take them.
static void writeResults(BuiltinCall &Call) {
  llvm::ArrayRef<std::string> Names = Call.Row.Writes;
  for (size_t I = 0; I < Names.size(); ++I) {
    std::optional<unsigned> Target = Call.parameter(Names[I]);
    llvm::ArrayRef<Value> Elements = Call.Out.Result.elements();
    if (Target)
      Call.write(*Target, Names.size() == 1     ? Call.Out.Result
                          : I < Elements.size() ? Elements[I]
                                                : Value());
  }
  if (Names.size() > 1)
    Call.setResult(Value());
}

OperationOutcome applyModel(const ModelRow &Row,
                            const clang::FunctionDecl *Callee,
                            const OperationInput &Input,
                            OperationContext &Context) {
  OperationOutcome Out;
  FactSet Before = Context.Facts;
  BuiltinCall Call(Row, Callee, Input, Context, Out);
  if (!Row.Contracts.empty())
    applyContracts(Call);
  if (Row.Transfer && !Call.failed())
    Row.Transfer->Run(Call);
  if (!Call.failed())
    applyDTypes(Call);
  if (!Call.failed())
    applyOrder(Call);
  if (Call.failed()) {
    // A call that throws teaches nothing and writes nothing.
    Context.Facts = std::move(Before);
    Out.Writes.clear();
    Out.Shown.clear();
    return Out;
  }
  Out.Result = refineByType(Call, std::move(Out.Result));
  writeResults(Call);
  if (!Row.Is.empty())
    Out.Same = Call.parameter(Row.Is);
  return Out;
}

} // namespace shapetidy
