//===-- Instantiation.cpp - What an annotation promises -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Instantiation.h"
#include "annotations/shapes/ExpressionValue.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

void Instantiation::bindNames(const TypeSyntax &Type) {
  if (Type.What != TypeSyntax::Kind::Array) {
    for (const TypePtr &Item : Type.Items)
      if (Type.What != TypeSyntax::Kind::Callable)
        bindNames(*Item);
    return;
  }
  for (auto [Index, Token] : llvm::enumerate(Type.Shape.Axes))
    if (!Token.TreePath)
      bindName(Token, Index);
    else if (std::optional<std::string> Key = In.leafKey(Token.Name))
      bindLeafName(Token, Index, *Key);
}

/// `?n` of one leaf; the symbol is called as it is written.
void Instantiation::bindLeafName(const Axis &Token, unsigned Index,
                                 llvm::StringRef Key) {
  const NameBinding *B = In.single(Key);
  if (Token.Kind != AxisKind::Named || Token.Broadcast || (B && B->Definite))
    return;
  Size Length =
      In.Sizes.symbol({"?" + Token.Name, SymbolNature::Rigid, 1, From});
  In.Names.Single[Key] =
      NameBinding::definite({Length, From}, {Item, Index, Token.Where});
}

void Instantiation::bindName(const Axis &Token, unsigned Index) {
  AxisSite Site{Item, Index, Token.Where};
  if (Token.Kind == AxisKind::Named) {
    const NameBinding *B = In.single(Token.Name);
    if (B && B->Definite)
      return;
    Size Length = In.Sizes.symbol({Token.Name, SymbolNature::Rigid, 1, From});
    In.Names.Single[Token.Name] = NameBinding::definite({Length, From}, Site);
  }
  if (Token.Kind != AxisKind::NamedVariadic)
    return;
  const RowBinding *B = In.variadic(Token.Name);
  if (B && (!B->Broadcastable || Token.Broadcast))
    return;
  // A plain use pins what broadcastable uses only bounded.
  RowBinding Bound{Token.Broadcast, Shape::unknown(), Site, From};
  if (!Token.Broadcast) {
    RowId Id = In.Sizes.freshRow(Token.Name, SymbolNature::Rigid, From);
    Bound.Axes = Shape::around({}, {Id, From}, {});
  }
  In.Names.Variadic[Token.Name] = std::move(Bound);
}

ArrayValue Instantiation::build(const TypeSyntax &Type) {
  if (Type.What == TypeSyntax::Kind::Array)
    return {buildShape(Type.Shape), DTypeSet::ofAnnotation(Type.DType)};
  if (Type.What != TypeSyntax::Kind::Union)
    return ArrayValue();
  std::optional<ArrayValue> Joined;
  for (const TypePtr &Alternative : Type.Items) {
    if (Alternative->What == TypeSyntax::Kind::None)
      continue; // a client that uses the value has excluded none
    if (Alternative->What != TypeSyntax::Kind::Array)
      return ArrayValue();
    ArrayValue One = build(*Alternative);
    Joined = Joined ? ArrayValue::join(*Joined, One) : std::move(One);
  }
  return Joined.value_or(ArrayValue());
}

Shape Instantiation::buildShape(const ShapeSyntax &Syntax) {
  llvm::SmallVector<Dim, 4> Front, Back;
  for (auto [Index, Token] : llvm::enumerate(Syntax.Axes))
    if (!Token.isVariadic())
      (Index < Syntax.Variadic.value_or(Syntax.Axes.size()) ? Front : Back)
          .push_back(buildDim(Token));
  if (!Syntax.Variadic)
    return Shape::ofDims(Front);
  Shape Middle = variadicPart(Syntax.Axes[*Syntax.Variadic]);
  Front.append(Middle.prefix().begin(), Middle.prefix().end());
  if (Middle.middle()) {
    Back.insert(Back.begin(), Middle.suffix().begin(), Middle.suffix().end());
    return Shape::around(Front, *Middle.middle(), Back);
  }
  Front.append(Back);
  return Shape::ofDims(Front);
}

Dim Instantiation::buildDim(const Axis &Token) {
  bool Promised = !Token.Broadcast || In.Opts.LibraryContract;
  switch (Token.Kind) {
  case AxisKind::Fixed:
    if (Promised || Token.Fixed == 1)
      return {In.Sizes.constant(Token.Fixed), From};
    return someDim(Token.Text);
  case AxisKind::Named:
    return Token.TreePath ? leafDim(Token) : namedDim(Token);
  case AxisKind::Symbolic:
    return Promised ? evaluatedDim(Token) : someDim(Token.Text);
  case AxisKind::Anonymous:
    return someDim("_");
  case AxisKind::NamedVariadic:
  case AxisKind::AnonymousVariadic:
    break;
  }
  return unknownDim();
}

