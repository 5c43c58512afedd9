//===-- ContainersIterators.cpp - What iterators lead to ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/DataLoaders.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Iterators made from each other, as `std::next(it + 1)`.
static constexpr unsigned MaxSteps = 16;

bool isIterator(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class =
      Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier())
    return false;
  const DeclContext *Outer = Class->getDeclContext()->getRedeclContext();
  while (Outer->isInlineNamespace() || isa<CXXRecordDecl>(Outer))
    Outer = Outer->getParent()->getRedeclContext();
  const auto *Space = dyn_cast<NamespaceDecl>(Outer);
  bool IsStd =
      Space && (Space->getName() == "std" || Space->getName() == "__gnu_cxx" ||
                Space->getName() == "__detail");
  llvm::StringRef Name = Class->getName();
  return IsStd && (Name.contains("iterator") || Name.ends_with("_iter"));
}

/// May it not write to what it leads to?
static bool isConstIterator(QualType Type) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class)
    return false;
  if (Class->getName().contains("const_iterator"))
    return true;
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  if (Args.size() == 0 || Args[0].getKind() != TemplateArgument::Type)
    return false;
  QualType First = Args[0].getAsType();
  return First->isPointerType() && First->getPointeeType().isConstQualified();
}

const Expr *bareIterator(const Expr *E) {
  E = stripped(E);
  while (const auto *Wrapped = dyn_cast<CXXConstructExpr>(E)) {
    if (Wrapped->getNumArgs() == 0)
      return E;
    E = stripped(Wrapped->getArg(0));
  }
  return E;
}

const Expr *iteratedBy(const Expr *E, llvm::StringRef Name) {
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

std::optional<unsigned> positionOf(Point &P, const Expr *Iterator,
                                   unsigned Length) {
  Iterator = bareIterator(Iterator);
  if (iteratedBy(Iterator, "begin"))
    return 0;
  if (iteratedBy(Iterator, "end"))
    return Length;
  const auto *Sum = dyn_cast<CXXOperatorCallExpr>(Iterator);
  bool IsStep =
      Sum && Sum->getNumArgs() == 2 &&
      (Sum->getOperator() == OO_Plus || Sum->getOperator() == OO_Minus);
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

/// A container's own method that returns an iterator: `c.find(x)`.
static const Expr *containerAsked(Point &P, const Expr *Iterator) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Iterator);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  return Object && isContainer(P, stripped(Object)->getType()) ? Object
                                                               : nullptr;
}

std::optional<Place> placeIterated(Point &P, const Expr *Iterator) {
  for (unsigned Step = 0; Step < MaxSteps; ++Step) {
    Iterator = bareIterator(Iterator);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Iterator)) {
      const Place *At =
          P.Env.aliasOf(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
      return At ? std::optional<Place>(*At) : std::nullopt;
    }
    const Expr *Container = containerAsked(P, Iterator);
    if (!Container)
      for (llvm::StringRef Name : {"begin", "end", "rbegin", "rend"})
        Container = Container ? Container : iteratedBy(Iterator, Name);
    if (Container) {
      const Place *At = placeOf(P, Container);
      return At ? std::optional<Place>(*At) : std::nullopt;
    }
    // `it + 1`, `++it`, `std::next(it)`, `std::find(b, e, x)`.
    const auto *Call = dyn_cast<CallExpr>(Iterator);
    bool IsSame = Call && Call->getNumArgs() > 0 &&
                  isIterator(stripped(Call->getArg(0))->getType()) &&
                  Call->getDirectCallee() &&
                  (isa<CXXOperatorCallExpr>(Call) ||
                   Call->getDirectCallee()->isInStdNamespace()) &&
                  Call->getType().getNonReferenceType().getCanonicalType() ==
                      stripped(Call->getArg(0))
                          ->getType()
                          .getCanonicalType()
                          .getUnqualifiedType();
    if (!IsSame)
      return std::nullopt;
    Iterator = Call->getArg(0);
  }
  return std::nullopt;
}

void retargetIterator(Point &P, const Place &Iterator, const Expr *From) {
  const ValueDecl *Variable =
      Iterator.Path.empty() ? Iterator.Variable : nullptr;
  if (!Variable)
    return;
  if (std::optional<Place> To = From ? placeIterated(P, From) : std::nullopt)
    P.Env.bindAlias(Variable, std::move(*To));
  else
    P.Env.dropAlias(Variable);
}

