//===-- ContainersMaps.cpp - Containers whose elements have keys ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Of a map is known what all its values have in common; keys are not followed.
// A sequence stands for it, or an aggregate without elements while it is empty.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace shapetidy {

QualType mappedType(QualType Map) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Map.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class || !Class->isInStdNamespace())
    return QualType();
  llvm::StringRef Name = Class->getName();
  bool IsMap = Name == "map" || Name == "unordered_map" ||
               Name == "multimap" || Name == "unordered_multimap";
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  if (!IsMap || Args.size() < 2 ||
      Args[1].getKind() != TemplateArgument::Type)
    return QualType();
  return Args[1].getAsType();
}

namespace {
struct MapCall {
  Point &P;
  const CallSite &Site;
  QualType Mapped;
  Value Held;

  void store(Value New) const { storeContainer(P, Site, std::move(New)); }
  void result(Value New) const {
    if (New.isUnknown())
      return setUnknown(P, Site.Whole);
    setValue(P, Site.Whole, std::move(New));
  }
};
using MapRule = void (*)(MapCall &);
} // namespace

static void valueAt(MapCall &Call) { Call.result(anyElement(Call.Held)); }

/// `m[k]`, which makes an element that is not there.
static void valueOrNew(MapCall &Call) {
  Value Each = anyElement(Call.Held);
  bool MayBeNew = !Call.P.S.Models->isArrayType(Call.Mapped) &&
                  Each.kind() != Value::Kind::Object;
  if (MayBeNew && elementType(Call.P, Call.Mapped).isNull())
    Each = Value();
  else if (MayBeNew)
    Each = Value::join(Each, Value::aggregate({}), &Call.P.S.Sizes);
  Call.result(std::move(Each));
}

/// `insert({k, x})`, `emplace(k, x)`, `insert_or_assign(k, x)`.
static void insertValue(MapCall &Call) {
  llvm::ArrayRef<const Expr *> Args = Call.Site.Args;
  Value New;
  if (Args.size() == 2)
    New = copyOf(Call.P, Args[1]);
  else if (Value Entry = Args.size() == 1 ? copyOf(Call.P, Args[0]) : Value();
           Entry.elements().size() == 2)
    New = Entry.elements()[1];
  bool IsRange = Args.size() == 2 && stripped(Args[0])->getType() ==
                                         stripped(Args[1])->getType();
  Call.store(IsRange ? Value() : withElement(Call.Held, New));
  Call.result(Value());
}

static void clearMap(MapCall &Call) { Call.store(Value::aggregate({})); }
static void leaveMap(MapCall &Call) { Call.result(Value()); }

/// Null for what is not understood.
static MapRule mapRule(const FunctionDecl *Callee) {
  if (Callee->getOverloadedOperator() == OO_Subscript)
    return valueOrNew;
  if (!Callee->getDeclName().isIdentifier())
    return nullptr;
  return llvm::StringSwitch<MapRule>(Callee->getName())
      .Case("at", valueAt)
      .Case("insert", insertValue)
      .Case("emplace", insertValue)
      .Case("insert_or_assign", insertValue)
      .Case("try_emplace", insertValue)
      .Case("clear", clearMap)
      .Case("begin", leaveMap)
      .Case("end", leaveMap)
      .Case("cbegin", leaveMap)
      .Case("cend", leaveMap)
      .Case("find", leaveMap)
      .Case("erase", leaveMap)
      .Case("size", leaveMap)
      .Case("empty", leaveMap)
      .Case("count", leaveMap)
      .Case("contains", leaveMap)
      .Default(nullptr);
}

bool transferMapCall(Point &P, const CallSite &Site) {
  if (!Site.Receiver || !Site.Callee)
    return false;
  QualType Mapped = mappedType(stripped(Site.Receiver)->getType());
  MapRule Rule = Mapped.isNull() ? nullptr : mapRule(Site.Callee);
  if (!Rule)
    return false;
  MapCall Call{P, Site, Mapped, valueOf(P, Site.Receiver)};
  Rule(Call);
  return true;
}

Value builtMap(Point &P, llvm::ArrayRef<const Expr *> Args) {
  if (Args.empty())
    return Value::aggregate({});
  Value Entries = Args.size() == 1 ? valueOf(P, Args[0]) : Value();
  Value Built = Value::aggregate({});
  for (const Value &Entry : Entries.elements())
    Built = Entry.elements().size() == 2
                ? withElement(Built, Entry.elements()[1])
                : Value();
  bool IsList = Entries.kind() == Value::Kind::Aggregate;
  return IsList ? Built : Value();
}

} // namespace shapetidy
