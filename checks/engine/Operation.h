//===-- Operation.h - A modelled call on abstract values --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The seam between the engine, which walks C++, and the library models, which
// know what `matmul` does to shapes. The engine fills an OperationInput from a
// call expression; a model row answers with an OperationOutcome. Neither side
// sees the other's data structures, so a row can be tested without C++.
//
// Worked example. `torch::matmul(a, b)` with a: (n, 3), b: (4, m)
//   Input.Args  = {array (n, 3), array (4, m)}
//   Outcome     = conflict InnerSizes, First = {arg 0, axis 1, 3},
//                 Second = {arg 1, axis 0, 4}; the result is unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERATION_H
#define SHAPETIDY_CHECKS_ENGINE_OPERATION_H

#include "annotations/shapes/Unifier.h"
#include "checks/engine/Value.h"

namespace clang {
class CXXRecordDecl;
} // namespace clang

namespace shapetidy {

/// What a model may use: algebra, solver, and the facts at this point, which
/// an operation that would have thrown extends ("taught").
struct OperationContext {
  SizeContext &Sizes;
  Solver &Decide;
  FactSet &Facts;
  Origin From;
};

/// One side of a disagreement between operands.
struct OperandSide {
  /// Index into OperationInput::Args, or NoArgument for a size that the
  /// operation itself demands.
  static constexpr unsigned NoArgument = ~0u;
  unsigned Arg = NoArgument;
  /// Axis from the front, if one axis is concerned.
  std::optional<unsigned> Axis;
  Dim Length;
  /// Which element, if the argument is a list of arrays.
  std::optional<unsigned> Element = std::nullopt;
};

/// Why an operation cannot succeed, as data.
struct OperationConflict {
  enum class Kind : uint8_t {
    SizesDiffer,      ///< two axes that must be equal are not
    InnerSizes,       ///< contracted axes of a product differ
    Broadcast,        ///< two axes neither equal nor 1
    ElementCount,     ///< reshape/view to another number of elements
    AxisOutOfRange,   ///< an axis index outside the rank
    AxisRepeated,     ///< an axis that is named twice where once is allowed
    Rank,             ///< an operand has a rank the operation refuses
    Indivisible,      ///< -1 in a reshape that does not divide
    FixedSize,        ///< a C++ type with a fixed size gets another one
    OutOfBounds,      ///< First.Length elements wanted where Second has fewer
    TooFew,           ///< First.Length elements given where Second has more
    LeadingDimension, ///< a stride between rows or columns below their length
    BufferSize,       ///< less memory behind a pointer than is used
    MemoryOrder,      ///< First's axes lie in another order than is needed
    DType,            ///< operand dtypes the operation refuses
  };
  Kind What;
  OperandSide First, Second;
  DTypeSet FirstDTypes = DTypeSet::any(), SecondDTypes = DTypeSet::any();
  /// For Rank and AxisOutOfRange: what is allowed, printed ("2", "at least 1").
  std::string Allowed;
  Decision Verdict;

  /// A size that no operand has, but a setting does, stands second.
  void nameOperandFirst() {
    if (First.Arg != OperandSide::NoArgument ||
        (What != Kind::SizesDiffer && What != Kind::InnerSizes))
      return;
    What = Kind::SizesDiffer;
    std::swap(First, Second);
  }
};

struct OperationInput {
  /// Receiver first for a member call, then the arguments in order; a
  /// defaulted argument has the value of its default expression.
  llvm::ArrayRef<Value> Args;
  /// How the source spells each argument (`x`, `net.weight`), to name sizes
  /// that a query makes known: `x.size(0)`. May be empty, or shorter than Args.
  llvm::ArrayRef<std::string> Spellings = {};
  /// The receiver's class as declared, which may fix more than the one that
  /// declares the method; null if there is none.
  const clang::CXXRecordDecl *Object = nullptr;
  /// Name of the data member that is read; empty for calls.
  llvm::StringRef Member = {};
  /// How many elements there are behind each argument that is a pointer to
  /// memory of a known size. May be shorter than Args.
  llvm::ArrayRef<std::optional<Size>> Behind = {};
  /// Does the temporary that the call is made on end right behind it? May be
  /// null, which means no.
  llvm::function_ref<bool()> IsLast = nullptr;
};

struct OperationOutcome {
  Value Result;
  std::optional<OperationConflict> Conflict;
  /// Argument that the result is itself, so that a write to it writes there.
  std::optional<unsigned> Same;
  /// New values of arguments that the operation changes in place.
  llvm::SmallVector<std::pair<unsigned, Value>, 1> Writes;
  /// What the call shows of arguments that it leaves as they are.
  llvm::SmallVector<std::pair<unsigned, Value>, 1> Shown;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERATION_H
