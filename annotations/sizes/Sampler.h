//===-- Sampler.h - Sizes for which goals hold or fail ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Looks for values of the symbols that satisfy every fact and make a goal true
// or false. Candidates come from a simplified system, whose free symbols
// already respect the equalities; acceptance is by evaluating the facts and
// goals as they were asked, in their own context. So a sample is a proof.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_SAMPLER_H
#define SHAPETIDY_ANNOTATIONS_SIZES_SAMPLER_H

#include "annotations/sizes/System.h"
#include "llvm/ADT/DenseMap.h"

namespace shapetidy::detail {

/// None where a side is undefined, opaque or beyond 64 bits.
std::optional<bool> evaluate(const SizeContext &Context, const Goal &G,
                             SizeContext::Assignment Values);

/// An original symbol and the tracked size of a system that is its value.
struct Binding {
  SymbolId Original;
  size_t TrackedIndex;
};

using Point = llvm::ArrayRef<std::pair<SymbolId, int64_t>>;

class Sampler {
public:
  /// What is sampled for. A symbol without a binding has no value.
  struct Task {
    llvm::SmallVector<Goal, 8> Facts;
    llvm::SmallVector<Goal, 2> Goals;
    llvm::SmallVector<Binding, 8> Bindings;
    /// The symbols worth showing in a witness.
    llvm::SmallVector<SymbolId, 8> Reported;
    /// Where the facts imply the goals there is nothing to wait for.
    bool OnlyPassing = false;
  };

  /// `T` may still be filled in before the first search.
  Sampler(const SizeContext &Context, const Task &T)
      : Context(Context), Wanted(T) {}

  /// Tries up to `MaxPoints` further points, small ones first.
  void search(const System &S, unsigned MaxPoints);
  /// Tries one point of `S`; symbols not given take their least value.
  void tryPoint(const System &S, Point Values);

  /// All facts hold and no goal does.
  const std::optional<Witness> &failing() const { return Failing; }
  /// All facts hold and some goal does.
  const std::optional<Witness> &passing() const { return Passing; }
  bool isComplete() const { return Failing && Passing; }
  bool foundAny() const { return Failing || Passing; }
  uint64_t tried() const { return Tried; }

private:
  bool tryIndices(const System &S, llvm::ArrayRef<unsigned> Indices);
  void tryValues(const System &S, SizeContext::Assignment Values);
  void prepare(const System &S);
  bool searchNeighbours(const System &S);
  bool searchShells(const System &S);
  void searchAtRandom(const System &S);
  Witness witness() const;
  bool isDone() const {
    return Tried >= Limit || (Passing && (Failing || Wanted.OnlyPassing));
  }

  const SizeContext &Context;
  const Task &Wanted;
  /// Symbols of the system being searched, and the values tried for each.
  llvm::SmallVector<SymbolId, 8> Free;
  llvm::SmallVector<llvm::SmallVector<int64_t, 16>, 8> Domains;
  /// Values of original symbols at the current point.
  llvm::SmallDenseMap<SymbolId, int64_t, 8> Current;
  std::optional<Witness> Failing;
  std::optional<Witness> Passing;
  uint64_t Tried = 0;
  uint64_t Limit = 0;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_SAMPLER_H
