//===-- EntryTerms.h - One question for all calls alike ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A body sees sizes and objects of its caller, but not whose they are: what it
// does with an array of (n, 3) it does with one of (m, 3). Its entry is written
// in terms of its own, one for each size and object that occurs, so that many
// calls ask the same question; the answer is turned back into the caller's
// terms.
//
// Worked example. `f(a)` with a: (n, n, k) and `f(b)` with b: (p, p, q), where
// all of these are sizes that run time gives, both ask about (s0, s0, s1). The
// answer (s1, s0) means (k, n) to the first and (q, p) to the second.
//
// Vocabulary: an *epoch* is ObjectValue::Epoch. Rows and the names of a
// contract are not renamed.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ENTRYTERMS_H
#define SHAPETIDY_CHECKS_ENGINE_ENTRYTERMS_H

#include "checks/engine/FollowedBodies.h"
#include "llvm/ADT/DenseMap.h"

namespace shapetidy {

struct Session;

/// The terms that an entry has instead of its caller's.
class EntryTerms {
public:
  /// None, for what was answered in nobody's terms.
  explicit EntryTerms(Session &S) : S(S) {}
  EntryTerms(Session &S, const BodyEntry &Entry);

  /// The entry in these terms; with its caller's sizes if \p OnlyEpochs.
  BodyEntry apply(const BodyEntry &Entry, bool OnlyEpochs = false) const;
  bool renamesSizes() const { return !Own.empty(); }
  /// Nothing in the renamed entry is its caller's: the answer is one for all
  /// functions.
  bool isClosed() const { return IsClosed; }

  /// What a term stands for; none, or null, if it is none of these.
  std::optional<Size> callersSize(SymbolId Term) const;
  const void *callersEpoch(const void *Term) const;

private:
  Size ownSize(Size Callers) const;
  const void *ownEpoch(const void *Callers) const;
  FactSet ownFacts(const FactSet &Callers) const;

  Session &S;
  llvm::DenseMap<SymbolId, Size> Own; ///< by the caller's symbols
  llvm::DenseMap<SymbolId, SymbolId> Callers;
  llvm::SmallVector<const void *, 4> Epochs;
  bool IsClosed = true;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ENTRYTERMS_H
