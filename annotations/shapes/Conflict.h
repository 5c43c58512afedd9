//===-- Conflict.h - Why a value does not fit, as data ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The answers of the Unifier. Nothing here is prose; checks/Report.cpp turns a
// conflict into words.
//
// Worked example. `f(x: "batch in", w: "out in")` called with (32, 784) and
// (10, 512) gives
//   What = Axis   Item = 1   Axis = 1   ValueAxis = 1   Name = "in"
//   Expected = 784   BoundAt = {item 0, axis 1}   Got = 512   Verdict = refuted
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_CONFLICT_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_CONFLICT_H

#include "annotations/shapes/Bindings.h"
#include "annotations/shapes/DType.h"
#include "annotations/sizes/Solver.h"

namespace shapetidy {

/// Why a value cannot fit.
struct Conflict {
  enum class Kind : uint8_t {
    Rank,            ///< too many or too few axes
    Axis,            ///< one axis length
    VariadicRank,    ///< a variadic name met with two different ranks
    VariadicAxis,    ///< one axis inside a variadic part
    DType,           ///< disjoint dtype sets
    NotAnArray,      ///< the annotation wants something else (None, tuple, ...)
    NoneValue,       ///< none where the annotation wants a value
    NoAlternative,   ///< no alternative of a union fits
    UnboundName,     ///< annotation error: an expression uses a name bound
                     ///< nowhere
    UnboundOperand,  ///< annotation error: a name in braces means nothing here
    TreePathOutside, ///< annotation error: `?name` outside a structured tree
    NestedStructure, ///< annotation error: a structured tree inside of one
    UnboundStructure, ///< annotation error: a composition of a name bound
                      ///< nowhere
    Structure,  ///< two tree structures part: ExpectedTree and GotTree at Path
    WrongKind,  ///< a part of a tree or container is not what it should be
    Evaluation, ///< the expression has no value (division by zero, ...)
  };
  Kind What = Kind::Axis;
  unsigned Item = 0;   ///< the blamed item of the context
  unsigned Axis = 0;   ///< index of the annotation's axis (Axis, Variadic*)
  Span Where = {0, 0}; ///< the axis inside the annotation text
  /// The value's axis, counted from the front, or from the back when negative
  /// (-1 is the last) because a row hides the front.
  int ValueAxis = 0;
  Dim Expected; ///< what the annotation demands here
  Dim Got;      ///< what the value has here
  /// `#`: the demand is Expected or 1.
  bool OrOne = false;
  unsigned ExpectedRank = 0;
  bool ExpectedAtLeast = false; ///< rank demand of an annotation with a row
  unsigned GotRank = 0;
  bool GotAtLeast = false; ///< the value's rank has only a minimum
  DTypeSet ExpectedDTypes = DTypeSet::any();
  DTypeSet GotDTypes = DTypeSet::any();
  std::string Name; ///< the axis name, expression text or operand concerned
  std::optional<AxisSite> BoundAt; ///< where Expected got its size
  /// Refuted, or contingent with the failing sizes. A contingent rank has no
  /// sizes: FailsWhenRowHas says how many axes the row has when it fails.
  Decision Verdict;
  unsigned FailsWhenRowHas = 0;
  std::string RowName; ///< the row that makes a rank contingent
  /// Where in the value, `.encoder.layers[2]`; empty for the value itself.
  std::string Path;
  Structure ExpectedTree, GotTree;
  Structure WholeExpected, WholeGot; ///< of which they are parts
  std::string GotText;               ///< WrongKind: what is there

  bool isContingent() const {
    return Verdict.Answer == shapetidy::Verdict::Contingent;
  }
  bool isAnnotationError() const {
    return What == Kind::UnboundName || What == Kind::UnboundOperand ||
           What == Kind::TreePathOutside || What == Kind::NestedStructure ||
           What == Kind::UnboundStructure;
  }
};

enum class MatchAnswer : uint8_t { Fits, Conflicts, Unknown };

struct MatchResult {
  MatchAnswer Answer = MatchAnswer::Fits;
  std::optional<Conflict> Why;
  /// Fits: every relation was proved. False if something was learned or is
  /// unknown.
  bool Certain = true;
  /// An expression waits for finish().
  bool Waits = false;

  static MatchResult conflict(Conflict C) {
    MatchResult R;
    R.Answer = MatchAnswer::Conflicts;
    R.Why = std::move(C);
    return R;
  }
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_CONFLICT_H
