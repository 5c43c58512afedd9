//===-- StructureMatch.cpp - Do two tree structures agree? ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/trees/StructureMatch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

using Kind = Structure::Kind;

namespace {

/// Walks two structures from their roots.
class Walk {
public:
  Walk(SizeJudge Judge, bool Prefix) : Judge(Judge), Prefix(Prefix) {}

  Verdict run(const Structure &Expected, const Structure &Got);
  StructureAnswer answer(Verdict V);

private:
  Verdict part(Verdict V, const Structure &Expected, const Structure &Got);
  Verdict part(Decision D, const Structure &Expected, const Structure &Got);
  Verdict names(const Structure &Expected, const Structure &Got);
  Verdict kinds(const Structure &Expected, const Structure &Got);
  Verdict statics(const Structure &Expected, const Structure &Got);
  Verdict counts(const Structure &Expected, const Structure &Got);
  Verdict nodes(const Structure &Expected, const Structure &Got);
  Verdict repeated(const Structure &Expected, const Structure &Got);
  Verdict elements(const Structure &Many, const Structure &Exact,
                   bool ManyIsExpected);
  Verdict below(llvm::StringRef Step, const Structure &Expected,
                const Structure &Got);

  SizeJudge Judge;
  bool Prefix;
  std::string Path;
  Decision Why;
  std::optional<StructureDifference> Where;
};

bool failed(Verdict V) {
  return V == Verdict::Refuted || V == Verdict::Contingent;
}

/// The first failure counts; short of one, anything unknown does.
Verdict both(Verdict A, Verdict B) {
  if (failed(A))
    return A;
  return A == Verdict::Proved || failed(B) ? B : A;
}

std::optional<Size> childCount(const Structure &S) {
  return S.kind() == Kind::Repeated ? S.count() : std::nullopt;
}

/// Certainly at least one child?
bool hasElements(const Structure &Repeated) {
  std::optional<Size> Count = childCount(Repeated);
  std::optional<int64_t> Least = Count ? Count->lowerBound() : std::nullopt;
  return Least && *Least > 0;
}

} // namespace

Verdict Walk::part(Decision D, const Structure &Expected,
                   const Structure &Got) {
  Verdict V = D.Answer;
  if (failed(V)) {
    Why = std::move(D);
    Where = StructureDifference{Path, Expected, Got};
  }
  return V;
}

Verdict Walk::part(Verdict V, const Structure &Expected, const Structure &Got) {
  return part(Decision::byForm(V), Expected, Got);
}

/// One of the two is a name: a structure of its own.
Verdict Walk::names(const Structure &Expected, const Structure &Got) {
  bool Same = Expected.kind() == Kind::Name && Got.kind() == Kind::Name &&
              Expected.nameInfo().Id == Got.nameInfo().Id;
  auto IsFlexible = [](const Structure &S) {
    return S.kind() == Kind::Name &&
           S.nameInfo().Nature == SymbolNature::Flexible;
  };
  if (IsFlexible(Expected) || IsFlexible(Got)) {
    if (!Same)
      return Verdict::Unknown;
    Walk Inside(Judge, Prefix);
    return Inside.run(Expected.below(), Got.below()) == Verdict::Proved
               ? Verdict::Proved
               : Verdict::Unknown;
  }
  if (!Same)
    return part(Verdict::Contingent, Expected, Got);
  Walk Inside(Judge, Prefix);
  Verdict V = Inside.run(Expected.below(), Got.below());
  // A name may have no leaves at which they could part.
  return failed(V) ? part(Verdict::Contingent, Expected, Got) : V;
}

Verdict Walk::statics(const Structure &Expected, const Structure &Got) {
  const auto &A = Expected.nodeKind().Static, &B = Got.nodeKind().Static;
  if (A.size() != B.size())
    return Verdict::Unknown;
  Verdict All = Verdict::Proved;
  for (const auto &[Left, Right] : llvm::zip(A, B)) {
    Verdict One = Verdict::Unknown;
    if (Left.Number && Right.Number)
      One = part(Judge.Equal(*Left.Number, *Right.Number), Expected, Got);
    else if (Left.Text && Right.Text)
      One = part(Left.Text == Right.Text ? Verdict::Proved : Verdict::Refuted,
                 Expected, Got);
    All = both(All, One);
  }
  return All;
}

