//===-- Contracts.h - Calls of annotated functions --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Checks the arguments of a call against the contract of the callee, and says
// what the call gives: the result's annotation in the names of this call.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTRACTS_H
#define SHAPETIDY_CHECKS_ENGINE_CONTRACTS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Matching.h"

namespace shapetidy {

/// The context of names of one call.
struct CallOutcome {
  bool Fits = false;
  Bindings Names;
  llvm::SmallVector<Value, 6> Args;
};

/// Matches all arguments; a conflict is reported once. \p Object is the object
/// whose class names the contract sees; unknown for free functions.
CallOutcome matchArguments(Point &P, const CallSite &Site,
                           const Contract &Promise, const Value &Object);
/// Does the result have axes that the arguments say nothing of?
bool leavesOpen(const Contract &Promise, const Bindings &Names);
/// The value of the call after the arguments fitted. \p InBody is what the body
/// is known to give back: what the contract leaves open is what it has there.
Value resultOf(Point &P, const CallSite &Site, const Contract &Promise,
               const Value &Object, CallOutcome &Outcome,
               const Value &InBody = Value());
/// Parameters that the callee may write hold what the contract says of them;
/// what it may write without saying so is forgotten.
void applyEffects(Point &P, const CallSite &Site, const Contract *Promise,
                  const Value &Object, CallOutcome *Outcome);
/// Functions that take by non-const reference what they do not change: those of
/// shape/shape.h, and views and queries of array libraries.
bool onlyLooks(Session &S, const CallSite &Site);
/// Class names that the call has shown.
Value withNames(Point &P, const Value &Object,
                const clang::CXXRecordDecl *Class, const Bindings &Shown);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTRACTS_H
