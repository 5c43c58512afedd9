//===-- Following.cpp - Calls without a contract --------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Following.h"
#include "checks/engine/CallEntry.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Followable.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// A lambda's text is part of the function it stands in: what is wrong there
/// is reported there.
static bool isOwnText(const Point &P, const FunctionDecl *Definition) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  return Method && Method->getParent()->isLambda() &&
         isClosureOfFrame(P.F, Method->getParent());
}

/// `[&] { ... }()` is a block of its function.
static bool isCalledInPlace(const CallSite &Site) {
  return Site.Receiver && isa<LambdaExpr>(stripped(Site.Receiver));
}

/// \p Promising is the callee if its contract says everything.
static void passOn(Point &P, const CallSite &Site, const BodySummary &Body,
                   bool IsOwnText, const FunctionDecl *Promising = nullptr) {
  if (!P.F.Reporting)
    return;
  for (Finding Found : Body.Findings) {
    if (!IsOwnText) {
      // What was asked for inside is answered there, and advice is given there.
      CheckId Check = checkOf(Found.Code);
      if (Check != CheckId::Mismatch && Check != CheckId::DType &&
          Check != CheckId::Structure && Check != CheckId::Callback)
        continue;
      Found.Calls.insert(Found.Calls.begin(), {Site.Whole->getSourceRange(),
                                               Site.name(), Promising});
    }
    P.report(std::move(Found));
  }
}

/// What the callee left in the places it was bound to.
static void comeBack(Point &P, const CallEntry &Call, const BodySummary &Body,
                     SummaryReader &Read) {
  bool WroteUnknown = Body.WroteUnknown || Call.MayWriteUnknown;
  if (WroteUnknown) {
    P.F.WroteUnknown = true;
    P.Env.forgetEscaped();
  }
  for (const auto &[Old, IsOwned] : Body.ChangedInPlace)
    forgetHandles(P, {Read(Old), IsOwned}, Place());
  for (const BoundRoot &Root : Call.Bound) {
    const std::optional<Value> &Last = Body.RootsAtExit[Root.Index];
    const Value &Before = Call.Entry.Roots[Root.Index].second;
    bool WasLost = WroteUnknown && P.Env.isEscaped(Root.Caller.Root);
    // A parameter that was made null says nothing of what it pointed to.
    if (Last && (Root.Type->isPointerType() || Last->isNone()))
      write(P, Root.Caller, Value());
    else if (Last && Root.From)
      assign(P, Root.Caller, Root.Type, Read(*Last), Root.From);
    else if (Last || WasLost) {
      if (Last)
        writeSharedObject(P, Root.Caller, Root.Type, nullptr);
      write(P, Root.Caller, Last ? Read(*Last) : Before);
    }
    if (Body.EscapedAtExit[Root.Index])
      P.Env.escape(Root.Caller.Root);
  }
}

/// The body wrote to an object that has no place of its own, as `v[0].grow()`.
static void changeElement(Point &P, const CallSite &Site, const CallEntry &Call,
                          const BodySummary &Body) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Entry.Function);
  if (!Method || Method->isConst() || !Site.Receiver || objectPlace(P, Site) ||
      isa<CXXConstructorDecl>(Method))
    return;
  PlaceRoot This = Method->getParent()->getCanonicalDecl();
  for (size_t I = 0; I < Call.Entry.Roots.size(); ++I)
    if (Call.Entry.Roots[I].first == This && Body.RootsAtExit[I])
      writeSomewhere(P, canonicalType(Method->getParent()), Site.Receiver,
                     Site.Whole);
}

/// The caller's place that a returned reference points to.
static std::optional<Place> returnedPlace(const CallEntry &Call,
                                          const BodySummary &Body) {
  if (!Body.ReturnedPlace)
    return std::nullopt;
  for (const BoundRoot &Root : Call.Bound) {
    if (Call.Entry.Roots[Root.Index].first != Body.ReturnedPlace->Root)
      continue;
    Place At = Root.Caller;
    At.Path.append(Body.ReturnedPlace->Path.begin(),
                   Body.ReturnedPlace->Path.end());
    return At;
  }
  return std::nullopt;
}

/// Whoever gets a reference or pointer may write through it later.
static void exposeBound(Point &P, const CallEntry &Call) {
  for (const BoundRoot &Root : Call.Bound) {
    P.Env.escape(Root.Caller.Root);
    forget(P, Root.Caller, nullptr);
  }
}

static bool mayBeWrittenThrough(QualType Result) {
  return (Result->isLValueReferenceType() || Result->isPointerType()) &&
         !Result->getPointeeType().isConstQualified();
}

