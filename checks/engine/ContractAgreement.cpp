//===-- ContractAgreement.cpp - Do two annotations say the same? ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ContractAgreement.h"
#include "annotations/syntax/DTypeNames.h"

using llvm::StringRef;

namespace shapetidy {

bool Renaming::relate(Space In, StringRef From, StringRef To) {
  unsigned I = static_cast<unsigned>(In);
  auto [F, NewF] = Forward.Names[I].try_emplace(From, To.str());
  auto [B, NewB] = Backward.Names[I].try_emplace(To, From.str());
  Identity &= From == To;
  return F->getValue() == To && B->getValue() == From;
}

/// The first part that differs decides; otherwise one undecided part does.
static Likeness both(Likeness A, Likeness B) {
  if (A == Likeness::Different || B == Likeness::Different)
    return Likeness::Different;
  return A == Likeness::Undecided ? A : B;
}

static Likeness decided(bool Same) {
  return Same ? Likeness::Same : Likeness::Different;
}

/// Spelled alike, or undecided: whether two different expressions always have
/// equal values is not a question of syntax.
static Likeness compareSizes(const SizeExpr &A, const SizeExpr &B,
                             Renaming &Names) {
  using Kind = SizeExpr::Kind;
  if (A.What != B.What || A.Op != B.Op || A.Args.size() != B.Args.size())
    return Likeness::Undecided;
  if (A.What == Kind::Number)
    return A.Value == B.Value && A.Denominator == B.Denominator
               ? Likeness::Same
               : Likeness::Undecided;
  if (A.What == Kind::Name)
    return Names.relate(Renaming::Space::Single, A.Name, B.Name)
               ? Likeness::Same
               : Likeness::Undecided;
  // The parameters of two declarations may have different names.
  if (A.What == Kind::Operand)
    return A.Inner && B.Inner && *A.Inner == *B.Inner ? Likeness::Same
                                                      : Likeness::Undecided;
  if (A.Name != B.Name)
    return Likeness::Undecided;
  Likeness All = Likeness::Same;
  for (size_t I = 0; I != A.Args.size(); ++I)
    All = both(All, compareSizes(*A.Args[I], *B.Args[I], Names));
  return All;
}

/// `_` where the other has `n`, `...` where it has `*n`: no contradiction.
static bool saysLess(const Axis &A, const Axis &B) {
  return (A.Kind == AxisKind::Anonymous && !B.isVariadic()) ||
         (A.Kind == AxisKind::AnonymousVariadic &&
          B.Kind == AxisKind::NamedVariadic);
}

static Likeness compareDTypes(llvm::StringRef A, llvm::StringRef B) {
  DTypeMask MaskA = admittedDTypes(A), MaskB = admittedDTypes(B);
  if (MaskA == MaskB)
    return Likeness::Same;
  DTypeMask Common = MaskA & MaskB;
  return Common == MaskA || Common == MaskB ? Likeness::Undecided
                                            : Likeness::Different;
}

static Likeness compareAxes(const Axis &A, const Axis &B, Renaming &Names) {
  // A named axis may be what an expression computes.
  if (A.Kind == AxisKind::Symbolic || B.Kind == AxisKind::Symbolic) {
    if (A.Kind != B.Kind || A.Broadcast != B.Broadcast || !A.Expr || !B.Expr)
      return A.isVariadic() || B.isVariadic() ? Likeness::Different
                                              : Likeness::Undecided;
    return compareSizes(*A.Expr, *B.Expr, Names);
  }
  if (saysLess(A, B) || saysLess(B, A))
    return Likeness::Undecided;
  if (A.Kind != B.Kind || A.Broadcast != B.Broadcast ||
      A.TreePath != B.TreePath)
    return Likeness::Different;
  switch (A.Kind) {
  case AxisKind::Fixed:
    return decided(A.Fixed == B.Fixed);
  case AxisKind::Named:
    return decided(Names.relate(Renaming::Space::Single, A.Name, B.Name));
  case AxisKind::NamedVariadic:
    return decided(Names.relate(Renaming::Space::Variadic, A.Name, B.Name));
  default:
    return Likeness::Same;
  }
}

static Likeness compareShapes(const ShapeSyntax &A, const ShapeSyntax &B,
                              Renaming &Names) {
  if (A.Axes.size() != B.Axes.size())
    return Likeness::Different;
  Likeness All = Likeness::Same;
  for (size_t I = 0; I != A.Axes.size(); ++I)
    All = both(All, compareAxes(A.Axes[I], B.Axes[I], Names));
  return All;
}

static bool sameStructure(const StructureSyntax &A, const StructureSyntax &B,
                          Renaming &Names) {
  if (A.Pieces.size() != B.Pieces.size() ||
      A.LeadingEllipsis != B.LeadingEllipsis ||
      A.TrailingEllipsis != B.TrailingEllipsis)
    return false;
  for (size_t I = 0; I != A.Pieces.size(); ++I)
    if (!Names.relate(Renaming::Space::Structure, A.Pieces[I].Name,
                      B.Pieces[I].Name))
      return false;
  return true;
}

/// Everything but inner types.
static Likeness compareOuter(const TypeSyntax &A, const TypeSyntax &B,
                             Renaming &Names) {
  if (A.What == TypeSyntax::Kind::Array)
    return both(compareDTypes(A.DType, B.DType),
                compareShapes(A.Shape, B.Shape, Names));
  if (A.Structure.has_value() != B.Structure.has_value() ||
      A.Vectorized != B.Vectorized || A.ScalarName != B.ScalarName)
    return Likeness::Different;
  return decided(!A.Structure ||
                 sameStructure(*A.Structure, *B.Structure, Names));
}

Likeness compareTypes(const TypeSyntax &A, const TypeSyntax &B,
                      Renaming &Names) {
  // A malformed annotation means Any; its own problem is enough.
  if (A.What == TypeSyntax::Kind::Any || B.What == TypeSyntax::Kind::Any)
    return A.What == B.What ? Likeness::Same : Likeness::Undecided;
  if (A.What != B.What || A.Items.size() != B.Items.size() ||
      !A.Result != !B.Result)
    return Likeness::Different;
  Likeness All = compareOuter(A, B, Names);
  for (size_t I = 0; I != A.Items.size(); ++I)
    All = both(All, compareTypes(*A.Items[I], *B.Items[I], Names));
  if (A.Result)
    All = both(All, compareTypes(*A.Result, *B.Result, Names));
  return All;
}

} // namespace shapetidy
