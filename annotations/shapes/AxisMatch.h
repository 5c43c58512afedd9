//===-- AxisMatch.h - One axis against one token ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The inner half of the Unifier: judges one axis of a value against one axis
// of an annotation, in the context's bindings and facts (semantics 4.2, 4.4).
// Internal to annotations/shapes.
//
// Worked example. With n = 5 bound, the token `#n+1` (its expression is n+1)
//   against 1    fits, nothing is evaluated
//   against 6    fits
//   against s    open: s is 1 or 6
//   against 5    conflict, Expected = 6, Got = 5, OrOne
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_AXISMATCH_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_AXISMATCH_H

#include "annotations/shapes/Unifier.h"

namespace shapetidy {

class AxisMatch {
public:
  AxisMatch(Unifier &In, unsigned Item, OperandResolver Operands, Origin From)
      : In(In), With(In.Sizes, In.Decide, In.Facts, From, In.Opts.Held),
        Item(Item), Operands(Operands), From(From) {}

  /// One axis of a value and the token it meets.
  struct Meeting {
    const Axis &Token;
    unsigned Index; ///< of the token in its annotation
    Dim Got;
    int ValueAxis;
  };

  /// False on a conflict, which Why then holds.
  bool match(const Meeting &M);
  /// A postponed expression, at the end: a name still unbound is an error.
  bool matchFinally(const Meeting &M, bool OnlyNames);

  std::optional<Conflict> Why;
  /// False once something was learned or is unknown.
  bool Certain = true;

protected:
  bool named(const Meeting &M);
  bool broadcastNamed(const Meeting &M, NameBinding B);
  bool bind(const Meeting &M, NameBinding B);
  /// Takes in how a length met under `#name` goes with another one.
  bool ruleCandidate(const Meeting &M, const Dim &Candidate, AxisSite Site,
                     Judgement J);
  bool settleCandidates(const Meeting &M, NameBinding &B);
  bool addCandidate(const Meeting &M, NameBinding B);
  bool symbolic(const Meeting &M);
  bool evaluate(const Meeting &M);
  bool demandRatio(const Meeting &M, Size Numerator, Size Denominator);
  bool treePath(const Meeting &M);
  /// The token demands \p Expected here, which came from \p BoundAt.
  bool demand(const Meeting &M, const Dim &Expected,
              std::optional<AxisSite> BoundAt);
  bool fail(const Meeting &M, Conflict::Kind What, Decision Verdict,
            llvm::StringRef Name);
  bool rule(Judgement J) {
    Certain &= !J.isUncertain();
    return !J.fails();
  }
  bool uncertain() {
    Certain = false;
    return true;
  }
  AxisSite site(const Meeting &M) const {
    return {Item, M.Index, M.Token.Where};
  }

  /// How far the names of an expression are bound.
  enum class NameState : uint8_t { Bound, Maybe, Unbound };
  struct NameReport {
    NameState Worst = NameState::Bound;
    std::string Unbound; ///< the first unbound name
    Span Where;
  };
  NameReport namesOf(const SizeExpr &Expr) const;

  Unifier &In;
  Judge With;
  unsigned Item;
  OperandResolver Operands;
  Origin From;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_AXISMATCH_H
