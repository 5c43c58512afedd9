//===-- TryBlocks.h - What may be interrupted by an exception ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A handler is entered from any point of its try block. The CFG has an edge
// only from `throw`; the edges from everywhere else are made here.
//
// Vocabulary: the *dispatch* block of a try leads to its handlers. A *span* is
// a run of elements of one block inside the same innermost try: at its
// dispatch block holds what held before the span, except for what the span
// changes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TRYBLOCKS_H
#define SHAPETIDY_CHECKS_ENGINE_TRYBLOCKS_H

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace shapetidy {

class TryBlocks {
public:
  TryBlocks(const clang::CFG &Graph, const clang::Stmt *Body);

  bool empty() const { return Dispatches.empty(); }
  /// The dispatch block of the innermost try around an element; null outside.
  const clang::CFGBlock *around(const clang::CFGElement &Element) const;
  /// Did a macro write the try around the element that it was given, as
  /// `EXPECT_THROW(x, E)` does?
  bool isExpectedToThrow(const clang::CFGElement &Element,
                         const clang::SourceManager &Sources) const;
  /// The dispatch blocks that a block can be left to.
  llvm::SmallVector<const clang::CFGBlock *, 2>
  leftTo(const clang::CFGBlock &Block) const;

  /// All blocks that can be reached from the entry, handlers included, in
  /// reverse post-order.
  std::vector<const clang::CFGBlock *> order(const clang::CFG &Graph) const;

private:
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Dispatches;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Around;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TRYBLOCKS_H
