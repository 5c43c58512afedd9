//===-- ContainersElements.cpp - Elements that are read and written -------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"

using namespace clang;

namespace shapetidy {

namespace {
/// An element that is written or read.
struct ElementRef {
  const Expr *Container = nullptr;
  std::optional<unsigned> Index; ///< none if any may be meant
  bool IsBack = false;
  /// Through an iterator: the place of the container, if it is known.
  bool IsIterated = false;
  std::optional<Place> At;
  /// Only a part of the element.
  bool IsPart = false;
  Value Key; ///< of an element of a map, if it is known
};
} // namespace

static ElementRef iterated(Point &P, const Expr *Iterator) {
  ElementRef Ref;
  Ref.IsIterated = isIterator(stripped(Iterator)->getType());
  if (Ref.IsIterated)
    Ref.At = placeIterated(P, Iterator);
  return Ref;
}

static ElementRef calledElement(Point &P, const CallExpr *Call) {
  CallSite Site = callSiteOf(Call);
  if (!Site.Receiver || !Site.Callee)
    return {};
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  if (Operator == OO_Star || Operator == OO_Arrow)
    return iterated(P, Site.Receiver);
  QualType Type = stripped(Site.Receiver)->getType();
  if (!isContainer(P, Type))
    return {};
  bool IsMap = !mappedType(Type).isNull();
  if (isItemAccess(Site.Callee) && Site.Args.size() == 1) {
    ElementRef Ref;
    Ref.Container = Site.Receiver;
    if (IsMap)
      Ref.Key = valueOf(P, Site.Args.front());
    else
      Ref.Index = positionArgument(P, Site.Args.front());
    return Ref;
  }
  if (isFrontAccess(Site.Callee))
    return {Site.Receiver, 0u};
  if (isBackAccess(Site.Callee))
    return {Site.Receiver, std::nullopt, /*IsBack=*/true};
  return {};
}

static ElementRef elementIn(Point &P, const Expr *E) {
  E = stripped(E);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return {Subscript->getBase()->IgnoreParenImpCasts(),
            positionArgument(P, Subscript->getIdx())};
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    // `it->second`
    const auto *Base =
        dyn_cast<CXXOperatorCallExpr>(stripped(Member->getBase()));
    if (!Base || !isa<FieldDecl>(Member->getMemberDecl()))
      return {};
    ElementRef Ref = calledElement(P, Base);
    Ref.IsPart = true;
    return Ref.IsIterated ? Ref : ElementRef();
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call ? calledElement(P, Call) : ElementRef();
}

/// An array of a fixed length that nothing was stored in has unknown elements.
static std::optional<std::vector<Value>> itemsAt(Point &P, const Place &At,
                                                 QualType Type) {
  if (auto Items = elementsOf(read(P, At, Type)))
    return Items;
  std::optional<uint64_t> Length = fixedLength(P, Type);
  if (Length && *Length > MaxListLength)
    P.S.Budgets.add(BudgetHit::Elements);
  if (!Length || *Length > MaxListLength)
    return std::nullopt;
  return std::vector<Value>(*Length);
}

Value elementRead(Point &P, const ArraySubscriptExpr *Subscript) {
  ElementRef Ref = elementIn(P, Subscript);
  Value Whole = valueOf(P, Ref.Container);
  auto Items = elementsOf(Whole);
  if (!Items || !Ref.Container->getType()->isArrayType())
    return Value();
  if (!Ref.Index)
    return anyElement(Whole);
  return *Ref.Index < Items->size() ? (*Items)[*Ref.Index] : Value();
}

/// The type of what is stored at a place; null for an unnamed object.
static QualType typeAt(const Place &At) {
  if (!At.Path.empty())
    return At.Path.back()->getType().getNonReferenceType();
  return At.Variable ? At.Variable->getType().getNonReferenceType()
                     : QualType();
}

static Value withItem(Point &P, const Place &To, QualType Type,
                      const ElementRef &Ref, const Value &New) {
  std::optional<std::vector<Value>> Items = itemsAt(P, To, Type);
  if (!Items) {
    Value Whole = read(P, To, Type), Changed = withElement(Whole, New);
    std::optional<Size> Count = Whole.sequenceCount();
    const Value *Each = Changed.asSequence();
    return Count ? Value::sequence(Each ? *Each : Value(), Count) : Changed;
  }
  std::optional<unsigned> Index = Ref.Index;
  if (Ref.IsBack && !Items->empty())
    Index = Items->size() - 1;
  if (Index && *Index < Items->size())
    (*Items)[*Index] = New;
  else
    for (Value &Item : *Items)
      Item = Value::join(Item, New);
  return containerOf(P, elementType(P, Type), std::move(*Items));
}

bool writeElement(Point &P, const Expr *Target, const Value &Given) {
  ElementRef Ref = elementIn(P, Target);
  if (Ref.IsIterated && !Ref.At) {
    forgetContainers(P, Target);
    return true;
  }
  const Place *At = Ref.At          ? &*Ref.At
                    : Ref.Container ? placeOf(P, Ref.Container)
                                    : nullptr;
  if (!At)
    return false;
  Place To = *At;
  QualType Type = Ref.Container
                      ? stripped(Ref.Container)->getType().getNonReferenceType()
                      : typeAt(To);
  if (Type.isNull())
    return false;
  QualType Mapped = mappedType(Type);
  QualType Element = Mapped.isNull() ? elementType(P, Type) : Mapped;
  if (Element.isNull())
    return false;
  // `it->second` of a map is the element.
  Value New = Ref.IsPart && Mapped.isNull() ? Value() : Given;
  writeShared(P, To, Element, Target);
  write(P, To,
        Mapped.isNull()
            ? withItem(P, To, Type, Ref, New)
            : withEntry(P, read(P, To, Type), Mapped, Ref.Key, New));
  return true;
}

} // namespace shapetidy
