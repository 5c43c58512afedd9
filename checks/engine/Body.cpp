//===-- Body.cpp - Running the analysis over one function body ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Body.h"
#include "checks/engine/Branches.h"
#include "checks/engine/CertainBlocks.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/MissingAnnotation.h"
#include "checks/engine/Transfer.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace clang;

namespace shapetidy {

namespace {
/// One run to the fixpoint.
class Flow {
public:
  Flow(Session &S, Frame &F, const CFG &Graph)
      : S(S), F(F), Graph(Graph), Entries(Graph.getNumBlockIDs()),
        Open(Graph.getNumBlockIDs()) {
    for (const CFGBlock *Block : PostOrderCFGView(&Graph)) {
      Position[Block] = Order.size();
      Order.push_back(Block);
    }
  }

  bool stabilize(const Environment &Entry) {
    reach(Graph.getEntry(), Entry);
    for (unsigned Visits = 0; !Waiting.empty(); ++Visits) {
      if (Visits >= S.Options.MaxBlockVisits ||
          (F.isFollowed() &&
           !S.Followed.spendVisit(S.Options.MaxFollowedVisits)))
        return false;
      unsigned Next = *Waiting.begin();
      Waiting.erase(Waiting.begin());
      visit(*Order[Next], /*Propagate=*/true);
    }
    return true;
  }

  void report(bool Report) {
    F.Returned.reset();
    F.ReturnedPlace.reset();
    std::vector<bool> Certain = certainBlocks();
    for (const CFGBlock *Block : Order) {
      F.Reporting = Report && (!F.OnlyCertain || Certain[Position[Block]]);
      if (Entries[Block->getBlockID()])
        visit(*Block, /*Propagate=*/false);
    }
    F.Reporting = false;
    F.AtExit = Entries[Graph.getExit().getBlockID()];
  }

private:
  /// By position; see CertainBlocks.h.
  std::vector<bool> certainBlocks() const {
    if (!F.OnlyCertain)
      return {};
    std::vector<llvm::SmallVector<unsigned, 2>> Successors;
    for (const CFGBlock *Block : Order) {
      Successors.emplace_back();
      for (const CFGBlock *To : Open[Block->getBlockID()])
        if (auto At = Position.find(To); At != Position.end())
          Successors.back().push_back(At->second);
    }
    return nodesOnEveryWay(Successors, Position.lookup(&Graph.getExit()));
  }

  /// Does the block leave by an exception, or not at all?
  bool leavesForGood(const CFGBlock &Block) const {
    if (Block.hasNoReturnElement())
      return true;
    std::optional<CFGStmt> Last =
        Block.empty() ? std::nullopt : Block.back().getAs<CFGStmt>();
    return Last && isa<CXXThrowExpr>(Last->getStmt());
  }

  void reach(const CFGBlock &Block, const Environment &State) {
    std::optional<Environment> &Entry = Entries[Block.getBlockID()];
    bool Changed = !Entry;
    if (Entry)
      Changed = Entry->join(State);
    else
      Entry = State;
    auto At = Position.find(&Block);
    if (Changed && At != Position.end())
      Waiting.insert(At->second);
  }

  void visit(const CFGBlock &Block, bool Propagate) {
    Environment State = *Entries[Block.getBlockID()];
    Point P{S, F, State};
    F.NeverCameBack = false;
    for (const CFGElement &Element : Block) {
      step(P, Element);
      if (F.NeverCameBack)
        break;
    }
    if (!Propagate)
      return;
    Open[Block.getBlockID()].clear();
    if (std::exchange(F.NeverCameBack, false))
      return;
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &To : Block.succs()) {
      unsigned Edge = Index++;
      const CFGBlock *Next = To.getReachableBlock();
      if (!Next || (Next == &Graph.getExit() && leavesForGood(Block)))
        continue;
      Environment Out = State;
      Point Leaving{S, F, Out};
      if (Block.succ_size() >= 2 && !takeEdge(Leaving, Block, Edge))
        continue;
      Open[Block.getBlockID()].push_back(Next);
      reach(*Next, Out);
    }
  }

  void step(Point &P, const CFGElement &Element) {
    if (auto Statement = Element.getAs<CFGStmt>())
      transfer(P, Statement->getStmt());
    else if (auto Init = Element.getAs<CFGInitializer>())
      transferInitializer(P, Init->getInitializer());
  }

  Session &S;
  Frame &F;
  const CFG &Graph;
  std::vector<std::optional<Environment>> Entries;
  /// Where each block may lead with these arguments, by block id.
  std::vector<llvm::SmallVector<const CFGBlock *, 2>> Open;
  std::vector<const CFGBlock *> Order;
  llvm::DenseMap<const CFGBlock *, unsigned> Position;
  std::set<unsigned> Waiting; ///< positions in reverse post-order
};
} // namespace

bool runBody(Session &S, Frame &F, const Environment &Entry, bool Report) {
  F.Reporting = false;
  F.Returned.reset();
  F.AtExit.reset();
  F.ReturnedPlace.reset();
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
  Flow Run(S, F, *Graph);
  if (!Run.stabilize(Entry))
    return false;
  Run.report(Report);
  return true;
}

