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
// A value that holds others is matched as a tree: `tuple[...]`, `list[...]` and
// `dict[...]` element by element, `PyTree[...]` by flattening it (TreeMatch.h).
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
#include "annotations/shapes/Bindings.h"
#include "annotations/shapes/Conflict.h"
#include "annotations/shapes/Judge.h"
#include "annotations/shapes/TreeValue.h"
#include "annotations/sizes/Fact.h"
#include "annotations/sizes/Solver.h"
#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shapetidy {

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

/// Which leaf of a tree with a structure string is being matched: what `?n`
/// belongs to (semantics 10.6).
struct LeafPosition {
  enum class State : uint8_t { Outside, At, Unknown };
  State Where = State::Outside;
  std::string Leaf; ///< `T[0]`
};

/// One context. Cheap to create; copies nothing from the solver.
class Unifier {
public:
  struct Options {
    /// jaxtyping's order: an expression may use only names to its left.
    bool StrictOrder = false;
    /// Results under `#name` and `*#name` are the broadcast of what was met:
    /// right for library rows, unproven for users' contracts.
    bool LibraryContract = false;
    /// Nothing, where the annotation is checked when the program runs
    /// (shape::expect) or declared to hold (shape::assume): only what cannot
    /// hold is a conflict. Lengths, where a value is stored in a field: the
    /// method may well give its object other lengths.
    HeldTo Held = HeldTo::Shown;
  };

  /// \p Facts is extended by what matching teaches, in one transaction each.
  Unifier(SizeContext &Sizes, Solver &Decide, FactSet &Facts, Options Opts);
  ~Unifier();

  /// Clients add names of their own (class names) before matching.
  Bindings &bindings() { return Names; }
  const Bindings &bindings() const { return Names; }

  /// Checks one value; on success keeps what was bound and learned, on a
  /// conflict leaves bindings and facts as they were. \p Item identifies the
  /// annotation in conflicts. Expressions whose names are not bound yet are
  /// postponed until finish() (unless StrictOrder). Unknown: nothing is known
  /// of the value, or several alternatives of a union may fit.
  MatchResult match(const TypeSyntax &Type, const ArrayValue &Value,
                    unsigned Item, OperandResolver Operands, Origin From);

  MatchResult match(const TypeSyntax &Type, const TreeValue &Value,
                    unsigned Item, OperandResolver Operands, Origin From);

  /// Checks a none value: an empty optional, a null pointer, an undefined
  /// tensor.
  MatchResult matchNone(const TypeSyntax &Type, unsigned Item);

  /// Which leaf the arrays that are instantiated from here on belong to.
  void standAt(LeafPosition Leaf) { Position = std::move(Leaf); }

  /// The names of \p Type may have been bound by a value that was not followed:
  /// from here on they are neither known nor unbound.
  void assumeBound(const TypeSyntax &Type);

  /// Checks the postponed expressions. Names bound nowhere are annotation
  /// errors. The conflict with the lowest item wins.
  MatchResult finish(OperandResolver Operands);

  /// All parameters of a call in signature order, postponed expressions
  /// included. A null type is an unannotated parameter. After a conflict the
  /// facts are as before the call; the bindings made by the parameters before
  /// the blamed one stay, as evidence.
  MatchResult matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                        llvm::ArrayRef<ArrayValue> Values,
                        OperandResolver Operands, Origin From);
  MatchResult matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                        llvm::ArrayRef<TreeValue> Values,
                        OperandResolver Operands, Origin From);

  /// The value an annotation promises: the shape of a parameter inside its
  /// body, or of a result after a call. Anything but an array (or a union
  /// whose alternatives are arrays) gives an unknown value.
  ArrayValue instantiate(const TypeSyntax &Type, unsigned Item,
                         FreshNames Fresh, OperandResolver Operands,
                         Origin From);

  /// All parameters of a body at once, with FreshNames::Rigid: an expression
  /// may use names of later parameters. A null type gives an unknown value.
  llvm::SmallVector<ArrayValue, 4>
  instantiateParameters(llvm::ArrayRef<const TypeSyntax *> Types,
                        OperandResolver Operands, llvm::ArrayRef<Origin> From);

private:
  friend class ArrayMatch;
  friend class AxisMatch;
  friend class Instantiation;
  friend class TreeMatch;

  /// An expression that waits for its names.
  struct Postponed {
    Axis Token; ///< shares the expression tree
    unsigned Item;
    unsigned Index; ///< of the axis in its annotation
    int ValueAxis;
    Dim Got;
    Origin From;
    /// Only whether its names are bound matters: the alternative of a union it
    /// stands in was not chosen.
    bool OnlyNames;
  };
  /// A structure that waits for the names of its composition.
  struct PostponedStructure {
    StructureSyntax Asked;
    Structure Got;
    unsigned Item;
    /// Only whether its names are bound matters.
    bool OnlyNames;
  };
  /// One entry for each change of a binding, newest last.
  struct Undo {
    enum class Table : uint8_t { Single, Variadic, Structures };
    Table In;
    std::string Name;
    std::optional<NameBinding> Single;
    std::optional<RowBinding> Variadic;
    std::optional<StructureBinding> Tree;
  };
  struct Mark {
    FactSet Facts;
    size_t Undos;
    size_t Postponed;
    size_t PostponedTrees;
  };

  Mark mark() const;
  void rollBack(const Mark &To);
  /// Null if nothing was ever met under the name.
  const NameBinding *single(llvm::StringRef Name) const;
  const RowBinding *variadic(llvm::StringRef Name) const;
  void setSingle(llvm::StringRef Name, NameBinding B);
  void setVariadic(llvm::StringRef Name, RowBinding B);
  const StructureBinding *structure(llvm::StringRef Name) const;
  void setStructure(llvm::StringRef Name, StructureBinding B);
  MatchResult matchAny(const TypeSyntax &Type, const TreeValue &Value,
                       unsigned Item, OperandResolver Operands, Origin From);
  MatchResult matchArray(const TypeSyntax &Type, const TreeValue &Value,
                         unsigned Item, OperandResolver Operands, Origin From);
  MatchResult matchUnion(const TypeSyntax &Type, const TreeValue &Value,
                         unsigned Item, OperandResolver Operands, Origin From);
  MatchResult finishStructures();
  MatchResult finishExpressions(OperandResolver Operands);
  /// What `?name` is kept under; none if there is no certain leaf.
  std::optional<std::string> leafKey(llvm::StringRef Name) const;
  /// Whether two counts agree, without learning anything.
  Decision compareCounts(Size A, Size B);

  SizeContext &Sizes;
  Solver &Decide;
  FactSet &Facts;
  Options Opts;
  Bindings Names;
  std::vector<Postponed> Waiting;
  std::vector<PostponedStructure> WaitingTrees;
  std::vector<Undo> Journal;
  LeafPosition Position;
  /// Trees and containers around the value that is being matched.
  unsigned Around = 0;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_UNIFIER_H
