//===-- Body.cpp - Running the analysis over one function body ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Body.h"
#include "checks/engine/BodyEntrance.h"
#include "checks/engine/Branches.h"
#include "checks/engine/Callables.h"
#include "checks/engine/CertainBlocks.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/CoverageRecorder.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Instantiations.h"
#include "checks/engine/Joins.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/MissingAnnotation.h"
#include "checks/engine/OpaqueRegions.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Trees.h"
#include "checks/engine/TryBlocks.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace clang;

namespace shapetidy {

namespace {
/// One run to the fixpoint.
class Flow {
public:
  Flow(Session &S, Frame &F, const CFG &Graph)
      : S(S), F(F), Graph(Graph), Opaque(S.opaqueRegions(F.Function)),
        Tries(Graph, F.Function->getBody()), Entries(Graph.getNumBlockIDs()),
        Incoming(Graph.getNumBlockIDs()), Arrivals(Graph.getNumBlockIDs()),
        Accumulating(Graph.getNumBlockIDs()), Open(Graph.getNumBlockIDs()),
        Order(Tries.order(Graph)) {
    for (const auto &[Index, Block] : llvm::enumerate(Order))
      Position[Block] = Index;
    Accumulating.set(Graph.getEntry().getBlockID());
    for (const CFGBlock *Block : Order)
      for (const CFGBlock::AdjacentBlock &To : Block->succs())
        if (const CFGBlock *Next = To.getReachableBlock();
            Next && Position.lookup(Next) <= Position.lookup(Block))
          Accumulating.set(Next->getBlockID());
    for (const CFGBlock *Dispatch :
         llvm::make_range(Graph.try_blocks_begin(), Graph.try_blocks_end()))
      Accumulating.set(Dispatch->getBlockID());
  }

  bool stabilize(const Environment &Entry) {
    Outer = Entry.journal();
    accumulate(Graph.getEntry(), Entry);
    Waiting.insert(Position.lookup(&Graph.getEntry()));
    for (unsigned Visits = 0; !Waiting.empty(); ++Visits) {
      if (Visits >= S.Options.MaxBlockVisits)
        return giveUp(BudgetHit::Function);
      if (F.isFollowed() && !S.Followed.spendVisit(S.Options.MaxFollowedVisits))
        return giveUp(BudgetHit::Followed);
      unsigned Next = *Waiting.begin();
      Waiting.erase(Waiting.begin());
      enter(*Order[Next]);
      visit(*Order[Next], /*Propagate=*/true);
    }
    return true;
  }

  void report(bool Report) {
    F.Returned.reset();
    F.ReturnedPlace.reset();
    std::vector<bool> Certain = certainBlocks();
    auto IsReported = [&](const CFGBlock *Block) {
      return Position.contains(Block) && Entries[Block->getBlockID()];
    };
    for (const CFGBlock *Block : Graph)
      if (Report && !IsReported(Block))
        noteUses(S, F, *Block, /*IsReached=*/false);
    for (const CFGBlock *Block : Order) {
      bool IsAvoidable = !Certain.empty() && !Certain[Position[Block]];
      F.Reporting = Report && !(F.OnlyCertain && IsAvoidable);
      F.IsMuted = F.OfTemplate == InstanceSizes::InClosure ||
                  (F.OfTemplate == InstanceSizes::Fixed && IsAvoidable);
      if (!IsReported(Block))
        continue;
      visit(*Block, /*Propagate=*/false);
      if (Report)
        noteUses(S, F, *Block, /*IsReached=*/true);
    }
    F.Reporting = false;
    F.AtExit = Entries[Graph.getExit().getBlockID()];
    if (llvm::any_of(Entries, [](const std::optional<Environment> &Entry) {
          return Entry && Entry->Facts.size() >= FactSet::MaxSize;
        }))
      S.Budgets.add(BudgetHit::Facts);
  }

private:
  bool giveUp(BudgetHit Why) {
    S.Budgets.add(Why);
    S.OverBudget.insert(F.Function);
    for (const CFGBlock *Block : Graph)
      noteUses(S, F, *Block, /*IsReached=*/true);
    return false;
  }

  /// The position of a block and which of its successors.
  using EdgeId = std::pair<unsigned, unsigned>;
  using Way = std::pair<EdgeId, Environment>;