static void giveResult(Point &P, const CallSite &Site, const CallEntry &Call,
                       const BodySummary &Body, SummaryReader &Read) {
  if (std::optional<Place> At = returnedPlace(Call, Body))
    return setPlace(P, Site.Whole, std::move(*At));
  if (mayBeWrittenThrough(Call.Entry.Function->getReturnType()))
    exposeBound(P, Call);
  Value Result = Read(Body.Returned);
  if (Result.isUnknown())
    Result = unknownOf(P, Site.Whole->getType(), Site.Whole,
                       textOf(P, Site.Whole), Site.Whole->getSourceRange());
  setValue(P, Site.Whole, std::move(Result));
}

bool transferFollowed(Point &P, const CallSite &Site, CallPromise Known) {
  const FunctionDecl *Definition = followableBody(P.S, Site);
  if (!Definition || isa<CXXConstructorDecl>(Definition))
    return false;
  CallEntry Call(P, Site, Definition);
  if (!Call.build())
    return false;
  bool IsOwnText = isOwnText(P, Definition);
  Call.Entry.OnlyCertain = !IsOwnText ||
                           !(isCalledInPlace(Site) || Site.IsHandOver) ||
                           P.F.OnlyCertain;
  if (Known.Promise)
    Call.Entry.Names = std::move(Known.Names);
  AskedBody Asked = askBody(P, Call.Entry, Known.Promise);
  const BodySummary &Body = Asked.Summary;
  // Mesh::resize() gives the names of its object other lengths: that is right,
  // but not what their lengths were.
  if (!Body.IsUsable || (Body.WroteInvariant && !IsOwnText))
    return false;
  passOn(P, Site, Body, IsOwnText);
  SummaryReader Read(P, Asked, Site.Whole);
  if (!Body.Returns) {
    if (Body.Fails) {
      P.Env.fail();
      P.Env.forgetEscaped();
      exposeBound(P, Call);
    } else {
      P.F.NeverCameBack = true;
    }
    setValue(P, Site.Whole, Value());
    return true;
  }
  comeBack(P, Call, Body, Read);
  changeElement(P, Site, Call, Body);
  giveResult(P, Site, Call, Body, Read);
  Read.learn();
  if (Body.Fails)
    P.Env.fail();
  return true;
}

Value lookIntoBody(Point &P, const CallSite &Site, CallPromise Known,
                   bool AsksResult) {
  const FunctionDecl *Definition =
      P.F.Reporting || AsksResult ? followableBody(P.S, Site) : nullptr;
  if (!Definition || isa<CXXConstructorDecl>(Definition) ||
      isOwnText(P, Definition))
    return Value();
  if (P.S.Followed.visits() > P.S.Options.MaxFollowedVisits / 2) {
    P.S.Budgets.add(BudgetHit::Followed);
    P.S.Followed.noteSpent();
    return Value();
  }
  CallEntry Call(P, Site, Definition);
  if (!Call.build())
    return Value();
  Call.Entry.Names = std::move(Known.Names);
  AskedBody Asked = askBody(P, Call.Entry, Known.Promise);
  const BodySummary &Body = Asked.Summary;
  if (!Body.IsUsable)
    return Value();
  passOn(P, Site, Body, /*IsOwnText=*/false, Definition);
  if (!AsksResult || !Body.Returns || Body.WroteInvariant)
    return Value();
  SummaryReader Read(P, Asked, Site.Whole);
  return Read(Body.Returned);
}

std::optional<Value> followConstructor(Point &P, const CallSite &Site,
                                       const Contract *Promise) {
  const FunctionDecl *Definition = nullptr;
  if (!Site.Callee->hasBody(Definition) || Definition->isInvalidDecl() ||
      P.S.Models->isLibraryCode(Definition) || Definition->isInStdNamespace())
    return std::nullopt;
  CallEntry Call(P, Site, Definition);
  if (!Call.buildForNewObject())
    return std::nullopt;
  AskedBody Asked = askBody(P, Call.Entry, Promise);
  const BodySummary &Body = Asked.Summary;
  if (!Body.IsUsable)
    return std::nullopt;
  passOn(P, Site, Body, /*IsOwnText=*/false);
  if (!Body.Returns)
    return std::nullopt;
  SummaryReader Read(P, Asked, Site.Whole);
  Value Object =
      Read(Body.RootsAtExit.front().value_or(Call.Entry.Roots.front().second));
  comeBack(P, Call, Body, Read);
  Read.learn();
  if (Body.Fails)
    P.Env.fail();
  return Object;
}

} // namespace shapetidy
