//===-- OwnedObjects.h - Objects that owners make and share -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How the object of an owner comes into being, and what is left of the
// knowledge of an object once it is shared; SmartPointers.h says why.
//
// What is known of a library's module, such as torch::nn::Linear, is what the
// model of its constructor says, or without one what the constructor was given.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OWNEDOBJECTS_H
#define SHAPETIDY_CHECKS_ENGINE_OWNEDOBJECTS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// The value of Site.Whole is an owner of a new object of class \p Owned, made
/// from Site.Args. False if nobody wants to know of such objects.
bool makeOwned(Point &P, const CallSite &Site,
               const clang::CXXRecordDecl *Owned);
/// What everybody who shares an object can rely on.
Value sharedValue(Session &S, const Value &Held);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OWNEDOBJECTS_H
