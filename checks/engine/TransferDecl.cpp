//===-- TransferDecl.cpp - Declarations, assignments and returns ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Claims.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Effects.h"
#include "checks/engine/HandOver.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Unproven.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace shapetidy {

namespace {
/// The annotation a stored value has to keep, and its context.
struct Invariant {
  const EffectiveAnnotation *Says = nullptr;
  Subject::Kind What = Subject::Kind::Variable;
  const ValueDecl *On = nullptr;
  Value Object; ///< of a field
};
} // namespace

static Place ownerOf(const Place &Field) {
  Place Owner = Field;
  Owner.Path.pop_back();
  return Owner;
}

static Invariant invariantOf(Point &P, const Place &To) {
  Invariant I;
  I.On = To.Path.empty() ? To.Variable : To.Path.back();
  if (!I.On)
    return I;
  I.Says = P.S.Contracts.annotationOf(I.On);
  if (!I.Says || To.Path.empty())
    return I;
  I.What = Subject::Kind::Field;
  Place Owner = ownerOf(To);
  I.Object = read(P, Owner, QualType());
  return I;
}

/// Local names join the function's names; a field's are its object's; those of
/// a global or static member stand alone.
static Bindings contextOf(Point &P, const Invariant &I) {
  if (I.What == Subject::Kind::Field)
    return namesOf(I.Object);
  const auto *Variable = dyn_cast<VarDecl>(I.On);
  if (Variable && !Variable->hasLocalStorage())
    return Bindings();
  return P.Env.names();
}

static void keepContext(Point &P, const Invariant &I, const Place &To,
                        Bindings Names) {
  if (I.What == Subject::Kind::Field) {
    const auto *Class = cast<CXXRecordDecl>(I.On->getDeclContext());
    Place Owner = ownerOf(To);
    write(P, Owner, withNames(P, read(P, Owner, QualType()), Class, Names));
    return;
  }
  const auto *Variable = dyn_cast<VarDecl>(I.On);
  if (!Variable || Variable->hasLocalStorage())
    P.Env.setNames(std::move(Names));
}

static void reportStored(Point &P, const Invariant &I, const Conflict &Why,
                         const Value &Got, const Expr *From) {
  Subject Blamed{I.What, I.On->getNameAsString(), "", From, Got, I.Says};
  auto Says = [&](unsigned Item) -> const EffectiveAnnotation * {
    if (I.What == Subject::Kind::Field)
      return Item == 0 ? I.Says : nullptr;
    return P.F.item(Item);
  };
  auto Argument = [](unsigned) -> const Expr * { return nullptr; };
  reportConflict(P, Why, Blamed, {Says, Argument});
}

/// Checks \p New against the annotation of what it is stored in. Returns what
/// is known of it afterwards.
static Value checked(Point &P, const Place &To, QualType Type, Value New,
                     const Expr *From, const Invariant &I) {
  auto Scope = [&](unsigned) -> const NamedDecl * { return I.On; };
  auto Says = [&](unsigned) { return I.Says; };
  OperandContext Operands{P.F.Arguments, I.Object, Scope, Says};
  Origin Where = P.origin(Origin::Source::Annotation, I.On->getSourceRange());
  bool IsField = I.What == Subject::Kind::Field;
  unsigned Item = IsField ? 0 : P.F.itemOf(I.Says);
  Demand D{*I.Says,  Type,  Item,
           Operands, Where, IsField ? HeldTo::Lengths : HeldTo::Shown};
  Bindings Names = contextOf(P, I);
  FactSet Before = P.Env.Facts;
  MatchResult Result = matchValue(P, D, New, Names);
  bool Conflicts = Result.Answer == MatchAnswer::Conflicts;
  // A declaration without a value compares nothing.
  if (From && !isa<StringLiteral>(From))
    recordClaim(P, *I.Says, I.On, Result, New);
  P.F.WroteInvariant |= IsField;
  if (From)
    reportTaught(P, Before, From, I.On->getNameAsString());
  if (Conflicts && Result.Why)
    reportStored(P, I, *Result.Why, New, From);
  checkHandedOver(P, {*I.Says, I.On, Type, From});
  if (!IsField)
    bindFreshNames(P, *I.Says->Type, Names, I.On, Where);
  Value Promise = promised(P, D, Names, FreshNames::Unknown);
  keepContext(P, I, To, std::move(Names));
  return Conflicts || New.isUnknown() ? Promise : meet(New, Promise);
}

void assign(Point &P, const Place &To, QualType Type, Value New,
            const Expr *From) {
  if (From)
    writeShared(P, To, Type, From);
  initialize(P, To, Type, std::move(New), From);
}

