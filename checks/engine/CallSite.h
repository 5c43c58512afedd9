//===-- CallSite.h - A call, whatever its syntax ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// One form for `f(x)`, `x.f(y)`, `x + y` with an overloaded operator, and the
// construction of an object.
//
// Worked example. `a + b` with `Matrix Matrix::operator+(const Matrix &)` has
// the receiver `a` and the one argument `b`; with a free operator it has no
// receiver and two arguments.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CALLSITE_H
#define SHAPETIDY_CHECKS_ENGINE_CALLSITE_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace shapetidy {

class Value;

struct CallSite {
  const clang::Expr *Whole = nullptr;
  /// Null for a call through a pointer.
  const clang::FunctionDecl *Callee = nullptr;
  /// The object of a member call: an lvalue, or a pointer for `p->f()`.
  const clang::Expr *Receiver = nullptr;
  /// In the order of the parameters; more of them for variadic functions.
  llvm::SmallVector<const clang::Expr *, 6> Args;
  /// The type of the callee of a call through a pointer.
  const clang::FunctionProtoType *Proto = nullptr;
  /// What a callable is called on: its object, or the copies of a closure.
  /// Null where the receiver says it.
  const Value *Object = nullptr;
  /// What a callable is called by here.
  std::string Called;
  /// Nobody wrote this call: somebody else will make it, whom the callable is
  /// handed over to.
  bool IsHandOver = false;

  /// Receiver first.
  llvm::SmallVector<const clang::Expr *, 6> operands() const;
  const clang::CXXMethodDecl *method() const {
    return llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Callee);
  }
  /// Type of the parameter that takes \p Index; null for variadic ones.
  clang::QualType parameterType(unsigned Index) const;
  clang::QualType resultType() const;
  /// `matmul`, `+`, the class for a constructor.
  std::string name() const;
};

CallSite callSiteOf(const clang::CallExpr *Call);
CallSite callSiteOf(const clang::CXXConstructExpr *Construct);

/// What parentheses and temporaries hold; null for any other expression.
const clang::Expr *wrappedBy(const clang::Expr *E);
/// Strips what leaves the value alone: parentheses, casts, temporaries.
const clang::Expr *stripped(const clang::Expr *E);
/// Is this the function of that name in that namespace, `std::move` with
/// "std", "move"? Inline namespaces do not count.
bool isNamed(const clang::FunctionDecl *Function, llvm::StringRef Namespace,
             llvm::StringRef Name);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CALLSITE_H
