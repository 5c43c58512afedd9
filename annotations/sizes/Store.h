//===-- Store.h - Interning of sizes ----------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The arena behind a SizeContext. Callers hand over polynomials and operands;
// the store returns the one node for them, or, where a limit is exceeded, an
// opaque stand-in. It simplifies nothing: that is the operations' task.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_STORE_H
#define SHAPETIDY_ANNOTATIONS_SIZES_STORE_H

#include "annotations/sizes/Node.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Allocator.h"
#include <deque>
#include <map>
#include <tuple>
#include <vector>

namespace shapetidy::detail {

struct NodeInfo {
  static const SizeNode *getEmptyKey();
  static const SizeNode *getTombstoneKey();
  static unsigned getHashValue(const SizeNode *N);
  static unsigned getHashValue(llvm::ArrayRef<Term> Terms);
  static bool isEqual(const SizeNode *A, const SizeNode *B) { return A == B; }
  static bool isEqual(llvm::ArrayRef<Term> Terms, const SizeNode *N);
};

struct MonomialInfo {
  static const Monomial *getEmptyKey();
  static const Monomial *getTombstoneKey();
  static unsigned getHashValue(const Monomial *M);
  static unsigned getHashValue(llvm::ArrayRef<Factor> Factors);
  static bool isEqual(const Monomial *A, const Monomial *B) { return A == B; }
  static bool isEqual(llvm::ArrayRef<Factor> Factors, const Monomial *M);
};

/// What identifies an atom that is not a symbol.
struct AtomKey {
  AtomKind Kind;
  llvm::StringRef Name;
  llvm::ArrayRef<Size> Operands;
};

struct AtomInfo {
  static const Atom *getEmptyKey();
  static const Atom *getTombstoneKey();
  static unsigned getHashValue(const Atom *A);
  static unsigned getHashValue(const AtomKey &Key);
  static bool isEqual(const Atom *A, const Atom *B) { return A == B; }
  static bool isEqual(const AtomKey &Key, const Atom *A);
};

/// Claims that were asked about together: left side, relation, right side.
using ClaimsKey =
    std::vector<std::tuple<const SizeNode *, unsigned, const SizeNode *>>;

class SizeStore {
public:
  explicit SizeStore(SizeLimits Limits);
  ~SizeStore();
  SizeStore(const SizeStore &) = delete;
  SizeStore &operator=(const SizeStore &) = delete;

  const SizeLimits &limits() const { return Limits; }

  Size constant(const Integer &Value);
  /// For terms in any order.
  Size intern(Polynomial Terms);
  /// For terms that are sorted, distinct and not zero.
  Size internSorted(llvm::ArrayRef<Term> Terms);
  Size size(const Atom *A);
  Size size(const Monomial *M);

  const Monomial *unit() const { return Unit; }
  /// `Factors` ordered by index.
  const Monomial *monomial(llvm::ArrayRef<Factor> Factors);
  const Monomial *product(const Monomial *A, const Monomial *B);
  /// None if `B` does not divide `A`.
  const Monomial *quotient(const Monomial *A, const Monomial *B);
  /// The greatest monomial that divides both.
  const Monomial *common(const Monomial *A, const Monomial *B);

  /// The atom for an operation, or its stand-in where it would be too large.
  const Atom *atom(const AtomKey &Key);
  Size apply(AtomKind Kind, llvm::ArrayRef<Size> Operands,
             llvm::StringRef Name = "") {
    return size(atom({Kind, Name, Operands}));
  }
  /// floor(coefficient / By) for every term: not floor(S / By) unless By
  /// divides all of them but the constant.
  Size divideCoefficients(Size S, const Integer &By);
  /// The stand-in itself.
  Size tooLarge(llvm::StringRef Name, llvm::ArrayRef<Size> Operands);
  uint64_t tooLargeCount() const { return TooLarge; }

  /// `Maximum` sharpens the range beyond what a SymbolInfo can say.
  const Atom *symbol(SymbolInfo Info, std::optional<RowId> Row,
                     std::optional<int64_t> Maximum = std::nullopt);

  std::deque<SymbolInfo> Symbols;
  std::vector<const Atom *> SymbolAtoms;
  std::vector<std::optional<RowId>> RowOfSymbol;
  struct RowEntry {
    SymbolInfo Info;
    SymbolId Count;
  };
  std::deque<RowEntry> Rows;
  /// Was a sample found that satisfies all of these claims? The same ones
  /// stand beside most questions, and a search in vain is slow.
  std::map<ClaimsKey, bool> Satisfiable;

private:
  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> Items);
  const SizeNode *node(llvm::ArrayRef<Term> Terms);
  bool isTooLarge(const Integer &Coefficient) const;
  bool exceedsLimits(const SizeNode &N) const;
  void noteDependencies(Atom &A);

  SizeLimits Limits;
  llvm::BumpPtrAllocator Arena;
  llvm::DenseSet<const SizeNode *, NodeInfo> Nodes;
  llvm::DenseSet<const Monomial *, MonomialInfo> Monomials;
  llvm::DenseSet<const Atom *, AtomInfo> Atoms;
  /// Coefficients beyond 64 bits own memory outside the arena.
  std::vector<llvm::MutableArrayRef<Term>> TermsToDestroy;
  const Monomial *Unit;
  uint32_t NextNode = 0;
  uint32_t NextAtom = 0;
  uint64_t TooLarge = 0;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_STORE_H
