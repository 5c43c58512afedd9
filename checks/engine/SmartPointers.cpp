//===-- SmartPointers.cpp - Pointers that own their object ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/SmartPointers.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Memory.h"
#include "checks/engine/OwnedObjects.h"
#include "checks/engine/Owners.h"
#include "checks/engine/Transfer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// What owns the object a call is about; null type if its receiver is no owner.
static QualType ownerOf(const Expr *Receiver) {
  if (!Receiver)
    return QualType();
  QualType Type = stripped(Receiver)->getType();
  return ownedClass(Type) ? Type : QualType();
}

bool isOwnersArrow(const Expr *E) {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(stripped(E));
  return Call && Call->getOperator() == OO_Arrow &&
         !ownerOf(Call->getArg(0)).isNull();
}

static bool transferMake(Point &P, const CallSite &Site) {
  if (!isNamed(Site.Callee, "std", "make_unique") &&
      !isNamed(Site.Callee, "std", "make_shared"))
    return false;
  QualType Type = Site.Whole->getType();
  const CXXRecordDecl *Owned = ownedClass(Type);
  // Of a shared container or array nobody keeps who else may write to it.
  if (!Owned || (isSharedOwner(Type) && !P.S.isInteresting(Type)))
    return false;
  return makeOwned(P, Site, Owned);
}

/// The object that an owner takes over from another one, or from `new`; none
/// if the argument is neither.
static std::optional<Value> takenOver(Point &P, const Expr *From,
                                      const CXXRecordDecl *Owned,
                                      const Stmt *Why) {
  if (From->getType()->isNullPtrType() || valueOf(P, From).isNone())
    return Value::none();
  if (const auto *New = dyn_cast<CXXNewExpr>(stripped(From)))
    return New->getConstructExpr() ? valueOf(P, New->getConstructExpr())
                                   : Value();
  const CXXRecordDecl *Theirs = ownedClass(stripped(From)->getType());
  if (!Theirs || !(Theirs == Owned || Theirs->isDerivedFrom(Owned)))
    return std::nullopt;
  Value Known = copyOf(P, From);
  forgetMoved(P, From, Why);
  return Known;
}

bool transferOwnerConstruct(Point &P, const CXXConstructExpr *Construct,
                            const CallSite &Site) {
  QualType Type = Construct->getType();
  const CXXRecordDecl *Owned = ownedClass(Type);
  if (!Owned || !P.S.isInteresting(Type) || P.S.Models->find(Site.Callee))
    return false;
  CallSite Written = Site;
  llvm::erase_if(Written.Args,
                 [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg); });
  if (Written.Args.size() == 1)
    if (auto Known = takenOver(P, Written.Args[0], Owned, Construct)) {
      setValue(P, Construct, std::move(*Known));
      return true;
    }
  if (isHolder(Type) && makeOwned(P, Written, Owned))
    return true;
  applyEffects(P, Site, nullptr, Value(), nullptr);
  setValue(P, Construct, Written.Args.empty() ? Value::none() : Value());
  return true;
}

/// The owner at a place has another object, or none, from now on.
static void giveObject(Point &P, const CallSite &Site, Value New) {
  if (const Place *At = placeOf(P, Site.Receiver)) {
    Place Owner = *At;
    P.Env.dropAliasesTo(Owner);
    write(P, Owner, std::move(New));
  }
  setValue(P, Site.Whole, Value());
}

static void transferReset(Point &P, const CallSite &Site, QualType Owner) {
  std::optional<Value> New = Value::none();
  if (!Site.Args.empty() && !isa<CXXDefaultArgExpr>(Site.Args[0]))
    New = takenOver(P, Site.Args[0], ownedClass(Owner), Site.Whole);
  giveObject(P, Site, New.value_or(Value()));
}

/// Somebody else can reach the object from now on.
static void transferGet(Point &P, const CallSite &Site) {
  if (const Place *At = placeOf(P, Site.Receiver)) {
    Place Object = *At;
    P.Env.escape(Object.Root);
    write(P, Object, sharedValue(P.S, read(P, Object, QualType())));
  }
  setValue(P, Site.Whole, Value());
}

