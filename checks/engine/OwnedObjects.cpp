//===-- OwnedObjects.cpp - Objects that owners make and share -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OwnedObjects.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Operations.h"
#include "checks/engine/Owners.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Bases whose constructors a class may have inherited.
static constexpr unsigned MaxOwnerBases = 8;

/// Do the arguments have the parameters' own types?
static bool takesExactly(const CXXConstructorDecl *Constructor,
                         llvm::ArrayRef<const Expr *> Args) {
  for (const auto &[Arg, Param] : llvm::zip(Args, Constructor->parameters())) {
    QualType Wanted = Param->getType().getNonReferenceType();
    QualType Given = stripped(Arg)->getType().getNonReferenceType();
    if (Wanted.getCanonicalType().getUnqualifiedType() !=
        Given.getCanonicalType().getUnqualifiedType())
      return false;
  }
  return true;
}

/// The only constructor of the class itself that can be meant; null if there
/// are more.
static const CXXConstructorDecl *
ownConstructor(const CXXRecordDecl *Class, llvm::ArrayRef<const Expr *> Args) {
  llvm::SmallVector<const CXXConstructorDecl *, 4> Fitting;
  for (const CXXConstructorDecl *Candidate : Class->ctors())
    if (!Candidate->isDeleted() && !Candidate->isCopyOrMoveConstructor() &&
        !Candidate->isInheritingConstructor() &&
        Args.size() >= Candidate->getMinRequiredArguments() &&
        Args.size() <= Candidate->getNumParams())
      Fitting.push_back(Candidate);
  if (Fitting.size() > 1)
    llvm::erase_if(Fitting, [&](const CXXConstructorDecl *Candidate) {
      return !takesExactly(Candidate, Args);
    });
  return Fitting.size() == 1 ? Fitting.front() : nullptr;
}

/// A constructor template, which has a model if it has anything.
static const CXXConstructorDecl *
constructorTemplate(const CXXRecordDecl *Class) {
  for (const Decl *Member : Class->decls())
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member))
      if (const auto *Pattern =
              dyn_cast<CXXConstructorDecl>(Template->getTemplatedDecl()))
        return Pattern;
  return nullptr;
}

static const CXXConstructorDecl *
constructorFor(Session &S, const CXXRecordDecl *Class,
               llvm::ArrayRef<const Expr *> Args) {
  for (unsigned I = 0; Class && I < MaxOwnerBases; ++I) {
    if (const CXXConstructorDecl *Own = ownConstructor(Class, Args))
      return Own;
    const CXXConstructorDecl *Pattern = constructorTemplate(Class);
    if (Pattern && S.Models->find(Pattern))
      return Pattern;
    bool MayInherit = Class->getNumBases() > 0 && !Args.empty();
    Class = MayInherit ? Class->bases_begin()->getType()->getAsCXXRecordDecl()
                       : nullptr;
    Class = Class ? Class->getDefinition() : nullptr;
  }
  return nullptr;
}

/// Default arguments are not written where an owner is made.
static void addDefaults(Point &P, CallSite &Site) {
  for (unsigned I = Site.Args.size(); I < Site.Callee->getNumParams(); ++I) {
    const ParmVarDecl *Param = Site.Callee->getParamDecl(I);
    const Expr *Default =
        Param->hasUninstantiatedDefaultArg() || Param->hasUnparsedDefaultArg()
            ? nullptr
            : Param->getDefaultArg();
    if (!Default)
      return;
    evaluateTree(P, Default);
    Site.Args.push_back(Default);
  }
}

