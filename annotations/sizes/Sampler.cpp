//===-- Sampler.cpp - Sizes for which goals hold or fail ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Sampler.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

constexpr int64_t DomainSize = 40;
/// Random points use this many of the values of each symbol.
constexpr unsigned RandomWidth = 12;

using Domain = llvm::SmallVector<int64_t, 16>;

/// Values to try, most telling first: 2 and 3 before 1, which hides mistakes
/// that broadcasting or a factor of 1 makes harmless.
Domain domainOf(const Interval &Range, bool IsDerived) {
  Domain Result;
  auto Add = [&](int64_t V) {
    if ((!Range.Low || V >= *Range.Low) && (!Range.High || V <= *Range.High))
      Result.push_back(V);
  };
  constexpr int64_t Far = int64_t(1) << 62;
  // Quotients that stand for a divisibility are tried from the least.
  bool FromLow = Range.Low && (IsDerived || *Range.Low > 1);
  bool FromHigh = !FromLow && Range.High && *Range.High < 2;
  if (FromLow || FromHigh) {
    int64_t Start = FromLow ? *Range.Low : *Range.High;
    for (int64_t I = 0; std::abs(Start) < Far && I != DomainSize; ++I)
      Add(FromLow ? Start + I : Start - I);
    return Result;
  }
  for (int64_t V : {2, 3, 4, 5, 1, 0, 6, -1, 7, -2, 8, 9, -3})
    Add(V);
  for (int64_t V = 10; V != DomainSize; ++V)
    Add(V);
  return Result;
}

} // namespace

std::optional<bool> detail::evaluate(const SizeContext &Context, const Goal &G,
                                     SizeContext::Assignment Values) {
  std::optional<int64_t> Left = Context.evaluate(G.Left, Values);
  std::optional<int64_t> Right = Context.evaluate(G.Right, Values);
  if (!Left || !Right)
    return std::nullopt;
  switch (G.Rel) {
  case Relation::EQ:
    return *Left == *Right;
  case Relation::NE:
    return *Left != *Right;
  case Relation::LE:
    return *Left <= *Right;
  case Relation::LT:
    return *Left < *Right;
  case Relation::GE:
    return *Left >= *Right;
  case Relation::GT:
    return *Left > *Right;
  }
  llvm_unreachable("all relations are covered");
}

Witness Sampler::witness() const {
  Witness Result;
  for (SymbolId Id : Wanted.Reported)
    if (auto Found = Current.find(Id); Found != Current.end())
      Result.Values.push_back({Id, Found->second});
  return Result;
}

void Sampler::tryValues(const System &S, SizeContext::Assignment Values) {
  ++Tried;
  for (const Binding &B : Wanted.Bindings) {
    std::optional<int64_t> Value =
        S.sizes().evaluate(S.tracked()[B.TrackedIndex], Values);
    const SymbolInfo &Info = Context.info(B.Original);
    if (!Value || (Info.Minimum && *Value < *Info.Minimum))
      return;
    Current[B.Original] = *Value;
  }
  auto Lookup = [&](SymbolId Id) -> std::optional<int64_t> {
    auto Found = Current.find(Id);
    if (Found == Current.end())
      return std::nullopt;
    return Found->second;
  };
  for (const Goal &F : Wanted.Facts)
    if (!evaluate(Context, F, Lookup).value_or(false))
      return;
  bool Holds = false;
  for (const Goal &G : Wanted.Goals) {
    std::optional<bool> Truth = evaluate(Context, G, Lookup);
    if (!Truth)
      return;
    Holds |= *Truth;
  }
  std::optional<Witness> &Slot = Holds ? Passing : Failing;
  if (!Slot)
    Slot = witness();
}

