//===-- TreeFindings.h - What shape/tree.h would throw ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls of shape/tree.h whose trees do not fit: the structure_error that the
// program would throw, as a finding.
//
// Worked example. In `shape::tree_map(f, two, three)` with two: [*, *] and
// three: [*, *, *], treesAgree reports that `three` has '[*, *, *]' at the
// root.
//
// Nothing is compared here that an annotation asks for; see Judgement.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREEFINDINGS_H
#define SHAPETIDY_CHECKS_ENGINE_TREEFINDINGS_H

#include "annotations/trees/StructureMatch.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Two sides of a comparison.
struct TreeSides {
  /// The argument that is blamed, and what it is compared with.
  const clang::Expr *Blamed, *Other;
  Structure Got, Expected;
};

/// How \p Got has to fit.
enum class TreeRule : uint8_t {
  Prefix,      ///< it goes on below the leaves of what is expected
  Composition, ///< it is equal to it
};

/// False if it certainly does not, which is reported.
bool treesAgree(Point &P, const CallSite &Site, TreeRule Rule,
                const TreeSides &Sides);
/// As many leaves as the structure has?
bool leavesAgree(Point &P, const CallSite &Site, const clang::Expr *Leaves,
                 Size Got, Size Expected, const Structure &Of);
/// As many children at \p Path of \p Parts as there are in the structure?
bool childrenAgree(Point &P, const CallSite &Site, const clang::Expr *Parts,
                   llvm::StringRef Path, Size Got, Size Expected);
void reportNoLeaves(Point &P, const CallSite &Site, const clang::Expr *Tree);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREEFINDINGS_H
