//===-- ArrayMatch.cpp - One array against one annotation -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/ArrayMatch.h"
#include "annotations/shapes/Broadcast.h"

namespace shapetidy {

bool ArrayMatch::run() {
  if (!checkDTypes() || !checkRank())
    return false;
  unsigned Tokens = Type.Shape.Axes.size();
  for (unsigned I = 0; I < Tokens; ++I)
    if (Type.Shape.Variadic != I && !matchToken(I))
      return false;
  return !Type.Shape.Variadic || matchVariadic();
}

bool ArrayMatch::checkDTypes() {
  DTypeSet Admitted = DTypeSet::ofAnnotation(Type.DType);
  Certain &= Value.DTypes.isSubsetOf(Admitted);
  if (!Value.DTypes.isDisjoint(Admitted))
    return true;
  Conflict C;
  C.What = Conflict::Kind::DType;
  C.Item = Item;
  C.Where = Type.DTypeSpan;
  C.ExpectedDTypes = std::move(Admitted);
  C.GotDTypes = Value.DTypes;
  C.Name = Type.DType;
  C.Verdict = Decision::byForm(Verdict::Refuted);
  Why = std::move(C);
  return false;
}

bool ArrayMatch::checkRank() {
  bool AtLeast = Type.Shape.Variadic.has_value();
  unsigned Tokens = Type.Shape.Axes.size() - AtLeast;
  if (Value.Axes.middle())
    return checkRowRank(Tokens, AtLeast);
  unsigned Rank = Value.Axes.minimumRank();
  if (AtLeast ? Rank >= Tokens : Rank == Tokens)
    return true;
  return failRank(Tokens, AtLeast, Decision::byForm(Verdict::Refuted));
}

/// A row of any length: certain trouble only if the other axes are too many.
/// If the code is declared for all lengths of the row, one that fails is
/// trouble too.
bool ArrayMatch::checkRowRank(unsigned Tokens, bool AtLeast) {
  unsigned Least = Value.Axes.minimumRank();
  if (!AtLeast && Least > Tokens)
    return failRank(Tokens, AtLeast, Decision::byForm(Verdict::Refuted));
  if (AtLeast && Least >= Tokens)
    return true;
  if (!isRigid(Value.Axes))
    return uncertain();
  failRank(Tokens, AtLeast, Decision::byForm(Verdict::Contingent));
  Why->FailsWhenRowHas = Least == Tokens ? 1 : 0;
  Why->RowName = In.Sizes.rowInfo(*Value.Axes.middle()->Id).Name;
  return false;
}

bool ArrayMatch::failRank(unsigned Tokens, bool AtLeast, Decision Verdict) {
  Conflict C;
  C.What = Conflict::Kind::Rank;
  C.Item = Item;
  C.Where = Type.Shape.Where;
  C.ExpectedRank = Tokens;
  C.ExpectedAtLeast = AtLeast;
  C.GotRank = Value.Axes.minimumRank();
  C.GotAtLeast = Value.Axes.middle().has_value();
  C.Verdict = std::move(Verdict);
  Why = std::move(C);
  return false;
}

unsigned ArrayMatch::left() const {
  return Type.Shape.Variadic.value_or(Type.Shape.Axes.size());
}

unsigned ArrayMatch::right() const {
  return Type.Shape.Axes.size() - left() - Type.Shape.Variadic.has_value();
}

bool ArrayMatch::matchToken(unsigned Index) {
  auto [Got, ValueAxis] = axisFor(Index);
  return match({Type.Shape.Axes[Index], Index, std::move(Got), ValueAxis});
}

/// The axis of the value that the token meets, and how it is counted.
std::pair<Dim, int> ArrayMatch::axisFor(unsigned Index) const {
  unsigned Tokens = Type.Shape.Axes.size();
  const Shape &Axes = Value.Axes;
  int FromBack = static_cast<int>(Index) - static_cast<int>(Tokens);
  if (!Axes.middle()) {
    unsigned At = Index < left() ? Index : Axes.minimumRank() + FromBack;
    return {Axes.prefix()[At], static_cast<int>(At)};
  }
  if (!Type.Shape.Variadic) {
    unsigned Behind = Tokens - Axes.suffix().size();
    Dim Got = Index < Behind ? Axes.axis(Index).value_or(Dim())
                             : Axes.suffix()[Index - Behind];
    return {std::move(Got), static_cast<int>(Index)};
  }
  int At = Index < left() ? static_cast<int>(Index) : FromBack;
  return {Axes.axis(At).value_or(Dim()), At};
}

/// What is left for the variadic. If tokens reach into the value's row, nobody
/// knows how much of it, and of the axes on its other side, they take.
Shape ArrayMatch::variadicPart() const {
  const Shape &Axes = Value.Axes;
  if (!Axes.middle())
    return Shape::ofDims(Axes.prefix().drop_front(left()).drop_back(right()));
  if (left() > Axes.prefix().size() || right() > Axes.suffix().size())
    return Shape::unknown();
  return Shape::around(Axes.prefix().drop_front(left()), *Axes.middle(),
                       Axes.suffix().drop_back(right()));
}

/// Is the code declared for every length of the row?
bool ArrayMatch::isRigid(const Shape &S) const {
  return In.Opts.Held != HeldTo::Nothing && S.middle() && S.middle()->Id &&
         In.Sizes.rowInfo(*S.middle()->Id).Nature == SymbolNature::Rigid;
}

} // namespace shapetidy
