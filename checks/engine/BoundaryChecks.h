//===-- BoundaryChecks.h - What an opaque boundary may not do ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The rules of opaque blocks and functions that can be seen without following a
// value: control leaves a block at its end only, blocks do not nest, and what
// they declare exists behind them.
//
// Worked example. In
//   for (;;) [[shape::opaque("y: n")]] {
//     for (auto &h : handles) if (!h) break;   // leaves the inner loop: right
//     if (failed) break;                       // leaves the block: a finding
//     throw 1;                                 // an exception may leave it
//   }
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BOUNDARYCHECKS_H
#define SHAPETIDY_CHECKS_ENGINE_BOUNDARYCHECKS_H

#include "checks/engine/FindingList.h"
#include "checks/engine/OpaqueBlocks.h"
#include "checks/engine/OutputsReader.h"

namespace shapetidy {

/// \p Declared is null without an ordinary string.
void checkOpaqueBlock(const clang::FunctionDecl &Function,
                      const OpaqueBlock &Block, const DeclaredOutputs *Declared,
                      const clang::ASTContext &Context, FindingList &Out);
void checkOpaqueFunction(const clang::FunctionDecl &Function,
                         const clang::AnnotateAttr &Mark,
                         const DeclaredOutputs *Declared,
                         const clang::ASTContext &Context, FindingList &Out);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BOUNDARYCHECKS_H
