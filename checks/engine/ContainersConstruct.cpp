//===-- ContainersConstruct.cpp - Containers that come into being ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Callables.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Owners.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Transfer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

static llvm::SmallVector<const Expr *, 4> written(const CallSite &Site) {
  llvm::SmallVector<const Expr *, 4> Args;
  for (const Expr *Arg : Site.Args)
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  return Args;
}

/// `vector(n)`, `vector(n, x)`, `vector(b, e)`, `vector{...}`, `vector(list)`.
static Value builtList(Point &P, QualType Element,
                       llvm::ArrayRef<const Expr *> Args) {
  if (Args.empty())
    return containerOf(P, Element, {});
  if (Args.size() == 2)
    if (const Expr *All = wholeRange(Args[0], Args[1])) {
      Value Whole = valueOf(P, All);
      auto Items = elementsOf(Whole);
      return Items ? containerOf(P, Element, std::move(*Items))
                   : Value::sequence(anyElement(Whole));
    }
  Value First = valueOf(P, Args[0]);
  bool IsList = First.asIntegerList() || First.asSequence() ||
                First.kind() == Value::Kind::Aggregate;
  if (Args.size() == 1 && !First.asInteger())
    return IsList ? First : Value();
  // `ArrayRef(s.data(), s.size())`.
  if (auto Items = elementsOf(First); Items && Args.size() == 2) {
    std::optional<Size> Length = valueOf(P, Args[1]).asInteger();
    return Length && Length->asConstant() == int64_t(Items->size()) ? First
                                                                    : Value();
  }
  if (Args.size() > 2 || !Args[0]->getType()->isIntegerType())
    return Value();
  Value Filler = Args.size() == 2         ? copyOf(P, Args[1])
                 : isSizeInteger(Element) ? Value::integer(P.S.Sizes.zero())
                                          : Value();
  if (std::optional<unsigned> Count = positionArgument(P, Args[0]))
    return containerOf(P, Element, std::vector<Value>(*Count, Filler));
  // Nobody can use an element that nothing was stored in.
  bool IsUndefined = Args.size() == 1 &&
                     (P.S.Models->isArrayType(Element) || ownedClass(Element));
  return Value::sequence(IsUndefined ? Value::none() : Filler,
                         First.asInteger());
}

/// A pair or tuple of as many parts as there are arguments.
static Value builtTuple(Point &P, const CXXRecordDecl *Class,
                        llvm::ArrayRef<const Expr *> Args) {
  const ModelLibrary &Models = *P.S.Models;
  TreeType Type = P.S.Trees.typeOf(canonicalType(Class), Models);
  if (Args.size() == 1 && Type.Parts.size() != 1)
    return valueOf(P, Args[0]);
  // The only part of a tuple may be a tuple.
  if (Args.size() == 1) {
    TreeType Given = P.S.Trees.typeOf(Args[0]->getType(), Models);
    bool IsPart = P.S.Context.hasSameUnqualifiedType(
        Type.Parts[0], Args[0]->getType().getNonReferenceType());
    if (!IsPart && Given.What == TreeType::Kind::Tuple &&
        Given.Parts.size() == 1)
      return valueOf(P, Args[0]);
  }
  std::vector<Value> Parts;
  for (const auto &[I, Arg] : llvm::enumerate(Args))
    Parts.push_back(I < Type.Parts.size()
                        ? storedCallable(P, Type.Parts[I], Arg, copyOf(P, Arg))
                        : copyOf(P, Arg));
  return Parts.empty() ? Value() : Value::aggregate(std::move(Parts));
}

/// `std::nullopt`.
static bool isEmptyTag(const Expr *Arg) {
  const CXXRecordDecl *Class = Arg->getType()->getAsCXXRecordDecl();
  return Class && isStd(Class, "nullopt_t");
}

bool transferContainerConstruct(Point &P, const CXXConstructExpr *Construct,
                                const CallSite &Site) {
  const CXXRecordDecl *Class = Construct->getConstructor()->getParent();
  llvm::SmallVector<const Expr *, 4> Args = written(Site);
  if (isStd(Class, "pair") || isStd(Class, "tuple")) {
    setValue(P, Construct, builtTuple(P, Class, Args));
    return true;
  }
  if (isStd(Class, "optional") && Args.size() <= 1) {
    setValue(P, Construct,
             Args.empty() || isEmptyTag(Args[0]) ? Value::none()
                                                 : copyOf(P, Args[0]));
    return true;
  }
  if (!mappedType(Construct->getType()).isNull()) {
    setValue(P, Construct, builtMap(P, Args));
    return true;
  }
  if (isStd(Class, "variant")) {
    setValue(P, Construct, builtVariant(P, Construct, Args));
    return true;
  }
  QualType Element = elementType(P, Construct->getType());
  bool IsOwner = !Element.isNull() && !isStd(Class, "array") &&
                 !isStd(Class, "span") && !isStd(Class, "initializer_list");
  if (!IsOwner)
    return false;
  setValue(P, Construct, builtList(P, Element, Args));
  return true;
}

} // namespace shapetidy
