//===-- Callables.h - Functions as values -----------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a call through a function pointer, std::function, std::bind, a member
// pointer or a stored closure runs.
//
// Vocabulary: the *callee expression* is what is called: `f` in `f(x)`,
// `o.*p` in `(o.*p)(x)`, the first argument of std::invoke. Its *declaration*
// may have a callable contract; then the call is held to that, and not to what
// happens to be in it now. A *wrapper* is a class that holds any callable.
//
// Worked example. After
//   std::function<Tensor(Tensor)> f = [w](Tensor x) { return matmul(x, w); };
// `f` is the call operator of the closure on the copy of `w`, and f(x) is
// followed into its body.
//
// What this is not: closures and functors called by their own names need none
// of it, as their types say what runs.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CALLABLES_H
#define SHAPETIDY_CHECKS_ENGINE_CALLABLES_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// What a call of the value of \p E runs; none if that is not known.
std::optional<CallableValue> callableOf(Point &P, const clang::Expr *E);
/// The same for a value of this type.
std::optional<CallableValue> callableOf(const Value &Held,
                                        clang::QualType Type);

/// What a callable is called in messages.
std::string calledText(Point &P, const clang::Expr *E);
/// Something that keeps what \p Says promises.
Value callableKeeping(const CallableContract &Says);

/// The parameters and result of what can be called; null if they are not known.
const clang::FunctionProtoType *signatureOf(clang::QualType Type);
/// std::function and its like.
bool isCallableWrapper(clang::QualType Type);
/// What is kept when \p From is stored in something of this type.
Value storedCallable(Point &P, clang::QualType Type, const clang::Expr *From,
                     Value Held);

/// A wrapper, or a class of shape/callback.h, comes into being. False if it is
/// something else.
bool transferCallableConstruct(Point &P,
                               const clang::CXXConstructExpr *Construct);
/// Functions that make callables: std::bind, the conversion of a closure to a
/// pointer. False if it is none.
bool transferCallableMaker(Point &P, const CallSite &Site);
/// A call of something that is a value. False if what it runs is not known, or
/// is known from the type of the callee.
bool transferCallableCall(Point &P, const clang::CallExpr *Call,
                          const CallSite &Site);
/// Runs \p What with the arguments of \p Site.
void callCallable(Point &P, const CallableValue &What, CallSite Site);

/// An expression that nobody wrote, of this type: \p Index tells those that
/// belong to \p At apart, \p Text is what it is called in messages.
const clang::Expr *madeUp(Point &P, const clang::Expr *At, unsigned Index,
                          clang::QualType Type, llvm::StringRef Text);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CALLABLES_H