  /// By position; see CertainBlocks.h.
  std::vector<bool> certainBlocks() {
    if (!F.OnlyCertain && F.OfTemplate != InstanceSizes::Fixed)
      return {};
    // What fails in a try may be caught there, and meant to be.
    if (Graph.try_blocks_begin() != Graph.try_blocks_end())
      return std::vector<bool>(Order.size(), false);
    std::vector<llvm::SmallVector<unsigned, 2>> Successors;
    for (const CFGBlock *Block : Order) {
      Successors.emplace_back();
      auto Add = [&](const CFGBlock *To) {
        if (auto At = Position.find(firstTurn(*Block, To));
            At != Position.end())
          Successors.back().push_back(At->second);
      };
      llvm::for_each(Open[Block->getBlockID()], Add);
      // A loop that fails in its first turn never leaves by its condition, and
      // what is behind it was never entered.
      if (!Entries[Block->getBlockID()] || !arrivalsFromOutside(*Block).empty())
        for (const CFGBlock::AdjacentBlock &To : Block->succs())
          if (const CFGBlock *Next = To.getReachableBlock())
            Add(Next);
    }
    return nodesOnEveryWay(Successors, Position.lookup(&Graph.getExit()));
  }

  /// The states that \p Block leaves with by successor \p Edge if it is entered
  /// with \p State; false if it does not leave there.
  bool leave(const CFGBlock &Block, unsigned Edge, Environment &State) {
    Point P{S, F, State};
    F.NeverCameBack = false;
    for (const CFGElement &Element : Block)
      step(P, Element);
    return !std::exchange(F.NeverCameBack, false) && takeEdge(P, Block, Edge);
  }

  /// The last state on each way into the head of a loop that is no turn of it.
  llvm::SmallVector<Way, 2> arrivalsFromOutside(const CFGBlock &Head) const {
    llvm::SmallVector<Way, 2> Outside;
    for (const Way &Arrival : Arrivals[Head.getBlockID()])
      if (Arrival.first.first < Position.lookup(&Head))
        Outside.push_back(Arrival);
    return Outside;
  }

  /// Where the way from \p From to \p To leads for certain: into the body of a
  /// loop, if \p To is its head and the condition holds on entering.
  const CFGBlock *firstTurn(const CFGBlock &From, const CFGBlock *To) {
    llvm::SmallVector<Way, 2> Ways = arrivalsFromOutside(*To);
    if (Ways.empty() || Position.lookup(&From) >= Position.lookup(To) ||
        To->succ_size() != 2)
      return To;
    const Environment Entered = metAll(Ways);
    const CFGBlock *Only = nullptr;
    for (unsigned Edge : {0u, 1u}) {
      Environment State = Entered;
      if (!leave(*To, Edge, State))
        continue;
      if (Only)
        return To;
      Only = (To->succ_begin() + Edge)->getReachableBlock();
    }
    return Only ? Only : To;
  }

  bool isBranch(const CFGBlock &Block) const {
    return Block.succ_size() >= 2 && !Opaque.around(Block.getTerminatorStmt());
  }

  /// The way out of a loop whose condition is one block, its head.
  static constexpr unsigned LoopExit = 1;
  bool isLoopHead(const CFGBlock &Block) const {
    const Stmt *Loop = Block.getTerminatorStmt();
    return Accumulating.test(Block.getBlockID()) && isBranch(Block) && Loop &&
           isa<ForStmt, WhileStmt, CXXForRangeStmt>(Loop);
  }

  bool isFirstTurnCertain(const CFGBlock &Head) {
    const auto *Range = dyn_cast<CXXForRangeStmt>(Head.getTerminatorStmt());
    return llvm::all_of(arrivalsFromOutside(Head), [&](const Way &Arrival) {
      Environment State = Arrival.second;
      if (Point P{S, F, State}; Range && hasElements(P, Range))
        return true;
      return !leave(Head, LoopExit, State);
    });
  }

  /// What holds behind a loop; none if it is not left. Where the first turn is
  /// certain nothing is left of the state before the loop, which the head's own
  /// state mixes in: what a turn leaves then counts, but for sizes that it
  /// computes, which stand for other numbers in each turn.
  std::optional<Environment> behindLoop(const CFGBlock &Head) {
    Environment State = *Entries[Head.getBlockID()];
    if (isFirstTurnCertain(Head)) {
      llvm::SmallVector<Way, 2> Turns;
      llvm::copy_if(Arrivals[Head.getBlockID()], std::back_inserter(Turns),
                    [&](const Way &Arrival) {
                      return Arrival.first.first >= Position.lookup(&Head);
                    });
      if (Turns.empty())
        return std::nullopt;
      State.sharpen(metAll(Turns), [&](const Value &Known, const Value &Left) {
        return meet(Known, Left.steady(&S.Sizes));
      });
    }
    if (!leave(Head, LoopExit, State))
      return std::nullopt;
    return State;
  }

  void leaveLoop(const CFGBlock &Head) {
    const CFGBlock *Next = (Head.succ_begin() + LoopExit)->getReachableBlock();
    std::optional<Environment> Behind = Next ? behindLoop(Head) : std::nullopt;
    if (!Behind)
      return;
    auto &Ways = Open[Head.getBlockID()];
    if (!llvm::is_contained(Ways, Next))
      Ways.push_back(Next);
    reach({Position.lookup(&Head), LoopExit}, *Next, *Behind);
  }

