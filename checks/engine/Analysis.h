//===-- Analysis.h - From a translation unit to findings --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The engine's front door. It knows Clang's AST and no clang-tidy.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ANALYSIS_H
#define SHAPETIDY_CHECKS_ENGINE_ANALYSIS_H

#include "checks/engine/Finding.h"
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace shapetidy {

struct Claim;
struct Coverage;

/// Dials of the analysis. Each field says which false alarm or which cost it
/// controls.
struct AnalysisOptions {
  /// jaxtyping's left-to-right order for expressions instead of collecting all
  /// names of the parameters first.
  bool StrictOrder = false;
  /// Notes per finding; the rest of the evidence is dropped, last first.
  unsigned MaxNotes = 5;
  /// Block visits per function; over budget the function is left unreported.
  unsigned MaxBlockVisits = 4000;
  /// Block visits in all bodies that are followed for the calls of one
  /// function; over budget further calls are unknown.
  unsigned MaxFollowedVisits = 100000;
  /// Report what nothing shows, too (shape-unproven): right code has a lot of
  /// it.
  bool Unproven = false;
  /// Report broadcasts that hardly were meant (shape-silent-broadcast).
  bool SilentBroadcast = false;
  /// Suggest annotations (shape-missing-annotation).
  bool MissingAnnotations = false;
  /// Follow function bodies in system headers too, at the price of walking
  /// through all of them.
  bool SystemHeaders = false;
};

/// All findings of one translation unit in source order, each once. How much
/// was known is measured if \p Measured is not null, and what the program claims
/// is listed if \p Claims is not.
std::vector<Finding> analyzeTranslationUnit(
    clang::ASTContext &Context, const AnalysisOptions &Options,
    Coverage *Measured = nullptr, std::vector<Claim> *Claims = nullptr);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ANALYSIS_H
