//===-- BuiltinsAxes.h - Axes of shapes whose rank may be open --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What several built-ins do to axes: find one by an index that may be negative,
// drop or insert it, broadcast two shapes. All of them stay sound when a row
// hides part of the shape.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUILTINSAXES_H
#define SHAPETIDY_CHECKS_ENGINE_BUILTINSAXES_H

#include "checks/engine/Builtins.h"

namespace shapetidy {

using Dims = llvm::SmallVector<Dim, 6>;

/// Where the axis with a given index is.
struct AxisPlace {
  enum class Kind : uint8_t {
    Prefix,     ///< Index into prefix()
    Suffix,     ///< Index into suffix()
    Hidden,     ///< in the row, or on the other side of it
    Scalar,     ///< axis 0 or -1 of an array without axes: torch counts one
    OutOfRange, ///< no such axis, whatever the row stands for
  };
  Kind What = Kind::Hidden;
  unsigned Index = 0;

  bool isKnown() const { return What == Kind::Prefix || What == Kind::Suffix; }
};

/// Negative indices count from the back.
AxisPlace findAxis(const Shape &In, int64_t Index);

/// The place of the axis that argument \p Role names in argument \p Of; reports
/// an index out of range. Hidden where the index is unknown.
AxisPlace demandAxis(BuiltinCall &Call, llvm::StringRef Role,
                     llvm::StringRef Of);
AxisPlace demandAxis(BuiltinCall &Call, int64_t Index, llvm::StringRef Role,
                     llvm::StringRef Of);
/// Is the axis \p Index of \p Rank axes among those that were named \p Before?
/// Reported, unless the row lets axes repeat (role `repeatable`).
bool reportRepeatedAxis(BuiltinCall &Call, llvm::ArrayRef<int64_t> Before,
                        int64_t Index, std::optional<unsigned> Rank,
                        llvm::StringRef Role, llvm::StringRef Of);
/// \p Arg, or its \p Element, has a rank that the operation refuses; \p Allowed
/// is what it takes.
void reportRank(BuiltinCall &Call, unsigned Arg, std::string Allowed,
                std::optional<unsigned> Element = std::nullopt);
void reportAxisOutOfRange(BuiltinCall &Call, int64_t Index,
                          llvm::StringRef Role, llvm::StringRef Of,
                          unsigned Rank);

/// \p In with the axis at \p Place replaced (by nothing: removed). \p Index is
/// how the place was named: behind it, counted in its direction, a hidden place
/// leaves nothing known.
Shape replaceAxis(const Shape &In, AxisPlace Place,
                  std::optional<int64_t> Index, llvm::ArrayRef<Dim> By);
/// The dim at a known place.
const Dim &dimAt(const Shape &In, AxisPlace Place);

/// What is known of the axes of an argument, whatever its role.
Shape shapeAt(const BuiltinCall &Call, unsigned Position);
/// Is the dim known to have this length, for all sizes?
bool isConstant(const Dim &D, int64_t Length);
/// \p In with so many axes, if their number is not known and it can have them.
Shape withRank(const Shape &In, unsigned Rank);
/// Unknown dims, as many as axes are known.
Shape forgetLengths(const Shape &In);
Dim unknownDim();
Dim dimOf(Size Length, Origin From);

/// Elements of an axis between two bounds, each an integer or none, as Python's
/// slices have them: bounds are clamped, never an error.
Dim sliceLength(BuiltinCall &Call, const Dim &Of, const Value &Start,
                const Value &Stop, const Value &Step);

/// One array among those that are broadcast.
struct BroadcastOperand {
  unsigned Arg;
  Shape Axes;
};
/// The algebra's broadcast, with a conflict reported; none if there is one.
std::optional<Shape> demandBroadcast(BuiltinCall &Call,
                                     const BroadcastOperand &A,
                                     const BroadcastOperand &B);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUILTINSAXES_H