  /// Does the block leave by an exception, or not at all?
  bool leavesForGood(const CFGBlock &Block) const {
    if (Block.hasNoReturnElement())
      return true;
    std::optional<CFGStmt> Last =
        Block.empty() ? std::nullopt : Block.back().getAs<CFGStmt>();
    return Last && isa<CXXThrowExpr>(Last->getStmt());
  }

  static void keepLast(llvm::SmallVectorImpl<Way> &Ways, EdgeId From,
                       const Environment &State) {
    auto At =
        llvm::find_if(Ways, [&](const Way &W) { return W.first == From; });
    if (At == Ways.end())
      Ways.emplace_back(From, State);
    else
      At->second = State;
  }

  void reach(EdgeId From, const CFGBlock &Block, const Environment &State) {
    auto At = Position.find(&Block);
    if (At == Position.end())
      return;
    // A block that a cycle comes back to joins everything that ever reached
    // it; any other one only what its predecessors said last, so that what a
    // loop knew of its first turn is not mixed with what it knows of all.
    if (Accumulating.test(Block.getBlockID())) {
      keepLast(Arrivals[Block.getBlockID()], From, State);
      if (accumulate(Block, State))
        Waiting.insert(At->second);
      else if (isLoopHead(Block))
        leaveLoop(Block);
      return;
    }
    keepLast(Incoming[Block.getBlockID()], From, State);
    Waiting.insert(At->second);
  }

  bool accumulate(const CFGBlock &Block, const Environment &State) {
    std::optional<Environment> &Entry = Entries[Block.getBlockID()];
    bool IsNew = !Entry;
    bool Changed =
        IsNew || meet(S, *Entry, State, Joined.insert(&Block).second);
    if (IsNew)
      Entry = State;
    Entry->noteIn(nullptr);
    return Changed;
  }

  Environment metAll(llvm::ArrayRef<Way> Ways) {
    Environment Entry = Ways.front().second;
    for (const auto &[From, State] : llvm::drop_begin(Ways))
      meet(S, Entry, State, /*IsFirst=*/true);
    Entry.noteIn(nullptr);
    return Entry;
  }

  void enter(const CFGBlock &Block) {
    auto &Ways = Incoming[Block.getBlockID()];
    if (Ways.empty())
      return;
    Entries[Block.getBlockID()] = metAll(Ways);
  }

  /// A run of elements inside one try.
  struct Span {
    const CFGBlock *Dispatch = nullptr;
    std::optional<Environment> Before;
    Environment::Journal Changed;
  };

  /// A handler sees nothing that a span changes.
  void close(Span &Now, Environment &State) {
    if (!Now.Dispatch)
      return;
    for (PlaceRoot Root : Now.Changed) {
      Now.Before->forget(Root);
      if (Outer)
        Outer->insert(Root);
    }
    accumulateDispatch(*Now.Dispatch, *Now.Before);
    State.noteIn(Outer);
    Now = Span();
  }

  void accumulateDispatch(const CFGBlock &Dispatch, const Environment &State) {
    if (accumulate(Dispatch, State))
      Waiting.insert(Position.lookup(&Dispatch));
  }

  void open(Span &Now, Environment &State, const CFGBlock *Dispatch) {
    Now.Dispatch = Dispatch;
    if (!Dispatch)
      return;
    Now.Before = State;
    State.noteIn(&Now.Changed);
  }

  void visit(const CFGBlock &Block, bool Propagate) {
    Environment State = *Entries[Block.getBlockID()];
    State.noteIn(Outer);
    Point P{S, F, State};
    Span Now;
    Passed = nullptr;
    F.NeverCameBack = false;
    for (const CFGElement &Element : Block) {
      const CFGBlock *Dispatch =
          Propagate && !Tries.empty() ? Tries.around(Element) : nullptr;
      if (Dispatch != Now.Dispatch) {
        close(Now, State);
        open(Now, State, Dispatch);
      }
      step(P, Element);
      F.NeverCameBack = F.NeverCameBack || neverReturns(Element);
      if (F.NeverCameBack)
        break;
    }
    close(Now, State);
    bool Ends = std::exchange(F.NeverCameBack, false);
    F.FailsSomewhere |= State.fails();
    F.EndsOnPurpose |= !State.fails() && (Ends || leavesForGood(Block));
    if (Propagate)
      propagate(Block, State, Ends);
  }