void initialize(Point &P, const Place &To, QualType Type, Value New,
                const Expr *From) {
  Value Carried = carriedBy(P, Type, SourceRange());
  if (New.asArray() && Carried.asArray())
    New = meet(Carried, New);
  if (Type->isPointerType() && !Type->isFunctionPointerType() &&
      !P.S.Models->isHandle(Type))
    return retarget(P, To, Type, From);
  if (isIterator(Type))
    return retargetIterator(P, To, From);
  Invariant I = invariantOf(P, To);
  if (I.Says)
    New = checked(P, To, Type, std::move(New), From, I);
  else if (New.isUnknown())
    New = unknownOf(P, Type, From, To.Variable ? To.Variable->getName() : "",
                    From->getSourceRange());
  write(P, To, std::move(New));
}

static const FieldDecl *fieldAt(const CXXRecordDecl *Class, unsigned Index) {
  for (const FieldDecl *Field : Class->fields())
    if (Field->getFieldIndex() == Index)
      return Field;
  return nullptr;
}

/// What a reference is bound to is not known, unless it is a temporary of its
/// own: everything the initialiser mentions may be written through it.
static void bindSomewhere(Point &P, const VarDecl *Variable) {
  P.Env.dropAlias(cast<ValueDecl>(Variable->getCanonicalDecl()));
  const Expr *Init = Variable->getInit();
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    Init = Full->getSubExpr();
  if (isa<MaterializeTemporaryExpr>(Init->IgnoreImpCasts()))
    return;
  shareReference(P, Variable);
  if (const auto *Parts = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Part : Parts->bindings())
      P.Env.addReference(cast<ValueDecl>(Part->getCanonicalDecl()),
                         Part->getType().isConstQualified());
  if (!Variable->getType().getNonReferenceType().isConstQualified())
    escapeMentioned(P, Init);
}

/// Element \p Index of what a structured binding takes apart.
static Value elementOf(Point &P, const Value &Whole, unsigned Index,
                       const CXXRecordDecl *Class) {
  if (auto Elements = elementsOf(Whole); Elements && Index < Elements->size())
    return (*Elements)[Index];
  if (!Whole.asObject() || !Class)
    return Value();
  const FieldDecl *Field = fieldAt(Class, Index);
  return Field ? readField(P, Whole, Field) : Value();
}

/// `auto &[a, b] = object;`: the names are the object's fields. False if they
/// are bound to copies, or to what has no place.
static bool bindToFields(Point &P, const DecompositionDecl *Declaration) {
  const Expr *Init = Declaration->getInit();
  if (!Declaration->getType()->isReferenceType() || !Init)
    return false;
  const Place *At = placeOf(P, Init);
  const CXXRecordDecl *Class =
      Declaration->getType().getNonReferenceType()->getAsCXXRecordDecl();
  bool HasFields =
      At && Class && P.S.isInteresting(Declaration->getType()) &&
      Declaration->bindings().size() ==
          size_t(std::distance(Class->field_begin(), Class->field_end()));
  if (!HasFields) {
    bindSomewhere(P, Declaration);
    return false;
  }
  Place Object = *At;
  unsigned Index = 0;
  for (const BindingDecl *Binding : Declaration->bindings())
    P.Env.bindAlias(cast<ValueDecl>(Binding->getCanonicalDecl()),
                    Object.field(fieldAt(Class, Index++)));
  return true;
}

static void declareBindings(Point &P, const DecompositionDecl *Declaration) {
  if (bindToFields(P, Declaration))
    return;
  Value Whole =
      Declaration->getInit() ? valueOf(P, Declaration->getInit()) : Value();
  const CXXRecordDecl *Class =
      Declaration->getType().getNonReferenceType()->getAsCXXRecordDecl();
  unsigned Index = 0;
  for (const BindingDecl *Binding : Declaration->bindings()) {
    Place To = placeOfVariable(P, Binding);
    const Expr *From =
        Declaration->getInit() ? Declaration->getInit() : Binding->getBinding();
    if (From)
      initialize(P, To, Binding->getType(), elementOf(P, Whole, Index, Class),
                 From);
    ++Index;
  }
}

/// A reference to a known place is that place; anything else it may be bound
/// to can be written through it.
static bool bindReference(Point &P, const VarDecl *Variable) {
  if (!Variable->getType()->isReferenceType() || !Variable->getInit())
    return false;
  const Place *At = placeOf(P, Variable->getInit());
  if (!At) {
    bindSomewhere(P, Variable);
    return false;
  }
  P.Env.bindAlias(cast<ValueDecl>(Variable->getCanonicalDecl()), Place(*At));
  const EffectiveAnnotation *Says = P.S.Contracts.annotationOf(Variable);
  if (!Says)
    return true;
  // The annotation is checked on the reference, whose object may have its own.
  Place Own;
  Own.Variable = cast<ValueDecl>(Variable->getCanonicalDecl());
  Own.Root = Own.Variable;
  Place Target = placeOfVariable(P, Variable);
  Invariant I{Says, Subject::Kind::Variable, Variable, Value()};
  Value Known =
      checked(P, Own, Variable->getType(), read(P, Target, Variable->getType()),
              Variable->getInit(), I);
  write(P, Target, std::move(Known));
  return true;
}

