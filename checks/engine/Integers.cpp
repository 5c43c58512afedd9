//===-- Integers.cpp - Integer expressions as sizes -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace shapetidy {

using SizeOperation = Size (SizeContext::*)(Size, Size);

static SizeOperation operationFor(clang::BinaryOperatorKind Op) {
  switch (Op) {
  case clang::BO_Add:
  case clang::BO_AddAssign:
    return &SizeContext::add;
  case clang::BO_Sub:
  case clang::BO_SubAssign:
    return &SizeContext::sub;
  case clang::BO_Mul:
  case clang::BO_MulAssign:
    return &SizeContext::mul;
  case clang::BO_Div:
  case clang::BO_DivAssign:
    return &SizeContext::truncDiv;
  case clang::BO_Rem:
  case clang::BO_RemAssign:
    return &SizeContext::truncMod;
  default:
    return nullptr;
  }
}

Value integerOperation(Point &P, clang::BinaryOperatorKind Op, const Value &A,
                       const Value &B) {
  SizeOperation Operation = operationFor(Op);
  if (!Operation || !A.asInteger() || !B.asInteger())
    return Value();
  bool Divides = Operation == &SizeContext::truncDiv ||
                 Operation == &SizeContext::truncMod;
  if (Divides && B.asInteger()->asConstant() == 0)
    return Value();
  return Value::integer((P.S.Sizes.*Operation)(*A.asInteger(), *B.asInteger()));
}

Value converted(Point &P, const Value &Number, const clang::CastExpr *Cast) {
  clang::QualType To = Cast->getType();
  if (!isSizeInteger(To))
    return To->isIntegralOrEnumerationType() ? Value() : Number;
  unsigned Bits = P.S.Context.getIntWidth(To);
  bool IsSigned = To->isSignedIntegerType();
  std::optional<int64_t> Constant = Number.asInteger()->asConstant();
  if (Constant) {
    llvm::APSInt Whole(llvm::APInt(64, *Constant, /*isSigned=*/true), false);
    llvm::APSInt Cut = Whole.extOrTrunc(Bits);
    Cut.setIsSigned(IsSigned);
    if (!Cut.isRepresentableByInt64())
      return Value();
    return Value::integer(P.S.Sizes.constant(Cut.getExtValue()));
  }
  clang::QualType From = Cast->getSubExpr()->getType();
  bool MayLose = Bits < 32 && Bits < P.S.Context.getIntWidth(From);
  if (!MayLose)
    return Number;
  return unknownOf(P, To, Cast, textOf(P, Cast), Cast->getSourceRange());
}

void learnDivisor(Point &P, clang::BinaryOperatorKind Op, const Value &Divisor,
                  const clang::Expr *Where) {
  SizeOperation Operation = operationFor(Op);
  bool Divides = Operation == &SizeContext::truncDiv ||
                 Operation == &SizeContext::truncMod;
  std::optional<Size> D = Divisor.asInteger();
  if (!Divides || !D || D->isConstant() || D->lowerBound().value_or(0) > 0)
    return;
  Origin From = P.origin(Origin::Source::Operation, Where->getSourceRange());
  P.Env.Facts = P.Env.Facts.with({{*D, Relation::NE, P.S.Sizes.zero()}, From});
}

bool knownNonNegative(Point &P, const Value &Number) {
  std::optional<Size> N = Number.asInteger();
  if (!N)
    return false;
  if (std::optional<int64_t> Bound = N->lowerBound(); Bound && *Bound >= 0)
    return true;
  Goal NotNegative{*N, Relation::GE, P.S.Sizes.zero()};
  return P.S.Decide.decide(P.Env.Facts, NotNegative).Answer == Verdict::Proved;
}

static Value fromEvaluated(Point &P, const clang::APValue &Result) {
  if (!Result.isInt())
    return Value();
  const llvm::APSInt &Number = Result.getInt();
  if (!Number.isRepresentableByInt64())
    return Value();
  return Value::integer(P.S.Sizes.constant(Number.getExtValue()));
}

Value constantInteger(Point &P, const clang::Expr *E) {
  if (E->isValueDependent() || E->isTypeDependent() ||
      !E->getType()->isIntegralOrEnumerationType())
    return Value();
  clang::Expr::EvalResult Result;
  if (!E->EvaluateAsInt(Result, P.S.Context, clang::Expr::SE_NoSideEffects))
    return Value();
  return fromEvaluated(P, Result.Val);
}

Value constantOf(Point &P, const clang::ValueDecl *Decl) {
  if (const auto *Enumerator = llvm::dyn_cast<clang::EnumConstantDecl>(Decl)) {
    if (!Enumerator->getInitVal().isRepresentableByInt64())
      return Value();
    return Value::integer(
        P.S.Sizes.constant(Enumerator->getInitVal().getExtValue()));
  }
  const auto *Variable = llvm::dyn_cast<clang::VarDecl>(Decl);
  if (!Variable || !Variable->getType().isConstQualified() ||
      !Variable->getType()->isIntegralOrEnumerationType())
    return Value();
  const clang::Expr *Init = Variable->getAnyInitializer();
  if (!Init || Init->isValueDependent() ||
      !Variable->mightBeUsableInConstantExpressions(P.S.Context))
    return Value();
  const clang::APValue *Result = Variable->evaluateValue();
  return Result ? fromEvaluated(P, *Result) : Value();
}

Value integerListOf(llvm::ArrayRef<Value> Items) {
  llvm::SmallVector<Dim, 4> Dims;
  for (const Value &Item : Items) {
    Dim D;
    D.Length = Item.asInteger();
    Dims.push_back(D);
  }
  return Value::integerList(Shape::ofDims(Dims));
}

} // namespace shapetidy
