//===-- PureCallbacks.h - Calls of shape/callback.h -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// shape::pure_callback, shape::PureCallback and shape::vmap: what a callback is
// declared to return is what its call gives, and it is held to that.
//
// Vocabulary: the *declaration* is a tree of shape::ShapeDtype; such a value is
// the array that it describes. The *batch* is the axes that vmap maps over, in
// front of every array; a vectorized callback gets and gives all of it.
//
// Worked example. With x: (32, 3)
//   shape::PureCallback norm(f, shape::ShapeDtype({}, "float32"));
//   auto y = shape::vmap(norm)(x);
// calls f with (3) and gives (32) float32.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_PURECALLBACKS_H
#define SHAPETIDY_CHECKS_ENGINE_PURECALLBACKS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// False if it is no function of shape/callback.h or shape_dtype.h.
bool transferCallbackCall(Point &P, const CallSite &Site);
/// ShapeDtype and PureCallback. False if it is another class.
bool transferCallbackConstruct(Point &P,
                               const clang::CXXConstructExpr *Construct);

/// Calls of PureCallback and of what vmap made.
void callPure(Point &P, const CallableValue &What, CallSite Site);
void callMapped(Point &P, const CallableValue &What, CallSite Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_PURECALLBACKS_H
