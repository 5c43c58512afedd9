//===-- CallEntry.cpp - What a callee sees of its caller ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CallEntry.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SmartPointers.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

CallEntry::CallEntry(Point &P, const CallSite &Site,
                     const FunctionDecl *Definition)
    : P(P), Site(Site), Definition(Definition) {
  Entry.Function = Definition;
  Entry.IsDoubtful = P.Env.isDoubtful();
}

std::optional<Place> objectPlace(Point &P, const CallSite &Site) {
  if (!Site.Receiver)
    return std::nullopt;
  const Expr *Object = stripped(Site.Receiver);
  bool IsPointer = Site.Receiver->getType()->isPointerType();
  if (IsPointer && !isa<CXXThisExpr>(Object) && !isOwnersArrow(Object)) {
    const auto *Unary = dyn_cast<UnaryOperator>(Object);
    if (!Unary || Unary->getOpcode() != UO_AddrOf)
      return std::nullopt;
    Object = Unary->getSubExpr();
  }
  const Place *At = placeOf(P, Object);
  return At ? std::optional<Place>(*At) : std::nullopt;
}

/// The function whose body a closure stands in.
static const FunctionDecl *functionAround(const CXXRecordDecl *Closure) {
  const DeclContext *Around = Closure->getDeclContext();
  while (Around && !isa<FunctionDecl>(Around) && !Around->isFileContext())
    Around = Around->getParent();
  return dyn_cast_or_null<FunctionDecl>(Around);
}

static const CXXRecordDecl *closureOf(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && Method->getParent()->isLambda() ? Method->getParent()
                                                   : nullptr;
}

bool isClosureOfFrame(const Frame &F, const CXXRecordDecl *Closure) {
  const FunctionDecl *Maker = functionAround(Closure);
  const FunctionDecl *Here = F.Function;
  while (Here && Here != Maker) {
    const CXXRecordDecl *Outer = closureOf(Here);
    Here = Outer ? functionAround(Outer) : nullptr;
  }
  return Maker && Here == Maker;
}

void CallEntry::addValue(PlaceRoot Root, Value Held) {
  Entry.Roots.emplace_back(Root, std::move(Held));
}

void CallEntry::addReference(Reference R) {
  References.push_back(std::move(R));
}

/// The object that a callable carries along: a copy.
void CallEntry::enterObject(PlaceRoot Root) {
  const auto *Method = cast<CXXMethodDecl>(Definition);
  Value Object = *Site.Object;
  if (!Object.asObject() || !Method->isConst())
    Object = freshObject(P, Method->getParent(), P.F.partOf(Site.Whole, Root),
                         "", SymbolNature::Flexible);
  addValue(Root, std::move(Object));
}

void CallEntry::enterReceiver() {
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  if (!Method || Method->isStatic() || (!Site.Receiver && !Site.Object))
    return;
  const CXXRecordDecl *Class = Method->getParent();
  if (Class->isLambda())
    return enterCaptures(Class);
  PlaceRoot Root = Class->getCanonicalDecl();
  if (!Site.Receiver)
    return enterObject(Root);
  if (std::optional<Place> At = objectPlace(P, Site))
    return addReference({Root, nullptr, *At, canonicalType(Class), nullptr});
  MayWriteUnknown |= !Method->isConst();
  // `v[0]->` of an owner is the object.
  bool IsPointer = Site.Receiver->getType()->isPointerType() &&
                   !isa<CXXOperatorCallExpr>(stripped(Site.Receiver));
  Value Object = IsPointer ? Value() : valueOf(P, Site.Receiver);
  if (!Object.asObject())
    Object = freshObject(P, Class, P.F.partOf(Site.Whole, Root), "",
                         SymbolNature::Flexible);
  addValue(Root, std::move(Object));
}

/// Is the argument a value of its own, which nothing else can name?
static bool isTemporary(const Expr *Arg) {
  return Arg->isPRValue() || isa<MaterializeTemporaryExpr>(Arg) ||
         isa<MaterializeTemporaryExpr>(Arg->IgnoreImpCasts());
}

/// A pointer to something whose shape or value could be known.
static bool isPointerToValue(QualType Type) {
  return Type->isPointerType() && (Type->getPointeeType()->isRecordType() ||
                                   isSizeInteger(Type->getPointeeType()));
}

static QualType targetOf(QualType Type) {
  return Type->isPointerType() ? Type->getPointeeType()
                               : Type.getNonReferenceType();
}

void CallEntry::enterParameters() {
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  bool WritesPlaces = Method && !Method->isStatic() && !Method->isConst() &&
                      !isa<CXXConstructorDecl>(Method);
  for (const ParmVarDecl *Param : Definition->parameters())
    WritesPlaces |= (Param->getType()->isLValueReferenceType() ||
                     isPointerToValue(Param->getType())) &&
                    !Param->getType()->getPointeeType().isConstQualified();
  for (const ParmVarDecl *Param : Definition->parameters()) {
    unsigned Index = Param->getFunctionScopeIndex();
    const Expr *Arg = Index < Site.Args.size() ? Site.Args[Index] : nullptr;
    Entry.Arguments.push_back(Arg ? valueOf(P, Arg) : Value());
    QualType Type = Param->getType();
    const auto *Root = cast<ValueDecl>(Param->getCanonicalDecl());
    bool IsPointer = isPointerToValue(Type);
    bool IsArray = Arg && stripped(Arg)->getType()->isArrayType();
    const Place *At =
        Arg && (Type->isReferenceType() || (IsPointer && !IsArray))
            ? placeOf(P, Arg)
            : nullptr;
    if (At) {
      addReference({Root, Root, *At, targetOf(Type), Arg});
      if (IsPointer)
        Entry.Aliases.emplace_back(Root, Place{Root, Root, {}});
      continue;
    }
    bool MayWrite = (Type->isLValueReferenceType() || IsPointer) &&
                    !targetOf(Type).isConstQualified() &&
                    !targetOf(Type)->isFunctionType();
    MayWriteUnknown |= MayWrite;
    // Two references may be one place where a place is not known: what is
    // written through the other would not be seen here.
    MayWrite |= WritesPlaces && Type->isLValueReferenceType() && Arg &&
                !isTemporary(Arg);
    addValue(Root, MayWrite ? carriedBy(P, Type, Param->getSourceRange())
                            : Entry.Arguments.back());
    if (MayWrite)
      Entry.Arguments.back() = Entry.Roots.back().second;
  }
}

