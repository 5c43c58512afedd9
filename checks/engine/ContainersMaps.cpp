//===-- ContainersMaps.cpp - Containers whose elements have keys ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A map whose keys are all constants is an aggregate of pairs, one for each
// key. Of any other one is known what all its values have in common: a sequence
// of them stands for it.
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
  bool IsMap = Name == "map" || Name == "unordered_map" || Name == "multimap" ||
               Name == "unordered_multimap";
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  if (!IsMap || Args.size() < 2 || Args[1].getKind() != TemplateArgument::Type)
    return QualType();
  return Args[1].getAsType();
}

static bool isKey(const Value &V) {
  return V.asString() || (V.asInteger() && V.asInteger()->asConstant());
}

std::optional<std::vector<Value>> entriesOf(const Value &Map) {
  if (Map.kind() != Value::Kind::Aggregate)
    return std::nullopt;
  for (const Value &Entry : Map.elements())
    if (Entry.elements().size() != 2 || !isKey(Entry.elements()[0]))
      return std::nullopt;
  return Map.elements().vec();
}

Value mappedValue(Point &P, const Value &Map, QualType Mapped) {
  Value Each = anyElement(Map);
  bool IsPair = Each.elements().size() == 2;
  if (Map.kind() == Value::Kind::Aggregate)
    return IsPair ? Each.elements()[1] : Value();
  if (!IsPair)
    return Each;
  // Two joined maps leave a pair, which may be a value of a map of pairs.
  TreeType::Kind What = P.S.Trees.typeOf(Mapped, *P.S.Models).What;
  bool IsEntry = What == TreeType::Kind::Array ||
                 What == TreeType::Kind::Atom || What == TreeType::Kind::Record;
  return IsEntry ? Each.elements()[1] : Value();
}

/// A map whose keys are no longer known.
static Value withoutKeys(Point &P, const Value &Map, QualType Mapped) {
  if (Map.kind() == Value::Kind::Aggregate && Map.elements().empty())
    return Map;
  return Value::sequence(mappedValue(P, Map, Mapped));
}

Value withEntry(Point &P, const Value &Map, QualType Mapped, const Value &Key,
                const Value &New) {
  std::optional<std::vector<Value>> Entries = entriesOf(Map);
  bool IsFull = Entries && Entries->size() >= MaxListLength;
  if (IsFull)
    P.S.Budgets.add(BudgetHit::Elements);
  if (!Entries || !isKey(Key) || IsFull)
    return withElement(withoutKeys(P, Map, Mapped), New);
  auto At = llvm::find_if(
      *Entries, [&](const Value &Entry) { return Entry.elements()[0] == Key; });
  Value Entry = Value::aggregate({Key, New});
  if (At == Entries->end())
    Entries->push_back(std::move(Entry));
  else
    *At = std::move(Entry);
  return Value::aggregate(std::move(*Entries));
}

/// What is stored under a key; none if it is not known that anything is.
static std::optional<Value> valueUnder(const Value &Map, const Value &Key) {
  std::optional<std::vector<Value>> Entries = entriesOf(Map);
  if (!Entries || !isKey(Key))
    return std::nullopt;
  for (const Value &Entry : *Entries)
    if (Entry.elements()[0] == Key)
      return Entry.elements()[1];
  return std::nullopt;
}

namespace {
struct MapCall {
  Point &P;
  const CallSite &Site;
  QualType Mapped;
  Value Held;

  Value key() const {
    return Site.Args.empty() ? Value() : valueOf(P, Site.Args[0]);
  }
  void store(Value New) const { storeContainer(P, Site, std::move(New)); }
  void result(Value New) const {
    if (New.isUnknown())
      return setUnknown(P, Site.Whole);
    setValue(P, Site.Whole, std::move(New));
  }
};
using MapRule = void (*)(MapCall &);
} // namespace

static void valueAt(MapCall &Call) {
  std::optional<Value> Known = valueUnder(Call.Held, Call.key());
  Call.result(Known ? *Known : mappedValue(Call.P, Call.Held, Call.Mapped));
}

/// `m[k]`, which makes an element that is not there.
static void valueOrNew(MapCall &Call) {
  Value Key = Call.key();
  if (std::optional<Value> Known = valueUnder(Call.Held, Key))
    return Call.result(*Known);
  if (entriesOf(Call.Held) && placeOf(Call.P, Call.Site.Receiver))
    Call.store(withEntry(Call.P, Call.Held, Call.Mapped, Key, Value()));
  Value Each = mappedValue(Call.P, Call.Held, Call.Mapped);
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
  Value Key, New;
  if (Args.size() == 2) {
    Key = Call.key();
    New = copyOf(Call.P, Args[1]);
  } else if (Value Entry = Args.size() == 1 ? copyOf(Call.P, Args[0]) : Value();
             Entry.elements().size() == 2) {
    Key = Entry.elements()[0];
    New = Entry.elements()[1];
  }
  bool IsRange = Args.size() == 2 &&
                 stripped(Args[0])->getType() == stripped(Args[1])->getType();
  bool Keeps = Call.Site.name() != "insert_or_assign" &&
               valueUnder(Call.Held, Key).has_value();
  if (!Keeps)
    Call.store(IsRange ? Value()
                       : withEntry(Call.P, Call.Held, Call.Mapped, Key, New));
  Call.result(Value());
}

static void eraseKey(MapCall &Call) {
  Value Key = Call.key();
  std::optional<std::vector<Value>> Entries = entriesOf(Call.Held);
  if (Entries && isKey(Key) && Call.Site.Args.size() == 1) {
    llvm::erase_if(*Entries, [&](const Value &Entry) {
      return Entry.elements()[0] == Key;
    });
    Call.store(Value::aggregate(std::move(*Entries)));
  } else {
    Call.store(withoutKeys(Call.P, Call.Held, Call.Mapped));
  }
  Call.result(Value());
}

static void sizeOfMap(MapCall &Call) {
  std::optional<std::vector<Value>> Entries = entriesOf(Call.Held);
  Call.result(Entries ? Value::integer(
                            Call.P.S.Sizes.constant(int64_t(Entries->size())))
                      : Value());
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
      .Case("erase", eraseKey)
      .Case("size", sizeOfMap)
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
  Value Given = Args.size() == 1 ? valueOf(P, Args[0]) : Value();
  if (Given.kind() != Value::Kind::Aggregate)
    return Value();
  Value Built = Value::aggregate({});
  for (const Value &Entry : Given.elements()) {
    if (Entry.elements().size() != 2)
      return Value();
    if (!valueUnder(Built, Entry.elements()[0]))
      Built = withEntry(P, Built, QualType(), Entry.elements()[0],
                        Entry.elements()[1]);
  }
  return Built;
}

} // namespace shapetidy
