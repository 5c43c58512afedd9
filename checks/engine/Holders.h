//===-- Holders.h - Whose memory an expression names ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Tells memory that a call makes for itself from memory that was there before.
//
// Vocabulary: an *activation* is one function that is looked at, called from
// another one with known arguments; a *holder* is whose an object is: the
// activation's own (local), captured, of the callable's object, static, or
// global. The *pointee* of a pointer, iterator or handle is what it leads to.
//
// Worked example. In `[&total](double *p) { double *q = p; *q = 1; total += 1; }`
// called as `f(a.data())` with a local `a`, `*q` is local and `total` captured.
//
// A holder that is not known is Unknown; nothing is said of it.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_HOLDERS_H
#define SHAPETIDY_CHECKS_ENGINE_HOLDERS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace shapetidy {

struct Holder {
  enum class Kind : uint8_t { Unknown, Local, Capture, Own, Static, Global };
  Kind What = Kind::Unknown;
  const clang::NamedDecl *Name = nullptr; ///< the variable or field

  /// Was it there before the call?
  bool outlives() const { return What > Kind::Local; }
};

struct Activation {
  const clang::FunctionDecl *Function = nullptr;
  const Activation *Caller = nullptr;
  const clang::Expr *Call = nullptr;
  /// The object of a method.
  Holder This;
  /// By parameter: what a reference is bound to, and what a pointer points to.
  llvm::SmallVector<Holder, 4> Places, Pointees;
};

/// Answers for the expressions of one activation.
class Holders {
public:
  explicit Holders(const Activation &Now) : Now(Now) {}

  Holder holderOf(const clang::Expr *E);
  Holder pointeeOf(const clang::Expr *E);
  /// The object that a member call is about.
  Holder receiverOf(const clang::CallExpr *Call);

private:
  Holder variable(const clang::VarDecl *Variable);
  Holder captured(const clang::VarDecl *Variable);
  Holder pointeeOfVariable(const clang::VarDecl *Variable);
  Holder member(const clang::MemberExpr *Member);
  Holder accessed(const clang::CallExpr *Call);
  Holder thisObject();
  const Activation *owner(const clang::VarDecl *Variable) const;
  bool isRoot(const clang::FunctionDecl *Function) const;

  const Activation &Now;
  unsigned Depth = 0;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_HOLDERS_H
