//===-- VariadicMatch.cpp - The five rows of variadic names ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of ArrayMatch that semantics 4.3 specifies: what a variadic name
// stands for after each use.
//
//===----------------------------------------------------------------------===//

#include "annotations/shapes/ArrayMatch.h"
#include "annotations/shapes/Broadcast.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

/// The axes that count from the back: all of them where there is no row.
static llvm::ArrayRef<Dim> backOf(const Shape &S) {
  return S.middle() ? S.suffix() : S.prefix();
}

static bool sameRow(const Shape &A, const Shape &B) {
  return A.middle() && B.middle() && A.middle()->Id &&
         A.middle()->Id == B.middle()->Id;
}

bool ArrayMatch::matchVariadic() {
  const Axis &Token = variadicToken();
  if (Token.Kind == AxisKind::AnonymousVariadic)
    return true;
  Meeting M{Token, *Type.Shape.Variadic, Dim(), static_cast<int>(left())};
  RowKey = Token.Name;
  if (Token.TreePath) {
    std::optional<std::string> Key = In.leafKey(Token.Name);
    if (!Key && In.Position.Where == LeafPosition::State::Unknown)
      return uncertain();
    if (!Key)
      return fail(M, Conflict::Kind::TreePathOutside,
                  Decision::byForm(Verdict::Refuted), Token.Name);
    RowKey = std::move(*Key);
  }
  Shape Got = variadicPart();
  const RowBinding *Found = In.variadic(RowKey);
  if (!Found) {
    Certain &= !Got.middle() || Got.middle()->Id;
    In.setVariadic(RowKey, {Token.Broadcast, std::move(Got), site(M), From});
    return true;
  }
  RowBinding Stored = *Found;
  if (!Stored.Broadcastable)
    return Token.Broadcast
               ? mustFitInto(Stored, Got, Stored.Axes, /*GotIsSmall=*/true)
               : mustEqual(Stored, Got);
  if (Token.Broadcast)
    return joinBroadcast(Stored, Got);
  if (!mustFitInto(Stored, Stored.Axes, Got, /*GotIsSmall=*/false))
    return false;
  In.setVariadic(RowKey, {false, std::move(Got), site(M), From});
  return true;
}

namespace {

/// Axes that both shapes certainly have at the same distance from one end.
struct SharedEnds {
  size_t Front, Back;

  SharedEnds(const Shape &A, const Shape &B)
      : Front(std::min(A.prefix().size(), B.prefix().size())), Back(0) {
    if (A.middle() || B.middle())
      Back = std::min(backOf(A).size(), backOf(B).size());
  }
};

enum class RankAnswer : uint8_t { Equal, Open, Contingent, Different };

RankAnswer compareRanks(const Shape &A, const Shape &B, bool RigidA,
                        bool RigidB) {
  unsigned LeastA = A.minimumRank(), LeastB = B.minimumRank();
  if ((!A.middle() && !B.middle()) || sameRow(A, B))
    return LeastA == LeastB ? RankAnswer::Equal : RankAnswer::Different;
  if ((!A.middle() && LeastB > LeastA) || (!B.middle() && LeastA > LeastB))
    return RankAnswer::Different;
  bool AllA = RigidA || !A.middle(), AllB = RigidB || !B.middle();
  return AllA && AllB ? RankAnswer::Contingent : RankAnswer::Open;
}

/// \p Known with what \p Other knows of the same axes.
Shape refine(const Shape &Known, const Shape &Other, SharedEnds Shared) {
  bool Swap = Known.middle() &&
              (!Other.middle() || (!Known.middle()->Id && Other.middle()->Id));
  const Shape &Base = Swap ? Other : Known, &Extra = Swap ? Known : Other;
  llvm::SmallVector<Dim, 4> Prefix(Base.prefix()), Suffix(Base.suffix());
  for (size_t I = 0; I < Shared.Front; ++I)
    if (!Prefix[I].Length)
      Prefix[I] = Extra.prefix()[I];
  llvm::MutableArrayRef<Dim> Back = Base.middle() ? Suffix : Prefix;
  for (size_t I = 1; I <= Shared.Back; ++I)
    if (Dim &D = Back[Back.size() - I]; !D.Length)
      D = backOf(Extra)[backOf(Extra).size() - I];
  return Base.middle() ? Shape::around(Prefix, *Base.middle(), Suffix)
                       : Shape::ofDims(Prefix);
}

bool isFullyKnown(const Shape &S) {
  auto Known = [](const Dim &D) { return D.isKnown(); };
  return (!S.middle() || S.middle()->Id) && llvm::all_of(S.prefix(), Known) &&
         llvm::all_of(S.suffix(), Known);
}

} // namespace

