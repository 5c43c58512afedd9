//===-- Effects.h - What a write may change besides its target --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Aliasing: two names may stand for one object, and a write to one of them is
// a write to the other.
//
// Vocabulary: a place is *shared* if something else may name it: its address
// was taken, it is a reference that is not bound to a known place (a parameter
// `Tensor &x`, `Tensor &r = pick(a, b)`), or it belongs to `*this`. A write
// *somewhere* is one through a pointer or reference to nobody knows what.
//
// Worked example. In `void f(Tensor &a, Tensor &b) { a = torch::zeros({3}); }`
// the write to `a` forgets what is known of `b`, unless an annotation says what
// `b` is. `p[0] = 1.5f` forgets nothing, as no shape is a float.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_EFFECTS_H
#define SHAPETIDY_CHECKS_ENGINE_EFFECTS_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// Code that nobody sees runs: forgets everything it can reach.
void forgetReachable(Point &P, const clang::Stmt *Why);
/// A value of this type was written somewhere: forgets what shared places of a
/// fitting kind hold, and what \p Target mentions.
void writeSomewhere(Point &P, clang::QualType Type, const clang::Expr *Target,
                    const clang::Stmt *Why);
/// A value of this type was written to a known place: forgets what other names
/// of a shared place may hold.
/// The same for an object and everything in it.
void writeSharedObject(Point &P, const Place &Object, clang::QualType Type,
                       const clang::Stmt *Why);
void writeShared(Point &P, const Place &To, clang::QualType Type,
                 const clang::Stmt *Why);
/// Variables that \p E mentions may be written behind their names' backs from
/// now on.
void escapeMentioned(Point &P, const clang::Expr *E);
/// Enters a reference that is bound to nobody knows what.
void shareReference(Point &P, const clang::VarDecl *Reference);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_EFFECTS_H
