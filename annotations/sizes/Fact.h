//===-- Fact.h - Claims about sizes, and sets of them -----------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A *goal* relates two sizes. A *fact* is a goal that is known to hold, with
// the place it was learned at. A *fact set* is what holds at one point of a
// program: it is copied at every branch and met at every join, so it is an
// immutable list whose tails are shared.
//
//   FactSet Before;
//   FactSet Then = Before.with({{N, Relation::EQ, M}, Origin{}});
//   FactSet::intersect(Then, Before) == Before;   // the join forgets the test
//
// A set holds claims as they were made; consequences are the Solver's.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_FACT_H
#define SHAPETIDY_ANNOTATIONS_SIZES_FACT_H

#include "annotations/sizes/Size.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/iterator_range.h"
#include <cstddef>
#include <iterator>
#include <string>

namespace shapetidy {

enum class Relation : uint8_t { EQ, NE, LE, LT, GE, GT };

/// The relation that holds exactly where `R` does not.
Relation negation(Relation R);
/// The relation with its sides exchanged.
Relation mirrored(Relation R);
llvm::StringRef spelling(Relation R);

struct Goal {
  Size Left;
  Relation Rel;
  Size Right;

  /// Orientation does not matter: `a < b` equals `b > a`.
  friend bool operator==(const Goal &A, const Goal &B);
  friend bool operator!=(const Goal &A, const Goal &B) { return !(A == B); }
};

/// Equal goals hash equally.
llvm::hash_code hash_value(const Goal &G);
inline Goal negation(const Goal &G) {
  return {G.Left, negation(G.Rel), G.Right};
}
/// "n % 2 == 0", in the user's names.
std::string print(const SizeContext &Context, const Goal &G);

struct Fact {
  Goal Claim;
  Origin From;
};

class FactSet {
  struct Link;

public:
  class iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Fact;
    using difference_type = std::ptrdiff_t;
    using pointer = const Fact *;
    using reference = const Fact &;

    iterator() = default;
    explicit iterator(const Link *At) : At(At) {}
    reference operator*() const;
    pointer operator->() const { return &**this; }
    iterator &operator++();
    iterator operator++(int) {
      iterator Old = *this;
      ++*this;
      return Old;
    }
    friend bool operator==(iterator A, iterator B) { return A.At == B.At; }
    friend bool operator!=(iterator A, iterator B) { return A.At != B.At; }

  private:
    const Link *At = nullptr;
  };

  /// Looking for a claim is linear in the set. No function that a person wrote
  /// comes near this, and knowing less is always sound.
  static constexpr size_t MaxSize = 2000;

  FactSet();
  ~FactSet();
  FactSet(const FactSet &);
  FactSet(FactSet &&) noexcept;
  FactSet &operator=(const FactSet &);
  FactSet &operator=(FactSet &&) noexcept;

  /// This set and one fact more. A claim already present keeps the origin it
  /// was first learned at; a set of thousands takes no more.
  [[nodiscard]] FactSet with(const Fact &F) const;
  /// What both know: the common tail, and the claims above it that agree. The
  /// origins are those of `A`.
  [[nodiscard]] static FactSet intersect(const FactSet &A, const FactSet &B);

  bool contains(const Goal &Claim) const;
  size_t size() const;
  bool empty() const { return !Head; }
  /// Newest first.
  iterator begin() const;
  iterator end() const { return iterator(); }

  /// By claims, whatever their order and origin: what a fixpoint needs.
  friend bool operator==(const FactSet &A, const FactSet &B) {
    return A.sameClaims(B);
  }
  friend bool operator!=(const FactSet &A, const FactSet &B) {
    return !A.sameClaims(B);
  }
  size_t hash() const;
  /// True if both are the same list in memory; implies ==.
  bool identical(const FactSet &Other) const {
    return Head.get() == Other.Head.get();
  }

private:
  explicit FactSet(llvm::IntrusiveRefCntPtr<Link> Head);
  bool sameClaims(const FactSet &Other) const;

  llvm::IntrusiveRefCntPtr<Link> Head;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SIZES_FACT_H
