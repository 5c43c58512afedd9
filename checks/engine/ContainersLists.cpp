//===-- ContainersLists.cpp - Member functions of lists -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Owners.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

namespace {
/// A member call on a list: its elements if their number is known, otherwise
/// what each of them is.
struct ListCall {
  Point &P;
  const CallSite &Site;
  QualType Element;
  std::optional<std::vector<Value>> Items;
  std::optional<Value> Each;

  unsigned count() const { return Site.Args.size(); }
  const Expr *arg(unsigned I) const { return Site.Args[I]; }
  Value argument(unsigned I) const { return copyOf(P, Site.Args[I]); }
  /// Does a new element without a value have none that can be used?
  bool startsUndefined() const {
    return P.S.Models->isArrayType(Element) || ownedClass(Element);
  }
  /// What a new element without a value is.
  Value fresh() const {
    return isSizeInteger(Element) ? Value::integer(P.S.Sizes.zero()) : Value();
  }
  /// What any element is; none if there are no elements.
  std::optional<Value> common() const {
    if (Each || !Items)
      return Each ? *Each : Value();
    std::optional<Value> Common;
    for (const Value &Item : *Items)
      Common = Common ? joinElements(*Common, Item) : Item;
    return Common;
  }
  /// From now on the list is known as a whole only, \p Added to it.
  void blur(llvm::ArrayRef<Value> Added = {}) {
    Each = common();
    Items.reset();
    for (const Value &New : Added)
      Each = Each ? joinElements(*Each, New) : New;
    if (!Each)
      Items.emplace();
  }
  void lose() {
    Items.reset();
    Each.reset();
  }
  void store() const {
    storeContainer(P, Site,
                   Items  ? containerOf(P, Element, *Items)
                   : Each ? Value::sequence(*Each)
                          : Value());
  }
  void result(std::optional<Value> New = std::nullopt) const {
    if (!New || New->isUnknown() || New->isNone())
      New = unknownOf(P, Site.Whole->getType(), Site.Whole,
                      textOf(P, Site.Whole), Site.Whole->getSourceRange());
    setValue(P, Site.Whole, std::move(*New));
  }
};
using ListRule = void (*)(ListCall &);
} // namespace

static void pushBack(ListCall &Call) {
  Value New = Call.count() == 1 ? Call.argument(0) : Value();
  if (Call.Items)
    Call.Items->push_back(New);
  else
    Call.blur({New});
  Call.store();
  Call.result();
}

static void pushFront(ListCall &Call) {
  Value New = Call.count() == 1 ? Call.argument(0) : Value();
  if (Call.Items)
    Call.Items->insert(Call.Items->begin(), New);
  else
    Call.blur({New});
  Call.store();
  Call.result();
}

static void popBack(ListCall &Call) {
  if (Call.Items && !Call.Items->empty())
    Call.Items->pop_back();
  else if (Call.Items)
    Call.lose();
  Call.store();
}

static void popFront(ListCall &Call) {
  if (Call.Items && !Call.Items->empty())
    Call.Items->erase(Call.Items->begin());
  else if (Call.Items)
    Call.lose();
  Call.store();
}

static void clearList(ListCall &Call) {
  Call.lose();
  Call.Items.emplace();
  Call.store();
}

static void resizeList(ListCall &Call) {
  std::optional<unsigned> Length =
      Call.count() > 0 ? positionArgument(Call.P, Call.arg(0)) : std::nullopt;
  bool IsUndefined = Call.count() < 2 && Call.startsUndefined();
  Value Filler = Call.count() > 1 ? Call.argument(1) : Call.fresh();
  if (Length && Call.Items)
    Call.Items->resize(*Length, Filler);
  else if (!IsUndefined)
    Call.blur({Filler});
  else if (Call.Items && Call.Items->empty())
    Call.blur({Value::none()});
  else
    Call.blur();
  Call.store();
}

