//===-- TreeFlatten.cpp - Flattening and checking trees -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of TreeMatch that semantics 10.2 to 10.7 specify.
//
//===----------------------------------------------------------------------===//

#include "annotations/shapes/TreeMatch.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SaveAndRestore.h"

namespace shapetidy {

/// Leaves of one tree that are looked at; the others are not known.
static constexpr unsigned MaxLeaves = 1000;

Structure TreeMatch::flatten(const TypeSyntax &LeafType, const TreeValue &Value,
                             const std::string &Path, bool Exists) {
  Fit Stops = LeafType.What == TypeSyntax::Kind::Any && !Value.isUnknown()
                  ? Fit::No
                  : fits(LeafType, Value);
  if (Value.isUnknown() || Stops == Fit::Unknown || Found.size() >= MaxLeaves) {
    NextLeaf.reset();
    In.assumeBound(LeafType);
    return Structure();
  }
  if (Error)
    return Structure();
  if (Stops == Fit::No) {
    if (Value.isNone())
      return Structure::none();
    if (Value.kind() == TreeValue::Kind::Node) {
      std::vector<Structure::Child> Children;
      for (const TreeValue::Child &C : Value.children())
        Children.push_back(
            {C.Step, flatten(LeafType, C.Inside, Path + C.Step, Exists)});
      return Structure::node(Value.nodeKind(), std::move(Children));
    }
    if (Value.kind() == TreeValue::Kind::Repeated) {
      NextLeaf.reset();
      return Structure::repeated(Value.nodeKind(), Value.count(),
                                 flatten(LeafType, Value.element(),
                                         Path + "[...]",
                                         Exists && Value.hasElements()));
    }
  }
  Found.push_back({Value, Path, NextLeaf, Exists});
  if (NextLeaf)
    ++*NextLeaf;
  return Structure::leaf();
}

MatchResult TreeMatch::compare(const StructureSyntax &Asked,
                               const Structure &Expected, const Structure &Got,
                               std::optional<AxisSite> BoundAt) {
  auto SameCount = [&](Size A, Size B) { return In.compareCounts(A, B); };
  SizeJudge Judge{In.Sizes, SameCount};
  StructureAnswer Answer = bindsStructure(Asked)
                               ? equalStructures(Expected, Got, Judge)
                               : compareStructure(Asked, Expected, Got, Judge);
  MatchResult Result;
  Result.Certain = Answer.Verdict.Answer == Verdict::Proved;
  if (!Answer.fails())
    return Result;
  Conflict C;
  C.What = Conflict::Kind::Structure;
  C.Item = Item;
  C.Where = Asked.Where;
  C.Name = Asked.Text;
  C.Path = Answer.Where->Path;
  C.ExpectedTree = Answer.Where->Expected;
  C.GotTree = Answer.Where->Got;
  C.WholeExpected = Expected;
  C.WholeGot = Got;
  C.BoundAt = BoundAt;
  C.Verdict = std::move(Answer.Verdict);
  return MatchResult::conflict(std::move(C));
}

MatchResult TreeMatch::composition(const StructureSyntax &Asked,
                                   const Structure &Got, bool OnlyNames) {
  std::optional<AxisSite> BoundAt;
  Composition Whole = composeNames(
      Asked, [&](llvm::StringRef Name) -> std::optional<Structure> {
        const StructureBinding *B = In.structure(Name);
        if (!B)
          return std::nullopt;
        BoundAt = BoundAt.value_or(B->Site);
        return B->Is;
      });
  if (Whole.Whole)
    return OnlyNames ? MatchResult()
                     : compare(Asked, *Whole.Whole, Got, BoundAt);
  Conflict C;
  C.What = Conflict::Kind::UnboundStructure;
  C.Item = Item;
  C.Where = Whole.Unbound->Where;
  C.Name = Whole.Unbound->Name;
  C.Verdict = Decision::byForm(Verdict::Refuted);
  return MatchResult::conflict(std::move(C));
}

MatchResult TreeMatch::structure(const StructureSyntax &Asked,
                                 const Structure &Got) {
  // Nothing fits it, which is said of the annotation; or everything does.
  if (Asked.Pieces.empty() || (Asked.LeadingEllipsis && Asked.TrailingEllipsis))
    return MatchResult();
  if (!bindsStructure(Asked)) {
    auto IsUnbound = [&](const StructureSyntax::Piece &Piece) {
      return !In.structure(Piece.Name);
    };
    bool Waits = llvm::any_of(Asked.Pieces, IsUnbound);
    if (!Waits || In.Opts.StrictOrder)
      return composition(Asked, Got, /*OnlyNames=*/false);
    In.WaitingTrees.push_back({Asked, Got, Item, /*OnlyNames=*/false});
    MatchResult Result;
    Result.Waits = true;
    return Result;
  }
  const StructureSyntax::Piece &Only = Asked.Pieces.front();
  const StructureBinding *B = In.structure(Only.Name);
  if (B && !B->Is.isUnknown())
    return compare(Asked, B->Is, Got, B->Site);
  MatchResult Result;
  Result.Certain = !B && !Got.isUnknown();
  In.setStructure(Only.Name, {Got, {Item, 0, Only.Where}});
  return Result;
}

LeafPosition TreeMatch::positionOf(const TypeSyntax &Type,
                                   const Leaf &L) const {
  if (!Type.Structure)
    return In.Position;
  LeafPosition Here;
  Here.Where = LeafPosition::State::Unknown;
  if (L.Index && L.Exists) {
    Here.Where = LeafPosition::State::At;
    Here.Leaf = Type.Structure->Text + "[" + llvm::utostr(*L.Index) + "]";
  }
  return Here;
}

MatchResult TreeMatch::nested(const StructureSyntax &Inner) const {
  Conflict C;
  C.What = Conflict::Kind::NestedStructure;
  C.Item = Item;
  C.Where = Inner.Where;
  C.Name = Inner.Text;
  C.Verdict = Decision::byForm(Verdict::Refuted);
  return MatchResult::conflict(std::move(C));
}

MatchResult TreeMatch::leaves(const TypeSyntax &Type) {
  const TypeSyntax &LeafType = *Type.Items.front();
  MatchResult All;
  std::vector<Leaf> Leaves = std::move(Found);
  bool IsNested =
      Type.Structure && In.Position.Where != LeafPosition::State::Outside;
  // Without a leaf that is there, nobody asks for two places at once.
  if (IsNested && llvm::any_of(Leaves, [](const Leaf &L) { return L.Exists; }))
    return nested(*Type.Structure);
  for (const Leaf &L : Leaves) {
    llvm::SaveAndRestore Here(In.Position, positionOf(Type, L));
    MatchResult One = maybeInside(LeafType, L.Value, L.Exists);
    if (One.Answer == MatchAnswer::Conflicts) {
      One.Why->Path.insert(0, L.Path);
      return One;
    }
    All.Certain &= One.Certain;
    All.Waits |= One.Waits;
    if (One.Answer == MatchAnswer::Unknown)
      All.Answer = MatchAnswer::Unknown;
  }
  return All;
}

MatchResult TreeMatch::tree(const TypeSyntax &Type, const TreeValue &Value) {
  if (Type.Items.empty() || Value.isNone())
    return MatchResult();
  if (Value.isUnknown()) {
    In.assumeBound(Type);
    MatchResult Unknown;
    Unknown.Answer = MatchAnswer::Unknown;
    Unknown.Certain = false;
    return Unknown;
  }
  Structure Got = flatten(*Type.Items.front(), Value, "", /*Exists=*/true);
  if (Error)
    return MatchResult::conflict(std::move(*Error));
  MatchResult Nested;
  if (Type.Structure)
    Nested = structure(*Type.Structure, Got);
  if (Nested.Answer == MatchAnswer::Conflicts)
    return Nested;
  MatchResult Result = leaves(Type);
  Result.Certain &= Nested.Certain;
  Result.Waits |= Nested.Waits;
  if (!NextLeaf && Result.Answer == MatchAnswer::Fits)
    Result.Certain = false;
  return Result;
}

} // namespace shapetidy
