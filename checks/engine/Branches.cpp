//===-- Branches.cpp - What a condition teaches ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Branches.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/CheckFunctions.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/RankQueries.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

namespace {
enum class Lesson : uint8_t { Learned, Impossible, NotUnderstood };
} // namespace

/// Nodes looked at when a condition is searched for sizes.
static constexpr unsigned MaxConditionNodes = 200;

static std::optional<Comparison> comparisonIn(const Expr *E) {
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    CXXRewrittenBinaryOperator::DecomposedForm Form =
        Rewritten->getDecomposedForm();
    if (std::optional<Relation> Rel = relationOf(Form.Opcode))
      return Comparison{*Rel, Form.LHS, Form.RHS};
    return std::nullopt;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (std::optional<Relation> Rel = relationOf(Binary->getOpcode()))
      return Comparison{*Rel, Binary->getLHS(), Binary->getRHS()};
    return std::nullopt;
  }
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  if (!Call || Call->getNumArgs() != 2)
    return std::nullopt;
  if (Call->getOperator() == OO_EqualEqual)
    return Comparison{Relation::EQ, Call->getArg(0), Call->getArg(1)};
  if (Call->getOperator() == OO_ExclaimEqual)
    return Comparison{Relation::NE, Call->getArg(0), Call->getArg(1)};
  return std::nullopt;
}

static Lesson learnGoal(Point &P, const Goal &G, const Expr *From) {
  switch (P.S.Decide.decide(P.Env.Facts, G).Answer) {
  case Verdict::Proved:
    return Lesson::Learned;
  case Verdict::Refuted:
    return Lesson::Impossible;
  default:
    P.Env.Facts = P.Env.Facts.with(
        {G, P.origin(Origin::Source::Branch, From->getSourceRange())});
    return Lesson::Learned;
  }
}

/// `x.sizes() == y.sizes()`: the same rank, and every axis the same.
static Lesson learnEqualLists(Point &P, const Shape &A, const Shape &B,
                              const Expr *From) {
  if (!A.rank() || !B.rank())
    return Lesson::NotUnderstood;
  if (A.rank() != B.rank())
    return Lesson::Impossible;
  for (const auto &[Left, Right] : llvm::zip(A.prefix(), B.prefix())) {
    if (!Left.Length || !Right.Length)
      continue;
    Goal Same{*Left.Length, Relation::EQ, *Right.Length};
    if (learnGoal(P, Same, From) == Lesson::Impossible)
      return Lesson::Impossible;
  }
  return Lesson::Learned;
}

static Lesson learnComparison(Point &P, const Comparison &C, bool Holds,
                              const Expr *From) {
  Relation Rel = Holds ? C.Rel : negation(C.Rel);
  if (Rel == Relation::EQ)
    learnRank(P, C.Left, C.Right);
  Value Left = valueOf(P, C.Left), Right = valueOf(P, C.Right);
  if (Left.asInteger() && Right.asInteger())
    return learnGoal(P, {*Left.asInteger(), Rel, *Right.asInteger()}, From);
  const Shape *A = Left.asIntegerList(), *B = Right.asIntegerList();
  if (A && B && Rel == Relation::EQ)
    return learnEqualLists(P, *A, *B, From);
  return Lesson::NotUnderstood;
}

static Lesson learn(Point &P, const Expr *E, bool Holds) {
  E = conditionIn(E);
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    return learn(P, Not->getSubExpr(), !Holds);
  const auto *Logic = dyn_cast<BinaryOperator>(E);
  if (Logic && Logic->getOpcode() == (Holds ? BO_LAnd : BO_LOr)) {
    Lesson Left = learn(P, Logic->getLHS(), Holds);
    Lesson Right = learn(P, Logic->getRHS(), Holds);
    return std::max(Left, Right);
  }
  if (std::optional<Comparison> C = comparisonIn(E))
    return learnComparison(P, *C, Holds, E);
  if (std::optional<Comparison> C = Holds ? std::nullopt : comparisonIfNull(E))
    return learnComparison(P, *C, /*Holds=*/true, E);
  Value Number = valueOf(P, E);
  // A flag is worth something only where it is a constant.
  bool IsFlag = E->getType()->isBooleanType() && Number.asInteger() &&
                Number.asInteger()->isConstant();
  if (!Number.asInteger() || !(IsFlag || isSizeInteger(E->getType())))
    return Lesson::NotUnderstood;
  return learnGoal(P,
                   {*Number.asInteger(), Holds ? Relation::NE : Relation::EQ,
                    P.S.Sizes.zero()},
                   E);
}

