//===-- Following.h - Calls without a contract ------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Runs the body of a callee with what its caller knows: functions, methods,
// operators, closures and constructors are all followed in this one way.
//
// Vocabulary: a *bound* root of the callee is a place of the caller (a
// reference parameter, the object of a method, a variable captured by
// reference); what is written to it comes back. Two references to one place
// are one root in the callee as well.
//
// Worked example.
//   void pad(Tensor &x, int64_t n) { x = torch::cat({x, torch::zeros({n})}); }
//   pad(y, 3);          // y: (m) before
// enters with the roots x: (m), bound to y, and n: 3; y is (m + 3) afterwards.
//
// What goes wrong inside, for these arguments, is the call's mistake; see
// FindingSink. A call that cannot be followed may write everything it is
// handed, and its result is unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FOLLOWING_H
#define SHAPETIDY_CHECKS_ENGINE_FOLLOWING_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// The contract of a callee that does not say what it gives back, and the names
/// that the arguments bound.
struct CallPromise {
  const Contract *Promise = nullptr;
  Bindings Names;
};

/// Follows a function, method, operator or closure. False if it cannot be:
/// nothing has changed then.
bool transferFollowed(Point &P, const CallSite &Site, CallPromise Known = {});

/// Reports what goes wrong in the body of a callee whose contract says what it
/// gives back: the contract is silent about fields, and about what has no
/// annotation. With \p AsksResult returns what the body gives back, as far as
/// that is known.
Value lookIntoBody(Point &P, const CallSite &Site, CallPromise Known,
                   bool AsksResult);

/// The object that a constructor leaves behind; none if it cannot be followed.
/// \p Promise is its contract, null without one.
std::optional<Value> followConstructor(Point &P, const CallSite &Site,
                                       const Contract *Promise);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FOLLOWING_H
