//===-- Unifier.h - Matching arrays against annotations ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Decides whether arrays fit annotations, in one context of axis names.
//
// Vocabulary: a *context* is the lifetime of a set of names (one call of an
// annotated function, or one annotated body); its *bindings* say what each
// name stands for; a *match* checks one value against one annotation and
// either extends the bindings or leaves them untouched; a *conflict* says, as
// data, which axis cannot agree, both sides, and where both came from.
//
// Worked example. For `f(x: "batch in", w: "out in")` called with shapes
// (32, 784) and (10, 512):
//   match(x)  binds batch = 32, in = 784
//   match(w)  binds out = 10, then finds in = 784 against 512: a conflict of
//             kind Axis at item 1, axis 1, Expected 784 (bound by item 0,
//             axis 1), Got 512; the binding of `out` is taken back.
//
// Concrete sizes follow jaxtyping to the letter. Symbolic sizes follow the
// judgement of DESIGN 2.4: a relation that no sizes satisfy is a conflict; one
// that fails for some sizes of rigid symbols only is a conflict with a
// counterexample; one that involves a flexible symbol is learned as a fact.
//
// It does not read C++: names in braces are resolved by the client.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_UNIFIER_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_UNIFIER_H

#include "annotations/shapes/ArrayValue.h"
#include "annotations/sizes/Fact.h"
#include "annotations/sizes/Solver.h"
#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

namespace shapetidy {

/// Where in the context an axis was written: which item (parameter index, or
/// ReturnItem), which axis of its annotation.
struct AxisSite {
  static constexpr unsigned ReturnItem = ~0u;
  static constexpr unsigned Outside = ~0u - 1; ///< bound by the client
  unsigned Item = Outside;
  unsigned Axis = 0;
  Span Where = {0, 0};
};

/// What a single axis name stands for.
struct NameBinding {
  /// Bound size; no value when the name was seen with an unknown length.
  std::optional<Size> Length;
  AxisSite Site;
  Origin From;
  /// Lengths met under `#name` before the name itself was bound: each is 1 or
  /// the name's length.
  llvm::SmallVector<std::pair<Dim, AxisSite>, 2> Broadcast;
  /// True once a use other than an undecided `#name` has bound it.
  bool Definite = false;
};

/// What a variadic name stands for (semantics 4.3).
struct RowBinding {
  bool Broadcastable = false;
  Shape Axes = Shape::unknown();
  AxisSite Site;
  Origin From;
};

struct Bindings {
  llvm::StringMap<NameBinding> Single;
  llvm::StringMap<RowBinding> Variadic;
};

/// Why a value cannot fit, as data. Report.cpp turns it into words.
struct Conflict {
  enum class Kind : uint8_t {
    Rank,           ///< too many or too few axes
    Axis,           ///< one axis length
    VariadicRank,   ///< a variadic name met with two different ranks
    VariadicAxis,   ///< one axis inside a variadic part
    DType,          ///< disjoint dtype sets
    NotAnArray,     ///< the annotation wants something else (None, tuple, ...)
    NoAlternative,  ///< no alternative of a union fits
    UnboundName,    ///< annotation error: an expression uses a name bound nowhere
    UnboundOperand, ///< annotation error: a name in braces means nothing here
    TreePathOutside,///< annotation error: `?name` outside a structured tree
    Evaluation,     ///< the expression cannot be evaluated (division by zero, ...)
  };
  Kind What = Kind::Axis;
  unsigned Item = 0;    ///< the blamed item of the context
  unsigned Axis = 0;    ///< index of the annotation's axis (Axis, Variadic*)
  Span Where = {0, 0};  ///< the axis inside the annotation text
  unsigned ValueAxis = 0; ///< index of the value's axis, from the front
  Dim Expected;         ///< what the annotation demands here
  Dim Got;              ///< what the value has here
  unsigned ExpectedRank = 0;
  bool ExpectedAtLeast = false; ///< rank demand of an annotation with a row
  unsigned GotRank = 0;
  DTypeSet ExpectedDTypes = DTypeSet::any();
  DTypeSet GotDTypes = DTypeSet::any();
  std::string Name;     ///< the axis name, expression text or operand concerned
  std::optional<AxisSite> BoundAt; ///< where Expected got its size
  Decision Verdict;     ///< refuted, or contingent with the failing sizes
  bool isAnnotationError() const;
};

enum class MatchAnswer : uint8_t { Fits, Conflicts, Unknown };

struct MatchResult {
  MatchAnswer Answer = MatchAnswer::Fits;
  std::optional<Conflict> Why;
};

/// Value of `{operand}`: a size, unbound (annotation error), or unknown.
struct OperandValue {
  enum class State : uint8_t { Known, Unknown, Unbound } What = State::Unknown;
  std::optional<Size> Length;
};
using OperandResolver =
    llvm::function_ref<OperandValue(const OperandExpr &, unsigned Item)>;

/// How names that are not bound yet are made when a value is instantiated.
enum class FreshNames : uint8_t {
  Rigid,   ///< the parameters of a body: declared for all sizes
  Unknown, ///< the result of a call: nobody said what it is
};

/// One context. Cheap to create; copies nothing from the solver.
class Unifier {
public:
  struct Options {
    /// jaxtyping's order: an expression may use only names to its left.
    bool StrictOrder = false;
    /// Unbound `#name` and `*#name` results are the broadcast of what was met:
    /// right for library rows, unproven for users' contracts.
    bool LibraryContract = false;
  };

  /// \p Facts is extended by what matching teaches, in one transaction each.
  Unifier(SizeContext &Sizes, Solver &Decide, FactSet &Facts, Options Opts);

  Bindings &bindings() { return Names; }

  /// Checks one value; on success keeps what was bound and learned.
  /// \p Item identifies the annotation in conflicts. Expressions whose names
  /// are not bound yet are postponed until finish() (unless StrictOrder).
  MatchResult match(const TypeSyntax &Type, const ArrayValue &Value,
                    unsigned Item, OperandResolver Operands, Origin From);

  /// Checks the postponed expressions. Names bound nowhere are annotation
  /// errors. The conflict with the lowest item wins.
  MatchResult finish(OperandResolver Operands);

  /// All parameters of a call in signature order, postponed expressions
  /// included. A null type is an unannotated parameter.
  MatchResult matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                        llvm::ArrayRef<ArrayValue> Values,
                        OperandResolver Operands, Origin From);

  /// The value an annotation promises: the shape of a parameter inside its
  /// body, or of a result after a call. Anything but an array (or a union
  /// whose alternatives are arrays) gives an unknown value.
  ArrayValue instantiate(const TypeSyntax &Type, unsigned Item,
                         FreshNames Fresh, OperandResolver Operands,
                         Origin From);

private:
  SizeContext &Sizes;
  Solver &Decide;
  FactSet &Facts;
  Options Opts;
  Bindings Names;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_UNIFIER_H
