//===-- CertainBlocks.cpp - Blocks that every run goes through ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CertainBlocks.h"
#include <algorithm>

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

/// Immediate dominators by Cooper, Harvey and Kennedy, of nodes in reverse
/// post-order; linear in practice.
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

/// Reverse post-order from node 0, without what is not reached.
static std::vector<unsigned>
ordered(llvm::ArrayRef<llvm::SmallVector<unsigned, 2>> Successors) {
  std::vector<unsigned> Order;
  std::vector<bool> Seen(Successors.size(), false);
  llvm::SmallVector<std::pair<unsigned, unsigned>, 16> Open = {{0, 0}};
  Seen[0] = true;
  while (!Open.empty()) {
    auto &[Node, Next] = Open.back();
    if (Next == Successors[Node].size()) {
      Order.push_back(Node);
      Open.pop_back();
      continue;
    }
    unsigned To = Successors[Node][Next++];
    if (Seen[To])
      continue;
    Seen[To] = true;
    Open.push_back({To, 0});
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

std::vector<bool>
nodesOnEveryWay(llvm::ArrayRef<llvm::SmallVector<unsigned, 2>> Successors,
                unsigned Exit) {
  std::vector<bool> Certain(Successors.size(), false);
  if (Exit >= Successors.size())
    return Certain;
  std::vector<unsigned> Order = ordered(Successors);
  std::vector<unsigned> Number(Successors.size(), Unreached);
  for (unsigned I = 0; I < Order.size(); ++I)
    Number[Order[I]] = I;
  if (Number[Exit] == Unreached)
    return Certain;
  std::vector<llvm::SmallVector<unsigned, 2>> Renumbered(Order.size());
  for (unsigned I = 0; I < Order.size(); ++I)
    for (unsigned To : Successors[Order[I]])
      Renumbered[I].push_back(Number[To]);
  std::vector<unsigned> Dominator = dominators(Renumbered);
  for (unsigned Node = Number[Exit]; Node != 0; Node = Dominator[Node])
    Certain[Order[Node]] = true;
  Certain[Order[0]] = true;
  return Certain;
}

} // namespace shapetidy
