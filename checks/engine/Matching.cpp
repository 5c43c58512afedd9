//===-- Matching.cpp - Values against annotations -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Matching.h"
#include "checks/engine/Callables.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

Unifier::Options unifierOptions(const Point &P) {
  Unifier::Options Opts;
  Opts.StrictOrder = P.S.Options.StrictOrder;
  return Opts;
}

bool isReportable(const Point &P, const Decision &D) {
  return D.Answer != Verdict::Contingent || !P.Env.isDoubtful();
}

/// The one axis that the annotation leaves to the type, if it does.
static std::optional<unsigned> unitAxis(Point &P, clang::QualType Declared,
                                        const TypeSyntax &Type) {
  if (Type.What == TypeSyntax::Kind::Union) {
    for (const TypePtr &Item : Type.Items)
      if (Item->What == TypeSyntax::Kind::Array)
        return unitAxis(P, Declared, *Item);
    return std::nullopt;
  }
  if (Type.What != TypeSyntax::Kind::Array || Type.Shape.Axes.size() != 1 ||
      Type.Shape.Variadic || Declared.isNull())
    return std::nullopt;
  return P.S.Models->impliedUnitAxis(Declared.getNonReferenceType());
}

/// How many axes the annotation has, if it leaves out others behind them.
static std::optional<unsigned> leadingAxes(Point &P, clang::QualType Declared,
                                           const TypeSyntax &Type) {
  if (Type.What != TypeSyntax::Kind::Array || Type.Shape.Variadic ||
      Declared.isNull())
    return std::nullopt;
  std::optional<unsigned> Count = P.S.Models->annotatedAxes(Declared);
  unsigned Written = unsigned(Type.Shape.Axes.size());
  return Count == 0u || Count == Written ? std::optional<unsigned>(Written)
                                         : std::nullopt;
}

ArrayValue asAnnotated(Point &P, const Value &Got, clang::QualType Declared,
                       const TypeSyntax &Type) {
  const ArrayValue *Array = Got.asArray();
  if (!Array)
    return ArrayValue();
  if (std::optional<unsigned> Front = leadingAxes(P, Declared, Type);
      Front && Array->Axes.prefix().size() > *Front) {
    ArrayValue Part = *Array;
    Part.Axes = Shape::ofDims(Array->Axes.prefix().take_front(*Front));
    return Part;
  }
  std::optional<unsigned> Unit = unitAxis(P, Declared, Type);
  if (!Unit || Array->Axes.rank() != 2u)
    return *Array;
  ArrayValue Vector = *Array;
  Vector.Axes = Shape::ofDims({Array->Axes.prefix()[1 - *Unit]});
  return Vector;
}

/// The array as the C++ type has it: with the implied unit axis.
static ArrayValue asDeclared(Point &P, ArrayValue Array,
                             clang::QualType Declared, const TypeSyntax &Type) {
  if (std::optional<unsigned> Front = leadingAxes(P, Declared, Type);
      Front && Array.Axes.rank() == *Front) {
    llvm::SmallVector<Dim, 4> Dims(Array.Axes.prefix());
    Value Carried = carriedBy(P, Declared, clang::SourceRange());
    const ArrayValue *Class = Carried.asArray();
    std::optional<unsigned> Rank = Class ? Class->Axes.rank() : std::nullopt;
    Dims.resize(std::max(Rank.value_or(*Front + 1), *Front));
    Array.Axes = Shape::ofDims(Dims);
    return Array;
  }
  std::optional<unsigned> Unit = unitAxis(P, Declared, Type);
  if (!Unit || Array.Axes.rank() != 1u)
    return Array;
  Dim Dims[2];
  Dims[*Unit].Length = P.S.Sizes.one();
  Dims[1 - *Unit] = Array.Axes.prefix().front();
  Array.Axes = Shape::ofDims(Dims);
  return Array;
}

static Dim meet(const Dim &A, const Dim &B) { return A.isKnown() ? A : B; }

static Shape meet(const Shape &A, const Shape &B) {
  if (!A.rank())
    return B.rank() || A.minimumRank() == 0 ? B : A;
  if (A.rank() != B.rank())
    return A;
  llvm::SmallVector<Dim, 4> Dims;
  for (const auto &[Left, Right] : llvm::zip(A.prefix(), B.prefix()))
    Dims.push_back(meet(Left, Right));
  return Shape::ofDims(Dims);
}

Value meet(const Value &A, const Value &B) {
  if (A.isUnknown())
    return B;
  const ArrayValue *Left = A.asArray(), *Right = B.asArray();
  if (!Left || !Right)
    return A;
  ArrayValue Both;
  Both.Axes = meet(Left->Axes, Right->Axes);
  Both.DTypes = Left->DTypes.intersect(Right->DTypes);
  if (Both.DTypes.isEmpty())
    Both.DTypes = Left->DTypes;
  Both.Order = Left->Order ? Left->Order : Right->Order;
  return Value::array(std::move(Both));
}

Value declaredValue(Point &P, const ArrayValue &Instance,
                    clang::QualType Declared, const TypeSyntax &Type) {
  Value Carried = carriedBy(P, Declared, clang::SourceRange());
  // An annotation that is no array says nothing.
  if (Instance == ArrayValue())
    return Carried;
  return meet(Value::array(asDeclared(P, Instance, Declared, Type)), Carried);
}

TreeValue asMatched(Point &P, const Value &Got, clang::QualType Declared,
                    const TypeSyntax &Type) {
  if (opensValues(Type))
    return treeOf(P, Got, Declared);
  ArrayValue Array = asAnnotated(P, Got, Declared, Type);
  return Array == ArrayValue() ? TreeValue() : TreeValue::array(Array);
}

