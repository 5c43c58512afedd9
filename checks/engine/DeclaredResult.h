//===-- DeclaredResult.h - What a callback returns, as declared -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Compares what a callback returns with the tree of shapes and dtypes that is
// declared, leaf by leaf.
//
// Worked example. Of a pair ((3), (4)), declared as ((3), (3)), the conflict is
// at `[1]`: size 4 on axis 0 where 3 is declared.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_DECLAREDRESULT_H
#define SHAPETIDY_CHECKS_ENGINE_DECLAREDRESULT_H

#include "annotations/shapes/Conflict.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// The array with the axes that it has when the program runs: a vector has one.
Value asItRuns(Point &P, const Value &Got, clang::QualType Type);

/// The first place where \p Got, of type \p Type, is not what is declared;
/// none if there is none for certain. What had to be true is learned.
std::optional<Conflict> firstDifference(Point &P, const Value &Declared,
                                        const Value &Got, clang::QualType Type);

/// The value of type \p Type that keeps a declaration.
Value valueAsDeclared(Point &P, const Value &Declared, clang::QualType Type);

void forEachArray(const Value &In,
                  llvm::function_ref<void(const ArrayValue &)> Visit);
/// The value with \p Batch in front of each of its arrays; unknown if that is
/// not known of all of it.
Value withBatch(const Value &Of, llvm::ArrayRef<Dim> Batch);
/// The value without the first axes of each of its arrays.
Value withoutBatch(const Value &Of, unsigned Levels);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_DECLAREDRESULT_H
