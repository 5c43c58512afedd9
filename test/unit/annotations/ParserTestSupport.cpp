//===-- ParserTestSupport.cpp - Trees and problems as text ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ParserTestSupport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy::test {

static std::string dump(const Axis &A) {
  static constexpr llvm::StringLiteral Kinds[] = {
      "fixed", "named", "variadic", "anonymous", "ellipsis", "symbolic"};
  std::string Out = A.HasDocName ? "doc " + A.DocName + " " : "";
  Out += A.Broadcast ? "broadcast " : "";
  Out += A.TreePath ? "treepath " : "";
  Out += Kinds[static_cast<unsigned>(A.Kind)];
  if (A.Kind == AxisKind::Fixed)
    Out += " " + llvm::itostr(A.Fixed);
  if (A.Expr)
    Out += " " + dump(*A.Expr);
  return A.Name.empty() ? Out : Out + " " + A.Name;
}

static std::string dumpItems(const TypeSyntax &Type) {
  return llvm::join(
      llvm::map_range(Type.Items,
                      [](const TypePtr &Item) { return dump(*Item); }),
      ", ");
}

static std::string dumpArray(const TypeSyntax &Type) {
  static constexpr llvm::StringLiteral Layouts[] = {"", " any order",
                                                    " C order", " F order"};
  std::string Axes = llvm::join(
      llvm::map_range(Type.Shape.Axes, [](const Axis &A) { return dump(A); }),
      ", ");
  return "Array(" + Type.DType +
         Layouts[static_cast<unsigned>(Type.Memory)].str() + ": " + Axes + ")";
}

std::string dump(const TypeSyntax &Type) {
  switch (Type.What) {
  case TypeSyntax::Kind::Array:
    return dumpArray(Type);
  case TypeSyntax::Kind::Union:
    return "Union(" + dumpItems(Type) + ")";
  case TypeSyntax::Kind::None:
    return "None";
  case TypeSyntax::Kind::Any:
    return "Any";
  case TypeSyntax::Kind::Scalar:
    return "Scalar(" + Type.ScalarName + ")";
  case TypeSyntax::Kind::Tuple:
    return "Tuple(" + dumpItems(Type) + ")";
  case TypeSyntax::Kind::List:
    return "List(" + dumpItems(Type) + ")";
  case TypeSyntax::Kind::Dict:
    return "Dict(" + dumpItems(Type) + ")";
  case TypeSyntax::Kind::Tree:
    return "Tree(" + dumpItems(Type) +
           (Type.Structure ? "; " + print(*Type.Structure) : "") + ")";
  case TypeSyntax::Kind::Callable:
    return (Type.Vectorized ? "Vectorized(" : "Callable(") + dumpItems(Type) +
           " -> " + dump(*Type.Result) + ")";
  }
  return "";
}

std::string dump(const SizeExpr &E) {
  auto Arg = [&](size_t I) { return dump(*E.Args[I]); };
  switch (E.What) {
  case SizeExpr::Kind::Number:
    return llvm::itostr(E.Value) +
           (E.Denominator == 1 ? "" : "/" + llvm::itostr(E.Denominator));
  case SizeExpr::Kind::Name:
    return E.Name;
  case SizeExpr::Kind::Operand:
    return "{" + dump(*E.Inner) + "}";
  case SizeExpr::Kind::Unary:
    return "(" + spelling(E.Op).str() + " " + Arg(0) + ")";
  case SizeExpr::Kind::Binary:
  case SizeExpr::Kind::Compare:
    return "(" + Arg(0) + " " + spelling(E.Op).str() + " " + Arg(1) + ")";
  case SizeExpr::Kind::Conditional:
    return "(" + Arg(0) + " if " + Arg(1) + " else " + Arg(2) + ")";
  case SizeExpr::Kind::Call:
    return E.Name + "(" +
           llvm::join(
               llvm::map_range(E.Args, [](const auto &A) { return dump(*A); }),
               ", ") +
           ")";
  }
  return "";
}

std::string dump(const OperandExpr &E) {
  using Kind = OperandExpr::Kind;
  static constexpr llvm::StringLiteral Operators[] = {"+", "-", "*", "/", "%"};
  std::string Args = llvm::join(
      llvm::map_range(llvm::ArrayRef(E.Args).drop_front(E.Args.empty() ? 0 : 1),
                      [](const auto &A) { return dump(*A); }),
      ", ");
  switch (E.What) {
  case Kind::Number:
    return llvm::itostr(E.Value);
  case Kind::Name:
    return E.Name;
  case Kind::This:
    return "this";
  case Kind::Member:
    return dump(*E.Args[0]) + (E.Arrow ? "->" : ".") + E.Name;
  case Kind::Index:
    return dump(*E.Args[0]) + "[" + Args + "]";
  case Kind::Call:
    return dump(*E.Args[0]) + "(" + Args + ")";
  case Kind::Negate:
    return "(- " + dump(*E.Args[0]) + ")";
  default:
    return "(" + dump(*E.Args[0]) + " " +
           Operators[static_cast<unsigned>(E.What) -
                     static_cast<unsigned>(Kind::Add)]
               .str() +
           " " + Args + ")";
  }
}

std::string applyFix(llvm::StringRef Text, const FixIt &Fix) {
  return (Text.take_front(Fix.Where.Begin) + Fix.Replacement +
          Text.drop_front(Fix.Where.End))
      .str();
}

std::string describe(llvm::ArrayRef<Problem> Problems, llvm::StringRef Text) {
  std::string Out;
  for (const Problem &P : Problems) {
    Out += Out.empty() ? "" : "\n";
    Out += codeName(P.Code).str() + " '" +
           Text.slice(P.Where.Begin, P.Where.End).str() + "'";
    if (P.Fix)
      Out += " -> \"" + applyFix(Text, *P.Fix) + "\"";
  }
  return Out;
}

} // namespace shapetidy::test
