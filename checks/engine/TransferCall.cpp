//===-- TransferCall.cpp - Calls ------------------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Callables.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Followable.h"
#include "checks/engine/Following.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/LibraryCalls.h"
#include "checks/engine/Memory.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Operations.h"
#include "checks/engine/Owners.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Statements.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/TreeCalls.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace shapetidy {

static void setUnknownResult(Point &P, const Expr *E) {
  setValue(P, E,
           unknownOf(P, E->getType(), E, textOf(P, E), E->getSourceRange()));
}

/// `std::move(x)` is `x`; whoever takes it over forgets it.
static bool transferTransparent(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 1)
    return false;
  for (llvm::StringRef Name : {"move", "forward", "as_const"})
    if (isNamed(Site.Callee, "std", Name)) {
      setSame(P, Site.Whole, Site.Args.front());
      return true;
    }
  return false;
}

/// The index of `std::get<I>(t)`.
static std::optional<unsigned> tupleIndex(const FunctionDecl *Get) {
  const TemplateArgumentList *Args = Get->getTemplateSpecializationArgs();
  if (!Args || Args->size() == 0 ||
      Args->get(0).getKind() != TemplateArgument::Integral)
    return std::nullopt;
  return Args->get(0).getAsIntegral().getLimitedValue(1000);
}

static bool transferTuple(Point &P, const CallSite &Site) {
  if (Site.Args.size() == 1 && isNamed(Site.Callee, "std", "get")) {
    auto Parts = elementsOf(valueOf(P, Site.Args.front()));
    std::optional<unsigned> Index = tupleIndex(Site.Callee);
    if (!Parts || !Index || *Index >= Parts->size()) {
      setUnknownResult(P, Site.Whole);
      return true;
    }
    setValue(P, Site.Whole, (*Parts)[*Index]);
    return true;
  }
  if (!isNamed(Site.Callee, "std", "make_tuple") &&
      !isNamed(Site.Callee, "std", "make_pair"))
    return false;
  std::vector<Value> Elements;
  for (const Expr *Arg : Site.Args)
    Elements.push_back(copyOf(P, Arg));
  setValue(P, Site.Whole, Value::aggregate(std::move(Elements)));
  return true;
}

static bool transferSwap(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 2 || !isNamed(Site.Callee, "std", "swap"))
    return false;
  const Place *A = placeOf(P, Site.Args[0]), *B = placeOf(P, Site.Args[1]);
  if (!A || !B)
    return false;
  Place First = *A, Second = *B;
  Value Old = valueOf(P, Site.Args[0]);
  assign(P, First, Site.Args[0]->getType(), valueOf(P, Site.Args[1]),
         Site.Args[1]);
  assign(P, Second, Site.Args[1]->getType(), std::move(Old), Site.Args[0]);
  return true;
}

/// `std::tie(a, b) = f();`
static bool assignTied(Point &P, const CallSite &Site) {
  const auto *Tie = dyn_cast<CallExpr>(stripped(Site.Receiver));
  if (!Tie || !isNamed(Tie->getDirectCallee(), "std", "tie"))
    return false;
  Value Tuple = valueOf(P, Site.Args.front());
  for (unsigned I = 0; I < Tie->getNumArgs(); ++I) {
    const Place *At = placeOf(P, Tie->getArg(I));
    if (!At)
      continue;
    Value New = I < Tuple.elements().size() ? Tuple.elements()[I] : Value();
    assign(P, Place(*At), Tie->getArg(I)->getType(), std::move(New),
           Site.Args.front());
  }
  setUnknownResult(P, Site.Whole);
  return true;
}

void forgetMoved(Point &P, const Expr *Source, const Stmt *Why) {
  const auto *Call = dyn_cast<CallExpr>(stripped(Source));
  if (!Call || !isNamed(Call->getDirectCallee(), "std", "move"))
    return;
  if (const Place *At = placeOf(P, Call))
    forget(P, Place(*At), Why);
}

static bool transferAssignment(Point &P, const CallSite &Site) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Site.Whole);
  if (!Operator || Operator->getOperator() != OO_Equal || !Site.Receiver ||
      Site.Args.size() != 1)
    return false;
  if (assignTied(P, Site))
    return true;
  const Place *At = placeOf(P, Site.Receiver);
  if (!At) {
    if (writeElement(P, Site.Receiver, valueOf(P, Site.Args.front()))) {
      setSame(P, Site.Whole, Site.Args.front());
      return true;
    }
    // A model says what the write leaves, for views that cannot be resized.
    const ModelRow *Row = P.S.Models->find(Site.Callee);
    if (!Row || Row->Writes.empty())
      writeSomewhere(P, Site.Receiver->getType(), Site.Receiver, Site.Whole);
    return false;
  }
  Place To = *At;
  Value New = storedCallable(P, Site.Receiver->getType(), Site.Args.front(),
                             copyOf(P, Site.Args.front()));
  if (ownedClass(Site.Receiver->getType()))
    P.Env.dropAliasesTo(To);
  if (const ModelRow *Row = P.S.Models->find(Site.Callee))
    New = assignedValue(P, Site, *Row, std::move(New));
  forgetMoved(P, Site.Args.front(), Site.Whole);
  assign(P, To, Site.Receiver->getType(), std::move(New), Site.Args.front());
  setPlace(P, Site.Whole, std::move(To));
  return true;
}

