//===-- Question.cpp - One question to the solver -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Question.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"
#include <cassert>
#include <utility>

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Enough to find both sides of most contingent goals.
constexpr unsigned FirstSamples = 60;
/// A verdict is replayed on this many points in builds with assertions.
[[maybe_unused]] constexpr unsigned ReplayedSamples = 40;

void collectSymbols(const SizeContext &Context, const Goal &G,
                    llvm::SmallVectorImpl<SymbolId> &Out) {
  Context.collectSymbols(G.Left, Out);
  Context.collectSymbols(G.Right, Out);
}

bool isEvaluable(Size S) {
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors) {
      if (F.Base->Kind == AtomKind::Opaque ||
          F.Base->Kind == AtomKind::TooLarge)
        return false;
      if (!llvm::all_of(F.Base->Operands, isEvaluable))
        return false;
    }
  return true;
}

bool isEvaluable(const Goal &G) {
  return isEvaluable(G.Left) && isEvaluable(G.Right);
}

/// The claims of facts by whether they bear on goals.
struct Selection {
  llvm::SmallVector<SymbolId, 8> OfGoals;
  /// Nearest to the goals first.
  llvm::SmallVector<Goal, 16> Connected;
  llvm::SmallVector<Goal, 16> Others;
};

/// Facts are connected if they share a symbol. Breadth first, so that the
/// nearest come first, and through an index, so that a long chain of facts
/// costs no more than its length.
Selection select(const SizeContext &Context, const FactSet &Facts,
                 llvm::ArrayRef<Goal> Goals) {
  Selection Result;
  for (const Goal &G : Goals)
    collectSymbols(Context, G, Result.OfGoals);
  llvm::SmallVector<const Goal *, 16> Claims;
  llvm::SmallVector<llvm::SmallVector<SymbolId, 4>, 16> SymbolsOf;
  llvm::DenseMap<SymbolId, llvm::SmallVector<unsigned, 4>> ClaimsWith;
  llvm::SmallVector<unsigned, 16> Queue;
  for (const Fact &F : Facts) {
    unsigned Index = Claims.size();
    Claims.push_back(&F.Claim);
    collectSymbols(Context, F.Claim, SymbolsOf.emplace_back());
    for (SymbolId Id : SymbolsOf.back())
      ClaimsWith[Id].push_back(Index);
    // Without symbols a fact bears on everything, as do all without a goal.
    if (Goals.empty() || SymbolsOf.back().empty())
      Queue.push_back(Index);
  }
  llvm::SmallVector<bool, 16> Reached(Claims.size(), false);
  for (unsigned Index : Queue)
    Reached[Index] = true;
  auto Reach = [&](SymbolId Id) {
    // Taken out, so that each symbol is followed once.
    for (unsigned Index : std::exchange(ClaimsWith[Id], {}))
      if (!std::exchange(Reached[Index], true))
        Queue.push_back(Index);
  };
  llvm::for_each(Result.OfGoals, Reach);
  for (size_t I = 0; I != Queue.size(); ++I) {
    Result.Connected.push_back(*Claims[Queue[I]]);
    llvm::for_each(SymbolsOf[Queue[I]], Reach);
  }
  for (unsigned I = 0; I != Claims.size(); ++I)
    if (!Reached[I])
      Result.Others.push_back(*Claims[I]);
  return Result;
}

/// Enough for any function; it bounds memory, not answers.
constexpr size_t MaxClaimsRemembered = 10000;

ClaimsKey keyOf(llvm::ArrayRef<Goal> Claims, const Budget &Limits) {
  ClaimsKey Key;
  Key.emplace_back(nullptr, Limits.MaxSamples, nullptr);
  for (const Goal &G : Claims)
    Key.emplace_back(G.Left.node(), static_cast<unsigned>(G.Rel),
                     G.Right.node());
  llvm::sort(Key);
  return Key;
}

FactSet factsOf(llvm::ArrayRef<Goal> Claims) {
  FactSet Set;
  for (const Goal &G : Claims)
    Set = Set.with({G, {}});
  return Set;
}

} // namespace

