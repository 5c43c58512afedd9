//===-- Containers.cpp - Lists of sizes and of arrays ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace shapetidy {

static const ClassTemplateSpecializationDecl *instanceOf(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type->getAsCXXRecordDecl());
}

static bool isContainerName(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("vector", true)
      .Case("array", true)
      .Case("deque", true)
      .Case("initializer_list", true)
      .Case("SmallVector", true)
      .Case("SmallVectorImpl", true)
      .Case("span", true)
      .Case("ArrayRef", true)
      .Default(false);
}

QualType elementType(Point &P, QualType Container) {
  Container = Container.getNonReferenceType();
  if (const ArrayType *Array = P.S.Context.getAsArrayType(Container))
    return Array->getElementType();
  const ClassTemplateSpecializationDecl *Class = instanceOf(Container);
  if (!Class || !isContainerName(Class->getName()))
    return QualType();
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  if (Args.size() == 0 || Args[0].getKind() != TemplateArgument::Type)
    return QualType();
  return Args[0].getAsType();
}

std::optional<std::vector<Value>> elementsOf(const Value &Container) {
  if (Container.kind() == Value::Kind::Aggregate)
    return Container.elements().vec();
  const Shape *List = Container.asIntegerList();
  if (!List || !List->rank())
    return std::nullopt;
  std::vector<Value> Items;
  for (const Dim &D : List->prefix())
    Items.push_back(D.Length ? Value::integer(*D.Length) : Value());
  return Items;
}

Value containerOf(QualType Element, std::vector<Value> Elements) {
  if (Elements.size() > MaxListLength)
    return Value();
  return isSizeInteger(Element) ? integerListOf(Elements)
                                : Value::aggregate(std::move(Elements));
}

Value anyElement(const Value &Container) {
  if (const Value *Element = Container.asSequence())
    return *Element;
  std::optional<std::vector<Value>> Items = elementsOf(Container);
  if (!Items || Items->empty())
    return Value();
  Value Common = Items->front();
  for (const Value &Item : *Items)
    Common = Value::join(Common, Item);
  return Common;
}

/// Iterators are wrapped into others by constructors.
static const Expr *bareIterator(const Expr *E) {
  E = stripped(E);
  while (const auto *Wrapped = dyn_cast<CXXConstructExpr>(E)) {
    if (Wrapped->getNumArgs() == 0)
      return E;
    E = stripped(Wrapped->getArg(0));
  }
  return E;
}

/// The container of `c.begin()` (or `std::begin(c)`); null if it is no such
/// call.
static const Expr *iteratedBy(const Expr *E, llvm::StringRef Name) {
  const auto *Call = dyn_cast<CallExpr>(bareIterator(E));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getDeclName().isIdentifier())
    return nullptr;
  llvm::StringRef Called = Callee->getName();
  Called.consume_front("c");
  if (Called != Name)
    return nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return Member->getImplicitObjectArgument();
  return Call->getNumArgs() == 1 ? Call->getArg(0) : nullptr;
}

static bool sameObject(const Expr *A, const Expr *B) {
  A = stripped(A), B = stripped(B);
  if (A->getStmtClass() != B->getStmtClass())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(A))
    return Ref->getDecl() == cast<DeclRefExpr>(B)->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(A))
    return Member->getMemberDecl() == cast<MemberExpr>(B)->getMemberDecl() &&
           sameObject(Member->getBase(), cast<MemberExpr>(B)->getBase());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(A)) {
    const auto *Other = cast<CXXMemberCallExpr>(B);
    const CXXMethodDecl *Method = Call->getMethodDecl();
    return Method && Method == Other->getMethodDecl() && Method->isConst() &&
           Call->getNumArgs() == 0 &&
           sameObject(Call->getImplicitObjectArgument(),
                      Other->getImplicitObjectArgument());
  }
  return isa<CXXThisExpr>(A);
}

const Expr *wholeRange(const Expr *Begin, const Expr *End) {
  const Expr *From = iteratedBy(Begin, "begin"), *To = iteratedBy(End, "end");
  return From && To && sameObject(From, To) ? From : nullptr;
}

