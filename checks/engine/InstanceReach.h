//===-- InstanceReach.h - Instances that a run gets to ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A compiler instantiates what is written, not what is run:
//   template <class V> void sum(const V &values) {    // V has two axes
//     if (values.dimension() == 1) sumOf<false>(values);
//     else                         sumOf<true>(values);
//   }
// makes `sumOf<false>` for values with two axes, where it is wrong, and never
// calls it.
//
// Vocabulary: a body *uses* the functions that its text names; a use is *live*
// if a run may get to it. An instance is *avoided* if some use of it is not
// live, and none that is live leads to it from a function that is not avoided
// itself. What nobody uses, or what is used from outside of the analysed
// bodies only, is not avoided: its callers are not known.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_INSTANCEREACH_H
#define SHAPETIDY_CHECKS_ENGINE_INSTANCEREACH_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class Stmt;
} // namespace clang

namespace shapetidy {

class InstanceReach {
public:
  /// The instance that \p Part of a body names by itself: an instance of a
  /// template, or what is written in one; null if it names none.
  static const clang::FunctionDecl *usedBy(const clang::Stmt *Part);
  /// May it be avoided: was it made because of its uses?
  static bool isMadeByUses(const clang::FunctionDecl *Function);

  void note(const clang::FunctionDecl *User, const clang::FunctionDecl *Used,
            bool IsLive);
  /// Those that are avoided, when all bodies are known.
  llvm::DenseSet<const clang::FunctionDecl *> avoided() const;

private:
  using Functions = llvm::DenseSet<const clang::FunctionDecl *>;
  /// Everything that live uses lead to from \p From, \p From included.
  Functions reachedFrom(
      llvm::SmallVector<const clang::FunctionDecl *, 16> From,
      llvm::function_ref<bool(const clang::FunctionDecl *)> Wanted) const;

  /// By user.
  llvm::DenseMap<const clang::FunctionDecl *, Functions> Live;
  Functions UsedInVain; ///< by a use that is not live
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_INSTANCEREACH_H
