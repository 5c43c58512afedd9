//===-- Buffers.cpp - How much memory is behind a pointer -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Buffers.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Memory.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

static std::optional<Size> lengthOfContainer(Point &P, const Expr *Container) {
  QualType Type = Container->getType().getNonReferenceType();
  if (Type->isPointerType())
    return std::nullopt;
  Value Whole = valueOf(P, Container);
  if (std::optional<Size> Count = Whole.sequenceCount())
    return Count;
  if (auto Items = elementsOf(Whole))
    return P.S.Sizes.constant(int64_t(Items->size()));
  if (std::optional<uint64_t> Fixed = fixedLength(P, Type))
    return P.S.Sizes.constant(int64_t(*Fixed));
  return std::nullopt;
}

/// All elements of an array, `double a[2][3]` has 6 of them.
static std::optional<Size> lengthOfArray(Point &P, QualType Type) {
  int64_t Count = 1;
  const auto *Array = P.S.Context.getAsConstantArrayType(Type);
  if (!Array)
    return std::nullopt;
  for (; Array;
       Array = P.S.Context.getAsConstantArrayType(Array->getElementType())) {
    int64_t Length = int64_t(Array->getSize().getLimitedValue(1u << 30));
    if (Length != 0 && Count > (int64_t(1) << 40) / Length)
      return std::nullopt;
    Count *= Length;
  }
  return P.S.Sizes.constant(Count);
}

static std::optional<Size> withoutFirst(Point &P, std::optional<Size> Count,
                                        const Expr *Index) {
  std::optional<Size> Skipped = valueOf(P, Index).asInteger();
  return Count && Skipped ? std::optional<Size>(P.S.Sizes.sub(*Count, *Skipped))
                          : std::nullopt;
}

/// `&a[i]`: from element i on.
static std::optional<Size> fromElement(Point &P, const Expr *Element) {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Element)) {
    const Expr *Base = Subscript->getBase()->IgnoreParenImpCasts();
    // Of several axes the index counts rows.
    QualType Item = Element->getType();
    return Item->isArrayType()
               ? std::nullopt
               : withoutFirst(P, elementsBehind(P, Base), Subscript->getIdx());
  }
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(Element);
  if (!Call || Call->getOperator() != OO_Subscript || Call->getNumArgs() != 2)
    return std::nullopt;
  return withoutFirst(P, lengthOfContainer(P, Call->getArg(0)),
                      Call->getArg(1));
}

std::optional<Size> elementsBehind(Point &P, const Expr *Pointer) {
  const Expr *E = Pointer->IgnoreParenImpCasts();
  // Behind a row of an array are the next rows.
  if (isa<ArraySubscriptExpr>(E) && E->getType()->isArrayType())
    return std::nullopt;
  if (E->getType()->isConstantArrayType())
    return lengthOfArray(P, E->getType());
  if (!E->getType()->isPointerType())
    return std::nullopt;
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    return fromElement(P, Address->getSubExpr()->IgnoreParens());
  if (const auto *Sum = dyn_cast<BinaryOperator>(E);
      Sum && Sum->getOpcode() == BO_Add &&
      Sum->getRHS()->getType()->isIntegerType())
    return withoutFirst(P, elementsBehind(P, Sum->getLHS()), Sum->getRHS());
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  bool IsData = Method && Method->getIdentifier() &&
                Method->getName() == "data" &&
                Method->getParent()->isInStdNamespace();
  return IsData ? lengthOfContainer(P, Call->getImplicitObjectArgument())
                : std::nullopt;
}

} // namespace shapetidy
