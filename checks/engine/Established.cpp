//===-- Established.cpp - What constructors leave in an object ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Established.h"
#include "checks/engine/Body.h"
#include "checks/engine/BodyEntrance.h"
#include "checks/engine/BodyRun.h"
#include "checks/engine/Owners.h"
#include "checks/engine/Relevance.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

/// Classes inside classes whose constructors are looked at for one question.
static constexpr unsigned MaxClassDepth = 6;

static const FieldDecl *fieldOf(ObjectValue::FieldKey Key) {
  return dyn_cast<FieldDecl>(static_cast<const Decl *>(Key));
}

/// The fields that nobody changes and nothing else describes.
static ObjectValue keptPart(Session &S, const ObjectValue &Object) {
  ObjectValue Kept;
  Kept.Epoch = Object.Epoch;
  for (const auto &[Key, Held] : Object.Fields) {
    const FieldDecl *Field = fieldOf(Key);
    if (!Field || Held.isUnknown() || S.Contracts.annotationOf(Field) ||
        !S.Established.Writes.isKept(S, Field))
      continue;
    const ObjectValue *Inner = Held.asObject();
    const CXXRecordDecl *Class = ownedClass(Field->getType());
    if (!Class)
      Class = Field->getType()->getAsCXXRecordDecl();
    // The lengths of an annotated class's names are its objects' to change.
    if (Inner && (!Class || !S.Contracts.namesOf(Class).empty()))
      continue;
    Kept.setField(Key, Inner ? Value::object(keptPart(S, *Inner)) : Held);
  }
  return Kept;
}

Value keptValue(Session &S, const Value &Object) {
  ObjectValue Kept = keptPart(S, *Object.asObject());
  Kept.Epoch = nullptr;
  return Value::object(std::move(Kept));
}

void restoreKeptFields(Session &S, const Value &Before, ObjectValue &Object) {
  const ObjectValue *Old = Before.asObject();
  if (!Old)
    return;
  ObjectValue Kept = keptPart(S, *Old);
  for (const auto &[Key, Held] : Kept.Fields)
    Object.setField(Key, Held);
}

/// Constructors that decide what an object holds; none if one of them is not
/// to be seen.
static std::optional<llvm::SmallVector<const FunctionDecl *, 4>>
makersOf(Session &S, const CXXRecordDecl *Class) {
  llvm::SmallVector<const FunctionDecl *, 4> Makers;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    const FunctionDecl *Definition = nullptr;
    if (Constructor->isDeleted() ||
        (Constructor->isCopyOrMoveConstructor() && Constructor->isDefaulted()))
      continue;
    if (Constructor->isInheritingConstructor() ||
        Constructor->isDependentContext() ||
        !Constructor->hasBody(Definition) || Definition->isInvalidDecl() ||
        isBroken(Definition))
      return std::nullopt;
    Makers.push_back(Definition);
  }
  if (Makers.empty())
    return std::nullopt;
  return Makers;
}

namespace {
struct MadeObject {
  Value Object;
  FactSet Facts;
};
} // namespace

static std::optional<MadeObject> make(Session &S, const FunctionDecl *Maker) {
  Frame F(Maker, S.Contracts.contractOf(Maker), nullptr);
  std::vector<Finding> Ignored;
  F.Collected = &Ignored;
  Environment Entry = declaredEntry(S, F, Environment());
  if (!runBody(S, F, Entry, /*Report=*/false) || !F.AtExit)
    return std::nullopt;
  const CXXRecordDecl *Class = cast<CXXConstructorDecl>(Maker)->getParent();
  const Value *Object = F.AtExit->find(Class->getCanonicalDecl());
  if (!Object || !Object->asObject())
    return std::nullopt;
  return MadeObject{*Object, F.AtExit->Facts};
}

static std::unique_ptr<BodySummary> establish(Session &S,
                                              const CXXRecordDecl *Class) {
  auto Makers = makersOf(S, Class);
  if (!Makers)
    return nullptr;
  auto Out = std::make_unique<BodySummary>();
  Out->FirstSymbol = S.Sizes.symbolCount();
  std::optional<MadeObject> All;
  for (const FunctionDecl *Maker : *Makers) {
    std::optional<MadeObject> One = make(S, Maker);
    if (!One)
      return nullptr;
    if (All)
      One = MadeObject{Value::join(All->Object, One->Object), FactSet()};
    All = std::move(One);
  }
  Out->EndSymbol = S.Sizes.symbolCount();
  ObjectValue Kept = keptPart(S, *All->Object.asObject());
  if (Kept.Fields.empty())
    return nullptr;
  Out->RootsAtExit = {Value::object(std::move(Kept))};
  for (const Fact &Known : All->Facts)
    Out->Taught.push_back(Known);
  return Out;
}

/// Is the class the user's, and made by its constructors alone?
static bool hasMakers(Session &S, const CXXRecordDecl *Class) {
  return !Class->isAggregate() && !Class->isLambda() && !Class->isUnion() &&
         !Class->isDependentContext() && !Class->isInvalidDecl() &&
         !S.Context.getSourceManager().isInSystemHeader(Class->getLocation()) &&
         !S.Models->isLibraryCode(Class);
}

const BodySummary *EstablishedClasses::find(Session &S,
                                            const CXXRecordDecl *Class) {
  Class = Class->getDefinition();
  if (!Class || !hasMakers(S, Class))
    return nullptr;
  if (Depth >= MaxClassDepth) {
    S.Budgets.add(BudgetHit::Nesting);
    return nullptr;
  }
  auto [At, IsNew] = Known.try_emplace(Class);
  if (!IsNew)
    return At->second.get();
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  unsigned Visits = S.Followed.visits();
  std::unique_ptr<BodySummary> Found = establish(S, Class);
  S.Followed.setVisits(Visits);
  return (Known[Class] = std::move(Found)).get();
}

void addEstablishedFields(Point &P, const CXXRecordDecl *Class, const void *Key,
                          llvm::StringRef Prefix, ObjectValue &Object) {
  const BodySummary *Known = P.S.Established.find(P.S, Class);
  if (!Known)
    return;
  AskedBody Asked{*Known, EntryTerms(P.S)};
  SummaryReader Read(P, Asked, P.F.partOf(Key, Class), Prefix);
  Read.makeFlexible();
  Value Fields = Read(*Known->RootsAtExit.front());
  for (const auto &[Field, Held] : Fields.asObject()->Fields)
    Object.setField(Field, Held);
  Read.learn();
}

} // namespace shapetidy
