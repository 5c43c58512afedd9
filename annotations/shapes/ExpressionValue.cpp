//===-- ExpressionValue.cpp - Value of a symbolic axis --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/ExpressionValue.h"
#include <cstdlib>

namespace shapetidy {

using Value = ExpressionValue;
using Operator = SizeExpr::Operator;

/// Exponents above this leave no useful polynomial.
static constexpr int64_t MaxExponent = 16;

std::optional<Size> Value::whole(SizeContext &Sizes) const {
  if (What != State::Known)
    return std::nullopt;
  if (*Denominator == Sizes.one())
    return Numerator;
  Size Quotient = Sizes.floorDiv(*Numerator, *Denominator);
  if (Sizes.mul(Quotient, *Denominator) == *Numerator)
    return Quotient;
  return std::nullopt;
}

namespace {

class Computer {
public:
  explicit Computer(const ExpressionScope &Scope)
      : Scope(Scope), Sizes(Scope.Sizes) {}

  Value compute(const SizeExpr &E) {
    switch (E.What) {
    case SizeExpr::Kind::Number:
      return ratio(Sizes.constant(E.Value), Sizes.constant(E.Denominator));
    case SizeExpr::Kind::Name:
      return known(Scope.NameLength(E.Name));
    case SizeExpr::Kind::Operand:
      return operand(E);
    case SizeExpr::Kind::Unary:
      return unary(E.Op, compute(*E.Args[0]));
    case SizeExpr::Kind::Binary:
      if (E.Op == Operator::And || E.Op == Operator::Or)
        return shortCircuit(E);
      return binary(E.Op, compute(*E.Args[0]), compute(*E.Args[1]));
    case SizeExpr::Kind::Compare:
      return truth(E.Op, compute(*E.Args[0]), compute(*E.Args[1]));
    case SizeExpr::Kind::Call:
      return call(E);
    case SizeExpr::Kind::Conditional:
      return conditional(E);
    }
    return unknown();
  }

private:
  static Value unknown() { return Value(); }

  static Value failed() {
    Value V;
    V.What = Value::State::Failed;
    return V;
  }

  Value known(std::optional<Size> Length) {
    return Length ? ratio(*Length, Sizes.one()) : unknown();
  }

  Value ratio(Size Numerator, Size Denominator) {
    if (Denominator == Sizes.zero())
      return failed();
    Value V;
    V.What = Value::State::Known;
    V.Numerator = Numerator;
    V.Denominator = Denominator;
    if (std::optional<Size> Whole = V.whole(Sizes)) {
      V.Numerator = Whole;
      V.Denominator = Sizes.one();
    }
    return V;
  }

  Value operand(const SizeExpr &E) {
    OperandValue Got = Scope.Operands(*E.Inner, Scope.Item);
    if (Got.What == OperandValue::State::Known)
      return known(Got.Length);
    if (Got.What == OperandValue::State::Unknown)
      return unknown();
    Value V;
    V.What = Value::State::UnboundOperand;
    V.Name = print(*E.Inner);
    V.Where = E.Inner->Where;
    return V;
  }

  static bool isKnown(const Value &V) { return V.What == Value::State::Known; }

  bool isWhole(const Value &V) const {
    return isKnown(V) && *V.Denominator == Sizes.one();
  }

  /// Of two operands that are not both known, what the result is.
  static Value worse(const Value &A, const Value &B) {
    if (!isKnown(A) && A.What != Value::State::Unknown)
      return A;
    return isKnown(B) ? unknown() : B;
  }

  std::optional<int64_t> constant(const Value &V) const {
    return isWhole(V) ? V.Numerator->asConstant() : std::nullopt;
  }

  Value unary(Operator Op, Value V) {
    if (!isKnown(V))
      return V;
    switch (Op) {
    case Operator::Plus:
      return V;
    case Operator::Minus:
      return ratio(Sizes.neg(*V.Numerator), *V.Denominator);
    case Operator::Invert:
      return isWhole(V) ? known(Sizes.sub(Sizes.neg(*V.Numerator), Sizes.one()))
                        : failed();
    case Operator::Not:
      return truth(Operator::Equal, V, known(Sizes.zero()));
    default:
      return unknown();
    }
  }

  Value binary(Operator Op, const Value &A, const Value &B) {
    if (!isKnown(A) || !isKnown(B))
      return worse(A, B);
    Size N = *A.Numerator, D = *A.Denominator;
    Size M = *B.Numerator, E = *B.Denominator;
    switch (Op) {
    case Operator::Add:
      return ratio(Sizes.add(Sizes.mul(N, E), Sizes.mul(M, D)),
                   Sizes.mul(D, E));
    case Operator::Sub:
      return ratio(Sizes.sub(Sizes.mul(N, E), Sizes.mul(M, D)),
                   Sizes.mul(D, E));
    case Operator::Mul:
      return ratio(Sizes.mul(N, M), Sizes.mul(D, E));
    case Operator::TrueDiv:
      return ratio(Sizes.mul(N, E), Sizes.mul(D, M));
    case Operator::FloorDiv:
      return floorDiv(Sizes.mul(N, E), Sizes.mul(D, M));
    case Operator::Mod:
      return isWhole(A) && isWhole(B) ? floorMod(N, M) : unknown();
    case Operator::Pow:
      return power(A, B);
    default:
      return bits(Op, constant(A), constant(B));
    }
  }

  Value floorDiv(Size A, Size B) {
    return B == Sizes.zero() ? failed() : known(Sizes.floorDiv(A, B));
  }

