//===-- CertainBlocks.cpp - Blocks that every run goes through ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CertainBlocks.h"

namespace shapetidy {

static constexpr unsigned Unreached = ~0u;

/// The nearest node that dominates both.
static unsigned common(llvm::ArrayRef<unsigned> Dominator, unsigned A,
                       unsigned B) {
  while (A != B) {
    while (A > B)
      A = Dominator[A];
    while (B > A)
      B = Dominator[B];
  }
  return A;
}

/// Immediate dominators by Cooper, Harvey and Kennedy; linear in practice.
static std::vector<unsigned>
dominators(llvm::ArrayRef<llvm::SmallVector<unsigned, 2>> Successors) {
  std::vector<unsigned> Dominator(Successors.size(), Unreached);
  Dominator[0] = 0;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned From = 0; From < Successors.size(); ++From) {
      if (Dominator[From] == Unreached)
        continue;
      for (unsigned To : Successors[From]) {
        if (To == 0)
          continue;
        unsigned New = Dominator[To] == Unreached
                           ? From
                           : common(Dominator, Dominator[To], From);
        Changed |= New != Dominator[To];
        Dominator[To] = New;
      }
    }
  }
  return Dominator;
}

std::vector<bool>
nodesOnEveryWay(llvm::ArrayRef<llvm::SmallVector<unsigned, 2>> Successors,
                unsigned Exit) {
  std::vector<bool> Certain(Successors.size(), false);
  if (Exit >= Successors.size())
    return Certain;
  std::vector<unsigned> Dominator = dominators(Successors);
  if (Dominator[Exit] == Unreached)
    return Certain;
  unsigned Node = Exit;
  for (; Node != 0; Node = Dominator[Node])
    Certain[Node] = true;
  Certain[0] = true;
  return Certain;
}

} // namespace shapetidy
