//===-- CertainBlocks.h - Blocks that every run goes through ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A function on its own is right if each of its branches can be; a call of it
// is wrong only if what it certainly runs into is. A block is *certain* if no
// run that returns avoids it: the dominators of the exit, over the edges that
// the arguments leave open.
//
// Worked example. In
//   Tensor f(Tensor x, bool flip) {
//     if (flip) return x.t();       // not certain: who calls f(x, b) may know
//     check(x);                     // not certain either
//   }
// nothing but the entry is certain; for `f(x, false)` the edge into the first
// branch is closed and `check(x)` becomes certain.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CERTAINBLOCKS_H
#define SHAPETIDY_CHECKS_ENGINE_CERTAINBLOCKS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace shapetidy {

/// \p Successors of each node, of which the entry is node 0; true for those on
/// every way to \p Exit. None without a way.
std::vector<bool>
nodesOnEveryWay(llvm::ArrayRef<llvm::SmallVector<unsigned, 2>> Successors,
                unsigned Exit);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CERTAINBLOCKS_H