  Value floorMod(Size A, Size B) {
    return B == Sizes.zero() ? failed() : known(Sizes.floorMod(A, B));
  }

  Value power(const Value &Base, const Value &Exponent) {
    std::optional<int64_t> Count = constant(Exponent);
    if (!Count || *Count > MaxExponent || *Count < -MaxExponent)
      return unknown();
    Size N = Sizes.pow(*Base.Numerator, std::abs(*Count));
    Size D = Sizes.pow(*Base.Denominator, std::abs(*Count));
    return *Count < 0 ? ratio(D, N) : ratio(N, D);
  }

  Value bits(Operator Op, std::optional<int64_t> A, std::optional<int64_t> B) {
    if (!A || !B)
      return unknown();
    bool IsShift = Op == Operator::LeftShift || Op == Operator::RightShift;
    if (IsShift && *B < 0)
      return failed();
    switch (Op) {
    case Operator::LeftShift:
      return *B > 62 ? unknown()
                     : known(Sizes.mul(Sizes.constant(*A),
                                       Sizes.constant(int64_t(1) << *B)));
    case Operator::RightShift:
      return known(Sizes.constant(*A >> std::min<int64_t>(*B, 63)));
    case Operator::BitAnd:
      return known(Sizes.constant(*A & *B));
    case Operator::BitOr:
      return known(Sizes.constant(*A | *B));
    case Operator::BitXor:
      return known(Sizes.constant(*A ^ *B));
    default:
      return unknown();
    }
  }

  /// 1 or 0 where the facts settle the comparison. Cross-multiplying needs
  /// denominators of known sign, so ratios are left alone.
  Value truth(Operator Op, const Value &A, const Value &B) {
    if (!isKnown(A) || !isKnown(B))
      return worse(A, B);
    if (!isWhole(A) || !isWhole(B))
      return unknown();
    Goal Claim{*A.Numerator, relation(Op), *B.Numerator};
    switch (Scope.Decide.decide(Scope.Facts, Claim).Answer) {
    case Verdict::Proved:
      return known(Sizes.one());
    case Verdict::Refuted:
      return known(Sizes.zero());
    case Verdict::Contingent:
    case Verdict::Unknown:
      break;
    }
    return unknown();
  }

  static Relation relation(Operator Op) {
    switch (Op) {
    case Operator::NotEqual:
      return Relation::NE;
    case Operator::Less:
      return Relation::LT;
    case Operator::LessEqual:
      return Relation::LE;
    case Operator::Greater:
      return Relation::GT;
    case Operator::GreaterEqual:
      return Relation::GE;
    default:
      return Relation::EQ;
    }
  }

  /// Python's `and` and `or` give one of their operands.
  Value shortCircuit(const SizeExpr &E) {
    Value First = compute(*E.Args[0]);
    std::optional<bool> IsTrue = asTruth(First);
    if (!IsTrue)
      return isKnown(First) ? unknown() : First;
    bool TakeFirst = *IsTrue == (E.Op == Operator::Or);
    return TakeFirst ? First : compute(*E.Args[1]);
  }

  Value conditional(const SizeExpr &E) {
    Value Condition = compute(*E.Args[1]);
    if (std::optional<bool> IsTrue = asTruth(Condition))
      return compute(*IsTrue ? *E.Args[0] : *E.Args[2]);
    return isKnown(Condition) ? unknown() : Condition;
  }

  std::optional<bool> asTruth(const Value &V) {
    std::optional<int64_t> IsZero =
        constant(truth(Operator::Equal, V, known(Sizes.zero())));
    if (!IsZero)
      return std::nullopt;
    return *IsZero == 0;
  }

  Value call(const SizeExpr &E) {
    llvm::SmallVector<Value, 4> Args;
    for (const SizeExprPtr &Arg : E.Args) {
      Args.push_back(compute(*Arg));
      if (!isKnown(Args.back()))
        return Args.back();
    }
    if (Args.empty())
      return failed();
    if (E.Name == "min" || E.Name == "max")
      return extremum(E.Name == "min", Args);
    if (E.Name == "pow" && Args.size() == 2)
      return power(Args[0], Args[1]);
    if (Args.size() != 1)
      return unknown();
    if (E.Name == "abs" && isWhole(Args[0]))
      return absolute(*Args[0].Numerator);
    if (E.Name == "int")
      return known(Sizes.truncDiv(*Args[0].Numerator, *Args[0].Denominator));
    return E.Name == "round" && isWhole(Args[0]) ? Args[0] : unknown();
  }

  Value extremum(bool Least, llvm::ArrayRef<Value> Args) {
    Size Best = *Args[0].Numerator;
    for (const Value &Arg : Args) {
      if (!isWhole(Arg))
        return unknown();
      Best = Least ? Sizes.min(Best, *Arg.Numerator)
                   : Sizes.max(Best, *Arg.Numerator);
    }
    return known(Best);
  }

  Value absolute(Size S) {
    if (std::optional<int64_t> Low = S.lowerBound(); Low && *Low >= 0)
      return known(S);
    return known(Sizes.max(S, Sizes.neg(S)));
  }

  const ExpressionScope &Scope;
  SizeContext &Sizes;
};

} // namespace

ExpressionValue computeExpression(const SizeExpr &Expr,
                                  const ExpressionScope &Scope) {
  return Computer(Scope).compute(Expr);
}

} // namespace shapetidy
