//===-- TransferConstruct.cpp - Objects that come into being --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Callables.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/DataLoaders.h"
#include "checks/engine/Following.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Operations.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/TreeCalls.h"
#include "checks/engine/TreeTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

static Place placeOfThis(const CXXRecordDecl *Class) {
  Place Object;
  Object.Root = Class->getCanonicalDecl();
  return Object;
}

/// Axis names that the constructor has not shown get symbols of their own.
static Value withAllNames(Point &P, const Value &Object,
                          const CXXRecordDecl *Class, const void *Key,
                          llvm::StringRef Name) {
  Value Fresh = freshObject(P, Class, Key, Name, SymbolNature::Flexible);
  ObjectValue Named = *Fresh.asObject();
  const ObjectValue *Known = Object.asObject();
  if (!Known)
    return Fresh;
  for (const auto &[Shown, Length] : Known->Names)
    Named.setName(Shown, Length);
  for (const auto &[Shown, Axes] : Known->Rows)
    Named.setRow(Shown, Axes);
  Named.Fields = Known->Fields;
  return Value::object(std::move(Named));
}

Value constructedObject(Point &P, const CallSite &Site,
                        const CXXRecordDecl *Class) {
  const Contract *Promise = P.S.Contracts.contractOf(Site.Callee);
  std::optional<Value> Followed;
  std::optional<CallOutcome> Outcome;
  if (Promise && !Promise->empty())
    Outcome = matchArguments(P, Site, *Promise, Value());
  if (!Outcome || Outcome->Fits)
    Followed = followConstructor(P, Site, Promise);
  Value Object = Followed.value_or(Value());
  if (Outcome && Outcome->Fits)
    Object = withNames(P, Object, Class, Outcome->Names);
  // What was followed has come back already.
  if (!Followed || Outcome)
    applyEffects(P, Site, Promise && Outcome ? Promise : nullptr, Object,
                 Outcome ? &*Outcome : nullptr);
  return withAllNames(P, Object, Class, Site.Whole, std::string());
}

/// Types that are a list of sizes, or wrap one value, by their names: what
/// they are made of is what they are.
static bool wrapsOneValue(const CXXRecordDecl *Class) {
  llvm::StringRef Name = Class->getIdentifier() ? Class->getName() : "";
  return Name == "optional" || Name == "Scalar" || Name == "SymInt" ||
         Name == "OptionalArrayRef" || Name == "OptionalIntArrayRef";
}

static Value wrappedValue(const CXXRecordDecl *Class, const Value &Inner) {
  llvm::StringRef Name = Class->getIdentifier() ? Class->getName() : "";
  bool IsArrayRef = Name == "ArrayRef" || Name == "OptionalArrayRef";
  if (Inner.asInteger() && IsArrayRef)
    return integerListOf({Inner});
  if (Inner.asIntegerList() || wrapsOneValue(Class))
    return Inner;
  return Inner.asInteger() ? Value() : Inner;
}

static unsigned writtenArguments(const CallSite &Site) {
  return llvm::count_if(
      Site.Args, [](const Expr *Arg) { return !isa<CXXDefaultArgExpr>(Arg); });
}

static void constructArray(Point &P, const CXXConstructExpr *Construct,
                           const CallSite &Site) {
  if (const ModelRow *Row = P.S.Models->find(Site.Callee))
    return transferOperation(P, Site, *Row);
  Value Carried =
      carriedBy(P, Construct->getType(), Construct->getSourceRange());
  // What has axes of its own need not have those of its argument: a diagonal
  // matrix is made of a vector.
  const ArrayValue *OfType = Carried.asArray();
  bool HasAxes = OfType && OfType->Axes.rank();
  Value Inner = writtenArguments(Site) == 1 && !HasAxes
                    ? valueOf(P, Site.Args.front())
                    : Value();
  setValue(P, Construct,
           Inner.asArray() || Inner.isNone() ? meet(Inner, Carried) : Carried);
}

static void copy(Point &P, const CXXConstructExpr *Construct) {
  const Expr *Source = Construct->getArg(0);
  Value Copied = Construct->getConstructor()->isMoveConstructor()
                     ? valueOf(P, Source)
                     : copyOf(P, Source);
  if (Copied.isUnknown())
    Copied = unknownOf(P, Construct->getType(), Construct, textOf(P, Construct),
                       Construct->getSourceRange());
  setValue(P, Construct, std::move(Copied));
  if (Construct->getConstructor()->isMoveConstructor())
    forgetMoved(P, Source, Construct);
}