bool Sampler::tryIndices(const System &S, llvm::ArrayRef<unsigned> Indices) {
  for (size_t I = 0; I != Free.size(); ++I)
    if (Indices[I] >= Domains[I].size())
      return isDone();
  tryValues(S, [&](SymbolId Id) -> std::optional<int64_t> {
    for (size_t I = 0; I != Free.size(); ++I)
      if (Free[I] == Id)
        return Domains[I][Indices[I]];
    return std::nullopt;
  });
  return isDone();
}

void Sampler::prepare(const System &S) {
  Free.clear();
  Domains.clear();
  for (const Binding &B : Wanted.Bindings)
    S.sizes().collectSymbols(S.tracked()[B.TrackedIndex], Free);
  for (SymbolId Id : Free) {
    const SizeStore &Store = S.sizes().store();
    bool IsDerived = Store.Symbols[Id].From.From == Origin::Source::Computed;
    Domains.push_back(domainOf(Store.SymbolAtoms[Id]->Range, IsDerived));
  }
}

/// All symbols at their first value, then one of them elsewhere, then all of
/// them different.
bool Sampler::searchNeighbours(const System &S) {
  llvm::SmallVector<unsigned, 8> Indices(Free.size(), 0);
  if (tryIndices(S, Indices))
    return true;
  for (size_t I = Free.size(); I-- != 0;)
    for (unsigned Value = 1; Value != 6; ++Value) {
      Indices[I] = Value;
      if (tryIndices(S, Indices))
        return true;
      Indices[I] = 0;
    }
  for (unsigned Shift = 0; Shift != 3; ++Shift) {
    for (size_t I = 0; I != Free.size(); ++I)
      Indices[I] = (I + Shift) % Domains[I].size();
    if (tryIndices(S, Indices))
      return true;
  }
  return false;
}

/// Points whose greatest index is 1, then 2, ... A step costs as much as a
/// point even where it is skipped, so both count.
bool Sampler::searchShells(const System &S) {
  llvm::SmallVector<unsigned, 8> Indices(Free.size(), 0);
  uint64_t Steps = 0, MaxSteps = Limit / 2;
  size_t Widest = 0;
  for (const Domain &D : Domains)
    Widest = std::max(Widest, D.size());
  for (unsigned Radius = 1; Radius < Widest; ++Radius) {
    Indices.assign(Free.size(), 0);
    while (true) {
      if (llvm::is_contained(Indices, Radius) && tryIndices(S, Indices))
        return true;
      if (++Steps >= MaxSteps)
        return false;
      size_t I = Indices.size();
      while (I != 0 && Indices[I - 1] == Radius)
        Indices[--I] = 0;
      if (I == 0)
        break;
      ++Indices[I - 1];
    }
  }
  return false;
}

void Sampler::searchAtRandom(const System &S) {
  // Fixed seed: the same question has the same answer everywhere.
  uint64_t State = 0x9E3779B97F4A7C15;
  llvm::SmallVector<unsigned, 8> Indices(Free.size(), 0);
  while (!isDone()) {
    for (size_t I = 0; I != Free.size(); ++I) {
      State = State * 6364136223846793005u + 1442695040888963407u;
      unsigned Width = std::min<unsigned>(RandomWidth, Domains[I].size());
      Indices[I] = static_cast<unsigned>(State >> 33) % Width;
    }
    tryIndices(S, Indices);
  }
}

void Sampler::search(const System &S, unsigned MaxPoints) {
  prepare(S);
  Limit = Tried + MaxPoints;
  if (llvm::any_of(Domains, [](const Domain &D) { return D.empty(); }))
    return;
  if (searchNeighbours(S) || Free.empty() || searchShells(S))
    return;
  searchAtRandom(S);
}

void Sampler::tryPoint(const System &S, Point Values) {
  tryValues(S, [&](SymbolId Id) -> std::optional<int64_t> {
    for (const auto &[Symbol, Value] : Values)
      if (Symbol == Id)
        return Value;
    return S.sizes().store().SymbolAtoms[Id]->Range.Low.value_or(1);
  });
}
