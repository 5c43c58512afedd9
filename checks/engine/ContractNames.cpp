//===-- ContractNames.cpp - Names that nothing binds ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ContractNames.h"
#include "checks/engine/OperandLookup.h"
#include "checks/engine/OperandScope.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

static void addStructures(const TypeSyntax &Type, llvm::StringSet<> &Names) {
  const auto &S = Type.Structure;
  // Only a single name binds; a composition is compared.
  if (S && S->Pieces.size() == 1 && !S->LeadingEllipsis && !S->TrailingEllipsis)
    Names.insert(S->Pieces.front().Name);
  for (const TypePtr &Item : Type.Items)
    addStructures(*Item, Names);
}

void BoundNames::add(const TypeSyntax &Type) {
  forEachAxis(Type, [&](const Axis &A) {
    if (A.Kind == AxisKind::Named && !A.TreePath)
      Axes.insert(A.Name);
  });
  addStructures(Type, Structures);
}

void BoundNames::add(const ClassNames &Names) {
  for (StringRef Name : Names.Single.keys())
    Axes.insert(Name);
}

void BoundNames::add(const BoundNames &Outer) {
  for (StringRef Name : Outer.Axes.keys())
    Axes.insert(Name);
  for (StringRef Name : Outer.Structures.keys())
    Structures.insert(Name);
  Open |= Outer.Open;
  AnyStructure |= Outer.AnyStructure;
}

std::string BoundNames::nearestAxis(StringRef Typed) const {
  // The set has no order of its own, and messages must not depend on hashes.
  llvm::SmallVector<StringRef, 8> Names(Axes.keys());
  llvm::sort(Names);
  return nearestName(Typed, Names);
}

namespace {
/// Walks one annotation.
class NameCheck {
public:
  NameCheck(const EffectiveAnnotation &A, const NamedDecl &On,
            const BoundNames &Bound, FindingList &Out)
      : A(A), On(On), Bound(Bound), Out(Out) {}

  /// What the trees around a type mean for it.
  struct Trees {
    /// Leaves of the innermost one have a place, which `?` asks for.
    bool HavePlaces = false;
    /// One of them has a structure.
    bool AreStructured = false;
  };
  void type(const TypeSyntax &Type, Trees Around);

private:
  void callable(const TypeSyntax &Type);
  void axis(const Axis &Written, const AnnotationUse &Use, Trees Around);
  void unboundAxis(StringRef Name, Span Where, const AnnotationUse &Use);
  void operand(const OperandExpr &Operand, const AnnotationUse &Use);
  void structure(const StructureSyntax &S, const AnnotationUse &Use);
  const NamedDecl &ownerOf(const AnnotationUse &Use) const;
  bool isCppName(StringRef Name) const {
    return Resolver(On, nullptr).find(Name).What == Found::Declaration;
  }

  const EffectiveAnnotation &A;
  const NamedDecl &On;
  const BoundNames &Bound;
  FindingList &Out;
};
} // namespace

void NameCheck::unboundAxis(StringRef Name, Span Where,
                            const AnnotationUse &Use) {
  Finding F =
      Out.at(Use, Where, On, FindingCode::UnboundAxisName, {Name.str()});
  std::string Near = Bound.nearestAxis(Name);
  if (isCppName(Name)) {
    F.Notes.push_back(
        Out.noteAt(Use, Where, NoteCode::UseBraces, {Name.str()}));
    Out.suggest(F, Use, Where, On, ("{" + Name + "}").str());
  } else if (!Near.empty()) {
    F.Notes.push_back(Out.noteAt(Use, Where, NoteCode::DidYouMean, {Near}));
    Out.suggest(F, Use, Where, On, Near);
  }
  Out.add(std::move(F));
}

/// What no use of an alias can change is reported on the alias, once.
const NamedDecl &NameCheck::ownerOf(const AnnotationUse &Use) const {
  return isa<TypedefNameDecl>(Use.On) ? *Use.On : On;
}

