//===-- Established.h - What constructors leave in an object ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The invariants of a class that nobody annotated: what all its constructors
// leave in the fields that are kept (FieldWrites.h), for any arguments.
//
// Worked example. With
//   Linear(int64_t in, int64_t out) : w(zeros({out, in})), b(zeros({out})) {}
// every Linear has w: (out, in) and b: (out), whoever made it, where `in` and
// `out` are sizes of that object.
//
// The sizes are flexible: nobody declared the class for all of them.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ESTABLISHED_H
#define SHAPETIDY_CHECKS_ENGINE_ESTABLISHED_H

#include "checks/engine/FieldWrites.h"
#include "checks/engine/FollowedBodies.h"
#include "checks/engine/Value.h"

namespace shapetidy {

struct Point;
struct Session;

/// Adds to \p Object, of class \p Class, the fields that are established; their
/// sizes belong to \p Key and are called after \p Prefix.
void addEstablishedFields(Point &P, const clang::CXXRecordDecl *Class,
                          const void *Key, llvm::StringRef Prefix,
                          ObjectValue &Object);
/// The fields of an object that nobody changes.
Value keptValue(Session &S, const Value &Object);
/// Gives \p Object the fields of \p Before that no method can have changed.
void restoreKeptFields(Session &S, const Value &Before, ObjectValue &Object);

/// Remembers what was established, by class; owned by a session.
class EstablishedClasses {
public:
  /// Null if nothing is, or if that is being found out.
  const BodySummary *find(Session &S, const clang::CXXRecordDecl *Class);
  FieldWrites Writes;

  /// While constructors are looked at, their classes' fields say nothing.
  bool isBusy() const { return Depth > 0; }

private:
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<BodySummary>>
      Known;
  unsigned Depth = 0;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ESTABLISHED_H