/// `begin() + 2` is position 2, `end()` the length.
static std::optional<unsigned> positionOf(Point &P, const Expr *Iterator,
                                          unsigned Length) {
  Iterator = bareIterator(Iterator);
  if (iteratedBy(Iterator, "begin"))
    return 0;
  if (iteratedBy(Iterator, "end"))
    return Length;
  const auto *Sum = dyn_cast<CXXOperatorCallExpr>(Iterator);
  bool IsStep = Sum && Sum->getNumArgs() == 2 &&
                (Sum->getOperator() == OO_Plus ||
                 Sum->getOperator() == OO_Minus);
  if (!IsStep)
    return std::nullopt;
  std::optional<unsigned> Base = positionOf(P, Sum->getArg(0), Length);
  std::optional<Size> By = valueOf(P, Sum->getArg(1)).asInteger();
  std::optional<int64_t> Step = By ? By->asConstant() : std::nullopt;
  if (!Base || !Step)
    return std::nullopt;
  int64_t At = Sum->getOperator() == OO_Plus ? *Base + *Step : *Base - *Step;
  return At >= 0 && At <= int64_t(Length) ? std::optional<unsigned>(At)
                                          : std::nullopt;
}

static std::optional<unsigned> constantOf(Point &P, const Expr *E) {
  std::optional<Size> Number = valueOf(P, E).asInteger();
  std::optional<int64_t> Constant = Number ? Number->asConstant() : std::nullopt;
  if (!Constant || *Constant < 0 || *Constant > MaxListLength)
    return std::nullopt;
  return *Constant;
}

namespace {
/// A member call on a container.
struct ListCall {
  Point &P;
  const CallSite &Site;
  QualType Element;
  std::optional<std::vector<Value>> Items;

  unsigned count() const { return Site.Args.size(); }
  const Expr *arg(unsigned I) const { return Site.Args[I]; }
  Value argument(unsigned I) const { return copyOf(P, Site.Args[I]); }
  /// What each element is, if their number is not known.
  const Value *Each = nullptr;
  /// What a new element without a value is.
  Value fresh() const {
    return isSizeInteger(Element) ? Value::integer(P.S.Sizes.zero()) : Value();
  }
  void store() const {
    const Place *At = placeOf(P, Site.Receiver);
    if (!At)
      return;
    Value New = Items  ? containerOf(Element, *Items)
                : Each ? Value::sequence(*Each)
                       : Value();
    Place To = *At;
    writeShared(P, To, Site.Receiver->getType(), Site.Whole);
    write(P, To, std::move(New));
  }
  void result(Value New) const {
    if (New.isUnknown())
      New = unknownOf(P, Site.Whole->getType(), Site.Whole,
                      textOf(P, Site.Whole), Site.Whole->getSourceRange());
    setValue(P, Site.Whole, std::move(New));
  }
};
using ListRule = void (*)(ListCall &);
} // namespace

static void pushBack(ListCall &Call) {
  Value New = Call.count() == 1 ? Call.argument(0) : Value();
  if (Call.Items)
    Call.Items->push_back(New);
  Value Common = Call.Each ? Value::join(*Call.Each, New) : Value();
  if (Call.Each)
    Call.Each = &Common;
  Call.store();
  Call.result(Value());
}

static void popBack(ListCall &Call) {
  if (Call.Items && !Call.Items->empty())
    Call.Items->pop_back();
  else
    Call.Items.reset();
  Call.store();
}

/// After anything else nothing is known of a sequence.
static void scatter(ListCall &Call) { Call.Each = nullptr; }

static void clearList(ListCall &Call) {
  scatter(Call);
  Call.Items.emplace();
  Call.store();
}

static void resizeList(ListCall &Call) {
  scatter(Call);
  std::optional<unsigned> Length =
      Call.count() > 0 ? constantOf(Call.P, Call.arg(0)) : std::nullopt;
  Value Filler = Call.count() > 1 ? Call.argument(1) : Call.fresh();
  if (Length && Call.Items)
    Call.Items->resize(*Length, Filler);
  else
    Call.Items.reset();
  Call.store();
}

static void assignList(ListCall &Call) {
  scatter(Call);
  Call.Items.reset();
  if (Call.count() == 1)
    Call.Items = elementsOf(Call.argument(0));
  else if (const Expr *All = wholeRange(Call.arg(0), Call.arg(1)))
    Call.Items = elementsOf(valueOf(Call.P, All));
  else if (std::optional<unsigned> Length = constantOf(Call.P, Call.arg(0)))
    Call.Items = std::vector<Value>(*Length, Call.argument(1));
  Call.store();
}