void NameCheck::operand(const OperandExpr &Operand, const AnnotationUse &Use) {
  const NamedDecl &On = ownerOf(Use);
  ResolvedOperand R = resolveOperand(Operand, On, Use.On);
  if (R.What != ResolvedOperand::Kind::Unbound || !R.Bad)
    return;
  const ResolvedOperand::UnboundName &Bad = *R.Bad;
  Finding F =
      Bad.Class.empty()
          ? Out.at(Use, Bad.Where, On, FindingCode::UnboundOperand, {Bad.Name})
          : Out.at(Use, Bad.Where, On, FindingCode::UnboundMember,
                   {Bad.Name, Bad.Class});
  bool IsAxis = Bad.Class.empty() && Bound.mentionsAxis(Bad.Name);
  if (IsAxis)
    F.Notes.push_back(
        Out.noteAt(Use, Bad.Where, NoteCode::DropBraces, {Bad.Name}));
  else if (!Bad.Suggestion.empty()) {
    F.Notes.push_back(
        Out.noteAt(Use, Bad.Where, NoteCode::DidYouMean, {Bad.Suggestion}));
    Out.suggest(F, Use, Bad.Where, On, Bad.Suggestion);
  }
  Out.add(std::move(F));
}

void NameCheck::axis(const Axis &Written, const AnnotationUse &Use,
                     Trees Around) {
  bool Named = Written.Kind == AxisKind::Named ||
               Written.Kind == AxisKind::NamedVariadic;
  if (Written.TreePath && Named && !Around.HavePlaces)
    Out.add(Out.at(Use, Written.Where, ownerOf(Use),
                   FindingCode::TreePathOutside, {Written.Name}));
  if (!Written.Expr)
    return;
  forEachName(*Written.Expr, [&](StringRef Name, Span Where) {
    if (!Bound.hasAxis(Name))
      unboundAxis(Name, Where, Use);
  });
  forEachOperand(*Written.Expr,
                 [&](const OperandExpr &Operand) { operand(Operand, Use); });
}

void NameCheck::structure(const StructureSyntax &S, const AnnotationUse &Use) {
  if (S.Pieces.size() == 1 && !S.LeadingEllipsis && !S.TrailingEllipsis)
    return;
  // `... T ...` can never fit; the parser says so.
  if (S.LeadingEllipsis && S.TrailingEllipsis)
    return;
  for (const StructureSyntax::Piece &Piece : S.Pieces)
    if (!Bound.hasStructure(Piece.Name))
      Out.add(Out.at(Use, Piece.Where, On, FindingCode::UnboundStructure,
                     {Piece.Name}));
}

/// The names of a callable live for one call of it, so nothing outside binds
/// them.
void NameCheck::callable(const TypeSyntax &Type) {
  BoundNames Own;
  for (const TypePtr &Item : Type.Items)
    Own.add(*Item);
  Own.add(*Type.Result);
  NameCheck Inside(A, On, Own, Out);
  for (const TypePtr &Item : Type.Items)
    Inside.type(*Item, {});
  Inside.type(*Type.Result, {});
}

void NameCheck::type(const TypeSyntax &Type, Trees Around) {
  if (Type.What == TypeSyntax::Kind::Callable)
    return callable(Type);
  bool Outermost = &Type == A.Type.get();
  for (unsigned I = 0; I != Type.Shape.Axes.size(); ++I)
    axis(Type.Shape.Axes[I], Outermost ? A.useOfAxis(I) : *A.Uses.front(),
         Around);
  if (Type.Structure)
    structure(*Type.Structure, *A.Uses.front());
  if (Type.Structure && Around.AreStructured)
    Out.add(Out.at(*A.Uses.front(), Type.Structure->Where, On,
                   FindingCode::NestedStructure, {Type.Structure->Text}));
  // An inner tree without structure names is checked on its own while the
  // outer one is taken apart: it hides the outer names.
  Trees Inner = Around;
  if (Type.What == TypeSyntax::Kind::Tree) {
    Inner.HavePlaces = Type.Structure.has_value();
    Inner.AreStructured |= Inner.HavePlaces;
  }
  for (const TypePtr &Item : Type.Items)
    type(*Item, Inner);
}

void checkNames(const EffectiveAnnotation &A, const NamedDecl &On,
                const BoundNames &Bound, FindingList &Out) {
  NameCheck(A, On, Bound, Out).type(*A.Type, {});
}

} // namespace shapetidy