bool ArrayMatch::mustEqual(const RowBinding &Stored, const Shape &Got) {
  const Shape &Want = Stored.Axes;
  switch (compareRanks(Want, Got, isRigid(Want), isRigid(Got))) {
  case RankAnswer::Different:
    return failVariadicRank(Stored, Got, Decision::byForm(Verdict::Refuted));
  case RankAnswer::Contingent:
    return failVariadicRank(Stored, Got, Decision::byForm(Verdict::Contingent));
  case RankAnswer::Open:
    Certain = false;
    break;
  case RankAnswer::Equal:
    break;
  }
  SharedEnds Shared(Want, Got);
  Certain &= Shared.Front + Shared.Back == Want.minimumRank();
  for (size_t I = 0; I < Shared.Front; ++I)
    if (!pair(Stored, Want.prefix()[I], Got.prefix()[I], I, Pairing::Equal))
      return false;
  for (size_t I = Shared.Back; I > 0; --I)
    if (!pair(Stored, backOf(Want)[backOf(Want).size() - I],
              backOf(Got)[backOf(Got).size() - I], -static_cast<int>(I),
              Pairing::Equal))
      return false;
  if (isFullyKnown(Want))
    return true;
  RowBinding Refined = Stored;
  Refined.Axes = refine(Want, Got, Shared);
  In.setVariadic(RowKey, std::move(Refined));
  return true;
}

bool ArrayMatch::mustFitInto(const RowBinding &Stored, const Shape &Small,
                             const Shape &Big, bool GotIsSmall) {
  const Shape &Got = GotIsSmall ? Small : Big;
  Pairing How = GotIsSmall ? Pairing::GotIsUnitOr : Pairing::WantIsUnitOr;
  bool Aligned =
      sameRow(Small, Big) && Small.suffix().size() == Big.suffix().size();
  if ((!Big.middle() || Aligned) && Small.minimumRank() > Big.minimumRank())
    return failVariadicRank(Stored, Got, Decision::byForm(Verdict::Refuted));
  auto PairRight = [&](llvm::ArrayRef<Dim> S, llvm::ArrayRef<Dim> B, int Edge) {
    size_t Common = std::min(S.size(), B.size());
    for (size_t I = Common; I > 0; --I) {
      const Dim &InSmall = S[S.size() - I], &InBig = B[B.size() - I];
      if (!pair(Stored, GotIsSmall ? InBig : InSmall,
                GotIsSmall ? InSmall : InBig, Edge - static_cast<int>(I), How))
        return false;
    }
    return true;
  };
  if (!PairRight(backOf(Small), backOf(Big), 0))
    return false;
  if (Aligned)
    return PairRight(Small.prefix(), Big.prefix(), Got.prefix().size());
  Certain &= !Small.middle() &&
             (!Big.middle() || Small.minimumRank() <= Big.suffix().size());
  return true;
}

bool ArrayMatch::joinBroadcast(const RowBinding &Stored, const Shape &Got) {
  BroadcastResult Joint = broadcastShapes(With, Stored.Axes, Got);
  Certain &= Joint.Certain;
  if (!Joint.Conflict) {
    RowBinding Joined = Stored;
    Joined.Axes = std::move(Joint.Axes);
    In.setVariadic(RowKey, std::move(Joined));
    return true;
  }
  BroadcastConflict &C = *Joint.Conflict;
  if (!C.FirstAxis || !C.SecondAxis)
    return failVariadicRank(Stored, Got, std::move(C.Verdict));
  return failVariadicAxis(Stored, C.First, C.Second, *C.SecondAxis,
                          std::move(C.Verdict));
}

bool ArrayMatch::pair(const RowBinding &Stored, const Dim &Want, const Dim &Got,
                      int FromEdge, Pairing How) {
  if (!Want.Length || !Got.Length)
    return uncertain();
  Judgement J = How == Pairing::Equal ? With.equal(*Got.Length, *Want.Length)
                : How == Pairing::GotIsUnitOr
                    ? With.unitOr(*Got.Length, *Want.Length)
                    : With.unitOr(*Want.Length, *Got.Length);
  if (!J.fails())
    return rule(std::move(J));
  return failVariadicAxis(Stored, Want, Got, FromEdge, std::move(J.Verdict));
}

bool ArrayMatch::failVariadicAxis(const RowBinding &Stored, const Dim &Want,
                                  const Dim &Got, int FromEdge,
                                  Decision Verdict) {
  int ValueAxis = static_cast<int>(left()) + FromEdge;
  if (FromEdge < 0) {
    ValueAxis = FromEdge - static_cast<int>(right());
    if (std::optional<unsigned> Rank = Value.Axes.rank())
      ValueAxis += static_cast<int>(*Rank);
  }
  Meeting M{variadicToken(), *Type.Shape.Variadic, Got, ValueAxis};
  fail(M, Conflict::Kind::VariadicAxis, std::move(Verdict),
       variadicToken().Name);
  Why->Expected = Want;
  Why->BoundAt = Stored.Site;
  return false;
}

bool ArrayMatch::failVariadicRank(const RowBinding &Stored, const Shape &Got,
                                  Decision Verdict) {
  Meeting M{variadicToken(), *Type.Shape.Variadic, Dim(),
            static_cast<int>(left())};
  fail(M, Conflict::Kind::VariadicRank, std::move(Verdict),
       variadicToken().Name);
  Why->BoundAt = Stored.Site;
  Why->ExpectedRank = Stored.Axes.minimumRank();
  Why->ExpectedAtLeast = Stored.Axes.middle().has_value();
  Why->GotRank = Got.minimumRank();
  Why->GotAtLeast = Got.middle().has_value();
  return false;
}

} // namespace shapetidy