/// The values that insert() puts in.
static std::optional<std::vector<Value>> insertedBy(ListCall &Call) {
  if (Call.count() == 2) {
    Value New = Call.argument(1);
    bool IsList = isa<CXXStdInitializerListExpr>(stripped(Call.arg(1))) ||
                  !elementType(Call.P, Call.arg(1)->getType()).isNull();
    return IsList ? elementsOf(New) : std::vector<Value>{New};
  }
  if (Call.count() != 3)
    return std::nullopt;
  if (const Expr *All = wholeRange(Call.arg(1), Call.arg(2)))
    return elementsOf(valueOf(Call.P, All));
  std::optional<unsigned> Count = constantOf(Call.P, Call.arg(1));
  if (!Count || !Call.arg(1)->getType()->isIntegerType())
    return std::nullopt;
  return std::vector<Value>(*Count, Call.argument(2));
}

static void insertInto(ListCall &Call) {
  scatter(Call);
  std::optional<std::vector<Value>> New = insertedBy(Call);
  std::optional<unsigned> At =
      Call.Items && Call.count() > 0
          ? positionOf(Call.P, Call.arg(0), Call.Items->size())
          : std::nullopt;
  if (New && At)
    Call.Items->insert(Call.Items->begin() + *At, New->begin(), New->end());
  else
    Call.Items.reset();
  Call.store();
}

static void eraseFrom(ListCall &Call) {
  scatter(Call);
  std::optional<unsigned> At =
      Call.Items && Call.count() == 1
          ? positionOf(Call.P, Call.arg(0), Call.Items->size())
          : std::nullopt;
  if (At && *At < Call.Items->size())
    Call.Items->erase(Call.Items->begin() + *At);
  else
    Call.Items.reset();
  Call.store();
}

static void sizeOfList(ListCall &Call) {
  Call.result(Call.Items ? Value::integer(Call.P.S.Sizes.constant(
                               int64_t(Call.Items->size())))
                         : Value());
}

static void itemOfList(ListCall &Call) {
  std::optional<unsigned> Index =
      Call.count() == 1 ? constantOf(Call.P, Call.arg(0)) : std::nullopt;
  Value Item;
  if (Call.Items && Index && *Index < Call.Items->size())
    Item = (*Call.Items)[*Index];
  else if (Call.Each || (Call.Items && !Index))
    Item = anyElement(valueOf(Call.P, Call.Site.Receiver));
  Call.result(std::move(Item));
}

static void frontOfList(ListCall &Call) {
  bool Known = Call.Items && !Call.Items->empty();
  Call.result(Known       ? Call.Items->front()
              : Call.Each ? *Call.Each
                          : Value());
}

static void backOfList(ListCall &Call) {
  bool Known = Call.Items && !Call.Items->empty();
  Call.result(Known       ? Call.Items->back()
              : Call.Each ? *Call.Each
                          : Value());
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
  scatter(Call);
  if (Call.Items)
    Call.Items->assign(Call.Items->size(), Call.argument(0));
  Call.store();
}

static void leaveList(ListCall &Call) { Call.result(Value()); }

/// Null for what is not understood.
static ListRule listRule(const FunctionDecl *Callee) {
  if (Callee->getOverloadedOperator() == OO_Subscript)
    return itemOfList;
  if (!Callee->getDeclName().isIdentifier())
    return nullptr;
  return llvm::StringSwitch<ListRule>(Callee->getName())
      .Case("push_back", pushBack)
      .Case("emplace_back", pushBack)
      .Case("pop_back", popBack)
      .Case("clear", clearList)
      .Case("resize", resizeList)
      .Case("assign", assignList)
      .Case("insert", insertInto)
      .Case("emplace", insertInto)
      .Case("erase", eraseFrom)
      .Case("size", sizeOfList)
      .Case("at", itemOfList)
      .Case("front", frontOfList)
      .Case("back", backOfList)
      .Case("data", wholeList)
      .Case("vec", wholeList)
      .Case("swap", swapLists)
      .Case("fill", fillList)
      .Case("begin", leaveList)
      .Case("end", leaveList)
      .Case("cbegin", leaveList)
      .Case("cend", leaveList)
      .Case("rbegin", leaveList)
      .Case("rend", leaveList)
      .Case("empty", leaveList)
      .Case("reserve", leaveList)
      .Case("shrink_to_fit", leaveList)
      .Case("capacity", leaveList)
      .Default(nullptr);
}

