//===-- Size.h - Symbolic sizes in normal form ------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A size is an integer that need not be known: `4`, `n`, `n*(m // 2) + 1`.
//
// Vocabulary. A *symbol* is an integer with a name. An *atom* is a symbol, or
// an operation that polynomials cannot express (floor division, min, ...). A
// *monomial* is a product of atoms, a *term* an integer times a monomial, and
// a size a sum of terms in a fixed order. Sizes are hash-consed: two handles
// are equal exactly when their normal forms are.
//
//   SizeContext Sizes;
//   Size N = Sizes.symbol({"n", SymbolNature::Rigid, 1, {}});
//   Size Two = Sizes.constant(2);
//   Sizes.floorDiv(Sizes.mul(Two, N), Two) == N;            // true
//   Sizes.print(Sizes.add(Sizes.mul(N, Two), Sizes.constant(1))); // "2*n + 1"
//
// Different handles may still denote equal sizes (`n // 2 + (n + 1) // 2` and
// `n`); that question, and any question under assumptions, is for the Solver.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_SIZE_H
#define SHAPETIDY_ANNOTATIONS_SIZES_SIZE_H

#include "annotations/sizes/Origin.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMapInfo.h"
#include "llvm/ADT/DynamicAPInt.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace shapetidy {

/// Rigid: the code is declared for all values. Flexible: a run-time value that
/// exists but is not known.
enum class SymbolNature : uint8_t { Rigid, Flexible };

using SymbolId = uint32_t;
/// A named run of axes, `*batch`.
using RowId = uint32_t;

struct SymbolInfo {
  std::string Name;
  SymbolNature Nature = SymbolNature::Rigid;
  /// 1 for axes, 0 where empty axes are allowed, none for arbitrary integers.
  std::optional<int64_t> Minimum;
  Origin From;
};

namespace detail {
struct SizeNode;
class SizeStore;
} // namespace detail

/// Handle of a normal form owned by a SizeContext. Never null.
class Size {
public:
  bool isConstant() const;
  /// None if not constant, or a constant beyond 64 bits.
  std::optional<int64_t> asConstant() const;
  /// The symbol, if the size is one symbol and nothing else.
  std::optional<SymbolId> asSymbol() const;

  /// What holds whatever the symbols are, by intervals; none is "not known".
  std::optional<int64_t> lowerBound() const;
  std::optional<int64_t> upperBound() const;

  friend bool operator==(Size A, Size B) { return A.Node == B.Node; }
  friend bool operator!=(Size A, Size B) { return A.Node != B.Node; }
  /// Order of first construction: total, and the same in every run.
  friend bool operator<(Size A, Size B) { return A.index() < B.index(); }
  friend llvm::hash_code hash_value(Size S) {
    return llvm::hash_value(static_cast<const void *>(S.Node));
  }

  explicit Size(const detail::SizeNode *N) : Node(N) {}
  const detail::SizeNode *node() const { return Node; }

private:
  uint32_t index() const;

  const detail::SizeNode *Node;
};

/// Limits on one normal form. They are counts, so every machine agrees; what
/// exceeds one becomes an opaque atom, which compares equal only to itself.
struct SizeLimits {
  unsigned MaxTerms = 96;
  unsigned MaxDegree = 16;
  /// Of atoms inside atoms; bounds every recursion over sizes.
  unsigned MaxDepth = 24;
  /// Terms and factors of the whole tree, operands of atoms included.
  unsigned MaxTreeSize = 1024;
  unsigned MaxCoefficientBits = 512;
};

/// Owns symbols and normal forms; one per translation unit. Not thread-safe.
class SizeContext {
public:
  explicit SizeContext(SizeLimits Limits = {});
  ~SizeContext();
  SizeContext(const SizeContext &) = delete;
  SizeContext &operator=(const SizeContext &) = delete;

  Size constant(int64_t Value);
  Size constant(const llvm::DynamicAPInt &Value);
  /// Results that were too large to be written down, and are opaque.
  uint64_t tooLargeCount() const;
  Size zero() const { return Zero; }
  Size one() const { return One; }

  /// Every call makes a new symbol, even under a used name.
  Size symbol(SymbolInfo Info);
  /// The size of an existing symbol.
  Size symbol(SymbolId Id) const;
  const SymbolInfo &info(SymbolId Id) const;
  unsigned symbolCount() const;

  /// The axes of a row are outside the arithmetic; only their product is an
  /// atom here, a symbol named after the row.
  RowId freshRow(std::string Name, SymbolNature Nature, Origin From,
                 int64_t MinimumAxis = 1);
  Size elementCount(RowId Row) const;
  const SymbolInfo &rowInfo(RowId Row) const;
  std::optional<RowId> rowOf(SymbolId Id) const;

  Size add(Size A, Size B);
  Size sub(Size A, Size B);
  Size mul(Size A, Size B);
  Size neg(Size A);
  Size pow(Size Base, unsigned Exponent);

  /// Python's // and %. Undefined where the divisor is 0: such assignments
  /// count neither for nor against a claim.
  Size floorDiv(Size A, Size B);
  Size floorMod(Size A, Size B);
  /// C++'s / and %. They are floor only where the numerator is known to be
  /// non-negative and the divisor positive; elsewhere a separate atom.
  Size truncDiv(Size A, Size B);
  Size truncMod(Size A, Size B);

  Size min(Size A, Size B);
  Size max(Size A, Size B);
  /// NumPy's broadcast of two sizes. That they are compatible is the caller's
  /// fact to state; incompatible constants give an undefined atom.
  Size broadcast(Size A, Size B);
  /// An operation the algebra knows nothing of, equal only to itself.
  Size opaque(llvm::StringRef Name, llvm::ArrayRef<Size> Operands);

  using Substitution = llvm::function_ref<std::optional<Size>(SymbolId)>;
  /// Replaces symbols simultaneously; none keeps the symbol.
  Size substitute(Size S, Substitution Replace);
  /// Rebuilds a size of another context here; every symbol must be mapped.
  Size import(Size S, llvm::function_ref<Size(SymbolId)> Map);

  /// Appends each symbol once, in order of creation.
  void collectSymbols(Size S, llvm::SmallVectorImpl<SymbolId> &Out) const;
  bool allRigid(Size S) const;

  /// In the user's names: "2*n + 1", "n*(m // 2)", "(h - k) // s + 1".
  std::string print(Size S) const;

  using Assignment = llvm::function_ref<std::optional<int64_t>(SymbolId)>;
  /// None where undefined, opaque, unassigned, or beyond 64 bits.
  std::optional<int64_t> evaluate(Size S, Assignment Values) const;

  /// The representation, for the algebra itself (annotations/sizes/Store.h).
  detail::SizeStore &store() const { return *Store; }

private:
  std::unique_ptr<detail::SizeStore> Store;
  Size Zero;
  Size One;
};

} // namespace shapetidy

namespace llvm {
template <> struct DenseMapInfo<shapetidy::Size> {
  using PointerInfo = DenseMapInfo<const shapetidy::detail::SizeNode *>;
  static shapetidy::Size getEmptyKey() {
    return shapetidy::Size(PointerInfo::getEmptyKey());
  }
  static shapetidy::Size getTombstoneKey() {
    return shapetidy::Size(PointerInfo::getTombstoneKey());
  }
  static unsigned getHashValue(shapetidy::Size S) {
    return PointerInfo::getHashValue(S.node());
  }
  static bool isEqual(shapetidy::Size A, shapetidy::Size B) { return A == B; }
};
} // namespace llvm

#endif // SHAPETIDY_ANNOTATIONS_SIZES_SIZE_H
