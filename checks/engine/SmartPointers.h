//===-- SmartPointers.h - Pointers that own their object --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The place of an owner (Owners.h) also stands for its object: `p->w` is the
// field `w` of the place `p`.
//
// A shared object has several places. So that a write through one is never
// missed at another, a copy of a shared owner, and from then on its source
// too, only know the fields that nobody ever changes (FieldWrites.h); a write
// through a shared owner is one that whoever else wrote to such an object sees.
//
// Worked example. After
//   auto p = std::make_shared<Linear>(8, 4);  p->cache = zeros({4});
//   auto q = p;                               q->cache = zeros({9});
// the `cache` of `p` is unknown, and both `w` are (4, 8).
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H
#define SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// `make_unique`, `make_shared`, and what owners can do. False for any other
/// call.
bool transferSmartPointer(Point &P, const CallSite &Site);
/// False if it constructs no owner.
bool transferOwnerConstruct(Point &P, const clang::CXXConstructExpr *Construct,
                            const CallSite &Site);
/// Is it `p->` of an owner, whose place is that of the object?
bool isOwnersArrow(const clang::Expr *E);
/// The call that `net(x)` makes for its holder: `net->forward(x)`.
std::optional<CallSite> passedOn(const CallSite &Site);

/// The value of a copy of \p Source, which may share objects with it.
Value copyOf(Point &P, const clang::Expr *Source);
/// Whoever shares the object that \p To is a part of, or is itself with
/// \p Whole, will see that it is written. False if nobody shares it.
bool writeToSharers(Point &P, const Place &To, bool Whole);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_SMARTPOINTERS_H