/// A truth value or one of an enumeration, computed elsewhere: `same_sizes`,
/// `mode`, `fits()`. Whoever did may have looked at sizes.
static bool isFlag(const Expr *E) {
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = dyn_cast<VarDecl>(Ref->getDecl());
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Named && !isa<CallExpr>(E))
    return false;
  QualType Type = E->getType();
  return Type->isBooleanType() || Type->isEnumeralType();
}

std::optional<bool> decided(Point &P, const Expr *Condition) {
  for (bool Holds : {true, false}) {
    Environment Assumed = P.Env;
    Point Inside{P.S, P.F, Assumed};
    if (learn(Inside, Condition, Holds) == Lesson::Impossible)
      return !Holds;
  }
  return std::nullopt;
}

void learnAssumption(Point &P, const Expr *Condition) {
  // Nothing is evaluated at run time, so only the fact is kept.
  Environment Asked = P.Env;
  Point Inside{P.S, P.F, Asked};
  evaluateTree(Inside, Condition);
  learn(Inside, Condition, /*Holds=*/true);
  P.Env.Facts = std::move(Asked.Facts);
}

/// Could the condition be about sizes?
static bool mentionsSizes(Point &P, const Expr *Condition) {
  llvm::SmallVector<const Stmt *, 16> Open = {Condition};
  for (unsigned Seen = 0; !Open.empty(); ++Seen) {
    if (Seen > MaxConditionNodes)
      return true;
    const auto *E = dyn_cast_or_null<Expr>(Open.pop_back_val());
    if (!E)
      continue;
    if (P.S.isInteresting(E->getType()))
      return true;
    Value Known = valueOf(P, E);
    if (Known.asIntegerList() ||
        (Known.asInteger() && !Known.asInteger()->isConstant()))
      return true;
    if (isFlag(E))
      return true;
    Open.append(E->child_begin(), E->child_end());
  }
  return false;
}

static bool takeBranch(Point &P, const CFGBlock &From, const CFGBlock &To,
                       unsigned Index) {
  const Expr *Condition = From.getLastCondition();
  if (!Condition || From.succ_size() != 2)
    return true;
  Lesson What = learn(P, Condition, /*Holds=*/Index == 0);
  if (What == Lesson::Impossible)
    return false;
  const Stmt *Terminator = From.getTerminatorStmt();
  bool IsLoop = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Terminator);
  if (What == Lesson::NotUnderstood && !IsLoop && mentionsSizes(P, Condition))
    P.Env.doubt(To.getBlockID());
  return true;
}

static bool takeCase(Point &P, const CFGBlock &To, const SwitchStmt *Switch) {
  const Expr *Condition = Switch->getCond();
  Value Number = valueOf(P, Condition);
  const auto *Label = dyn_cast_or_null<CaseStmt>(To.getLabel());
  if (Label && !Label->getRHS() && Number.asInteger()) {
    Value Case = constantInteger(P, Label->getLHS());
    if (Case.asInteger())
      learnRank(P, Condition, *Case.asInteger());
    if (Case.asInteger())
      return learnGoal(P,
                       {*Number.asInteger(), Relation::EQ, *Case.asInteger()},
                       Condition) != Lesson::Impossible;
  }
  if (mentionsSizes(P, Condition))
    P.Env.doubt(To.getBlockID());
  return true;
}

bool takeEdge(Point &P, const CFGBlock &From, unsigned Index) {
  const Stmt *Terminator = From.getTerminatorStmt();
  const CFGBlock *To = *(From.succ_begin() + Index);
  if (!Terminator || !To)
    return true;
  if (const auto *Switch = dyn_cast<SwitchStmt>(Terminator))
    return takeCase(P, *To, Switch);
  return takeBranch(P, From, *To, Index);
}

bool hasElements(Point &P, const CXXForRangeStmt *Loop) {
  Value Range = valueOf(P, Loop->getRangeInit());
  if (const Shape *List = Range.asIntegerList())
    return List->minimumRank() > 0;
  if (std::optional<Size> Count = Range.sequenceCount())
    return Count->lowerBound().value_or(0) > 0;
  return !Range.elements().empty();
}

} // namespace shapetidy