/// A run-time value, or an object, that nobody but this variable has yet is
/// called by the variable's name.
static Value renamed(Point &P, const VarDecl *Variable, Value Held,
                     const Expr *Init) {
  auto IsForInit = [&](Size Length) {
    return P.F.isFor(Length, Init) || P.F.isFor(Length, stripped(Init));
  };
  bool IsInteger = Held.asInteger() && IsForInit(*Held.asInteger());
  if (IsInteger)
    return unknownOf(P, Variable->getType(), Variable, Variable->getName(),
                     Variable->getSourceRange());
  const ObjectValue *Object = Held.asObject();
  const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
  if (!Object || !Class || !Object->Fields.empty())
    return Held;
  ObjectValue Own = *Object;
  for (auto &[Name, Length] : Own.Names)
    if (IsForInit(Length))
      Length = P.F.symbol(P.S.Sizes, Variable,
                          Variable->getName().str() + "." + Name,
                          SymbolNature::Flexible, 1, Origin());
  return Value::object(std::move(Own));
}

static void declareVariable(Point &P, const VarDecl *Variable) {
  if (const auto *Bindings = dyn_cast<DecompositionDecl>(Variable))
    return declareBindings(P, Bindings);
  if (!Variable->hasLocalStorage() || bindReference(P, Variable))
    return;
  Place To;
  To.Variable = cast<ValueDecl>(Variable->getCanonicalDecl());
  To.Root = To.Variable;
  P.Env.forget(To.Root);
  const Expr *Init = Variable->getInit();
  bool HasAnnotation = P.S.Contracts.annotationOf(Variable) != nullptr;
  if (Init && !(HasAnnotation && isEmptyInitializer(Init)))
    return initialize(P, To, Variable->getType(),
                      renamed(P, Variable, valueOf(P, Init), Init), Init);
  // Nothing was assigned yet: what the annotation says is what will be.
  if (!HasAnnotation)
    return;
  Invariant I = invariantOf(P, To);
  write(P, To, checked(P, To, Variable->getType(), Value(), nullptr, I));
}

void transferDeclaration(Point &P, const DeclStmt *Declaration) {
  for (const Decl *D : Declaration->decls())
    if (const auto *Variable = dyn_cast<VarDecl>(D);
        Variable && !Variable->isInvalidDecl() &&
        !Variable->getType()->isDependentType())
      declareVariable(P, Variable);
}

static void checkReturn(Point &P, const Expr *Returned, const Value &Got) {
  const EffectiveAnnotation *Promise =
      P.F.Promise ? P.F.Promise->Result : nullptr;
  if (!Promise)
    return;
  auto Scope = [&](unsigned) -> const NamedDecl * { return P.F.Function; };
  auto Says = [&](unsigned) { return Promise; };
  Value Object;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(P.F.Function))
    if (const Value *Known =
            P.Env.find(Method->getParent()->getCanonicalDecl()))
      Object = *Known;
  OperandContext Operands{P.F.Arguments, Object, Scope, Says};
  Origin Where =
      P.origin(Origin::Source::Annotation, P.F.Function->getSourceRange());
  Demand D{*Promise, P.F.Function->getReturnType(), AxisSite::ReturnItem,
           Operands, Where};
  checkHandedOver(P, {*Promise, P.F.Function, D.Declared, Returned});
  Bindings Names = P.Env.names();
  FactSet Before = P.Env.Facts;
  MatchResult Result = matchValue(P, D, Got, Names);
  recordClaim(P, *Promise, P.F.Function, Result, Got);
  reportTaught(P, Before, Returned, P.F.Function->getNameAsString());
  if (Result.Answer != MatchAnswer::Conflicts || !Result.Why)
    return;
  Subject Blamed{Subject::Kind::Return,
                 "",
                 P.F.Function->getNameAsString(),
                 Returned,
                 Got,
                 Promise};
  auto ItemSays = [&](unsigned Item) { return P.F.item(Item); };
  auto Argument = [](unsigned) -> const Expr * { return nullptr; };
  reportConflict(P, *Result.Why, Blamed, {ItemSays, Argument});
}

void transferReturn(Point &P, const ReturnStmt *Return) {
  const Expr *Returned = Return->getRetValue();
  Value Got = Returned ? valueOf(P, Returned) : Value();
  if (Returned)
    checkReturn(P, Returned, Got);
  if (P.F.Function->getReturnType()->isLValueReferenceType()) {
    const Place *At = Returned ? placeOf(P, Returned) : nullptr;
    bool IsFirst = !P.F.Returned;
    if (At && (IsFirst || P.F.ReturnedPlace == *At))
      P.F.ReturnedPlace = *At;
    else
      P.F.ReturnedPlace.reset();
  }
  // What no run gives back counts only where nothing else is given back.
  bool IsFirst = !P.F.Returned || (P.F.ReturnFails && !P.Env.fails());
  if (IsFirst)
    P.F.Returned = Got;
  else if (P.F.ReturnFails == P.Env.fails())
    P.F.Returned = Value::join(*P.F.Returned, Got);
  P.F.ReturnFails = P.Env.fails() && (IsFirst || P.F.ReturnFails);
}

} // namespace shapetidy
