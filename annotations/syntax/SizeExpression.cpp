//===-- SizeExpression.cpp - Expressions in symbolic axes -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/SizeExpression.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

using Operator = SizeExpr::Operator;

namespace {
/// Python's binding strength, loosest first.
enum Precedence : unsigned {
  PrecConditional,
  PrecOr,
  PrecAnd,
  PrecNot,
  PrecCompare,
  PrecBitOr,
  PrecBitXor,
  PrecBitAnd,
  PrecShift,
  PrecSum,
  PrecProduct,
  PrecUnary,
  PrecPow,
  PrecAtom
};

struct OperatorRow {
  llvm::StringLiteral Spelling;
  Precedence Strength;
};
} // namespace

// In the order of SizeExpr::Operator.
static constexpr OperatorRow Operators[] = {
    {"", PrecAtom},      {"+", PrecUnary},    {"-", PrecUnary},
    {"~", PrecUnary},    {"not", PrecNot},    {"+", PrecSum},
    {"-", PrecSum},      {"*", PrecProduct},  {"/", PrecProduct},
    {"//", PrecProduct}, {"%", PrecProduct},  {"**", PrecPow},
    {"<<", PrecShift},   {">>", PrecShift},   {"&", PrecBitAnd},
    {"|", PrecBitOr},    {"^", PrecBitXor},   {"and", PrecAnd},
    {"or", PrecOr},      {"==", PrecCompare}, {"!=", PrecCompare},
    {"<", PrecCompare},  {"<=", PrecCompare}, {">", PrecCompare},
    {">=", PrecCompare},
};
static_assert(std::size(Operators) ==
              static_cast<size_t>(Operator::GreaterEqual) + 1);

static const OperatorRow &rowOf(Operator Op) {
  return Operators[static_cast<size_t>(Op)];
}

llvm::StringRef spelling(Operator Op) { return rowOf(Op).Spelling; }

static bool isKeyword(Operator Op) {
  return Op == Operator::And || Op == Operator::Or || Op == Operator::Not;
}

static Precedence strengthOf(const SizeExpr &E) {
  switch (E.What) {
  case SizeExpr::Kind::Conditional:
    return PrecConditional;
  case SizeExpr::Kind::Unary:
  case SizeExpr::Kind::Binary:
  case SizeExpr::Kind::Compare:
    return rowOf(E.Op).Strength;
  default:
    return PrecAtom;
  }
}

static void printNumber(const SizeExpr &E, std::string &Out) {
  Out += llvm::utostr(E.Value / E.Denominator);
  if (E.Denominator == 1)
    return;
  // 1 followed by the fraction keeps the fraction's leading zeros.
  std::string Fraction = llvm::utostr(E.Denominator + E.Value % E.Denominator);
  Out += "." + Fraction.substr(1);
}

static void printExpr(const SizeExpr &E, unsigned Weakest, std::string &Out);

/// Around a word operator only parentheses can separate, as blanks cannot
/// occur in an axis.
static void printParenthesised(const SizeExpr &E, std::string &Out) {
  Out += "(";
  printExpr(E, PrecConditional, Out);
  Out += ")";
}

static void printBinary(const SizeExpr &E, std::string &Out) {
  if (isKeyword(E.Op)) {
    printParenthesised(*E.Args[0], Out);
    Out += spelling(E.Op);
    printParenthesised(*E.Args[1], Out);
    return;
  }
  unsigned Strength = rowOf(E.Op).Strength;
  bool RightAssociative = Strength == PrecPow;
  bool Chains = Strength == PrecCompare;
  printExpr(*E.Args[0], Strength + (RightAssociative || Chains), Out);
  Out += spelling(E.Op);
  printExpr(*E.Args[1], RightAssociative ? unsigned(PrecUnary) : Strength + 1,
            Out);
}

static void printUnary(const SizeExpr &E, std::string &Out) {
  Out += spelling(E.Op);
  if (isKeyword(E.Op))
    printParenthesised(*E.Args[0], Out);
  else
    printExpr(*E.Args[0], PrecUnary, Out);
}

static void printCall(const SizeExpr &E, std::string &Out) {
  Out += E.Name + "(";
  bool First = true;
  for (const SizeExprPtr &Arg : E.Args) {
    Out += First ? "" : ",";
    First = false;
    printExpr(*Arg, PrecConditional, Out);
  }
  Out += ")";
}

static void printConditional(const SizeExpr &E, std::string &Out) {
  printParenthesised(*E.Args[0], Out);
  Out += "if";
  printParenthesised(*E.Args[1], Out);
  Out += "else";
  printParenthesised(*E.Args[2], Out);
}

