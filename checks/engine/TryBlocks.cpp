//===-- TryBlocks.cpp - What may be interrupted by an exception -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TryBlocks.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace clang;

namespace shapetidy {

TryBlocks::TryBlocks(const CFG &Graph, const Stmt *Body) {
  for (const CFGBlock *Block :
       llvm::make_range(Graph.try_blocks_begin(), Graph.try_blocks_end()))
    Dispatches[Block->getTerminatorStmt()] = Block;
  if (Dispatches.empty())
    return;
  using Entry = std::pair<const Stmt *, const CFGBlock *>;
  llvm::SmallVector<Entry, 32> Open = {{Body, nullptr}};
  while (!Open.empty()) {
    auto [Next, Inside] = Open.pop_back_val();
    if (!Next)
      continue;
    if (Inside)
      Around[Next] = Inside;
    // The body of a lambda is another function.
    if (isa<LambdaExpr>(Next))
      continue;
    const auto *Try = dyn_cast<CXXTryStmt>(Next);
    for (const Stmt *Child : Next->children()) {
      bool Guarded = Try && Child == Try->getTryBlock();
      Open.emplace_back(Child, Guarded ? Dispatches.lookup(Try) : Inside);
    }
  }
}

const CFGBlock *TryBlocks::around(const CFGElement &Element) const {
  std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
  return Statement ? Around.lookup(Statement->getStmt()) : nullptr;
}

bool TryBlocks::isExpectedToThrow(const CFGElement &Element,
                                  const SourceManager &Sources) const {
  const CFGBlock *Dispatch = empty() ? nullptr : around(Element);
  if (!Dispatch)
    return false;
  const auto *Try = dyn_cast<CXXTryStmt>(Dispatch->getTerminatorStmt());
  SourceLocation Given = Element.castAs<CFGStmt>().getStmt()->getBeginLoc();
  return Try && Try->getTryLoc().isMacroID() && Given.isMacroID() &&
         Sources.getExpansionLoc(Given) ==
             Sources.getExpansionLoc(Try->getTryLoc());
}

llvm::SmallVector<const CFGBlock *, 2>
TryBlocks::leftTo(const CFGBlock &Block) const {
  llvm::SmallVector<const CFGBlock *, 2> To;
  if (empty())
    return To;
  for (const CFGElement &Element : Block)
    if (const CFGBlock *Dispatch = around(Element);
        Dispatch && !llvm::is_contained(To, Dispatch))
      To.push_back(Dispatch);
  return To;
}

std::vector<const CFGBlock *> TryBlocks::order(const CFG &Graph) const {
  struct Visit {
    const CFGBlock *Block;
    llvm::SmallVector<const CFGBlock *, 4> To;
  };
  llvm::BitVector Seen(Graph.getNumBlockIDs());
  std::vector<const CFGBlock *> Order;
  std::vector<Visit> Open;
  auto Enter = [&](const CFGBlock *Block) {
    if (!Block || Seen.test(Block->getBlockID()))
      return;
    Seen.set(Block->getBlockID());
    Visit V{Block, {}};
    // Visited last, so that a handler comes after what it guards.
    V.To = leftTo(*Block);
    std::reverse(V.To.begin(), V.To.end());
    for (const CFGBlock::AdjacentBlock &Next : llvm::reverse(Block->succs()))
      V.To.push_back(Next.getReachableBlock());
    std::reverse(V.To.begin(), V.To.end());
    Open.push_back(std::move(V));
  };
  Enter(&Graph.getEntry());
  while (!Open.empty()) {
    if (Open.back().To.empty()) {
      Order.push_back(Open.back().Block);
      Open.pop_back();
      continue;
    }
    Enter(Open.back().To.pop_back_val());
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

} // namespace shapetidy
