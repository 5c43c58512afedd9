//===-- Instantiations.h - Templates that are reported on -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A template is analysed as it is instantiated, and a mistake in its text is
// reported once, with a note for each instantiation that makes it.
//
// A template may be written for arrays of several sizes, of which its arguments
// fix some:
//   template <class L> void edges(const MatrixXi &F, L &lengths) {
//     if (F.cols() == 3) lengths.resize(F.rows(), 3);
//     else               lengths.resize(F.rows(), 6);
//   }
// An instance for L with three columns is never called with other F, so that
// what some run of an instance avoids may be meant for other instances.
//
// Of a template that nobody instantiates, what does not depend on its
// parameters is looked at all the same, expression by expression: in
//   template <int N> void f() { zeros({2, 3}) + zeros({4, 3}); g<N>(); }
// the sum is wrong for every N.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_INSTANTIATIONS_H
#define SHAPETIDY_CHECKS_ENGINE_INSTANTIATIONS_H

#include "checks/engine/Frame.h"
#include "checks/engine/Session.h"

namespace clang {
class CFGBlock;
} // namespace clang

namespace shapetidy {

/// Adds a note to \p Found if \p Function is an instance of a template.
void noteInstantiation(Session &S, const clang::FunctionDecl *Function,
                       Finding &Found);
/// Adds the instantiations of \p Again, the same finding, to those of \p Known.
void mergeInstantiations(Finding &Known, const Finding &Again);
InstanceSizes sizesOfInstance(Session &S, const clang::FunctionDecl *Function);
/// Notes which instances \p Block names, for InstanceReach.h. What is muted may
/// be meant for other instances, and so may what it calls with fixed sizes.
void noteUses(Session &S, const Frame &F, const clang::CFGBlock &Block,
              bool IsReached);
/// Looks at the constant parts of a pattern.
void analyzePattern(Session &S, const clang::FunctionDecl *Pattern);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_INSTANTIATIONS_H