static bool transferContract(Point &P, const CallSite &Site) {
  const Contract *Promise = P.S.Contracts.contractOf(Site.Callee);
  if (!Promise || Promise->empty())
    return false;
  Value Object = Site.Object     ? *Site.Object
                 : Site.Receiver ? valueOf(P, Site.Receiver)
                                 : Value();
  CallOutcome Outcome = matchArguments(P, Site, *Promise, Object);
  const Place *At = Site.Receiver ? placeOf(P, Site.Receiver) : nullptr;
  if (At && Outcome.Fits && Promise->ClassScope) {
    Object = withNames(P, Object, Promise->ClassScope, Outcome.Names);
    write(P, Place(*At), Object);
  }
  // What the contract does not say, the body may.
  if (!Promise->Result && Outcome.Fits &&
      transferFollowed(P, Site, {Promise, Outcome.Names}))
    return true;
  Value InBody;
  if (Promise->Result && Outcome.Fits)
    InBody = lookIntoBody(P, Site, {Promise, Outcome.Names},
                          leavesOpen(*Promise, Outcome.Names));
  Value Result = resultOf(P, Site, *Promise, Object, Outcome, InBody);
  applyEffects(P, Site, Promise, Object, &Outcome);
  setValue(P, Site.Whole, std::move(Result));
  return true;
}

static bool transferConstant(Point &P, const CallSite &Site) {
  const auto *Call = dyn_cast<CallExpr>(Site.Whole);
  if (!Call || !Site.Callee->isConstexpr() || !isSizeInteger(Call->getType()))
    return false;
  Value Constant = constantInteger(P, Call);
  if (Constant.isUnknown())
    return false;
  setValue(P, Call, std::move(Constant));
  return true;
}

/// `w = register_parameter("w", randn({n}))`: the module remembers what it
/// gives back.
static bool transferRegistration(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  if (!Method || !Method->getIdentifier() || Site.Args.size() < 2)
    return false;
  llvm::StringRef Name = Method->getName();
  if (Name != "register_parameter" && Name != "register_module" &&
      Name != "register_buffer")
    return false;
  Value Given = valueOf(P, Site.Args[1]);
  if (Given.isUnknown())
    setUnknownResult(P, Site.Whole);
  else
    setValue(P, Site.Whole, std::move(Given));
  return true;
}

/// A library's container of modules is shared with whoever gets a copy, who may
/// put more modules into it.
static void forgetContainers(Point &P, const CallSite &Site) {
  for (const Expr *Arg : Site.Args) {
    const Expr *From = stripped(Arg);
    while (const auto *Copy = dyn_cast<CXXConstructExpr>(From)) {
      if (Copy->getNumArgs() == 0 ||
          !Copy->getConstructor()->isCopyOrMoveConstructor())
        break;
      From = stripped(Copy->getArg(0));
    }
    Value Given = valueOf(P, From);
    const RecordValue *Module = Given.asRecord();
    const Place *At = placeOf(P, From);
    if (Module && At && Module->find("modules"))
      forget(P, Place(*At), Site.Whole);
  }
}

void transferUnknownCall(Point &P, const CallSite &Site) {
  forgetContainers(P, Site);
  applyEffects(P, Site, nullptr, Value(), nullptr);
  setUnknownResult(P, Site.Whole);
}

void transferCall(Point &P, const CallExpr *Call) {
  CallSite Site = callSiteOf(Call);
  if (std::optional<CallSite> Inner = passedOn(Site))
    Site = std::move(*Inner);
  if (transferCallableCall(P, Call, Site))
    return;
  if (!Site.Callee)
    return transferUnknownCall(P, Site);
  transferKnownCall(P, std::move(Site));
}

void transferKnownCall(Point &P, CallSite Site) {
  if (const FunctionDecl *Behind = P.S.Models->calledBehind(Site.Callee))
    Site.Callee = Behind;
  if (transferStatement(P, Site) || transferTransparent(P, Site) ||
      transferTreeCall(P, Site) || transferCallableMaker(P, Site) ||
      transferStandardCall(P, Site) || transferAssignment(P, Site) ||
      transferContract(P, Site))
    return;
  if (const ModelRow *Row = P.S.Models->find(Site.Callee))
    return transferOperation(P, Site, *Row);
  if (transferSmartPointer(P, Site) || transferTuple(P, Site) ||
      transferSwap(P, Site) || transferConstant(P, Site))
    return;
  if (transferFollowed(P, Site))
    return forgetContainers(P, Site);
  if (transferRegistration(P, Site))
    return;
  transferUnknownCall(P, Site);
  P.F.NeverCameBack = neverReturns(Site.Callee);
}

} // namespace shapetidy
