//===-- Builtins.h - Transfer functions that rows can name ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the annotation language cannot say about a library function (reshape
// with -1, reductions by axis, Eigen's constructors) is a *built-in*: a small
// function from argument values to a result, named by `transfer` in a row.
//
// Vocabulary: a *role* is the name of one input of a built-in; whether and
// where a call supplies it is the row's business. An absent role has the
// library's default, an unknown one makes the result as unknown as it must.
// Options and modules are records of *settings*: what no argument supplies is
// looked up in them, then among the row's defaults.
//
// Worked example. `x.flatten(1)` with x: (b, 3, 4) runs `flatten` with
//   self = array (b, 3, 4), start_dim = 1, end_dim = -1 (the C++ default)
// and the result is the array (b, 12).
//
// Built-ins decide shapes only. Dtypes follow from the row's rules, unless the
// built-in is about dtypes; the file that applies rows does both.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUILTINS_H
#define SHAPETIDY_CHECKS_ENGINE_BUILTINS_H

#include "annotations/shapes/Judge.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Operation.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace shapetidy {

class BuiltinCall;

struct Builtin {
  llvm::StringLiteral Name;
  /// Names separated by spaces.
  llvm::StringLiteral Roles;
  void (*Run)(BuiltinCall &);
};

/// All of them, in the order of docs/models.md.
llvm::ArrayRef<Builtin> allBuiltins();
const Builtin *findBuiltin(llvm::StringRef Name);

/// One call as a row and its built-in see it: arguments by role, and the
/// outcome that is being made.
class BuiltinCall {
public:
  /// \p Callee may be null (tests of rows without C++); the row then has to
  /// name its parameters.
  BuiltinCall(const ModelRow &Row, const clang::FunctionDecl *Callee,
              const OperationInput &Input, OperationContext &Context,
              OperationOutcome &Out);

  // Arguments.

  /// Index into the arguments; none for absent roles and constants.
  std::optional<unsigned> position(llvm::StringRef Role) const;
  /// As position(), but by parameter name, without the row's role mapping.
  std::optional<unsigned> parameter(llvm::StringRef Name) const;
  bool has(llvm::StringRef Role) const;
  /// Unknown if absent.
  Value value(llvm::StringRef Role) const;
  /// Unknown shape and dtype if the argument is no known array.
  ArrayValue array(llvm::StringRef Role) const;
  std::optional<Size> integer(llvm::StringRef Role) const;
  std::optional<int64_t> constant(llvm::StringRef Role) const;
  /// \p Default where the role is absent; none where it is unknown.
  std::optional<bool> flag(llvm::StringRef Role, bool Default) const;
  /// True where the argument cannot be an array: a C++ number, c10::Scalar, or
  /// a value that is known to be something else.
  bool isScalar(unsigned Position) const;
  /// Positions of the arguments that are or may be arrays.
  llvm::SmallVector<unsigned, 4> arrays() const;

  // Outcome.

  void setShape(Shape Axes) {
    Out.Result = Value::array({std::move(Axes), DTypeSet::any()});
  }
  void setResult(Value Result) { Out.Result = std::move(Result); }
  /// Of a result that is an array; one whose rank is another says nothing.
  void setOrder(std::optional<MemoryOrder> Order);
  void write(unsigned Position, Value New) {
    Out.Writes.push_back({Position, std::move(New)});
  }
  /// The call would throw if the argument were not so.
  void show(unsigned Position, Shape Axes);
  void setConflict(OperationConflict Why);
  bool failed() const { return Out.Conflict.has_value(); }

  // Demands: what has to hold for the library not to throw. True unless the
  // demand is to be reported (DESIGN 2.4), which sets the conflict; where it
  // depends on flexible sizes it is learned.

  bool demandEqual(
      OperandSide First, OperandSide Second,
      OperationConflict::Kind What = OperationConflict::Kind::SizesDiffer);
  /// Sets \p IfNot with the verdict if \p Ruled fails.
  bool demand(Judgement Ruled, OperationConflict IfNot);
  Judge judge() const {
    return Judge(Context.Sizes, Context.Decide, Context.Facts, Context.From);
  }

  SizeContext &sizes() const { return Context.Sizes; }

  const ModelRow &Row;
  const clang::FunctionDecl *Callee;
  const OperationInput &Input;
  OperationContext &Context;
  OperationOutcome &Out;

private:
  const ArgSource *source(llvm::StringRef Role) const;
  /// What an argument that is a record says of the role; null if nothing.
  const Value *setting(llvm::StringRef Role) const;
  /// False if settings may be hidden in an unknown argument, so that defaults
  /// must not be assumed.
  bool knowsSettings() const;
  bool mayHoldSettings(unsigned Position) const;
  bool isArrayMethod() const;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUILTINS_H
