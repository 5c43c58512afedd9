//===-- CallEntry.h - What a callee sees of its caller ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Turns a call into a body entry: which roots the callee has, what they hold,
// and which of them are places of the caller.
//
// References that overlap are sorted out here: of `f(o, o.w)` with two
// reference parameters only `o` becomes a root, and the second parameter an
// alias of its field `w`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CALLENTRY_H
#define SHAPETIDY_CHECKS_ENGINE_CALLENTRY_H

#include "checks/engine/BodyRun.h"
#include "checks/engine/CallSite.h"

namespace shapetidy {

/// A root of the callee that is a place of the caller.
struct BoundRoot {
  unsigned Index; ///< into BodyEntry::Roots
  Place Caller;
  clang::QualType Type;
  const clang::Expr *From; ///< the argument; null for objects and captures
};

class CallEntry {
public:
  CallEntry(Point &P, const CallSite &Site,
            const clang::FunctionDecl *Definition);

  /// False if the roots overlap in a way that an entry cannot express.
  bool build();
  /// For a constructor: the object is new.
  bool buildForNewObject();

  BodyEntry Entry;
  llvm::SmallVector<BoundRoot, 4> Bound;
  /// The callee may write through a reference to nobody knows what.
  bool MayWriteUnknown = false;

private:
  struct Reference {
    PlaceRoot Root;
    const clang::ValueDecl *Variable; ///< null for an object
    Place Caller;
    clang::QualType Type;
    const clang::Expr *From;
  };

  void enterReceiver();
  void enterObject(PlaceRoot Root);
  void enterParameters();
  void enterCaptures(const clang::CXXRecordDecl *Closure);
  void enterCapturedThis(const clang::LambdaCapture &Capture);
  void addValue(PlaceRoot Root, Value Held);
  void addReference(Reference R);
  bool bindReferences();
  bool bindReference(const Reference &R);
  bool complete();

  Point &P;
  const CallSite &Site;
  const clang::FunctionDecl *Definition;
  llvm::SmallVector<Reference, 4> References;
};

/// The place of the object that a member call is about: of `o` in `o.f()`, of
/// `*this` in `f()`. None for what a pointer points to.
std::optional<Place> objectPlace(Point &P, const CallSite &Site);
/// Is \p Closure called in the run of the function that made it, so that its
/// captures are places here?
bool isClosureOfFrame(const Frame &F, const clang::CXXRecordDecl *Closure);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CALLENTRY_H