static bool transferOwnersMethod(Point &P, const CallSite &Site,
                                 QualType Owner) {
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  bool IsObject =
      Operator == OO_Arrow || (Operator == OO_Star && Site.Args.empty());
  llvm::StringRef Name =
      Site.Callee->getIdentifier() ? Site.Callee->getName() : "";
  if (IsObject || (Name == "ptr" && Site.Args.empty())) {
    setSame(P, Site.Whole, Site.Receiver);
    return true;
  }
  if (Name == "get")
    transferGet(P, Site);
  else if (Name == "reset" && Site.Args.size() <= 1)
    transferReset(P, Site, Owner);
  else if (!Name.empty() && !Site.method()->isConst())
    giveObject(P, Site, Value());
  else if (!Name.empty() || isa<CXXConversionDecl>(Site.Callee))
    setUnknown(P, Site.Whole);
  else
    return false;
  if (Name == "swap" && Site.Args.size() == 1)
    if (const Place *Other = placeOf(P, Site.Args[0])) {
      Place Theirs = *Other;
      P.Env.dropAliasesTo(Theirs);
      write(P, Theirs, Value());
    }
  return true;
}

/// `layer->forward(x)`: what a module's handle leads to is the module.
static bool transferHandle(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  if (!Method || !Site.Receiver || !Site.Args.empty() ||
      !P.S.Models->isModule(Method->getParent()))
    return false;
  OverloadedOperatorKind Operator = Method->getOverloadedOperator();
  bool Gets = Method->getIdentifier() &&
              (Method->getName() == "get" || Method->getName() == "ptr");
  if (Operator != OO_Arrow && Operator != OO_Star && !Gets)
    return false;
  setSame(P, Site.Whole, Site.Receiver);
  return true;
}

bool transferSmartPointer(Point &P, const CallSite &Site) {
  if (transferMake(P, Site) || transferHandle(P, Site))
    return true;
  const CXXMethodDecl *Method = Site.method();
  QualType Owner = Method ? ownerOf(Site.Receiver) : QualType();
  if (Owner.isNull() || Site.Receiver->getType()->isPointerType())
    return false;
  // A call that was passed on to the object.
  const CXXRecordDecl *Owned = ownedClass(Owner);
  if (Method->getParent() == Owned || Owned->isDerivedFrom(Method->getParent()))
    return false;
  return transferOwnersMethod(P, Site, Owner);
}

/// The only method `forward` that takes as many arguments.
static const CXXMethodDecl *forwardOf(const CXXRecordDecl *Class,
                                      unsigned Count) {
  for (unsigned Depth = 0; Class && Depth < 8; ++Depth) {
    const CXXMethodDecl *Found = nullptr;
    bool HasForward = false;
    for (const CXXMethodDecl *Method : Class->methods()) {
      if (!Method->getIdentifier() || Method->getName() != "forward")
        continue;
      HasForward = true;
      if (Count < Method->getMinRequiredArguments() ||
          Count > Method->getNumParams())
        continue;
      if (Found)
        return nullptr;
      Found = Method;
    }
    if (HasForward || Class->getNumBases() == 0)
      return Found;
    Class = Class->bases_begin()->getType()->getAsCXXRecordDecl();
    Class = Class ? Class->getDefinition() : nullptr;
  }
  return nullptr;
}

std::optional<CallSite> passedOn(const CallSite &Site) {
  if (!Site.Callee || Site.Callee->getOverloadedOperator() != OO_Call)
    return std::nullopt;
  QualType Owner = ownerOf(Site.Receiver);
  if (Owner.isNull() || !isHolder(Owner))
    return std::nullopt;
  const CXXMethodDecl *Forward = forwardOf(ownedClass(Owner), Site.Args.size());
  // Any override may be meant.
  if (!Forward || Forward->isVirtual())
    return std::nullopt;
  CallSite Inner = Site;
  Inner.Callee = Forward;
  return Inner;
}

} // namespace shapetidy