bool makeOwned(Point &P, const CallSite &Site, const CXXRecordDecl *Owned) {
  // A copy of an object, whatever its class is made of.
  if (Site.Args.size() == 1 && Site.Args[0]->getType()->getAsCXXRecordDecl() &&
      Site.Args[0]->getType()->getAsCXXRecordDecl()->getCanonicalDecl() ==
          Owned->getCanonicalDecl()) {
    setValue(P, Site.Whole, copyOf(P, Site.Args[0]));
    return true;
  }
  CallSite Inner = Site;
  Inner.Receiver = nullptr;
  const CXXConstructorDecl *Maker = constructorFor(P.S, Owned, Site.Args);
  Inner.Callee = Maker;
  if (const ModelRow *Row = Maker ? P.S.Models->find(Maker) : nullptr) {
    transferOperation(P, Inner, *Row);
    return true;
  }
  QualType Type = canonicalType(Owned);
  if (P.S.isInteresting(Type) && Maker && Maker->getParent() == Owned) {
    addDefaults(P, Inner);
    setValue(P, Site.Whole, constructedObject(P, Inner, Owned));
    return true;
  }
  if (P.S.isInteresting(Type)) {
    applyEffects(P, Site, nullptr, Value(), nullptr);
    setValue(P, Site.Whole, Value());
    return true;
  }
  bool IsLibrary =
      P.S.Context.getSourceManager().isInSystemHeader(Owned->getLocation());
  if (!IsLibrary || !isModule(Owned))
    return false;
  std::vector<Value> Given;
  for (const Expr *Arg : Site.Args)
    Given.push_back(copyOf(P, Arg));
  setValue(P, Site.Whole, builtins::moduleOf(Owned, Given));
  return true;
}

Value sharedValue(Session &S, const Value &Held) {
  return Held.asObject() ? keptValue(S, Held) : Held;
}

/// The value without what others may change in objects that it shares with
/// them; \p IsLess says that there was such a thing.
static Value withoutShared(Session &S, const Value &Held, QualType Type,
                           bool &IsLess) {
  const ObjectValue *Object = Held.asObject();
  if (!Object)
    return Held;
  if (!Type.isNull() && isSharedOwner(Type)) {
    Value Known = sharedValue(S, Held);
    IsLess |= !(Known == Held);
    return Known;
  }
  ObjectValue Copy = *Object;
  for (auto &[Key, Field] : Copy.Fields) {
    const auto *Decl =
        dyn_cast<ValueDecl>(static_cast<const clang::Decl *>(Key));
    Field =
        withoutShared(S, Field, Decl ? Decl->getType() : QualType(), IsLess);
  }
  return Value::object(std::move(Copy));
}

Value copyOf(Point &P, const Expr *Source) {
  Value Held = valueOf(P, Source);
  const Place *At = placeOf(P, Source);
  const auto *Call = dyn_cast<CallExpr>(stripped(Source));
  bool IsMoved = Call && isNamed(Call->getDirectCallee(), "std", "move");
  if (!At || IsMoved)
    return Held;
  bool IsLess = false;
  Value Known = withoutShared(P.S, Held, stripped(Source)->getType(), IsLess);
  if (!IsLess)
    return Held;
  write(P, Place(*At), Known);
  return Known;
}

/// How many fields lead to the outermost shared owner on the way to \p To;
/// none if there is no such owner.
static std::optional<size_t> stepsToOwner(const Place &To, bool Whole) {
  size_t End = To.Path.size() + (Whole ? 1 : 0);
  if (End > 0 && To.Variable && isSharedOwner(To.Variable->getType()))
    return 0;
  for (size_t I = 0; I + 1 < End; ++I)
    if (isSharedOwner(To.Path[I]->getType()))
      return I + 1;
  return std::nullopt;
}

bool writeToSharers(Point &P, const Place &To, bool Whole) {
  std::optional<size_t> Steps = stepsToOwner(To, Whole);
  if (!Steps)
    return false;
  Place Owner = To;
  Owner.Path.truncate(*Steps);
  Value Old = read(P, Owner, QualType());
  // A library's module: whoever has the same one.
  if (!Old.isUnknown() && !Old.isNone() && !Old.asObject())
    forgetHandles(P, {Old}, Place());
  const Value *Root = P.Env.find(To.Root);
  if (*Steps > 0 && Root) {
    bool IsLess = false;
    Value Known = withoutShared(P.S, *Root, QualType(), IsLess);
    if (IsLess)
      P.Env.set(To.Root, std::move(Known));
  }
  if (To.Variable)
    P.Env.escape(To.Root);
  return true;
}

} // namespace shapetidy
