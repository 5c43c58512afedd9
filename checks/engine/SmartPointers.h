//===-- SmartPointers.h - Pointers that own their object --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A std::unique_ptr has an object of its own, so the place of the pointer also
// stands for the object: `p->w` is the field `w` of the place `p`. What can be
// shared (shared_ptr, plain pointers) is not held this way: a write through one
// would have to be seen through all.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H
#define SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// make_unique, `*p`, `p->` and `p.get()`. False for any other call.
bool transferSmartPointer(Point &P, const CallSite &Site);
/// Is it `p->` of an owner, whose place is that of the object?
bool isOwnersArrow(const clang::Expr *E);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H