/// A plain struct of numbers, such as a configuration.
static bool hasSizes(const CXXRecordDecl *Class) {
  return Class->isAggregate() && !Class->isInStdNamespace() &&
         llvm::any_of(Class->fields(), [](const FieldDecl *Field) {
           return isSizeInteger(Field->getType());
         });
}

void transferConstruct(Point &P, const CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  if (Construct->getNumArgs() > 0 &&
      P.S.Models->isReferenceType(Construct->getType()))
    return setSame(P, Construct, Construct->getArg(0));
  if (Constructor->isCopyOrMoveConstructor() && Construct->getNumArgs() > 0)
    return copy(P, Construct);
  CallSite Site = callSiteOf(Construct);
  const Contract *Promise = P.S.Contracts.contractOf(Constructor);
  if (P.S.Models->isArrayType(Construct->getType()))
    return constructArray(P, Construct, Site);
  if (P.S.Models->isRecordType(Construct->getType()))
    if (const ModelRow *Row = P.S.Models->find(Site.Callee))
      return transferOperation(P, Site, *Row);
  if (transferExample(P, Construct) || transferTreeConstruct(P, Site) ||
      transferOwnerConstruct(P, Construct, Site) ||
      transferCallableConstruct(P, Construct))
    return;
  if (P.S.isInteresting(Construct->getType()) ||
      (Promise && !Promise->empty()) || hasSizes(Constructor->getParent()))
    return setValue(P, Construct,
                    constructedObject(P, Site, Constructor->getParent()));
  if (const ModelRow *Row = P.S.Models->find(Site.Callee))
    return transferOperation(P, Site, *Row);
  if (transferContainerConstruct(P, Construct, Site))
    return;
  applyEffects(P, Site, nullptr, Value(), nullptr);
  Value Inner = writtenArguments(Site) == 1
                    ? wrappedValue(Constructor->getParent(),
                                   valueOf(P, Site.Args.front()))
                    : Value();
  setValue(P, Construct, std::move(Inner));
}

/// A container that has nothing in it if nobody put something there.
static bool isGrowing(Point &P, QualType Type) {
  TreeType Of = P.S.Trees.typeOf(Type, *P.S.Models);
  return !Type->isArrayType() && !Of.Length &&
         (Of.What == TreeType::Kind::List || Of.What == TreeType::Kind::Dict);
}

Value objectOfFields(Point &P, const Expr *Key, const CXXRecordDecl *Class,
                     llvm::ArrayRef<FieldInit> Inits) {
  Value Object =
      freshObject(P, Class, Key, std::string(), SymbolNature::Flexible);
  ObjectValue Fields = *Object.asObject();
  // The names are what the initialisers show.
  Fields.Names.clear();
  Fields.Rows.clear();
  Place Temporary;
  Temporary.Root = Key;
  write(P, Temporary, Value::object(std::move(Fields)));
  llvm::SaveAndRestore NewObject(P.F.WroteInvariant);
  for (const FieldInit &Init : Inits)
    assign(P, Temporary.field(Init.Field), Init.Field->getType(), Init.Given,
           Init.From);
  Value Built = read(P, Temporary, Key->getType());
  P.Env.forget(Key);
  return withAllNames(P, Built, Class, Key, std::string());
}

/// `Layer{w, b}`: each field from its own initialiser.
static Value aggregateObject(Point &P, const Expr *List,
                             llvm::ArrayRef<const Expr *> Inits,
                             const CXXRecordDecl *Class) {
  llvm::SmallVector<FieldInit, 8> Fields;
  unsigned Index = Class->getNumBases();
  for (const FieldDecl *Field : Class->fields()) {
    if (Field->isUnnamedBitField() || Index >= Inits.size())
      continue;
    const Expr *Init = Inits[Index++];
    bool IsEmpty = isEmptyInitializer(Init);
    if (!IsEmpty || isGrowing(P, Field->getType()))
      Fields.push_back(
          {Field, IsEmpty ? Value::aggregate({}) : valueOf(P, Init), Init});
  }
  return objectOfFields(P, List, Class, Fields);
}