Verdict Walk::kinds(const Structure &Expected, const Structure &Got) {
  const NodeKind &A = Expected.nodeKind(), &B = Got.nodeKind();
  if (A.Form != B.Form || A.Name != B.Name)
    return part(Verdict::Refuted, Expected, Got);
  return statics(Expected, Got);
}

Verdict Walk::below(llvm::StringRef Step, const Structure &Expected,
                    const Structure &Got) {
  size_t Length = Path.size();
  Path += Step;
  Verdict V = run(Expected, Got);
  Path.resize(Length);
  return V;
}

/// Two nodes whose children are known.
Verdict Walk::nodes(const Structure &Expected, const Structure &Got) {
  auto SameSteps = [](const auto &Pair) {
    return std::get<0>(Pair).Step == std::get<1>(Pair).Step;
  };
  if (Expected.children().size() != Got.children().size() ||
      !llvm::all_of(llvm::zip(Expected.children(), Got.children()), SameSteps))
    return part(Verdict::Refuted, Expected, Got);
  Verdict All = Verdict::Proved;
  for (const auto &[A, B] : llvm::zip(Expected.children(), Got.children())) {
    All = both(All, below(A.Step, A.Below, B.Below));
    if (failed(All))
      return All;
  }
  return All;
}

/// One has a known number of children, the other as many as a size says.
Verdict Walk::elements(const Structure &Many, const Structure &Exact,
                       bool ManyIsExpected) {
  const Structure &Expected = ManyIsExpected ? Many : Exact;
  const Structure &Got = ManyIsExpected ? Exact : Many;
  Verdict All = Verdict::Unknown;
  // Keys nobody knows may be the right ones.
  if (Many.count() && Many.nodeKind().Form != NodeForm::Dict) {
    Size Length =
        Judge.Sizes.constant(static_cast<int64_t>(Exact.children().size()));
    All = part(Judge.Equal(*Many.count(), Length), Expected, Got);
  }
  for (const Structure::Child &C : Exact.children()) {
    if (failed(All))
      return All;
    All = both(All, ManyIsExpected ? below(C.Step, Many.below(), C.Below)
                                   : below(C.Step, C.Below, Many.below()));
  }
  return All;
}

Verdict Walk::repeated(const Structure &Expected, const Structure &Got) {
  if (Expected.kind() != Kind::Repeated)
    return elements(Got, Expected, /*ManyIsExpected=*/false);
  if (Got.kind() != Kind::Repeated)
    return elements(Expected, Got, /*ManyIsExpected=*/true);
  Verdict All = Verdict::Unknown;
  if (Expected.nodeKind().Form != NodeForm::Dict && Expected.count() &&
      Got.count())
    All = part(Judge.Equal(*Expected.count(), *Got.count()), Expected, Got);
  if (failed(All))
    return All;
  auto Before = std::make_pair(Why, Where);
  Verdict Each = below("[...]", Expected.below(), Got.below());
  // Without elements they agree.
  if (failed(Each) && !hasElements(Expected) && !hasElements(Got)) {
    std::tie(Why, Where) = Before;
    Each = Verdict::Unknown;
  }
  return both(All, Each);
}

Verdict Walk::run(const Structure &Expected, const Structure &Got) {
  if (Prefix && Expected.isLeaf())
    return Verdict::Proved;
  if (Expected.isUnknown() || Got.isUnknown())
    return Verdict::Unknown;
  if (Expected.kind() == Kind::Name || Got.kind() == Kind::Name)
    return names(Expected, Got);
  if (Expected.isLeaf() || Got.isLeaf())
    return part(Expected.isLeaf() && Got.isLeaf() ? Verdict::Proved
                                                  : Verdict::Refuted,
                Expected, Got);
  Verdict Kinds = kinds(Expected, Got);
  if (failed(Kinds))
    return Kinds;
  bool Exact = Expected.kind() == Kind::Node && Got.kind() == Kind::Node;
  return both(Kinds, Exact ? nodes(Expected, Got) : repeated(Expected, Got));
}

StructureAnswer Walk::answer(Verdict V) {
  StructureAnswer A;
  A.Verdict = failed(V) ? std::move(Why) : Decision::byForm(V);
  if (failed(V))
    A.Where = std::move(Where);
  return A;
}

StructureAnswer equalStructures(const Structure &Expected, const Structure &Got,
                                SizeJudge Judge) {
  Walk W(Judge, /*Prefix=*/false);
  return W.answer(W.run(Expected, Got));
}