Question::Question(SizeContext &Context, const FactSet &Facts,
                   llvm::ArrayRef<Goal> Goals, const Budget &Limits,
                   Statistics &Stats)
    : Context(Context), Limits(Limits), Stats(Stats),
      Scratch(Context.store().limits()), Base(Scratch), Samples(Context, Asked),
      Refutation(Limits, Stats) {
  Asked.Goals.append(Goals.begin(), Goals.end());
  Selection Chosen = select(Context, Facts, Goals);
  Asked.Reported.append(Chosen.OfGoals.begin(), Chosen.OfGoals.end());
  Asked.Facts.append(Chosen.Connected.begin(), Chosen.Connected.end());
  Others.append(Chosen.Others.begin(), Chosen.Others.end());
  Rebuilder Import = importer();
  unsigned Taken = 0;
  for (const Goal &F : Asked.Facts) {
    if (Taken++ == Limits.MaxFacts)
      break;
    Goal Here{Import(F.Left), F.Rel, Import(F.Right)};
    Base.require(constraintFor(Scratch, Here));
    Base.requireDefined(Here.Left);
    Base.requireDefined(Here.Right);
  }
  for (const Goal &G : Goals) {
    Goal Here{Import(G.Left), G.Rel, Import(G.Right)};
    Base.requireDefined(Here.Left);
    Base.requireDefined(Here.Right);
    GoalConstraints.push_back(constraintFor(Scratch, Here));
  }
  FirstGoal = Base.tracked().size();
  for (const Constraint &C : GoalConstraints)
    Base.track(C.Value);
  IsContradiction = !Base.simplify();
}

Rebuilder Question::importer() {
  return Rebuilder::importing(
      Scratch, [this](const Atom &A) -> std::optional<Size> {
        if (A.Kind != AtomKind::Symbol)
          return std::nullopt;
        Size Here = Scratch.symbol(Context.info(A.Symbol));
        Asked.Bindings.push_back({A.Symbol, Base.track(Here)});
        return Here;
      });
}

Decision Question::settled(Verdict V, Stage By) {
  Decision D;
  D.Answer = V;
  D.By = By;
  if (V == Verdict::Refuted)
    D.Failing = Samples.failing();
  return D;
}

/// Goals that the simplified facts settle one by one.
std::optional<Decision> Question::judgeAlone() {
  bool AllFalse = true;
  for (auto [I, C] : llvm::enumerate(GoalConstraints)) {
    C.Value = Base.tracked()[FirstGoal + I];
    std::optional<bool> Truth = truthOf(Scratch, C);
    Stage By = C.Value.isConstant() ? Stage::Substitution : Stage::Intervals;
    if (Truth && *Truth)
      return settled(Verdict::Proved, By);
    AllFalse &= Truth.has_value();
  }
  if (!AllFalse)
    return std::nullopt;
  if (factsContradict())
    return settled(Verdict::Proved, Refutation.by());
  return settled(Verdict::Refuted, Stage::Substitution);
}

bool Question::factsContradict() {
  return IsContradiction || Refutation.refutes(Base);
}

bool Question::prove() {
  System S = Base;
  for (const Constraint &C : GoalConstraints) {
    Constraint Negated = negation(Scratch, C);
    Negated.FromGoal = true;
    S.require(Negated);
  }
  bool Proved = Refutation.refutes(S);
  if (!Proved)
    trySamplesOf(Refutation);
  return Proved;
}

bool Question::refute() {
  Stage By = Stage::NormalForm;
  for (Constraint C : GoalConstraints) {
    System S = Base;
    C.FromGoal = true;
    S.require(C);
    if (!Refutation.refutes(S)) {
      trySamplesOf(Refutation);
      return false;
    }
    By = std::max(By, Refutation.by());
  }
  return true;
}

void Question::trySamplesOf(const Refuter &R) {
  for (const Refuter::Point &P : R.points())
    Samples.tryPoint(P.Where, P.Values);
}

/// Is there a sample of claims that are connected with each other?
bool Question::holdSomewhere(llvm::ArrayRef<Goal> Claims) {
  auto &Remembered = Context.store().Satisfiable;
  if (Remembered.size() >= MaxClaimsRemembered)
    Remembered.clear();
  auto [At, IsNew] = Remembered.try_emplace(keyOf(Claims, Limits), false);
  if (!IsNew)
    return At->second;
  Question All(Context, factsOf(Claims), Claims.front(), Limits, Stats);
  if (All.IsContradiction || !All.canSample())
    return false;
  All.Asked.OnlyPassing = true;
  All.Samples.search(All.Base, Limits.MaxSamples);
  Stats.Samples += All.Samples.tried();
  At->second = All.Samples.passing().has_value();
  return At->second;
}

