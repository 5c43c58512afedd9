//===-- Node.h - What a size is made of -------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The representation behind Size, private to annotations/sizes. Everything is
// interned by a SizeStore and immutable, so pointers are compared, never
// contents. `2*n*n + n // 2` is a node of two terms:
//
//   2 * { n^2 }      +      1 * { FloorDiv(n, 2)^1 }
//
// The constant term is the one with the empty monomial; it comes last.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_NODE_H
#define SHAPETIDY_ANNOTATIONS_SIZES_NODE_H

#include "annotations/sizes/Size.h"

namespace shapetidy::detail {

using Integer = llvm::DynamicAPInt;

/// Everything an atom is known to satisfy whatever its symbols are; an absent
/// end is infinite.
struct Interval {
  std::optional<int64_t> Low;
  std::optional<int64_t> High;
};

enum class AtomKind : uint8_t {
  Symbol,
  FloorDiv,
  TruncDiv,
  Min,
  Max,
  Broadcast,
  Opaque,
  /// Exceeded a limit. Its operands give it an identity and nothing else: no
  /// traversal enters them, which is what keeps recursion bounded.
  TooLarge,
};

/// The same floor quotient by other operands: `n // (2*d)` is also
/// `(n // d) // 2`, a relation that flattening would otherwise lose. It only
/// mentions atoms older than the one it describes, so following views ends.
struct QuotientView {
  Size Numerator;
  Size Divisor;
};

struct Atom {
  AtomKind Kind = AtomKind::Symbol;
  bool AllRigid = true;
  /// TooLarge: more symbols than are worth listing occur in it.
  bool DependsOnAll = false;
  /// Order of creation.
  uint32_t Index = 0;
  SymbolId Symbol = 0;
  uint32_t Depth = 1;
  uint32_t TreeSize = 1;
  Interval Range;
  llvm::StringRef Name;
  llvm::ArrayRef<Size> Operands;
  /// TooLarge: the symbols in it.
  llvm::ArrayRef<SymbolId> Depends;
  /// See setView().
  mutable std::optional<QuotientView> Unflattened;
};

struct Factor {
  const Atom *Base;
  uint32_t Power;

  friend bool operator==(Factor A, Factor B) {
    return A.Base == B.Base && A.Power == B.Power;
  }
};

struct Monomial {
  /// By index of the base.
  llvm::ArrayRef<Factor> Factors;
  uint32_t Degree = 0;
  uint32_t Depth = 0;
  uint32_t TreeSize = 0;
  bool AllRigid = true;
  Interval Range;

  bool isUnit() const { return Factors.empty(); }
  /// The atom, if the monomial is one atom to the first power.
  const Atom *asAtom() const {
    return Factors.size() == 1 && Factors[0].Power == 1 ? Factors[0].Base
                                                        : nullptr;
  }
};

struct Term {
  const Monomial *Product;
  Integer Coefficient;
};

struct SizeNode {
  /// Leading monomial first, see compare(); no coefficient is 0.
  llvm::ArrayRef<Term> Terms;
  uint32_t Index = 0;
  uint32_t Depth = 0;
  uint32_t TreeSize = 0;
  bool AllRigid = true;
  Interval Range;

  bool isConstant() const {
    return Terms.empty() || Terms[0].Product->isUnit();
  }
  uint32_t degree() const {
    return Terms.empty() ? 0 : Terms[0].Product->Degree;
  }
};

/// Terms under construction.
using Polynomial = llvm::SmallVector<Term, 8>;

/// Graded lexicographic order, an order that multiplication respects: < 0 if
/// `A` leads. Symbols created earlier lead.
int compare(const Monomial *A, const Monomial *B);

/// Sorts, adds up equal monomials and drops zeros.
void normalize(Polynomial &Terms);

inline llvm::ArrayRef<Term> termsOf(Size S) { return S.node()->Terms; }

/// The constant term, 0 if there is none.
Integer constantTerm(llvm::ArrayRef<Term> Terms);
inline Integer constantTerm(Size S) { return constantTerm(termsOf(S)); }

/// In 64 bits if it fits: equal integers must hash equally.
Integer canonical(const Integer &Value);
std::optional<int64_t> asInt64(const Integer &Value);

/// The atom, if the size is one atom and nothing else.
const Atom *asAtom(Size S);
/// Records the view unless the atom has one or is as old as an atom in it.
void setView(const Atom &A, QuotientView View);
bool mentions(Size S, SymbolId Id);
bool mentions(const Atom &A, SymbolId Id);

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_NODE_H
