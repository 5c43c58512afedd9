//===-- HandOver.h - Callables against callable contracts -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A callable that is handed over to a declaration with a callable contract is
// called the way the contract allows it: with what the contract's parameters
// say, for all sizes. It may accept more, and what it gives may promise more.
//
// Worked example.
//   void each([[shape("(n 3) -> (n)")]] std::function<Tensor(Tensor)> f);
//   [[shape("n")]] Tensor norms([[shape("n m")]] Tensor points);
//   each(norms);                        fits: m may be 3
//   each([](Tensor x) { return x; });   gives (n, 3) where (n) is promised
//
// A callable without a contract of its own is followed into its body. What
// nobody knows is not reported.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_HANDOVER_H
#define SHAPETIDY_CHECKS_ENGINE_HANDOVER_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// What is handed over, and to whom.
struct HandOver {
  const EffectiveAnnotation &Says;
  const clang::NamedDecl *On; ///< the parameter, variable, field or function
  clang::QualType Declared;
  const clang::Expr *Given;
};

/// Reports callables among what is given that do not keep what is said of them.
void checkHandedOver(Point &P, const HandOver &H);

/// A call that somebody else makes, of something that was handed over to it.
struct UnwrittenCall {
  const clang::Expr *Given; ///< what is called
  llvm::ArrayRef<Value> Args;
  llvm::ArrayRef<clang::QualType> Types;
  clang::QualType Result;
  /// What the arguments are called in messages; their positions if empty.
  llvm::ArrayRef<std::string> Names = {};
  /// Tells several calls of one callable apart.
  unsigned Number = 0;
};

/// Makes such a call, and undoes what that does to the frame. \p Found takes
/// what is wrong with it.
Value askCallable(Point &P, const CallableValue &What,
                  const UnwrittenCall &Call, std::vector<Finding> &Found);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_HANDOVER_H
