//===-- TransferPointers.cpp - Pointers to known places -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The place of an expression that is a pointer is what it points to, so that
// `this->w`, `p->w` and `(*p).w` are all fields of a place. Where a variable
// points to is an alias of that variable.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"

using namespace clang;

namespace shapetidy {

void transferDereference(Point &P, const UnaryOperator *Star) {
  const Expr *Pointer = Star->getSubExpr();
  if (isa<CXXThisExpr>(stripped(Pointer)))
    return setSame(P, Star, stripped(Pointer));
  if (valueOf(P, Pointer).asCallable())
    return setSame(P, Star, Pointer);
  const Place *Target = placeOf(P, Pointer);
  // `*array` is its first element, not the array.
  if (Target && !stripped(Pointer)->getType()->isArrayType())
    return setPlace(P, Star, Place(*Target));
  const Expr *Range = rangeOf(Pointer);
  Value Element = Range ? anyElement(valueOf(P, Range)) : Value();
  if (Element.isUnknown())
    return setUnknown(P, Star);
  setValue(P, Star, std::move(Element));
}

void transferAddressOf(Point &P, const UnaryOperator *And) {
  const Place *At = placeOf(P, And->getSubExpr());
  if (!At) {
    Value Function = valueOf(P, And->getSubExpr());
    return setValue(P, And, Function.asCallable() ? Function : Value());
  }
  Place Target = *At;
  P.Env.escape(Target.Root);
  setPlace(P, And, std::move(Target));
}

void retarget(Point &P, const Place &Pointer, QualType Type, const Expr *From) {
  const ValueDecl *Variable = Pointer.Path.empty() ? Pointer.Variable : nullptr;
  bool IsNull = From && valueOf(P, From).isNone();
  const Place *Target = From ? placeOf(P, From) : nullptr;
  bool IsArray = From && stripped(From)->getType()->isArrayType();
  write(P, Pointer, IsNull ? Value::none() : Value());
  if (!Variable)
    return;
  if (Target && !IsArray && !IsNull)
    P.Env.bindAlias(Variable, Place(*Target));
  else
    P.Env.dropAlias(Variable);
}

void enterPointee(Point &P, const ParmVarDecl *Param) {
  if (!Param->getType()->isPointerType())
    return;
  Place Pointee;
  Pointee.Variable = cast<ValueDecl>(Param->getCanonicalDecl());
  Pointee.Root = Pointee.Variable;
  P.Env.addReference(Pointee.Variable,
                     Param->getType()->getPointeeType().isConstQualified());
  P.Env.bindAlias(Pointee.Variable, Pointee);
}

} // namespace shapetidy
