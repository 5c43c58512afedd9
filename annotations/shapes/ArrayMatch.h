//===-- ArrayMatch.h - One array against one annotation ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The outer half of the Unifier: dtype, rank, and which axes of a value meet
// which tokens (semantics 4.1), and the five rows of variadics (4.3). Internal
// to annotations/shapes.
//
// Worked example. The value (2, *r, 3) against `a b *c 3`:
//   a meets 2; b meets an axis hidden by r, so it is bound without a length;
//   3 meets 3; c takes an unknown number of axes. If r is rigid the match is a
//   conflict instead, because for an empty r there is no axis for b.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYMATCH_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYMATCH_H

#include "annotations/shapes/AxisMatch.h"

namespace shapetidy {

class ArrayMatch : public AxisMatch {
public:
  ArrayMatch(Unifier &In, const TypeSyntax &Type, const ArrayValue &Value,
             unsigned Item, OperandResolver Operands, Origin From)
      : AxisMatch(In, Item, Operands, From), Type(Type), Value(Value) {}

  /// False on a conflict. The caller owns the transaction.
  bool run();

private:
  bool checkDTypes();
  bool checkRank();
  bool checkRowRank(unsigned Tokens, bool AtLeast);
  bool failRank(unsigned Tokens, bool AtLeast, Decision Verdict);

  bool matchToken(unsigned Index);
  /// Tokens in front of the variadic and behind it.
  unsigned left() const;
  unsigned right() const;
  std::pair<Dim, int> axisFor(unsigned Index) const;
  Shape variadicPart() const;

  bool matchVariadic();
  bool mustEqual(const RowBinding &Stored, const Shape &Got);
  /// \p Small broadcasts to exactly \p Big. \p GotIsSmall says which is the
  /// value's.
  bool mustFitInto(const RowBinding &Stored, const Shape &Small,
                   const Shape &Big, bool GotIsSmall);
  bool joinBroadcast(const RowBinding &Stored, const Shape &Got);
  /// What two axes of a stored and a met variadic owe each other.
  enum class Pairing : uint8_t { Equal, GotIsUnitOr, WantIsUnitOr };
  /// \p FromEdge counts inside the variadic part, from the back if negative.
  bool pair(const RowBinding &Stored, const Dim &Want, const Dim &Got,
            int FromEdge, Pairing How);
  bool failVariadicAxis(const RowBinding &Stored, const Dim &Want,
                        const Dim &Got, int FromEdge, Decision Verdict);
  bool failVariadicRank(const RowBinding &Stored, const Shape &Got,
                        Decision Verdict);
  bool isRigid(const Shape &S) const;
  const Axis &variadicToken() const {
    return Type.Shape.Axes[*Type.Shape.Variadic];
  }

  const TypeSyntax &Type;
  const ArrayValue &Value;
  std::string RowKey; ///< what the variadic is kept under
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_ARRAYMATCH_H