/// A sample must satisfy facts about other symbols too. They form a question
/// of their own, without a goal; nearly always one that was asked before.
bool Question::otherFactsHoldSomewhere() {
  if (Others.size() > Limits.MaxOtherFacts)
    return false;
  // Component by component: their samples combine.
  llvm::SmallVector<Goal, 16> Left(Others.begin(), Others.end());
  while (!Left.empty()) {
    Selection Next = select(Context, factsOf(Left), Left.front());
    if (!holdSomewhere(Next.Connected))
      return false;
    Left = std::move(Next.Others);
  }
  return true;
}

std::optional<Decision> Question::contingent(Stage By) {
  if (!Samples.isComplete() || !otherFactsHoldSomewhere())
    return std::nullopt;
  Decision D = settled(Verdict::Contingent, By);
  D.Failing = Samples.failing();
  if (Asked.Goals.size() == 1)
    D.Missing = simplified(Context, Asked.Goals[0]);
  return D;
}

bool Question::canSample() const {
  auto Evaluable = [](const Goal &G) { return isEvaluable(G); };
  // A sample has to satisfy every fact, those beyond the budget included.
  return Asked.Facts.size() <= Limits.MaxFacts &&
         llvm::all_of(Asked.Goals, Evaluable) &&
         llvm::all_of(Asked.Facts, Evaluable);
}

Decision Question::decide() {
  if (IsContradiction)
    return settled(Verdict::Proved, Base.contradictionBy());
  if (std::optional<Decision> D = judgeAlone())
    return *D;
  bool CanSample = canSample();
  if (CanSample)
    Samples.search(Base, FirstSamples);
  if (std::optional<Decision> D = contingent(Stage::Sampling))
    return *D;
  if (!Samples.failing() && prove())
    return settled(Verdict::Proved, Refutation.by());
  if (!Samples.passing() && refute())
    return settled(Verdict::Refuted, Refutation.by());
  if (std::optional<Decision> D = contingent(Stage::Presburger))
    return *D;
  if (CanSample && !Samples.isComplete())
    Samples.search(Base, Limits.MaxSamples);
  if (std::optional<Decision> D = contingent(Stage::Sampling))
    return *D;
  return settled(Verdict::Unknown, Stage::Budget);
}

/// Contradicts a wrong verdict by small sizes of the original symbols, without
/// any of the machinery above.
void Question::replay(const Decision &D) const {
  if ((D.Answer != Verdict::Proved && D.Answer != Verdict::Refuted) ||
      !canSample())
    return;
  Sampler::Task Plain = Asked;
  System Identity(Context);
  for (Binding &B : Plain.Bindings)
    B.TrackedIndex = Identity.track(Context.symbol(B.Original));
  Sampler Check(Context, Plain);
  Check.search(Identity, ReplayedSamples);
  assert((D.Answer != Verdict::Proved || !Check.failing()) &&
         "a proved goal fails");
  assert((D.Answer != Verdict::Refuted || !Check.passing()) &&
         "a refuted goal holds");
}

Decision Question::answer() {
  Decision D = decide();
  Stats.Samples += Samples.tried();
#ifndef NDEBUG
  replay(D);
#endif
  return D;
}

namespace {

/// e % d == 0 reads better than e == d*(e // d).
bool isRemainder(SizeContext &Context, Size S) {
  SizeStore &Store = Context.store();
  for (const Term &T : termsOf(S))
    for (Factor F : T.Product->Factors)
      if (F.Base->Kind == AtomKind::FloorDiv &&
          Context.sub(F.Base->Operands[0],
                      Context.mul(F.Base->Operands[1], Store.size(F.Base))) ==
              S)
        return true;
  return false;
}

} // namespace

Goal detail::simplified(SizeContext &Context, const Goal &G) {
  Size Difference = withoutContent(Context, Context.sub(G.Left, G.Right));
  Size Opposite = Context.neg(Difference);
  if (isRemainder(Context, Difference))
    return {Difference, G.Rel, Context.zero()};
  if (isRemainder(Context, Opposite))
    return {Opposite, mirrored(G.Rel), Context.zero()};
  Polynomial Left, Right;
  for (const Term &T : termsOf(Difference)) {
    if (T.Coefficient > 0)
      Left.push_back(T);
    else
      Right.push_back({T.Product, canonical(-T.Coefficient)});
  }
  return {Context.store().internSorted(Left), G.Rel,
          Context.store().internSorted(Right)};
}