bool isEmptyInitializer(const Expr *Init) {
  Init = Init ? stripped(Init) : nullptr;
  if (!Init || isa<ImplicitValueInitExpr>(Init))
    return true;
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  return Construct && Construct->getNumArgs() == 0;
}

static llvm::SmallVector<const Expr *, 8> initsOf(const InitListExpr *List) {
  return llvm::SmallVector<const Expr *, 8>(List->inits().begin(),
                                            List->inits().end());
}

/// The elements of an array, or the parts of a plain struct.
static Value listOf(Point &P, QualType Type,
                    llvm::ArrayRef<const Expr *> Inits) {
  std::vector<Value> Items;
  for (const Expr *Init : Inits)
    Items.push_back(valueOf(P, Init));
  const ArrayType *Array = P.S.Context.getAsArrayType(Type);
  if (!Array)
    return Value::aggregate(std::move(Items));
  // What is not written is zero.
  const auto *Fixed = dyn_cast<ConstantArrayType>(Array);
  uint64_t Length = Fixed ? Fixed->getSize().getLimitedValue() : Items.size();
  bool AreSizes = isSizeInteger(Array->getElementType());
  if (Length > Items.size() && Length <= MaxListLength)
    Items.resize(Length, AreSizes ? Value::integer(P.S.Sizes.zero()) : Value());
  if (Length > Items.size()) {
    P.S.Budgets.add(BudgetHit::Elements);
    return Value();
  }
  return AreSizes ? integerListOf(Items) : Value::aggregate(std::move(Items));
}

void transferInitList(Point &P, const InitListExpr *List) {
  QualType Type = List->getType();
  if (Type.isNull() || Type->isDependentType())
    return;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Class && (P.S.isInteresting(Type) || hasSizes(Class)) &&
      !List->isTransparent())
    return setValue(P, List, aggregateObject(P, List, initsOf(List), Class));
  if (List->getNumInits() == 1 && !Type->isArrayType() && !Class)
    return setSame(P, List, List->getInit(0));
  // std::array is a struct around an array.
  if (Class && List->getNumInits() == 1 && !elementType(P, Type).isNull())
    return setValue(P, List, valueOf(P, List->getInit(0)));
  setValue(P, List, listOf(P, Type, initsOf(List)));
}

/// `Layer(w, b)` and `T(a, b)[2]` of C++20.
void transferParenList(Point &P, const CXXParenListInitExpr *List) {
  QualType Type = List->getType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  llvm::SmallVector<const Expr *, 8> Inits;
  for (const Expr *Init : List->getInitExprs())
    Inits.push_back(Init);
  if (Class && (P.S.isInteresting(Type) || hasSizes(Class)))
    return setValue(P, List, aggregateObject(P, List, Inits, Class));
  setValue(P, List, listOf(P, Type, Inits));
}

void transferInitializer(Point &P, const CXXCtorInitializer *Init) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(P.F.Function);
  if (!Constructor || !Init->getInit())
    return;
  Place Object = placeOfThis(Constructor->getParent());
  if (const FieldDecl *Field = Init->getAnyMember()) {
    bool IsEmpty = isEmptyInitializer(Init->getInit());
    if (!IsEmpty || isGrowing(P, Field->getType()))
      assign(P, Object.field(Field), Field->getType(),
             IsEmpty ? Value::aggregate({}) : valueOf(P, Init->getInit()),
             Init->getInit());
    return;
  }
  // A base or another constructor of this class leaves its fields in ours.
  const ObjectValue *Known = valueOf(P, Init->getInit()).asObject();
  Value Ours = read(P, Object, QualType());
  if (!Known || !Ours.asObject())
    return;
  ObjectValue Merged = *Ours.asObject();
  for (const auto &[Name, Length] : Known->Names)
    Merged.setName(Name, Length);
  for (const auto &[Name, Axes] : Known->Rows)
    Merged.setRow(Name, Axes);
  for (const auto &[Field, Held] : Known->Fields)
    Merged.setField(Field, Held);
  write(P, Object, Value::object(std::move(Merged)));
}

} // namespace shapetidy