Dim Instantiation::someDim(llvm::StringRef Name) {
  if (!isRigid())
    return unknownDim();
  return {In.Sizes.symbol({Name.str(), SymbolNature::Flexible, 1, From}), From};
}

Dim Instantiation::leafDim(const Axis &Token) {
  std::optional<std::string> Key = In.leafKey(Token.Name);
  const NameBinding *B = Key ? In.single(*Key) : nullptr;
  bool IsKnown = B && B->Definite && !Token.Broadcast;
  return IsKnown ? Dim{B->Length, B->From} : someDim(Token.Text);
}

Dim Instantiation::namedDim(const Axis &Token) {
  const NameBinding *B = In.single(Token.Name);
  if (Token.Broadcast && !In.Opts.LibraryContract)
    return someDim(Token.Text);
  if (!B)
    return unknownDim();
  if (B->Definite)
    return {B->Length, B->From};
  if (In.Opts.LibraryContract)
    return broadcastOf(*B);
  return unknownDim();
}

/// A library row promises the broadcast of what it met under `#name`.
Dim Instantiation::broadcastOf(const NameBinding &B) {
  Dim Result{In.Sizes.one(), From};
  for (const auto &[Candidate, Site] : B.Broadcast) {
    if (!Candidate.Length)
      return unknownDim();
    Result = {With.broadcast(*Result.Length, *Candidate.Length),
              Candidate.From};
  }
  return B.Broadcast.empty() ? unknownDim() : Result;
}

Dim Instantiation::evaluatedDim(const Axis &Token) {
  if (!Token.Expr)
    return unknownDim();
  bool AllBound = true;
  forEachName(*Token.Expr, [&](llvm::StringRef Name, Span) {
    const NameBinding *B = In.single(Name);
    AllBound &= B && B->Definite;
  });
  if (!AllBound)
    return unknownDim();
  auto NameLength = [&](llvm::StringRef Name) {
    return In.single(Name)->Length;
  };
  ExpressionValue Value = computeExpression(
      *Token.Expr, {In.Sizes, In.Decide, In.Facts, NameLength, Operands, Item});
  return {Value.whole(In.Sizes), From};
}

Shape Instantiation::variadicPart(const Axis &Token) {
  if (Token.Kind == AxisKind::NamedVariadic && !Token.TreePath)
    if (const RowBinding *B = In.variadic(Token.Name))
      return promisedRow(*B, Token.Broadcast);
  return Shape::around({}, Row{std::nullopt, From}, {});
}

/// What is left of a binding when it is promised again. Under `#`, or after
/// uses under `#` only, axes of length 1 may come back longer.
Shape Instantiation::promisedRow(const RowBinding &B, bool Broadcast) {
  if (In.Opts.LibraryContract || (!Broadcast && !B.Broadcastable))
    return B.Axes;
  if (Broadcast)
    return Shape::around({}, Row{std::nullopt, From}, {});
  auto Loosened = [&](llvm::ArrayRef<Dim> Dims) {
    llvm::SmallVector<Dim, 4> Out(Dims);
    for (Dim &D : Out)
      if (D.Length == In.Sizes.one())
        D.Length = std::nullopt;
    return Out;
  };
  if (!B.Axes.middle())
    return Shape::ofDims(Loosened(B.Axes.prefix()));
  return Shape::around(Loosened(B.Axes.prefix()), *B.Axes.middle(),
                       Loosened(B.Axes.suffix()));
}

ArrayValue Unifier::instantiate(const TypeSyntax &Type, unsigned Item,
                                FreshNames Fresh, OperandResolver Operands,
                                Origin From) {
  Instantiation Make(*this, Item, Fresh, Operands, From);
  if (Fresh == FreshNames::Rigid)
    Make.bindNames(Type);
  return Make.build(Type);
}

llvm::SmallVector<ArrayValue, 4>
Unifier::instantiateParameters(llvm::ArrayRef<const TypeSyntax *> Types,
                               OperandResolver Operands,
                               llvm::ArrayRef<Origin> From) {
  auto Maker = [&](size_t Item) {
    return Instantiation(*this, Item, FreshNames::Rigid, Operands,
                         Item < From.size() ? From[Item] : Origin());
  };
  for (auto [Item, Type] : llvm::enumerate(Types))
    if (Type)
      Maker(Item).bindNames(*Type);
  llvm::SmallVector<ArrayValue, 4> Values;
  for (auto [Item, Type] : llvm::enumerate(Types))
    Values.push_back(Type ? Maker(Item).build(*Type) : ArrayValue());
  return Values;
}

} // namespace shapetidy
