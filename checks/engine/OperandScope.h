//===-- OperandScope.h - What names in braces mean --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Resolves the C++ operand of a symbolic axis, `{k-1}` or
// `{self.weight.size(0)}`, against the scope of the declaration that carries
// the annotation.
//
// Vocabulary: a *scope declaration* is the annotated declaration (parameter,
// function, field, local variable); an operand is *unbound* if a name in it
// certainly means nothing there; it is *unknown* if it means something whose
// value cannot be had (a dependent name, a run-time global).
//
// Worked example.
//   template <int K> struct Conv {
//     int Pad;
//     [[shape("n+{K-1} {Pad}")]] Tensor f(int stride, ...);
// In Conv<3>, `K-1` resolves to Sub(Constant 3, Constant 1), which folds to
// Constant 2; `Pad` to Field(This, Pad); `stride` to Parameter 0.
//
// Nothing here knows abstract values: the engine evaluates the resolved tree
// against its own state.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERANDSCOPE_H
#define SHAPETIDY_CHECKS_ENGINE_OPERANDSCOPE_H

#include "annotations/syntax/SizeExpression.h"
#include "annotations/syntax/Span.h"
#include "clang/AST/Decl.h"
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

/// A resolved operand. Which fields count follows from the kind.
struct ResolvedOperand {
  enum class Kind : uint8_t {
    Unknown,    ///< means something, value not to be had
    Unbound,    ///< Bad says which name means nothing
    Constant,   ///< Value
    Parameter,  ///< Index of the function's parameter; Decl is the one found
    Variable,   ///< Decl: a local variable, global or static member
    This,       ///< the object of the method, or of the field's class
    Field,      ///< Args[0] is the object, Decl the field
    AxisLength, ///< Args[0] is an array, Args[1] the axis: `x.size(1)`,
                ///< `x.rows()`
    Rank,       ///< Args[0] is an array: `x.dim()`
    Index,      ///< Args[0][Args[1]] of an array of integers
    Call,       ///< Args[0].Name(Args[1], ...), of no known meaning
    Negate,
    Add,
    Sub,
    Mul,
    Div,
    Mod, ///< Div and Mod truncate
  };

  struct UnboundName {
    std::string Name;
    Span Where;             ///< in the annotation's text
    std::string Suggestion; ///< a near name that means something, or empty
    std::string Class;      ///< class that has no such member, or empty
  };

  Kind What = Kind::Unknown;
  int64_t Value = 0;
  unsigned Index = 0;
  const clang::ValueDecl *Decl = nullptr;
  std::string Name;
  std::vector<ResolvedOperand> Args;
  std::optional<UnboundName> Bad;

  /// A tree with an unknown or unbound part is as a whole unknown or unbound.
  bool isUsable() const {
    return What != Kind::Unknown && What != Kind::Unbound;
  }
};

/// Resolves \p Operand as written on \p Scope, in this order: parameters,
/// local variables and captures, template arguments, the same of enclosing
/// functions, members of the class and its bases, enclosing namespaces.
/// For an instantiated template \p Scope is the instantiated declaration.
/// \p WrittenOn is the declaration that carries the literal, if it is another
/// one: the parameter names of a redeclaration count first, the scope around
/// an overridden method last, and what stands on an alias is resolved there.
ResolvedOperand resolveOperand(const OperandExpr &Operand,
                               const clang::NamedDecl &Scope,
                               const clang::NamedDecl *WrittenOn = nullptr);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERANDSCOPE_H
