//===-- SizeExpression.h - Expressions in symbolic axes ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The tree of one symbolic axis, such as `n//2+{self.pad}`.
//
// Vocabulary: a *size expression* has Python's syntax and semantics over axis
// names, because jaxtyping evaluates it in Python; an *operand* is what stands
// between braces, has C++ syntax and semantics, and is one integer.
//
// Worked example. `2*n+{k-1}` is
//   Binary Add
//     Binary Mul (Number 2, Name n)
//     Operand -> OperandExpr Binary Sub (Name k, Number 1)
// so the braces group: with k = 3 and n = 4 the axis has size 10. jaxtyping
// pastes text instead, which differs only in corners (`{k}{k}`, `-{k}**2`).
//
// Trees are immutable, shared, and at most MaxExpressionNodes large, so that
// recursion over them is safe. Nothing here evaluates: see ExpressionValue.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_SIZEEXPRESSION_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_SIZEEXPRESSION_H

#include "annotations/syntax/Span.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace shapetidy {

/// Enough for any axis a person writes; small enough to recurse over.
inline constexpr unsigned MaxExpressionNodes = 1000;

struct OperandExpr;
using OperandPtr = std::shared_ptr<const OperandExpr>;

/// The C++ integer expression between braces.
struct OperandExpr {
  enum class Kind : uint8_t {
    Number, ///< Value
    Name,   ///< Name: an identifier, or a qualified one (`Config::size`)
    This,   ///< `this` or `self`, spelled in Name
    Member, ///< Args[0].Name or Args[0]->Name (Arrow)
    Index,  ///< Args[0][Args[1]]
    Call,   ///< Args[0](Args[1], ...)
    Negate, ///< -Args[0]
    Add,
    Sub,
    Mul,
    Div,
    Mod, ///< Args[0] op Args[1]; Div and Mod truncate
  };
  Kind What = Kind::Number;
  bool Arrow = false;
  int64_t Value = 0;
  std::string Name;
  std::vector<OperandPtr> Args;
  Span Where;
};

struct SizeExpr;
using SizeExprPtr = std::shared_ptr<const SizeExpr>;

/// A Python expression over axis names. Parentheses leave no node.
struct SizeExpr {
  enum class Kind : uint8_t {
    Number,      ///< Value / Denominator, a power of ten (`2.5` is 25/10)
    Name,        ///< Name: an axis name
    Operand,     ///< Braces: the tree in Inner
    Unary,       ///< Op is Plus, Minus, Invert or Not; Args[0]
    Binary,      ///< Op is any other than those and comparisons; Args[0..1]
    Compare,     ///< Op is a comparison; Args[0], Args[1]; 1 or 0
    Call,        ///< Name(Args...): min, max, abs, int, round, pow
    Conditional, ///< `Args[0] if Args[1] else Args[2]`
  };
  enum class Operator : uint8_t {
    None,
    Plus,
    Minus,
    Invert,
    Not,
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
  };
  Kind What = Kind::Number;
  Operator Op = Operator::None;
  int64_t Value = 0;
  int64_t Denominator = 1;
  std::string Name;
  std::vector<SizeExprPtr> Args;
  OperandPtr Inner;
  Span Where;
};

/// As the user would write it: Python's operator, or the empty string.
llvm::StringRef spelling(SizeExpr::Operator Op);

/// Canonical text with the fewest parentheses; parses to an equal tree.
std::string print(const SizeExpr &Expr);
std::string print(const OperandExpr &Expr);

/// Equality of trees; where they were written does not matter.
bool operator==(const SizeExpr &A, const SizeExpr &B);
bool operator==(const OperandExpr &A, const OperandExpr &B);

/// Calls \p Visit for each axis name (or operand) of the expression from left
/// to right, once per occurrence.
void forEachName(const SizeExpr &Expr,
                 llvm::function_ref<void(llvm::StringRef, Span)> Visit);
void forEachOperand(const SizeExpr &Expr,
                    llvm::function_ref<void(const OperandExpr &)> Visit);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_SIZEEXPRESSION_H