MatchResult matchValue(Point &P, const Demand &D, const Value &Got,
                       Bindings &Names) {
  FactSet Before = P.Env.Facts;
  Unifier::Options Opts = unifierOptions(P);
  Opts.Held = D.Held;
  Unifier Match(P.S.Sizes, P.S.Decide, P.Env.Facts, Opts);
  Match.bindings() = Names;
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, D.Operands);
  };
  const TypeSyntax &Type = *D.Says.Type;
  MatchResult Result =
      Got.isNone() ? Match.matchNone(Type, D.Item)
                   : Match.match(Type, asMatched(P, Got, D.Declared, Type),
                                 D.Item, Resolve, D.From);
  // An undecided union leaves its names neither known nor unbound; those of an
  // array that nothing is known of get symbols of their own (bindFreshNames).
  bool KeepsNames = Result.Answer == MatchAnswer::Fits ||
                    (!Result.Why && Type.What != TypeSyntax::Kind::Array);
  if (KeepsNames) {
    MatchResult Rest = Match.finish(Resolve);
    if (Rest.Answer != MatchAnswer::Fits)
      Result = std::move(Rest);
  }
  if (KeepsNames && !Result.Why) {
    Names = Match.bindings();
    return Result;
  }
  P.Env.Facts = std::move(Before);
  if (Result.Why && !isReportable(P, Result.Why->Verdict))
    Result.Answer = MatchAnswer::Unknown;
  return Result;
}

Value promised(Point &P, const Demand &D, Bindings &Names, FreshNames Fresh) {
  if (const CallableContract *Callable = P.S.Callables.of(D.Says))
    return callableKeeping(*Callable);
  Unifier Match(P.S.Sizes, P.S.Decide, P.Env.Facts, unifierOptions(P));
  Match.bindings() = Names;
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, D.Operands);
  };
  if (opensValues(*D.Says.Type)) {
    Value Tree = promisedTree(P, D, Match, Fresh, "");
    Names = Match.bindings();
    return Tree;
  }
  ArrayValue Array =
      Match.instantiate(*D.Says.Type, D.Item, Fresh, Resolve, D.From);
  Names = Match.bindings();
  return declaredValue(P, Array, D.Declared, *D.Says.Type);
}

/// Nobody knows what the argument was that had this name: whatever it is, it is
/// one size wherever the result has it.
static bool isOpen(const NameBinding *Known) {
  return !Known ||
         (Known->Definite ? !Known->Length
                          : llvm::any_of(Known->Broadcast, [](const auto &One) {
                              return !One.first.Length;
                            }));
}

static bool isOpen(const RowBinding *Known) {
  return !Known || (!Known->Axes.rank() && Known->Axes.minimumRank() == 0 &&
                    !Known->Axes.middle()->Id);
}

template <typename MapT>
static auto *findIn(const MapT &Table, llvm::StringRef Name) {
  auto At = Table.find(Name);
  return At == Table.end() ? nullptr : &At->second;
}

void bindFreshNames(Point &P, const TypeSyntax &Type, Bindings &Names,
                    const void *Key, Origin From) {
  if (Type.What == TypeSyntax::Kind::Callable)
    return;
  for (const TypePtr &Item : Type.Items)
    bindFreshNames(P, *Item, Names, Key, From);
  for (const Axis &A : Type.Shape.Axes) {
    if (A.TreePath || A.Broadcast)
      continue;
    if (A.Kind == AxisKind::Named && isOpen(findIn(Names.Single, A.Name))) {
      Dim D;
      D.From = From;
      D.Length =
          P.F.symbol(P.S.Sizes, Key, A.Name, SymbolNature::Flexible, 1, From);
      Names.Single[A.Name] = NameBinding::definite(D, AxisSite());
    }
    if (A.Kind == AxisKind::NamedVariadic &&
        isOpen(findIn(Names.Variadic, A.Name))) {
      Row Middle{P.F.row(P.S.Sizes, Key, A.Name, SymbolNature::Flexible, From),
                 From};
      Names.Variadic[A.Name] = {false, Shape::around({}, Middle, {}),
                                AxisSite(), From};
    }
  }
}

Value promisedByField(Point &P, const EffectiveAnnotation &Says,
                      const clang::FieldDecl *Field, const Value &Object) {
  auto Scope = [&](unsigned) -> const clang::NamedDecl * { return Field; };
  auto Annotation = [&](unsigned) { return &Says; };
  OperandContext Operands{{}, Object, Scope, Annotation};
  Bindings Names = namesOf(Object);
  Origin From = P.origin(Origin::Source::Annotation, Field->getSourceRange());
  return promised(P, {Says, Field->getType(), 0, Operands, From}, Names,
                  FreshNames::Unknown);
}

Value promisedByVariable(Point &P, const EffectiveAnnotation &Says,
                         const clang::VarDecl *Variable) {
  auto Scope = [&](unsigned) -> const clang::NamedDecl * { return Variable; };
  auto Annotation = [&](unsigned) { return &Says; };
  OperandContext Operands{{}, Value(), Scope, Annotation};
  Bindings Names;
  Origin From =
      P.origin(Origin::Source::Annotation, Variable->getSourceRange());
  // A constant keeps its sizes, so they can have names.
  if (Variable->getType().isConstQualified())
    bindFreshNames(P, *Says.Type, Names, Variable, From);
  return promised(P, {Says, Variable->getType(), 0, Operands, From}, Names,
                  FreshNames::Unknown);
}

} // namespace shapetidy
