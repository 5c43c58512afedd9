//===-- BudgetHits.h - Limits that were reached -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How often the analysis gave up because something was too large. Each limit is
// a count, so that every machine gives up at the same place; what is beyond it
// is unknown, never wrong.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUDGETHITS_H
#define SHAPETIDY_CHECKS_ENGINE_BUDGETHITS_H

#include <array>
#include <cstddef>
#include <cstdint>

namespace shapetidy {

enum class BudgetHit : uint8_t {
  Function,   ///< a function with too many visits of its blocks
  Followed,   ///< a function whose calls have too many
  CallDepth,  ///< a call too deep inside of others
  Expression, ///< a size too large to be written down
  Proof,      ///< a question about sizes that was left open
  Facts,      ///< relations between sizes that were too many to keep all
  Elements,   ///< a container with too many elements to tell them apart
  Nesting,    ///< a class or an expression nested too deep to look into
};
inline constexpr size_t BudgetHitCount =
    static_cast<size_t>(BudgetHit::Nesting) + 1;

struct BudgetHits {
  std::array<uint64_t, BudgetHitCount> Counts{};

  void add(BudgetHit What, uint64_t Times = 1) {
    Counts[static_cast<size_t>(What)] += Times;
  }
  void add(const BudgetHits &Other) {
    for (size_t I = 0; I < BudgetHitCount; ++I)
      Counts[I] += Other.Counts[I];
  }
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUDGETHITS_H
