//===-- Judgement.h - From conflicts to findings ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Turns a conflict of the unifier into a finding: which sentence, its
// arguments, and the notes that are its evidence. OperationFindings.h does so
// for library calls.
//
// Vocabulary: a *subject* is the value that is blamed and what it is for. The
// notes come in a fixed order: the value's shape, the axis inside the
// annotation, where the other size was bound.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_JUDGEMENT_H
#define SHAPETIDY_CHECKS_ENGINE_JUDGEMENT_H

#include "annotations/shapes/Conflict.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

struct Subject {
  enum class Kind : uint8_t {
    Argument,
    Return,
    Variable,
    Field,
    Expect,
    HandedParameter, ///< of a callable, called as a contract says
    HandedResult,
    Output, ///< of an opaque boundary
  };
  Kind What;
  std::string Name;          ///< parameter, variable or field
  std::string Function;      ///< for Argument and Return
  const clang::Expr *Blamed; ///< the expression with the wrong shape
  Value Got;
  const EffectiveAnnotation *Says;
};

/// Other places that take part in the same context of names.
struct Evidence {
  /// The annotation of an item; null if unknown.
  llvm::function_ref<const EffectiveAnnotation *(unsigned Item)> Says;
  /// The argument expression of an item; null if the item is no argument.
  llvm::function_ref<const clang::Expr *(unsigned Item)> Argument;
};

void reportConflict(Point &P, const Conflict &Why, const Subject &Blamed,
                    const Evidence &Known);

/// One side of two structures that part, and where they do.
std::string structureArg(Point &P, const Structure &S);
std::string placeArg(llvm::StringRef Path);

/// What `shape::reveal` shows.
void reportReveal(Point &P, const clang::Expr *Asked, const Value &Known);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_JUDGEMENT_H