bool transferContainerCall(Point &P, const CallSite &Site) {
  if (!Site.Receiver || !Site.Callee || P.S.Models->find(Site.Callee))
    return false;
  QualType Element = elementType(P, Site.Receiver->getType());
  if (Element.isNull())
    return false;
  ListRule Rule = listRule(Site.Callee);
  if (!Rule)
    return false;
  Value Held = valueOf(P, Site.Receiver);
  ListCall Call{P, Site, Element, elementsOf(Held), Held.asSequence()};
  if (Rule == swapLists && Call.count() != 1)
    return false;
  Rule(Call);
  return true;
}

/// Index of an element in a list that is written or read; none if unknown.
namespace {
struct ElementRef {
  const Expr *Container = nullptr;
  std::optional<unsigned> Index;
  bool IsBack = false;
};
} // namespace

static ElementRef elementIn(Point &P, const Expr *E) {
  E = stripped(E);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return {Subscript->getBase()->IgnoreParenImpCasts(),
            constantOf(P, Subscript->getIdx())};
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !Call->getDirectCallee())
    return {};
  CallSite Site = callSiteOf(Call);
  if (!Site.Receiver || elementType(P, Site.Receiver->getType()).isNull())
    return {};
  ListRule Rule = listRule(Site.Callee);
  if (Rule == itemOfList && Site.Args.size() == 1)
    return {Site.Receiver, constantOf(P, Site.Args.front())};
  if (Rule == frontOfList)
    return {Site.Receiver, 0u};
  if (Rule == backOfList)
    return {Site.Receiver, std::nullopt, /*IsBack=*/true};
  return {};
}

/// An array of a fixed length that nothing was stored in has unknown elements.
static std::optional<std::vector<Value>> itemsAt(Point &P, const Place &At,
                                                 QualType Type) {
  if (auto Items = elementsOf(read(P, At, Type)))
    return Items;
  const auto *Fixed = P.S.Context.getAsConstantArrayType(Type);
  std::optional<uint64_t> Length;
  if (Fixed)
    Length = Fixed->getSize().getLimitedValue();
  const ClassTemplateSpecializationDecl *Class = instanceOf(Type);
  if (Class && Class->getName() == "array" &&
      Class->getTemplateArgs().size() == 2 &&
      Class->getTemplateArgs()[1].getKind() == TemplateArgument::Integral)
    Length = Class->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
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

bool writeElement(Point &P, const Expr *Target, const Value &New) {
  ElementRef Ref = elementIn(P, Target);
  const Place *At = Ref.Container ? placeOf(P, Ref.Container) : nullptr;
  if (!At)
    return false;
  QualType Type = Ref.Container->getType().getNonReferenceType();
  QualType Element = elementType(P, Type);
  if (Element.isNull())
    return false;
  Place To = *At;
  std::optional<std::vector<Value>> Items = itemsAt(P, To, Type);
  if (Ref.IsBack && Items && !Items->empty())
    Ref.Index = Items->size() - 1;
  if (Items && Ref.Index && *Ref.Index < Items->size())
    (*Items)[*Ref.Index] = New;
  else if (Items)
    for (Value &Item : *Items)
      Item = Value::join(Item, New);
  writeShared(P, To, Element, Target);
  Value Held = read(P, To, Type);
  const Value *Each = Held.asSequence();
  write(P, To,
        Items  ? containerOf(Element, std::move(*Items))
        : Each ? Value::sequence(Value::join(*Each, New))
               : Value());
  return true;
}

const Expr *rangeOf(const Expr *Iterator) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Iterator));
  const auto *Begin = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Begin || !Begin->isImplicit() || !Begin->getInit())
    return nullptr;
  if (const Expr *Range = iteratedBy(Begin->getInit(), "begin"))
    return Range;
  const Expr *Array = stripped(Begin->getInit());
  return Array->getType()->isArrayType() ? Array : nullptr;
}

} // namespace shapetidy
