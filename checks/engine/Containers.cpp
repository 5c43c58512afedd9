//===-- Containers.cpp - Lists of sizes and of arrays ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace shapetidy {

static const ClassTemplateSpecializationDecl *instanceOf(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type->getAsCXXRecordDecl());
}

static bool isContainerName(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("vector", true)
      .Case("array", true)
      .Case("deque", true)
      .Case("list", true)
      .Case("set", true)
      .Case("unordered_set", true)
      .Case("initializer_list", true)
      .Case("SmallVector", true)
      .Case("SmallVectorImpl", true)
      .Case("span", true)
      .Case("ArrayRef", true)
      .Default(false);
}

QualType elementType(Point &P, QualType Container) {
  Container = Container.getNonReferenceType();
  if (const ArrayType *Array = P.S.Context.getAsArrayType(Container))
    return Array->getElementType();
  const ClassTemplateSpecializationDecl *Class = instanceOf(Container);
  if (!Class || !isContainerName(Class->getName()))
    return QualType();
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  if (Args.size() == 0 || Args[0].getKind() != TemplateArgument::Type)
    return QualType();
  return Args[0].getAsType();
}

bool isContainer(Point &P, QualType Type) {
  return !elementType(P, Type).isNull() || !mappedType(Type).isNull();
}

std::optional<std::vector<Value>> elementsOf(const Value &Container) {
  if (const RecordValue *Record = Container.asRecord()) {
    const Value *Held = Record->find(RecordValue::Modules);
    return Held ? elementsOf(*Held) : std::nullopt;
  }
  if (Container.kind() == Value::Kind::Aggregate)
    return Container.elements().vec();
  const Shape *List = Container.asIntegerList();
  if (!List || !List->rank())
    return std::nullopt;
  std::vector<Value> Items;
  for (const Dim &D : List->prefix())
    Items.push_back(D.Length ? Value::integer(*D.Length) : Value());
  return Items;
}

Value containerOf(Point &P, QualType Element, std::vector<Value> Elements) {
  if (Elements.size() > MaxListLength) {
    P.S.Budgets.add(BudgetHit::Elements);
    return Value();
  }
  return isSizeInteger(Element) ? integerListOf(Elements)
                                : Value::aggregate(std::move(Elements));
}

Value joinElements(const Value &A, const Value &B) {
  // Nobody can use an element that nothing was stored in.
  if (A.isNone())
    return B;
  return Value::join(A, B);
}

Value anyElement(const Value &Container) {
  if (const Value *Element = Container.asSequence())
    return Element->isNone() ? Value() : *Element;
  std::optional<std::vector<Value>> Items = elementsOf(Container);
  if (!Items || Items->empty())
    return Value();
  Value Common = Items->front();
  for (const Value &Item : *Items)
    Common = Value::join(Common, Item);
  return Common;
}

Value withElement(const Value &Container, const Value &New) {
  std::optional<std::vector<Value>> Items = elementsOf(Container);
  if (Items && Items->empty())
    return Value::sequence(New);
  if (const Value *Each = Container.asSequence())
    return Value::sequence(joinElements(*Each, New));
  return Items ? Value::sequence(Value::join(anyElement(Container), New))
               : Value();
}

std::optional<uint64_t> fixedLength(Point &P, QualType Type) {
  if (const auto *Fixed = P.S.Context.getAsConstantArrayType(Type))
    return Fixed->getSize().getLimitedValue();
  const ClassTemplateSpecializationDecl *Class = instanceOf(Type);
  if (Class && Class->getName() == "array" &&
      Class->getTemplateArgs().size() == 2 &&
      Class->getTemplateArgs()[1].getKind() == TemplateArgument::Integral)
    return Class->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
  return std::nullopt;
}

std::optional<unsigned> positionArgument(Point &P, const Expr *E) {
  std::optional<Size> Number = valueOf(P, E).asInteger();
  std::optional<int64_t> Constant =
      Number ? Number->asConstant() : std::nullopt;
  if (!Constant || *Constant < 0 || *Constant > MaxListLength)
    return std::nullopt;
  return *Constant;
}

void storeContainer(Point &P, const CallSite &Site, Value New) {
  const Place *At = placeOf(P, Site.Receiver);
  QualType Type = stripped(Site.Receiver)->getType();
  if (!At) {
    if (!writeElement(P, Site.Receiver, New))
      writeSomewhere(P, Type, Site.Receiver, Site.Whole);
    return;
  }
  Place To = *At;
  writeShared(P, To, Type, Site.Whole);
  write(P, To, std::move(New));
}

} // namespace shapetidy
