//===-- ContainersStd.cpp - Optionals, and functions of std ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/LibraryCalls.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"

using namespace clang;

namespace shapetidy {

static bool isOptional(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->getIdentifier() && Class->getName() == "optional";
}

static void storeOptional(Point &P, const CallSite &Site, Value New) {
  if (const Place *At = placeOf(P, Site.Receiver)) {
    Place To = *At;
    writeShared(P, To, Site.Receiver->getType(), Site.Whole);
    write(P, To, std::move(New));
  }
  setValue(P, Site.Whole, Value());
}

/// What is in an optional; unknown if it may be empty.
static void transferContent(Point &P, const CallSite &Site) {
  if (valueOf(P, Site.Receiver).isNone())
    return setValue(P, Site.Whole, Value());
  setSame(P, Site.Whole, Site.Receiver);
}

static void transferValueOr(Point &P, const CallSite &Site) {
  Value Inside = valueOf(P, Site.Receiver);
  Value Other = valueOf(P, Site.Args.front());
  setValue(P, Site.Whole, Inside.isNone() ? Other : Value::join(Inside, Other));
}

static bool transferOptional(Point &P, const CallSite &Site) {
  if (!Site.Receiver || !isOptional(Site.Receiver->getType()))
    return false;
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  if (Operator == OO_Star || Operator == OO_Arrow) {
    transferContent(P, Site);
    return true;
  }
  if (!Site.Callee->getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Site.Callee->getName();
  if (Name == "value")
    transferContent(P, Site);
  else if (Name == "value_or" && Site.Args.size() == 1)
    transferValueOr(P, Site);
  else if (Name == "reset")
    storeOptional(P, Site, Value::none());
  else if (Name == "emplace")
    storeOptional(P, Site,
                  Site.Args.size() == 1 ? valueOf(P, Site.Args[0]) : Value());
  else if (Name != "has_value")
    return false;
  return true;
}

/// std::min, std::max, of two numbers or of a list.
static bool transferExtreme(Point &P, const CallSite &Site) {
  bool IsMin = isNamed(Site.Callee, "std", "min");
  if (!IsMin && !isNamed(Site.Callee, "std", "max"))
    return false;
  std::vector<Value> Numbers;
  for (const Expr *Arg : Site.Args)
    Numbers.push_back(valueOf(P, Arg));
  if (Numbers.size() == 1)
    Numbers = elementsOf(Numbers.front()).value_or(std::vector<Value>());
  std::optional<Size> Best;
  for (const Value &Number : Numbers) {
    if (!Number.asInteger())
      return false;
    Size N = *Number.asInteger();
    Best = !Best   ? N
           : IsMin ? P.S.Sizes.min(*Best, N)
                   : P.S.Sizes.max(*Best, N);
  }
  if (!Best)
    return false;
  setValue(P, Site.Whole, Value::integer(*Best));
  return true;
}

/// The operation std::accumulate folds with; plus unless it is told.
static std::optional<BinaryOperatorKind> folding(const CallSite &Site) {
  if (Site.Args.size() == 3)
    return BO_Add;
  const CXXRecordDecl *Functor = Site.Args[3]->getType()->getAsCXXRecordDecl();
  llvm::StringRef Name =
      Functor && Functor->getIdentifier() ? Functor->getName() : "";
  if (Name == "multiplies")
    return BO_Mul;
  return Name == "plus" ? std::optional<BinaryOperatorKind>(BO_Add)
                        : std::nullopt;
}

static bool transferAccumulate(Point &P, const CallSite &Site) {
  if (!isNamed(Site.Callee, "std", "accumulate") || Site.Args.size() < 3 ||
      Site.Args.size() > 4 || !isSizeInteger(Site.Whole->getType()))
    return false;
  const Expr *All = wholeRange(Site.Args[0], Site.Args[1]);
  auto Items = All ? elementsOf(valueOf(P, All)) : std::nullopt;
  std::optional<BinaryOperatorKind> Op = folding(Site);
  if (!Items || !Op)
    return false;
  Value Sum = valueOf(P, Site.Args[2]);
  for (const Value &Item : *Items)
    Sum = integerOperation(P, *Op, Sum, Item);
  if (Sum.isUnknown())
    return false;
  setValue(P, Site.Whole, std::move(Sum));
  return true;
}

/// std::size(c), std::make_optional(x), std::get<0>(list) and the like.
static bool transferSmall(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 1)
    return false;
  if (isNamed(Site.Callee, "std", "make_optional")) {
    setValue(P, Site.Whole, valueOf(P, Site.Args[0]));
    return true;
  }
  if (!isNamed(Site.Callee, "std", "size") &&
      !isNamed(Site.Callee, "std", "ssize"))
    return false;
  auto Items = elementsOf(valueOf(P, Site.Args[0]));
  if (!Items)
    return false;
  setValue(P, Site.Whole,
           Value::integer(P.S.Sizes.constant(int64_t(Items->size()))));
  return true;
}

bool transferStandardCall(Point &P, const CallSite &Site) {
  return transferContainerCall(P, Site) || transferOptional(P, Site) ||
         transferExtreme(P, Site) || transferAccumulate(P, Site) ||
         transferSmall(P, Site) || transferIterator(P, Site);
}

} // namespace shapetidy
