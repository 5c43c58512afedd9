//===-- Coverage.h - How much the analysis knows ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Figures about a run: of the expressions that have an array's type, how many
// have a known shape, and what stands in the way of the others. Measured only
// if somebody asks (`shape-tidy --coverage`).
//
// Vocabulary: the *rank* of an expression is known if its number of axes is, or
// if its unknown part is a named row; its *axes* are known if each of them has
// a length, a number or a symbol. A *reason* is the first cause of not knowing:
// what a call without model returned is the reason for all that is computed
// from it.
//
// Worked example. In `auto y = f(x); auto z = y + 1; auto w = z.t();` where f
// has no model, the expressions `f(x)`, `y`, `y + 1`, `z` and `z.t()` have an
// unknown rank, all for the same reason, the function f.
//
// What it is not: a sum over paths. An expression counts once, with what is
// known of it in the context in which most is known: in the function as
// declared, or as somebody calls it.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_COVERAGE_H
#define SHAPETIDY_CHECKS_ENGINE_COVERAGE_H

#include "checks/engine/BudgetHits.h"
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace shapetidy {

struct CoverageReason {
  enum class Kind : uint8_t {
    Parameter, ///< a parameter without annotation
    Function,  ///< a library function without model: the name
    UserCode,  ///< a function of the program: the name
    Model,     ///< a modelled operation that does not say: the name
    Field,     ///< a field or static member
    Global,    ///< a variable outside of functions
    Change,    ///< a variable that was known, until a join or a call
    Container, ///< an element of a local container: the elements differ
    Pointer,   ///< what a pointer or a subscript leads to
    Variable,  ///< a local variable that got its value in some other way
    Budget,    ///< the function cost more than its budget
    Other,     ///< a kind of expression without rule
  };
  Kind What = Kind::Other;
  /// For the kinds that say so, otherwise empty.
  std::string Name;

  bool operator<(const CoverageReason &Other) const {
    return std::tie(What, Name) < std::tie(Other.What, Other.Name);
  }
};

/// The figures; those of two runs can be added.
struct Coverage {
  struct Unknown {
    uint64_t Rank = 0; ///< expressions whose rank is unknown
    uint64_t Axes = 0; ///< expressions with a known rank and an unknown axis
  };
  uint64_t Expressions = 0, RankKnown = 0, AxesKnown = 0;
  std::map<CoverageReason, Unknown> Reasons;
  BudgetHits Budgets;
  /// Calls of library functions on an array, and those that have a model.
  uint64_t LibraryCalls = 0, ModelledCalls = 0;
  /// How many calls each row of a model answered, by `file:line` of the row.
  std::map<std::string, uint64_t> Rows;
  /// How often each library function without a model is called on an array.
  std::map<std::string, uint64_t> Misses;
  /// How often each one with a model is.
  std::map<std::string, uint64_t> Hits;
  /// The figures by class of the array.
  struct OfClass {
    uint64_t Expressions = 0, RankKnown = 0, AxesKnown = 0;
  };
  std::map<std::string, OfClass> Classes;

  void add(const Coverage &Other);
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_COVERAGE_H
