//===-- SizeEvidence.h - Why two sizes cannot agree -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a finding about two sizes says of them beyond their values: the numbers
// and the declared names that the facts give them, and where each fact was
// learned.
//
// Worked example. After `if (k != 4) return;` the finding about k against 5
// calls the size 'k' (4), and has a note that points at the condition.
//
// The sentences are those of Judgement.h and OperationFindings.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_SIZEEVIDENCE_H
#define SHAPETIDY_CHECKS_ENGINE_SIZEEVIDENCE_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// The size as a reader thinks of it here: the number, where it was shown.
Dim shown(Point &P, Dim D);
/// The name that a size had before the facts gave it a number.
std::string nameOf(Point &P, const Dim &D);
/// "2 axes" and "at least 2 axes": a count in the only form that sentences use.
std::string axesArg(unsigned Count, bool AtLeast);

/// Adds a note, unless its place is unknown.
void addNote(Finding &F, NoteCode Code, clang::CharSourceRange Where,
             std::initializer_list<std::string> Args);
void addNote(Finding &F, NoteCode Code, clang::SourceRange Where,
             std::initializer_list<std::string> Args);
/// Where it was shown what the sizes are, and how they are related.
void noteSizes(Point &P, Finding &F, const Dim &A, const Dim &B,
               const Decision &Why);

/// Was it said of one of the sizes before that it should be two things? The
/// symbols of the function at hand are rigid and may be wrong anywhere.
bool isConsequence(Point &P, const Decision &Why,
                   std::initializer_list<const Dim *> Sides);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_SIZEEVIDENCE_H