/// What `*it` is, for an iterator into a container that holds \p Held.
static Value elementOf(Point &P, const Value &Held, QualType Result) {
  const CXXRecordDecl *Class =
      Result.getNonReferenceType()->getAsCXXRecordDecl();
  bool IsPair = Class && Class->isInStdNamespace() && Class->getIdentifier() &&
                Class->getName() == "pair";
  Value Each = anyElement(Held);
  bool IsEntry =
      IsPair && Each.kind() != Value::Kind::Aggregate && !Each.isUnknown();
  return IsEntry ? Value::aggregate({Value(), Each}) : Each;
}

/// `++it`, `it != end`, `it + 1`: nothing but the iterator is concerned.
static bool transferMove(Point &P, const CallSite &Site) {
  const Expr *First = Site.Receiver       ? Site.Receiver
                      : Site.Args.empty() ? nullptr
                                          : Site.Args[0];
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  if (!First || Operator == OO_None || Operator == OO_Equal ||
      Operator == OO_Subscript || !isIterator(stripped(First)->getType()))
    return false;
  setUnknown(P, Site.Whole);
  return true;
}

bool transferIterator(Point &P, const CallSite &Site) {
  OverloadedOperatorKind Operator = Site.Callee->getOverloadedOperator();
  if (Operator != OO_Star && Operator != OO_Arrow)
    return transferMove(P, Site);
  if (!Site.Receiver || !Site.method())
    return false;
  const Expr *Range = rangeOf(Site.Receiver);
  const Expr *Begun = Range ? Range : iteratedBy(Site.Receiver, "begin");
  Value Held, Loaded;
  if (Begun)
    Loaded = loadedBatch(P, stripped(Begun)->getType(), Site.Whole);
  if (!Loaded.isUnknown()) {
    setValue(P, Site.Whole, std::move(Loaded));
    return true;
  }
  if (Range)
    Held = valueOf(P, Range);
  else if (!isIterator(stripped(Site.Receiver)->getType()))
    return false;
  else if (std::optional<Place> At = placeIterated(P, Site.Receiver))
    Held = read(P, *At, QualType());
  QualType Result = Site.Whole->getType();
  if (Operator == OO_Arrow)
    Result = Result->getPointeeType();
  Value Element = Result.isNull() ? Value() : elementOf(P, Held, Result);
  if (Element.isUnknown())
    Element = unknownOf(P, Site.Whole->getType(), Site.Whole,
                        textOf(P, Site.Whole), Site.Whole->getSourceRange());
  setValue(P, Site.Whole, std::move(Element));
  return true;
}

/// Algorithms that write nothing through their iterators.
static bool onlyReads(const FunctionDecl *Callee) {
  static constexpr llvm::StringLiteral Readers[] = {
      "accumulate",    "reduce",   "find",         "find_if",     "count",
      "count_if",      "all_of",   "any_of",       "none_of",     "max_element",
      "min_element",   "distance", "next",         "prev",        "equal",
      "inner_product", "begin",    "end",          "lower_bound", "upper_bound",
      "is_sorted",     "advance",  "binary_search"};
  return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
         llvm::is_contained(Readers, Callee->getName());
}

void forgetIterated(Point &P, const CallSite &Site) {
  bool IsMember = Site.Receiver || onlyReads(Site.Callee) ||
                  isa_and_nonnull<CXXConstructorDecl>(Site.Callee);
  if (IsMember || (Site.Callee && Site.Callee->isOverloadedOperator()))
    return;
  for (const Expr *Arg : Site.Args) {
    QualType Type = stripped(Arg)->getType();
    if (!isIterator(Type) || isConstIterator(Type))
      continue;
    if (std::optional<Place> At = placeIterated(P, Arg))
      forget(P, *At, Site.Whole);
    else
      forgetContainers(P, Site.Whole);
  }
}

void forgetContainers(Point &P, const Stmt *Why) {
  llvm::SmallVector<PlaceRoot, 8> Roots;
  P.Env.eachRoot([&](PlaceRoot Root, const Value &Held) {
    if (Held.asSequence() || Held.asIntegerList() || Held.asObject() ||
        Held.kind() == Value::Kind::Aggregate)
      Roots.push_back(Root);
  });
  for (PlaceRoot Root : Roots) {
    Place Whole;
    Whole.Root = Root;
    forget(P, Whole, Why, /*KeepNames=*/true);
  }
}

} // namespace shapetidy