static void assignList(ListCall &Call) {
  Call.lose();
  if (Call.count() == 1)
    Call.Items = elementsOf(Call.argument(0));
  else if (const Expr *All = wholeRange(Call.arg(0), Call.arg(1)))
    Call.Items = elementsOf(valueOf(Call.P, All));
  else if (auto Length = positionArgument(Call.P, Call.arg(0)))
    Call.Items = std::vector<Value>(*Length, Call.argument(1));
  else if (Call.arg(0)->getType()->isIntegerType())
    Call.Each = Call.argument(1);
  Call.store();
}

namespace {
/// The values that insert() puts in, as many as there are or of any number.
struct Inserted {
  std::vector<Value> Values;
  bool IsExact = true;
};
} // namespace

static std::optional<Inserted> insertedRange(ListCall &Call) {
  if (const Expr *All = wholeRange(Call.arg(1), Call.arg(2))) {
    Value Whole = valueOf(Call.P, All);
    if (auto Items = elementsOf(Whole))
      return Inserted{std::move(*Items)};
    return Inserted{{anyElement(Whole)}, /*IsExact=*/false};
  }
  if (!Call.arg(1)->getType()->isIntegerType())
    return std::nullopt;
  std::optional<unsigned> Count = positionArgument(Call.P, Call.arg(1));
  return Inserted{std::vector<Value>(Count.value_or(1), Call.argument(2)),
                  Count.has_value()};
}

static std::optional<Inserted> insertedBy(ListCall &Call) {
  if (Call.count() == 3)
    return insertedRange(Call);
  if (Call.count() == 0 || Call.count() > 2)
    return std::nullopt;
  // A set is not told where.
  const Expr *Arg = Call.arg(Call.count() - 1);
  Value New = Call.argument(Call.count() - 1);
  bool IsList = isa<CXXStdInitializerListExpr>(stripped(Arg)) ||
                !elementType(Call.P, Arg->getType()).isNull();
  if (!IsList)
    return Inserted{{New}, Call.count() == 2};
  auto Items = elementsOf(New);
  return Items ? std::optional<Inserted>(
                     Inserted{std::move(*Items), Call.count() == 2})
               : std::nullopt;
}

static void insertInto(ListCall &Call) {
  std::optional<Inserted> New = insertedBy(Call);
  std::optional<unsigned> At =
      New && New->IsExact && Call.Items
          ? positionOf(Call.P, Call.arg(0), Call.Items->size())
          : std::nullopt;
  if (!New)
    Call.lose();
  else if (At)
    Call.Items->insert(Call.Items->begin() + *At, New->Values.begin(),
                       New->Values.end());
  else
    Call.blur(New->Values);
  Call.store();
  Call.result();
}

static void eraseFrom(ListCall &Call) {
  std::optional<unsigned> At =
      Call.Items && Call.count() == 1
          ? positionOf(Call.P, Call.arg(0), Call.Items->size())
          : std::nullopt;
  if (At && *At < Call.Items->size())
    Call.Items->erase(Call.Items->begin() + *At);
  else
    Call.blur();
  Call.store();
  Call.result();
}

static void sizeOfList(ListCall &Call) {
  std::optional<Size> Count =
      valueOf(Call.P, Call.Site.Receiver).sequenceCount();
  if (Call.Items)
    Count = Call.P.S.Sizes.constant(int64_t(Call.Items->size()));
  Call.result(Count ? Value::integer(*Count) : Value());
}

static void itemOfList(ListCall &Call) {
  std::optional<unsigned> Index =
      Call.count() == 1 ? positionArgument(Call.P, Call.arg(0)) : std::nullopt;
  if (Call.Items && Index)
    return Call.result(*Index < Call.Items->size() ? (*Call.Items)[*Index]
                                                   : Value());
  Call.result(Call.common());
}

static void frontOfList(ListCall &Call) {
  bool IsKnown = Call.Items && !Call.Items->empty();
  Call.result(IsKnown ? Call.Items->front() : Call.common());
}

