//===-- Effects.cpp - What a write may change besides its target ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Effects.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SmartPointers.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

/// Nodes looked at when an expression is searched for variables.
static constexpr unsigned MaxMentionNodes = 200;

namespace {
/// What a write of some type can change, by kinds of values.
enum class Reach : uint8_t { Nothing, Integers, Arrays, Everything };
} // namespace

/// Streams and strings: `std::basic_ostream<char, std::char_traits<char>>`.
static bool holdsOnlyText(QualType Type) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type->getAsCXXRecordDecl());
  if (!Class || !Class->isInStdNamespace())
    return false;
  return llvm::all_of(Class->getTemplateArgs().asArray(),
                      [](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Type &&
                               (Arg.getAsType()->isAnyCharacterType() ||
                                holdsOnlyText(Arg.getAsType()));
                      });
}

static Reach reachOf(Point &P, QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return Reach::Everything;
  Type = Type.getNonReferenceType();
  if (Type->isRealFloatingType() || Type->isPointerType() ||
      holdsOnlyText(Type))
    return Reach::Nothing;
  if (Type->isIntegralOrEnumerationType())
    return Reach::Integers;
  return P.S.Models->isArrayType(Type) ? Reach::Arrays : Reach::Everything;
}

static bool reaches(Reach Written, const Value &Held) {
  switch (Held.kind()) {
  case Value::Kind::Integer:
  case Value::Kind::IntegerList:
    return Written == Reach::Integers || Written == Reach::Everything;
  case Value::Kind::Array:
  case Value::Kind::None:
    return Written == Reach::Arrays || Written == Reach::Everything;
  default:
    return Written != Reach::Nothing;
  }
}

/// Objects keep their axis names: those are annotations, which every write has
/// to respect.
static void forgetRoot(Point &P, PlaceRoot Root, const Stmt *Why) {
  Place Whole;
  Whole.Root = Root;
  forget(P, Whole, Why, /*KeepNames=*/true);
}

static void forgetIfReached(Point &P, PlaceRoot Root, Reach Written,
                            const Stmt *Why) {
  const Value *Held = P.Env.find(Root);
  if (Held && reaches(Written, *Held))
    forgetRoot(P, Root, Why);
}

/// The object of the method this frame is about; null outside of methods.
static PlaceRoot thisRoot(Point &P) {
  const auto *Method = dyn_cast<CXXMethodDecl>(P.F.Function);
  if (!Method || Method->isStatic())
    return nullptr;
  return Method->getParent()->getCanonicalDecl();
}

static void forgetShared(Point &P, Reach Written, PlaceRoot Except,
                         bool ConstToo, const Stmt *Why) {
  if (Written == Reach::Nothing)
    return;
  llvm::SmallVector<PlaceRoot, 8> Roots;
  P.Env.eachEscaped(
      [&](PlaceRoot Root, const Value &) { Roots.push_back(Root); });
  P.Env.eachReference([&](const ValueDecl *Reference, bool IsConst) {
    // What an annotation says of a reference holds for every write.
    bool Trusted = P.S.Contracts.annotationOf(Reference) != nullptr;
    if ((ConstToo || !IsConst) && !Trusted)
      Roots.push_back(Reference);
  });
  for (PlaceRoot Root : Roots)
    if (Root != Except)
      forgetIfReached(P, Root, Written, Why);
  if (PlaceRoot This = thisRoot(P); This && This != Except)
    forgetIfReached(P, This, Written, Why);
}

void forgetReachable(Point &P, const Stmt *Why) {
  forgetShared(P, Reach::Everything, nullptr, /*ConstToo=*/true, Why);
}

/// Calls \p Visit with each variable that \p E mentions.
template <typename VisitT>
static void eachMentioned(const Expr *E, VisitT Visit) {
  llvm::SmallVector<const Stmt *, 16> Open = {E};
  for (unsigned Seen = 0; !Open.empty() && Seen < MaxMentionNodes; ++Seen) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Next)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (Variable || isa<BindingDecl>(Ref->getDecl()))
        Visit(Ref->getDecl());
      // The iterator of a range-for stands for its range.
      if (Variable && Variable->isImplicit() && Variable->hasInit())
        Open.push_back(Variable->getInit());
    }
    Open.append(Next->child_begin(), Next->child_end());
  }
}

void writeSomewhere(Point &P, QualType Type, const Expr *Target,
                    const Stmt *Why) {
  Reach Written = reachOf(P, Type);
  forgetShared(P, Written, nullptr, /*ConstToo=*/true, Why);
  if (!Target || Written == Reach::Nothing)
    return;
  eachMentioned(Target, [&](const ValueDecl *Variable) {
    forgetIfReached(P, placeOfVariable(P, Variable).Root, Written, Why);
    if (!isIterator(Variable->getType()))
      return;
    if (const Place *Into =
            P.Env.aliasOf(cast<ValueDecl>(Variable->getCanonicalDecl())))
      forgetIfReached(P, Into->Root, Written, Why);
    else if (!cast<VarDecl>(Variable)->isImplicit())
      forgetContainers(P, Why);
  });
}

static void tellOthers(Point &P, const Place &To, QualType Type,
                       const Stmt *Why) {
  bool IsThis = To.Root == thisRoot(P);
  bool IsReference = To.Variable && P.Env.isReference(To.Variable);
  if (IsThis || IsReference || P.Env.isEscaped(To.Root))
    forgetShared(P, reachOf(P, Type), To.Root, /*ConstToo=*/IsReference, Why);
}

void writeShared(Point &P, const Place &To, QualType Type, const Stmt *Why) {
  writeToSharers(P, To, /*Whole=*/false);
  tellOthers(P, To, Type, Why);
}

void writeSharedObject(Point &P, const Place &Object, QualType Type,
                       const Stmt *Why) {
  if (writeToSharers(P, Object, /*Whole=*/true))
    tellOthers(P, Object, Type, Why);
}

void escapeMentioned(Point &P, const Expr *E) {
  eachMentioned(E, [&](const ValueDecl *Variable) {
    if (!Variable->getType().isConstQualified())
      P.Env.escape(placeOfVariable(P, Variable).Root);
  });
}

void shareReference(Point &P, const VarDecl *Reference) {
  QualType Type = Reference->getType();
  if (Type->isLValueReferenceType())
    P.Env.addReference(cast<ValueDecl>(Reference->getCanonicalDecl()),
                       Type.getNonReferenceType().isConstQualified());
}

} // namespace shapetidy
