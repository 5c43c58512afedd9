//===-- Operands.cpp - Values of operands in braces -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Operands.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/OperandScope.h"
#include "llvm/Support/SaveAndRestore.h"

namespace shapetidy {

/// Far beyond what annotations that a person wrote need.
static constexpr unsigned MaxOperandDepth = 8;
static constexpr unsigned MaxOperandSteps = 200;

static Value evaluate(Point &P, const ResolvedOperand &Operand,
                      const OperandContext &Context);

static Value axisLength(const Value &Array, const Value &Axis) {
  const ArrayValue *Of = Array.asArray();
  std::optional<int64_t> Index =
      Axis.asInteger() ? Axis.asInteger()->asConstant() : std::nullopt;
  if (!Of || !Index)
    return Value();
  std::optional<Dim> D = Of->Axes.axis(*Index);
  return D && D->Length ? Value::integer(*D->Length) : Value();
}

static Value itemOfList(const Value &List, const Value &Index) {
  const Shape *Items = List.asIntegerList();
  std::optional<int64_t> At =
      Index.asInteger() ? Index.asInteger()->asConstant() : std::nullopt;
  if (!Items || !At || *At < 0)
    return Value();
  std::optional<Dim> D = Items->axis(*At);
  return D && D->Length ? Value::integer(*D->Length) : Value();
}

static Value rankOf(Point &P, const Value &Array) {
  const ArrayValue *Of = Array.asArray();
  if (!Of || !Of->Axes.rank())
    return Value();
  return Value::integer(P.S.Sizes.constant(*Of->Axes.rank()));
}

static Value variableValue(Point &P, const clang::ValueDecl *Decl) {
  if (Value Constant = constantOf(P, Decl); !Constant.isUnknown())
    return Constant;
  return read(P, placeOfVariable(P, Decl), Decl->getType());
}

static Value fieldValue(Point &P, const ResolvedOperand &Operand,
                        const OperandContext &Context) {
  const auto *Field = llvm::dyn_cast_or_null<clang::FieldDecl>(Operand.Decl);
  if (!Field || Operand.Args.empty())
    return Value();
  return readField(P, evaluate(P, Operand.Args.front(), Context), Field);
}

static Value arithmetic(Point &P, const ResolvedOperand &Operand,
                        const OperandContext &Context,
                        clang::BinaryOperatorKind Op) {
  if (Operand.Args.size() != 2)
    return Value();
  return integerOperation(P, Op, evaluate(P, Operand.Args[0], Context),
                          evaluate(P, Operand.Args[1], Context));
}

static Value evaluate(Point &P, const ResolvedOperand &Operand,
                      const OperandContext &Context) {
  using Kind = ResolvedOperand::Kind;
  auto Arg = [&](unsigned Index) {
    return Index < Operand.Args.size()
               ? evaluate(P, Operand.Args[Index], Context)
               : Value();
  };
  switch (Operand.What) {
  case Kind::Constant:
    return Value::integer(P.S.Sizes.constant(Operand.Value));
  case Kind::Parameter:
    return Operand.Index < Context.Arguments.size()
               ? Context.Arguments[Operand.Index]
               : Value();
  case Kind::Variable:
    return variableValue(P, Operand.Decl);
  case Kind::This:
    return Context.This;
  case Kind::Field:
    return fieldValue(P, Operand, Context);
  case Kind::AxisLength:
    return axisLength(Arg(0), Arg(1));
  case Kind::Rank:
    return rankOf(P, Arg(0));
  case Kind::Index:
    return itemOfList(Arg(0), Arg(1));
  case Kind::Negate:
    return integerOperation(P, clang::BO_Sub, Value::integer(P.S.Sizes.zero()),
                            Arg(0));
  case Kind::Add:
    return arithmetic(P, Operand, Context, clang::BO_Add);
  case Kind::Sub:
    return arithmetic(P, Operand, Context, clang::BO_Sub);
  case Kind::Mul:
    return arithmetic(P, Operand, Context, clang::BO_Mul);
  case Kind::Div:
    return arithmetic(P, Operand, Context, clang::BO_Div);
  case Kind::Mod:
    return arithmetic(P, Operand, Context, clang::BO_Rem);
  case Kind::Call:
  case Kind::Unknown:
  case Kind::Unbound:
    return Value();
  }
  return Value();
}

OperandValue evaluateOperand(Point &P, const OperandExpr &Operand,
                             unsigned Item, const OperandContext &Context) {
  OperandValue Answer;
  const clang::NamedDecl *Scope = Context.Scope(Item);
  const EffectiveAnnotation *Says = Context.Says(Item);
  if (!Scope || !Says)
    return Answer;
  P.S.OperandSteps = P.S.OperandDepth == 0 ? 0 : P.S.OperandSteps + 1;
  if (P.S.OperandDepth == MaxOperandDepth || P.S.OperandSteps > MaxOperandSteps)
    return Answer;
  llvm::SaveAndRestore Deeper(P.S.OperandDepth, P.S.OperandDepth + 1);
  const clang::NamedDecl *WrittenOn =
      Says->Uses.empty() ? nullptr : Says->useOfOperand(Operand).On;
  ResolvedOperand Resolved = resolveOperand(Operand, *Scope, WrittenOn);
  // An unbound name is reported once, where it is written.
  if (!Resolved.isUsable())
    return Answer;
  Answer.Length = evaluate(P, Resolved, Context).asInteger();
  if (Answer.Length)
    Answer.What = OperandValue::State::Known;
  return Answer;
}

} // namespace shapetidy