static void backOfList(ListCall &Call) {
  bool IsKnown = Call.Items && !Call.Items->empty();
  Call.result(IsKnown ? Call.Items->back() : Call.common());
}

static void wholeList(ListCall &Call) {
  setValue(Call.P, Call.Site.Whole, valueOf(Call.P, Call.Site.Receiver));
}

static void swapLists(ListCall &Call) {
  Value Mine = valueOf(Call.P, Call.Site.Receiver);
  Value Theirs = Call.argument(0);
  const Place *A = placeOf(Call.P, Call.Site.Receiver);
  const Place *B = placeOf(Call.P, Call.arg(0));
  if (A)
    write(Call.P, Place(*A), B ? Theirs : Value());
  if (B)
    write(Call.P, Place(*B), A ? Mine : Value());
}

static void fillList(ListCall &Call) {
  if (Call.Items)
    Call.Items->assign(Call.Items->size(), Call.argument(0));
  else
    Call.Each = Call.argument(0);
  Call.store();
}

static void leaveList(ListCall &Call) { Call.result(); }

namespace {
struct NamedRule {
  llvm::StringLiteral Name;
  ListRule Rule;
};
} // namespace

static constexpr NamedRule NamedRules[] = {
    {"push_back", pushBack},      {"emplace_back", pushBack},
    {"pop_back", popBack},        {"push_front", pushFront},
    {"emplace_front", pushFront}, {"pop_front", popFront},
    {"clear", clearList},         {"resize", resizeList},
    {"assign", assignList},       {"insert", insertInto},
    {"emplace", insertInto},      {"erase", eraseFrom},
    {"size", sizeOfList},         {"at", itemOfList},
    {"front", frontOfList},       {"back", backOfList},
    {"data", wholeList},          {"vec", wholeList},
    {"swap", swapLists},          {"fill", fillList},
    {"begin", leaveList},         {"end", leaveList},
    {"cbegin", leaveList},        {"cend", leaveList},
    {"rbegin", leaveList},        {"rend", leaveList},
    {"find", leaveList},          {"count", leaveList},
    {"contains", leaveList},      {"empty", leaveList},
    {"reserve", leaveList},       {"shrink_to_fit", leaveList},
    {"capacity", leaveList},
};

/// Null for what is not understood.
static ListRule listRule(const FunctionDecl *Callee) {
  if (Callee->getOverloadedOperator() == OO_Subscript)
    return itemOfList;
  if (!Callee->getDeclName().isIdentifier())
    return nullptr;
  const auto *Row = llvm::find_if(NamedRules, [&](const NamedRule &R) {
    return R.Name == Callee->getName();
  });
  return Row == std::end(NamedRules) ? nullptr : Row->Rule;
}

static bool hasRule(const FunctionDecl *Callee, ListRule Rule) {
  return Callee && listRule(Callee) == Rule;
}

bool isItemAccess(const FunctionDecl *Callee) {
  return hasRule(Callee, itemOfList);
}
bool isFrontAccess(const FunctionDecl *Callee) {
  return hasRule(Callee, frontOfList);
}
bool isBackAccess(const FunctionDecl *Callee) {
  return hasRule(Callee, backOfList);
}

bool transferContainerCall(Point &P, const CallSite &Site) {
  if (!Site.Receiver || !Site.Callee || P.S.Models->find(Site.Callee))
    return false;
  QualType Element = elementType(P, Site.Receiver->getType());
  if (Element.isNull())
    return transferMapCall(P, Site);
  ListRule Rule = listRule(Site.Callee);
  if (!Rule)
    return false;
  Value Held = valueOf(P, Site.Receiver);
  std::optional<Value> Each;
  if (const Value *Known = Held.asSequence())
    Each = *Known;
  ListCall Call{P, Site, Element, elementsOf(Held), std::move(Each)};
  if (Rule == swapLists && Call.count() != 1)
    return false;
  Rule(Call);
  return true;
}

} // namespace shapetidy
