//===-- Claims.h - What a program claims, and what shows it -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The entries of the trust ledger for one translation unit: every annotation,
// shape::expect, shape::assume and output of an opaque boundary, and how often
// the analysis compared a value with it.
//
// Vocabulary: a *claim* is a statement about the shape of something that the
// program makes in a string; a *comparison* is one value held against it, with
// the outcome proved, open (something was learned, or is unknown) or refuted.
//
// Worked example. In
//   SHAPE("n") Tensor f(SHAPE("n") Tensor x) { return x; }
//   void g() { f(zeros({3})); f(load()); }
// the result of f is proved once, at its `return`; the parameter x is proved
// once and open once.
//
// What comparisons make of a claim is decided when the counts of all
// translation units are known: see checks/LedgerReport.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CLAIMS_H
#define SHAPETIDY_CHECKS_ENGINE_CLAIMS_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include <string>
#include <vector>

namespace clang {
class NamedDecl;
} // namespace clang

namespace shapetidy {

struct EffectiveAnnotation;
struct MatchResult;
struct Point;
struct Session;
class Value;

enum class ClaimKind : uint8_t {
  Parameter,
  Result,
  Field,
  Variable,
  Expect,
  Assume,
  Output,
};

struct Claim {
  ClaimKind What = ClaimKind::Parameter;
  std::string Name; ///< `x of f`, the variable, the expression
  std::string Text; ///< what is claimed
  std::string File;
  unsigned Line = 0, Column = 0;
  unsigned Proved = 0, Open = 0, Refuted = 0;
  /// Of a parameter or result: the function's body was seen.
  bool HasBody = false;
};

/// Counts comparisons while the analysis reports.
class ClaimRecorder {
public:
  struct Counts {
    unsigned Proved = 0, Open = 0, Refuted = 0;
  };

  void count(clang::SourceLocation Key, const MatchResult &Result,
             bool IsKnown);
  Counts countsAt(clang::SourceLocation Key) const {
    return ByPlace.lookup(Key.getRawEncoding());
  }

private:
  llvm::DenseMap<unsigned, Counts> ByPlace;
};

/// The place that stands for what \p Says claims of \p On: its string, or the
/// declaration if only an alias says it.
clang::SourceLocation claimPlace(const EffectiveAnnotation &Says,
                                 const clang::NamedDecl *On);
/// One value was held against \p Says, which stands on \p On. Counts where the
/// code is looked at for all arguments.
void recordClaim(Point &P, const EffectiveAnnotation &Says,
                 const clang::NamedDecl *On, const MatchResult &Result,
                 const Value &Got);

/// All claims of the user's code, in the order they are met.
std::vector<Claim> claimsOf(Session &S, const ClaimRecorder &Recorded);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CLAIMS_H
