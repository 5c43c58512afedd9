//===-- StructureMatch.h - Do two tree structures agree? --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Compares structures the three ways a structure string can ask for (semantics
// 10.4): equal to a composition, beginning with one, ending in one. The answer
// is a verdict as for sizes, and the first place where the two part.
//
// Worked example, with T = (*, *).
//   equal      T   and  (*, [*])     refuted at [1]: * against [*]
//   beginsWith T   and  (*, [*])     proved
//   endsIn     T   and  [(*, *), *]  refuted at [1]: (*, *) against *
//   equal      T   and  [*] * n      refuted at the root
//   equal [*] * n and  [*, *]        whatever n == 2 is: rigid n is contingent
//
// A rigid name is a structure the code is declared for whatever it is, so what
// does not hold for all of them is contingent. Nothing is said of flexible
// names: they are unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_TREES_STRUCTUREMATCH_H
#define SHAPETIDY_ANNOTATIONS_TREES_STRUCTUREMATCH_H

#include "annotations/sizes/Solver.h"
#include "annotations/syntax/Annotation.h"
#include "annotations/trees/Structure.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shapetidy {

/// Decides whether two sizes are equal. Contingent is what the code is held to;
/// an equality that only a run can settle is unknown.
struct SizeJudge {
  SizeContext &Sizes;
  llvm::function_ref<Decision(Size, Size)> Equal;
};

/// The first place where two structures part.
struct StructureDifference {
  std::string Path; ///< empty at the root
  Structure Expected, Got;
};

struct StructureAnswer {
  Decision Verdict = Decision::byForm(shapetidy::Verdict::Proved);
  /// Refuted and contingent only.
  std::optional<StructureDifference> Where;

  bool fails() const { return Where.has_value(); }
};

StructureAnswer equalStructures(const Structure &Expected, const Structure &Got,
                                SizeJudge Judge);
/// Every node of \p Expected meets the same node in \p Got; below its leaves
/// anything goes.
StructureAnswer beginsWith(const Structure &Expected, const Structure &Got,
                           SizeJudge Judge);
/// \p Got, cut at every subtree equal to \p Expected, has no other leaves.
StructureAnswer endsIn(const Structure &Expected, const Structure &Got,
                       SizeJudge Judge);

/// The three of them in one, as a structure string asks.
StructureAnswer compareStructure(const StructureSyntax &Asked,
                                 const Structure &Composition,
                                 const Structure &Got, SizeJudge Judge);

/// True for `T` alone, which binds; anything else is compared only.
bool bindsStructure(const StructureSyntax &Asked);

/// The names of a composition put together, outermost first. A name without a
/// structure stops it: \p Unbound says which piece.
struct Composition {
  std::optional<Structure> Whole;
  const StructureSyntax::Piece *Unbound = nullptr;
};
Composition composeNames(
    const StructureSyntax &Asked,
    llvm::function_ref<std::optional<Structure>(llvm::StringRef)> Named);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_TREES_STRUCTUREMATCH_H