  void propagate(const CFGBlock &Block, const Environment &State, bool Ends) {
    Open[Block.getBlockID()].clear();
    if (Ends)
      return;
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &To : Block.succs()) {
      unsigned Edge = Index++;
      const CFGBlock *Next = To.getReachableBlock();
      if (!Next || (Next == &Graph.getExit() && leavesForGood(Block)))
        continue;
      if (Edge == LoopExit && isLoopHead(Block)) {
        leaveLoop(Block);
        continue;
      }
      Environment Out = State;
      Point Leaving{S, F, Out};
      if (isBranch(Block) && !takeEdge(Leaving, Block, Edge))
        continue;
      Open[Block.getBlockID()].push_back(Next);
      reach({Position.lookup(&Block), Edge}, *Next, Out);
    }
  }

  /// A temporary whose destructor ends the program, as logging macros have
  /// them: whatever follows the full expression is never reached.
  static bool neverReturns(const CFGElement &Element) {
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    const auto *Bound =
        Statement ? dyn_cast<CXXBindTemporaryExpr>(Statement->getStmt())
                  : nullptr;
    const CXXRecordDecl *Class =
        Bound ? Bound->getType()->getAsCXXRecordDecl() : nullptr;
    return Class && Class->isAnyDestructorNoReturn();
  }

  /// Inside of an opaque block nothing is evaluated.
  bool isPassed(Point &P, const CFGElement &Element) {
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    const OpaqueRegion *Region =
        Statement ? Opaque.around(Statement->getStmt()) : nullptr;
    if (Region && Region != Passed)
      passOpaqueBlock(P, *Region);
    Passed = Region;
    if (Region && isa<ReturnStmt>(Statement->getStmt())) {
      F.Returned = Value();
      F.ReturnedPlace.reset();
    }
    return Region != nullptr;
  }

  void step(Point &P, const CFGElement &Element) {
    F.IsExpected =
        Tries.isExpectedToThrow(Element, S.Context.getSourceManager());
    if (!Opaque.empty() && isPassed(P, Element))
      return;
    if (auto Statement = Element.getAs<CFGStmt>())
      evaluate(P, Statement->getStmt());
    else if (auto Init = Element.getAs<CFGInitializer>())
      transferInitializer(P, Init->getInitializer());
  }

  void evaluate(Point &P, const Stmt *Statement) {
    transfer(P, Statement);
    if (S.Recorder && F.Reporting)
      S.Recorder->observe(P, Statement);
  }

  Session &S;
  Frame &F;
  const CFG &Graph;
  const OpaqueRegions &Opaque;
  const OpaqueRegion *Passed = nullptr; ///< by the block at hand
  TryBlocks Tries;
  Environment::Journal *Outer = nullptr; ///< of the caller's try
  std::vector<std::optional<Environment>> Entries;
  /// The last state on each way into a block, by where it comes from: of one
  /// that no cycle comes back to, and of one that accumulates.
  std::vector<llvm::SmallVector<Way, 2>> Incoming, Arrivals;
  llvm::BitVector Accumulating;
  /// Where each block may lead with these arguments, by block id.
  std::vector<llvm::SmallVector<const CFGBlock *, 2>> Open;
  std::vector<const CFGBlock *> Order;
  llvm::DenseMap<const CFGBlock *, unsigned> Position;
  llvm::DenseSet<const CFGBlock *> Joined;
  std::set<unsigned> Waiting; ///< positions in reverse post-order
};
} // namespace

bool runBody(Session &S, Frame &F, const Environment &Entry, bool Report) {
  F.Reporting = false;
  F.Returned.reset();
  F.AtExit.reset();
  F.ReturnedPlace.reset();
  F.FailsSomewhere = F.EndsOnPurpose = false;
  if (opaqueAttribute(*F.Function))
    return false;
  std::unique_ptr<CFG> Own;
  const CFG *Graph = nullptr;
  if (F.isFollowed()) {
    Graph = S.Followed.graphOf(F.Function, S.Context);
  } else {
    Own = buildGraph(F.Function, S.Context);
    Graph = Own.get();
  }
  if (!Graph)
    return false;
  Environment Start = Entry;
  if (graphDropsAssumptions(F.Function->getBody()))
    Start.doubt(Graph->getEntry().getBlockID());
  Flow Run(S, F, *Graph);
  if (!Run.stabilize(Start))
    return false;
  Run.report(Report);
  return true;
}

void analyzeFunction(Session &S, const FunctionDecl *Function) {
  S.Followed.reset();
  S.Disputed.clear();
  Frame F(Function, S.Contracts.contractOf(Function), nullptr);
  F.OfTemplate = sizesOfInstance(S, Function);
  Environment Entry = declaredEntry(S, F, Environment());
  if (!runBody(S, F, Entry, /*Report=*/true)) {
    if (S.Recorder)
      S.Recorder->giveUp(S, Function->getBody());
    return;
  }
  if (S.Options.MissingAnnotations) {
    Point AtEntry{S, F, Entry};
    adviseAnnotations(AtEntry);
  }
}

} // namespace shapetidy