void CallEntry::enterCapturedThis(const LambdaCapture &Capture) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(
      functionAround(cast<CXXMethodDecl>(Definition)->getParent()));
  while (Method && Method->getParent()->isLambda())
    Method =
        dyn_cast_or_null<CXXMethodDecl>(functionAround(Method->getParent()));
  if (!Method)
    return;
  const CXXRecordDecl *Class = Method->getParent();
  Place Object;
  Object.Root = Class->getCanonicalDecl();
  if (Capture.getCaptureKind() == LCK_This)
    addReference({Object.Root, nullptr, Object, canonicalType(Class), nullptr});
}

void CallEntry::enterCaptures(const CXXRecordDecl *Closure) {
  bool IsHere = isClosureOfFrame(P.F, Closure);
  Value Held = Site.Object ? *Site.Object : valueOf(P, Site.Receiver);
  const ObjectValue *Copies = Held.asObject();
  for (const LambdaCapture &Capture : Closure->captures()) {
    if (Capture.capturesThis() && IsHere)
      enterCapturedThis(Capture);
    if (!Capture.capturesVariable())
      continue;
    const auto *Variable =
        cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl());
    bool IsCopy = Capture.getCaptureKind() == LCK_ByCopy;
    if (IsCopy) {
      const Value *Copy = Copies ? Copies->field(Variable) : nullptr;
      addValue(Variable, Copy ? *Copy : Value());
    } else if (IsHere) {
      addReference({Variable, Variable, placeOfVariable(P, Variable),
                    Variable->getType().getNonReferenceType(), nullptr});
    } else {
      MayWriteUnknown = true;
    }
  }
}

/// Is \p Inner the place \p Outer, or a part of it?
static bool isWithin(const Place &Inner, const Place &Outer) {
  return Inner.Root == Outer.Root && Inner.Path.size() >= Outer.Path.size() &&
         std::equal(Outer.Path.begin(), Outer.Path.end(), Inner.Path.begin());
}

bool CallEntry::bindReference(const Reference &R) {
  for (const BoundRoot &Base : Bound) {
    if (!isWithin(R.Caller, Base.Caller))
      continue;
    // Nothing can stand for `*this` but itself.
    if (!R.Variable)
      return Entry.Roots[Base.Index].first == R.Root;
    Place Alias;
    Alias.Root = Entry.Roots[Base.Index].first;
    for (const Reference &Other : References)
      if (Other.Root == Alias.Root)
        Alias.Variable = Other.Variable;
    Alias.Path.append(R.Caller.Path.begin() + Base.Caller.Path.size(),
                      R.Caller.Path.end());
    Entry.Aliases.emplace_back(R.Variable, std::move(Alias));
    return true;
  }
  Value Held = read(P, R.Caller, R.Type);
  if (!R.Variable && !Held.asObject()) {
    const CXXRecordDecl *Class = R.Type->getAsCXXRecordDecl();
    Held = freshObject(P, Class, P.F.partOf(Site.Whole, R.Root), "",
                       SymbolNature::Flexible);
  }
  if (P.Env.isEscaped(R.Caller.Root)) {
    Entry.Escaped.push_back(R.Root);
    if (MayWriteUnknown)
      Held = Value();
  }
  Bound.push_back(
      {static_cast<unsigned>(Entry.Roots.size()), R.Caller, R.Type, R.From});
  addValue(R.Root, std::move(Held));
  return true;
}

bool CallEntry::bindReferences() {
  llvm::stable_sort(References, [](const Reference &A, const Reference &B) {
    if (A.Caller.Path.size() != B.Caller.Path.size())
      return A.Caller.Path.size() < B.Caller.Path.size();
    return !A.Variable && B.Variable;
  });
  return llvm::all_of(References,
                      [&](const Reference &R) { return bindReference(R); });
}

bool CallEntry::complete() {
  if (!bindReferences())
    return false;
  // An argument is what its root holds, so that a call is the same question
  // whichever way it is asked.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
      Method && !Method->getParent()->isLambda())
    for (const auto &[Root, Held] : Entry.Roots)
      if (Root == Method->getParent()->getCanonicalDecl())
        Entry.Names = namesOf(Held);
  Entry.Facts = factsAbout(P, Entry.Roots);
  return true;
}

bool CallEntry::build() {
  enterReceiver();
  enterParameters();
  return complete();
}

bool CallEntry::buildForNewObject() {
  const CXXRecordDecl *Class =
      cast<CXXConstructorDecl>(Definition)->getParent();
  ObjectValue New;
  New.Epoch = Definition;
  addValue(Class->getCanonicalDecl(), Value::object(std::move(New)));
  enterParameters();
  if (!bindReferences())
    return false;
  Entry.Facts = factsAbout(P, Entry.Roots);
  return true;
}

} // namespace shapetidy