/// The object a method is called on: its names are the class's, for all
/// objects alike. A constructor still has to give them lengths.
static void enterObject(Point &P) {
  const auto *Method = dyn_cast<CXXMethodDecl>(P.F.Function);
  if (!Method || Method->isStatic())
    return;
  const CXXRecordDecl *Class = Method->getParent();
  if (Class->isLambda()) {
    const Contract *Promise = P.F.Promise;
    Class = Promise ? Promise->ClassScope : nullptr;
  }
  if (!Class)
    return;
  Value Object =
      freshObject(P, Class, Class->getCanonicalDecl(), "", SymbolNature::Rigid);
  if (isa<CXXConstructorDecl>(Method)) {
    ObjectValue Unnamed;
    Unnamed.Epoch = Class->getCanonicalDecl();
    Object = Value::object(std::move(Unnamed));
  }
  P.Env.set(Class->getCanonicalDecl(), Object);
  P.Env.setNames(namesOf(Object));
}

static PlaceRoot rootOf(const ParmVarDecl *Param) {
  return static_cast<const ValueDecl *>(Param->getCanonicalDecl());
}

/// Unannotated parameters: run-time integers, and what types carry.
static void enterPlainParameters(Point &P) {
  for (const ParmVarDecl *Param : P.F.Function->parameters()) {
    Value Unknown = unknownOf(P, Param->getType(), Param, Param->getName(),
                              Param->getSourceRange());
    P.Env.set(rootOf(Param), Unknown);
    P.F.Arguments.push_back(Unknown);
  }
}

static const EffectiveAnnotation *parameterSays(const Frame &F, unsigned I) {
  return F.Promise && I < F.Promise->Params.size() ? F.Promise->Params[I]
                                                   : nullptr;
}

/// Annotated parameters hold what is said of them, for all sizes.
static void enterAnnotatedParameters(Point &P) {
  const FunctionDecl *Function = P.F.Function;
  llvm::SmallVector<const TypeSyntax *, 6> Types;
  llvm::SmallVector<Origin, 6> From;
  for (unsigned I = 0; I < Function->getNumParams(); ++I) {
    const EffectiveAnnotation *Says = parameterSays(P.F, I);
    Types.push_back(Says ? Says->Type.get() : nullptr);
    From.push_back(P.origin(Origin::Source::Annotation,
                            Function->getParamDecl(I)->getSourceRange()));
  }
  auto Scope = [&](unsigned Item) -> const NamedDecl * {
    return Item < Function->getNumParams()
               ? Function->getParamDecl(Item)
               : static_cast<const NamedDecl *>(Function);
  };
  auto Says = [&](unsigned Item) { return P.F.item(Item); };
  Value Object;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    if (const Value *Known =
            P.Env.find(Method->getParent()->getCanonicalDecl()))
      Object = *Known;
  OperandContext Operands{P.F.Arguments, Object, Scope, Says};
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, Operands);
  };
  Unifier Match(P.S.Sizes, P.S.Decide, P.Env.Facts, unifierOptions(P));
  Match.bindings() = P.Env.names();
  auto Arrays = Match.instantiateParameters(Types, Resolve, From);
  for (unsigned I = 0; I < Arrays.size() && I < Types.size(); ++I) {
    if (!Types[I])
      continue;
    Value Held = declaredValue(P, Arrays[I],
                               Function->getParamDecl(I)->getType(), *Types[I]);
    P.F.Arguments[I] = Held;
    P.Env.set(rootOf(Function->getParamDecl(I)), std::move(Held));
  }
  P.Env.setNames(Match.bindings());
}

/// A constructor's parameters may name what belongs to the object.
static void enterConstructorNames(Point &P) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(P.F.Function);
  if (!Constructor)
    return;
  PlaceRoot Root = Constructor->getParent()->getCanonicalDecl();
  const Value *Object = P.Env.find(Root);
  ObjectValue Named;
  if (Object && Object->asObject())
    Named = *Object->asObject();
  const ClassNames &Names = P.S.Contracts.namesOf(Constructor->getParent());
  for (const auto &Entry : Names.Single) {
    auto At = P.Env.names().Single.find(Entry.getKey());
    if (At != P.Env.names().Single.end() && At->second.Length)
      Named.setName(Entry.getKey(), *At->second.Length);
  }
  P.Env.set(Root, Value::object(std::move(Named)));
}

Environment declaredEntry(Session &S, Frame &F, Environment Outer) {
  Environment Entry = std::move(Outer);
  Point P{S, F, Entry};
  F.Arguments.clear();
  F.Items.clear();
  for (unsigned I = 0; I < F.Function->getNumParams(); ++I)
    F.Items.push_back(parameterSays(F, I));
  enterObject(P);
  enterPlainParameters(P);
  if (F.Promise)
    enterAnnotatedParameters(P);
  enterConstructorNames(P);
  return Entry;
}

void enterArguments(Point &P, llvm::ArrayRef<Value> Args) {
  P.F.Arguments.assign(Args.begin(), Args.end());
  P.F.Items.clear();
  for (const auto &[Index, Param] :
       llvm::enumerate(P.F.Function->parameters())) {
    P.F.Items.push_back(parameterSays(P.F, Index));
    // A reference that is bound to a place of the caller has been entered.
    if (P.Env.find(rootOf(Param)) || P.Env.aliasOf(Param))
      continue;
    Value Held = Index < Args.size() ? Args[Index] : Value();
    if (Held.isUnknown())
      Held = unknownOf(P, Param->getType(), Param, Param->getName(),
                       Param->getSourceRange());
    P.Env.set(rootOf(Param), std::move(Held));
  }
}

void analyzeFunction(Session &S, const FunctionDecl *Function) {
  S.Followed.reset();
  Frame F(Function, S.Contracts.contractOf(Function), nullptr);
  Environment Entry = declaredEntry(S, F, Environment());
  if (runBody(S, F, Entry, /*Report=*/true) && S.Options.MissingAnnotations) {
    Point AtEntry{S, F, Entry};
    adviseResult(AtEntry);
  }
}

} // namespace shapetidy