static void printExpr(const SizeExpr &E, unsigned Weakest, std::string &Out) {
  if (strengthOf(E) < Weakest)
    return printParenthesised(E, Out);
  switch (E.What) {
  case SizeExpr::Kind::Number:
    return printNumber(E, Out);
  case SizeExpr::Kind::Name:
    Out += E.Name;
    return;
  case SizeExpr::Kind::Operand:
    Out += "{" + print(*E.Inner) + "}";
    return;
  case SizeExpr::Kind::Unary:
    return printUnary(E, Out);
  case SizeExpr::Kind::Binary:
  case SizeExpr::Kind::Compare:
    return printBinary(E, Out);
  case SizeExpr::Kind::Call:
    return printCall(E, Out);
  case SizeExpr::Kind::Conditional:
    return printConditional(E, Out);
  }
}

std::string print(const SizeExpr &Expr) {
  std::string Out;
  printExpr(Expr, PrecConditional, Out);
  return Out;
}

using Operand = OperandExpr::Kind;

namespace {
struct OperandRow {
  Operand What;
  llvm::StringLiteral Spelling;
  unsigned Strength;
};
} // namespace

static constexpr unsigned OperandPostfix = 4;
static constexpr OperandRow OperandOperators[] = {
    {Operand::Add, "+", 1}, {Operand::Sub, "-", 1}, {Operand::Mul, "*", 2},
    {Operand::Div, "/", 2}, {Operand::Mod, "%", 2}, {Operand::Negate, "-", 3},
};

static const OperandRow *operandRow(Operand What) {
  const auto *Row = llvm::find_if(
      OperandOperators, [&](const OperandRow &R) { return R.What == What; });
  return Row == std::end(OperandOperators) ? nullptr : Row;
}

static void printOperand(const OperandExpr &E, unsigned Weakest,
                         std::string &Out);

static void printArguments(const OperandExpr &E, char Open, char Close,
                           std::string &Out) {
  printOperand(*E.Args[0], OperandPostfix, Out);
  Out += Open;
  for (size_t I = 1; I < E.Args.size(); ++I) {
    Out += I == 1 ? "" : ",";
    printOperand(*E.Args[I], 0, Out);
  }
  Out += Close;
}

static void printOperator(const OperandExpr &E, const OperandRow &Row,
                          std::string &Out) {
  if (E.What == Operand::Negate) {
    Out += "-";
    // One more than its own strength: `--x` would be a decrement.
    return printOperand(*E.Args[0], Row.Strength + 1, Out);
  }
  printOperand(*E.Args[0], Row.Strength, Out);
  Out += Row.Spelling;
  bool Negated = E.Args[1]->What == Operand::Negate;
  printOperand(*E.Args[1], Negated ? OperandPostfix : Row.Strength + 1, Out);
}

static void printOperand(const OperandExpr &E, unsigned Weakest,
                         std::string &Out) {
  if (const OperandRow *Row = operandRow(E.What)) {
    bool Parens = Row->Strength < Weakest;
    Out += Parens ? "(" : "";
    printOperator(E, *Row, Out);
    Out += Parens ? ")" : "";
    return;
  }
  switch (E.What) {
  case Operand::Number:
    Out += llvm::itostr(E.Value);
    return;
  case Operand::Member:
    printOperand(*E.Args[0], OperandPostfix, Out);
    Out += (E.Arrow ? "->" : ".") + E.Name;
    return;
  case Operand::Index:
    return printArguments(E, '[', ']', Out);
  case Operand::Call:
    return printArguments(E, '(', ')', Out);
  default: // Name, This
    Out += E.Name;
    return;
  }
}

std::string print(const OperandExpr &Expr) {
  std::string Out;
  printOperand(Expr, 0, Out);
  return Out;
}

template <typename PtrT>
static bool sameArgs(const std::vector<PtrT> &A, const std::vector<PtrT> &B) {
  return std::equal(A.begin(), A.end(), B.begin(), B.end(),
                    [](const PtrT &X, const PtrT &Y) { return *X == *Y; });
}

bool operator==(const SizeExpr &A, const SizeExpr &B) {
  return A.What == B.What && A.Op == B.Op && A.Value == B.Value &&
         A.Denominator == B.Denominator && A.Name == B.Name &&
         !A.Inner == !B.Inner && (!A.Inner || *A.Inner == *B.Inner) &&
         sameArgs(A.Args, B.Args);
}

bool operator==(const OperandExpr &A, const OperandExpr &B) {
  return A.What == B.What && A.Arrow == B.Arrow && A.Value == B.Value &&
         A.Name == B.Name && sameArgs(A.Args, B.Args);
}

void forEachName(const SizeExpr &Expr,
                 llvm::function_ref<void(llvm::StringRef, Span)> Visit) {
  if (Expr.What == SizeExpr::Kind::Name)
    Visit(Expr.Name, Expr.Where);
  for (const SizeExprPtr &Arg : Expr.Args)
    forEachName(*Arg, Visit);
}

void forEachOperand(const SizeExpr &Expr,
                    llvm::function_ref<void(const OperandExpr &)> Visit) {
  if (Expr.What == SizeExpr::Kind::Operand)
    Visit(*Expr.Inner);
  for (const SizeExprPtr &Arg : Expr.Args)
    forEachOperand(*Arg, Visit);
}

} // namespace shapetidy
