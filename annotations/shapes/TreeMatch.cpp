//===-- TreeMatch.cpp - Trees and containers against annotations ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/TreeMatch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

namespace shapetidy {

using Kind = TypeSyntax::Kind;

static MatchResult unknownAnswer() {
  MatchResult Result;
  Result.Answer = MatchAnswer::Unknown;
  Result.Certain = false;
  return Result;
}

/// Takes the answer for a part into the answer for the whole.
static void add(MatchResult &Whole, const MatchResult &Part) {
  if (Part.Answer == MatchAnswer::Unknown)
    Whole.Answer = MatchAnswer::Unknown;
  Whole.Certain &= Part.Certain;
  Whole.Waits |= Part.Waits;
}

static MatchResult at(llvm::StringRef Step, MatchResult Part) {
  if (Part.Why)
    Part.Why->Path.insert(0, Step.str());
  return Part;
}

MatchResult TreeMatch::wrongKind(const TypeSyntax &Type,
                                 const TreeValue &Value) const {
  Conflict C;
  C.What = Conflict::Kind::WrongKind;
  C.Item = Item;
  C.Where = Type.Where;
  C.Name = print(Type);
  C.GotText = Value.print(In.Sizes);
  C.Verdict = Decision::byForm(Verdict::Refuted);
  return MatchResult::conflict(std::move(C));
}

MatchResult TreeMatch::inside(const TypeSyntax &Type, const TreeValue &Value) {
  llvm::SaveAndRestore Deeper(In.Around, In.Around + 1);
  return In.matchAny(Type, Value, Item, Operands, From);
}

MatchResult TreeMatch::maybeInside(const TypeSyntax &Type,
                                   const TreeValue &Value, bool Exists) {
  if (Exists)
    return inside(Type, Value);
  Unifier::Mark Before = In.mark();
  inside(Type, Value);
  In.rollBack(Before);
  In.assumeBound(Type);
  return unknownAnswer();
}

static bool isList(const TreeValue &Value, NodeForm Form) {
  return (Value.kind() == TreeValue::Kind::Node ||
          Value.kind() == TreeValue::Kind::Repeated) &&
         Value.nodeKind().Form == Form;
}

/// Things with a fixed number of parts: tuples, pairs, arrays, aggregates.
static bool isTuple(const TreeValue &Value) {
  if (Value.kind() != TreeValue::Kind::Node)
    return false;
  const NodeKind &Of = Value.nodeKind();
  return Of.Form == NodeForm::Tuple || Of.Form == NodeForm::Record ||
         (Of.Form == NodeForm::List && Of.Name == "array");
}

MatchResult TreeMatch::children(const TypeSyntax &Type,
                                const TreeValue &Value) {
  if (!isTuple(Value) || Value.children().size() != Type.Items.size())
    return wrongKind(Type, Value);
  MatchResult All;
  for (const auto &[Item, Child] : llvm::zip(Type.Items, Value.children())) {
    MatchResult One = inside(*Item, Child.Inside);
    if (One.Answer == MatchAnswer::Conflicts)
      return at(Child.Step, std::move(One));
    add(All, One);
  }
  return All;
}

MatchResult TreeMatch::elements(const TypeSyntax &Type,
                                const TreeValue &Value) {
  NodeForm Form = Type.What == Kind::List ? NodeForm::List : NodeForm::Dict;
  if (!isList(Value, Form) || Type.Items.empty())
    return wrongKind(Type, Value);
  const TypeSyntax &Each = *Type.Items.front();
  if (Value.kind() == TreeValue::Kind::Repeated)
    return at("[...]", maybeInside(Each, Value.element(), Value.hasElements()));
  MatchResult All;
  for (const TreeValue::Child &Child : Value.children()) {
    MatchResult One = inside(Each, Child.Inside);
    if (One.Answer == MatchAnswer::Conflicts)
      return at(Child.Step, std::move(One));
    add(All, One);
  }
  return All;
}

MatchResult TreeMatch::match(const TypeSyntax &Type, const TreeValue &Value) {
  auto FromFit = [&](Fit Is) {
    return Is == Fit::Yes  ? MatchResult()
           : Is == Fit::No ? wrongKind(Type, Value)
                           : unknownAnswer();
  };
  switch (Type.What) {
  case Kind::Tree:
    return tree(Type, Value);
  case Kind::Tuple:
    return children(Type, Value);
  case Kind::List:
  case Kind::Dict:
    return elements(Type, Value);
  case Kind::Array:
    // Arrays themselves are matched by ArrayMatch.
    if (fitsArray(Value) == Fit::No)
      return wrongKind(Type, Value);
    In.assumeBound(Type);
    return unknownAnswer();
  case Kind::None:
  case Kind::Scalar:
    return FromFit(fits(Type, Value));
  case Kind::Any:
    return MatchResult();
  case Kind::Union:
  case Kind::Callable:
    break;
  }
  return unknownAnswer();
}

TreeMatch::Fit TreeMatch::fitsArray(const TreeValue &Value) const {
  if (Value.asArray())
    return Fit::Yes;
  return Value.mayBeArray() ? Fit::Unknown : Fit::No;
}

/// Python's numbers: an int will do for a float, and a bool for an int.
TreeMatch::Fit TreeMatch::fitsScalar(const TypeSyntax &Type,
                                     const TreeValue &Value) const {
  if (Value.kind() != TreeValue::Kind::Atom)
    return Fit::No;
  AtomKind Got = Value.atomKind();
  if (Got == AtomKind::Other)
    return Value.mayBeArray() ? Fit::Unknown : Fit::No;
  static constexpr llvm::StringLiteral Numbers[] = {"bool", "int", "float",
                                                    "complex"};
  if (Type.ScalarName == "str" || Got == AtomKind::Text)
    return Type.ScalarName == "str" && Got == AtomKind::Text ? Fit::Yes
                                                             : Fit::No;
  auto Wanted = llvm::find(Numbers, Type.ScalarName);
  return static_cast<unsigned>(Got) <=
                 static_cast<unsigned>(Wanted - std::begin(Numbers))
             ? Fit::Yes
             : Fit::No;
}

TreeMatch::Fit TreeMatch::fitsTuple(const TypeSyntax &Type,
                                    const TreeValue &Value) {
  if (!isTuple(Value) || Value.children().size() != Type.Items.size())
    return Fit::No;
  Fit All = Fit::Yes;
  for (const auto &[Item, Child] : llvm::zip(Type.Items, Value.children())) {
    Fit One = fits(*Item, Child.Inside);
    if (One == Fit::No || Error)
      return Fit::No;
    if (One == Fit::Unknown)
      All = Fit::Unknown;
  }
  return All;
}

TreeMatch::Fit TreeMatch::fitsElements(const TypeSyntax &Type,
                                       const TreeValue &Value) {
  NodeForm Form = Type.What == Kind::List ? NodeForm::List : NodeForm::Dict;
  if (!isList(Value, Form) || Type.Items.empty())
    return Fit::No;
  const TypeSyntax &Each = *Type.Items.front();
  if (Value.kind() == TreeValue::Kind::Repeated) {
    Fit One = fits(Each, Value.element());
    return One == Fit::No && !Value.hasElements() ? Fit::Unknown : One;
  }
  Fit All = Fit::Yes;
  for (const TreeValue::Child &Child : Value.children()) {
    Fit One = fits(Each, Child.Inside);
    if (One == Fit::No || Error)
      return Fit::No;
    if (One == Fit::Unknown)
      All = Fit::Unknown;
  }
  return All;
}

TreeMatch::Fit TreeMatch::fitsUnion(const TypeSyntax &Type,
                                    const TreeValue &Value) {
  Fit Best = Fit::No;
  for (const TypePtr &Item : Type.Items) {
    Fit One = fits(*Item, Value);
    if (One == Fit::Yes || Error)
      return One;
    if (One == Fit::Unknown)
      Best = Fit::Unknown;
  }
  return Best;
}

/// A tree as leaf type is matched in full, bindings and all, while the outer
/// one is flattened.
TreeMatch::Fit TreeMatch::fitsTree(const TypeSyntax &Type,
                                   const TreeValue &Value) {
  Unifier::Mark Before = In.mark();
  MatchResult Inner = inside(Type, Value);
  if (Inner.Answer == MatchAnswer::Fits)
    return Fit::Yes;
  if (Inner.Why && Inner.Why->isAnnotationError())
    Error = std::move(Inner.Why);
  In.rollBack(Before);
  return Inner.Answer == MatchAnswer::Unknown ? Fit::Unknown : Fit::No;
}

TreeMatch::Fit TreeMatch::fits(const TypeSyntax &Type, const TreeValue &Value) {
  bool IsBare = Type.What == Kind::Tree && Type.Items.empty();
  if (Type.What == Kind::Any || IsBare)
    return Fit::Yes;
  if (Value.isUnknown())
    return Fit::Unknown;
  switch (Type.What) {
  case Kind::Array:
    return fitsArray(Value);
  case Kind::Scalar:
    return fitsScalar(Type, Value);
  case Kind::None:
    return Value.isNone() ? Fit::Yes : Fit::No;
  case Kind::Tuple:
    return fitsTuple(Type, Value);
  case Kind::List:
  case Kind::Dict:
    return fitsElements(Type, Value);
  case Kind::Union:
    return fitsUnion(Type, Value);
  case Kind::Tree:
    return fitsTree(Type, Value);
  case Kind::Any:
  case Kind::Callable:
    break;
  }
  return Fit::Unknown;
}

} // namespace shapetidy