StructureAnswer beginsWith(const Structure &Expected, const Structure &Got,
                           SizeJudge Judge) {
  Walk W(Judge, /*Prefix=*/true);
  return W.answer(W.run(Expected, Got));
}

namespace {
/// Cuts a structure at what it must end in.
class Cut {
public:
  Cut(const Structure &End, SizeJudge Judge) : End(End), Judge(Judge) {}
  StructureAnswer run(const Structure &Got);

private:
  StructureAnswer below(llvm::StringRef Step, const Structure &Got);
  StructureAnswer children(const Structure &Got, bool MayBeEqual);
  StructureAnswer doubtful(StructureAnswer A) const;

  const Structure &End;
  SizeJudge Judge;
  std::string Path;
};
} // namespace

StructureAnswer Cut::below(llvm::StringRef Step, const Structure &Got) {
  size_t Length = Path.size();
  Path += Step;
  StructureAnswer A = run(Got);
  Path.resize(Length);
  return A;
}

/// What is not certain to be reached does not fail.
StructureAnswer Cut::doubtful(StructureAnswer A) const {
  if (!A.fails())
    return A;
  StructureAnswer Open;
  Open.Verdict = Decision::byForm(Verdict::Unknown);
  return Open;
}

StructureAnswer Cut::children(const Structure &Got, bool MayBeEqual) {
  StructureAnswer All;
  if (Got.kind() == Kind::Repeated) {
    All = below("[...]", Got.below());
    if (!hasElements(Got))
      All = doubtful(std::move(All));
  } else if (Got.kind() == Kind::Name) {
    All = below("", Got.below());
    // A name may have no leaves, or end in what is asked for by itself.
    if (All.fails() && Got.nameInfo().Nature == SymbolNature::Rigid)
      All.Verdict = Decision::byForm(Verdict::Contingent);
    else
      All = doubtful(std::move(All));
  } else {
    for (const Structure::Child &C : Got.children()) {
      StructureAnswer One = below(C.Step, C.Below);
      if (One.fails()) {
        All = std::move(One);
        break;
      }
      if (One.Verdict.Answer == Verdict::Unknown)
        All.Verdict = Decision::byForm(Verdict::Unknown);
    }
  }
  return MayBeEqual ? doubtful(std::move(All)) : All;
}

StructureAnswer Cut::run(const Structure &Got) {
  StructureAnswer Same = equalStructures(End, Got, Judge);
  if (Same.Verdict.Answer == Verdict::Proved)
    return Same;
  bool MayBeEqual = Same.Verdict.Answer == Verdict::Unknown;
  if (Got.isUnknown())
    return Same;
  if (!Got.isLeaf()) {
    StructureAnswer Below = children(Got, MayBeEqual);
    // It fails only for the sizes for which the whole is not equal.
    if (Below.fails() && Same.Verdict.Answer == Verdict::Contingent)
      Below.Verdict = std::move(Same.Verdict);
    return Below;
  }
  if (Same.fails())
    Same.Where = StructureDifference{Path, End, Got};
  return Same;
}

StructureAnswer endsIn(const Structure &Expected, const Structure &Got,
                       SizeJudge Judge) {
  return Cut(Expected, Judge).run(Got);
}

bool bindsStructure(const StructureSyntax &Asked) {
  return Asked.Pieces.size() == 1 && !Asked.LeadingEllipsis &&
         !Asked.TrailingEllipsis;
}

StructureAnswer compareStructure(const StructureSyntax &Asked,
                                 const Structure &Composition,
                                 const Structure &Got, SizeJudge Judge) {
  if (Asked.LeadingEllipsis)
    return endsIn(Composition, Got, Judge);
  if (Asked.TrailingEllipsis)
    return beginsWith(Composition, Got, Judge);
  return equalStructures(Composition, Got, Judge);
}

Composition composeNames(
    const StructureSyntax &Asked,
    llvm::function_ref<std::optional<Structure>(llvm::StringRef)> Named) {
  Structure Whole = Structure::leaf();
  for (const StructureSyntax::Piece &Piece : Asked.Pieces) {
    std::optional<Structure> Part = Named(Piece.Name);
    if (!Part)
      return {std::nullopt, &Piece};
    Whole = Whole.compose(*Part);
  }
  return {std::move(Whole), nullptr};
}

} // namespace shapetidy
