//===-- TreeCalls.cpp - Calls of shape/tree.h -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TreeCalls.h"
#include "annotations/trees/StructureMatch.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Trees.h"

using namespace clang;

namespace shapetidy {

/// The structure of a tree whose leaves may be anything.
static Structure nestingOf(const TreeValue &Tree) {
  switch (Tree.kind()) {
  case TreeValue::Kind::Unknown:
    return Structure();
  case TreeValue::Kind::Array:
  case TreeValue::Kind::Atom:
    return Structure::leaf();
  case TreeValue::Kind::None:
    return Structure::none();
  case TreeValue::Kind::Repeated:
    return Structure::repeated(Tree.nodeKind(), Tree.count(),
                               nestingOf(Tree.element()));
  case TreeValue::Kind::Node:
    break;
  }
  std::vector<Structure::Child> Children;
  for (const TreeValue::Child &C : Tree.children())
    Children.push_back({C.Step, nestingOf(C.Inside)});
  return Structure::node(Tree.nodeKind(), std::move(Children));
}

static Structure structureOf(Point &P, const Expr *Tree) {
  return nestingOf(treeOf(P, valueOf(P, Tree), Tree->getType()));
}

static void reportParted(Point &P, const CallSite &Site, unsigned First,
                         unsigned Blamed, const Structure &Expected,
                         const Structure &Got, StructureAnswer Answer) {
  Conflict C;
  C.What = Conflict::Kind::Structure;
  C.Item = Blamed;
  C.Name = "T";
  C.Path = Answer.Where->Path;
  C.ExpectedTree = Answer.Where->Expected;
  C.GotTree = Answer.Where->Got;
  C.WholeExpected = Expected;
  C.WholeGot = Got;
  C.BoundAt = AxisSite{First, 0, {0, 0}};
  C.Verdict = std::move(Answer.Verdict);
  const Expr *Arg = Site.Args[Blamed];
  Subject Of{Subject::Kind::Argument, textOf(P, Arg), Site.name(), Arg,
             valueOf(P, Arg),         nullptr};
  auto Says = [](unsigned) -> const EffectiveAnnotation * { return nullptr; };
  auto Argument = [&](unsigned Item) -> const Expr * {
    return Item < Site.Args.size() ? Site.Args[Item] : nullptr;
  };
  reportConflict(P, C, Of, {Says, Argument});
}

/// False if \p Got, the structure of argument \p Blamed, parts from \p Expected
/// for certain.
static bool keeps(Point &P, const CallSite &Site, unsigned First,
                  unsigned Blamed, const Structure &Expected,
                  const Structure &Got) {
  auto SameCount = [&](Size A, Size B) {
    Decision D = P.S.Decide.decide(P.Env.Facts, {A, Relation::EQ, B});
    bool IsHeldTo = P.S.Sizes.allRigid(A) && P.S.Sizes.allRigid(B);
    return D.Answer == Verdict::Contingent && !IsHeldTo
               ? Decision::byForm(Verdict::Unknown)
               : D;
  };
  SizeJudge Judge{P.S.Sizes, SameCount};
  StructureAnswer Answer = beginsWith(Expected, Got, Judge);
  if (!Answer.fails())
    return true;
  if (isReportable(P, Answer.Verdict))
    reportParted(P, Site, First, Blamed, Expected, Got, std::move(Answer));
  return false;
}

/// Can the function change the leaves it is called with?
static bool mayChangeLeaves(const Expr *Function) {
  const CXXRecordDecl *Class =
      Function->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->isLambda() || Class->isGenericLambda())
    return true;
  const CXXMethodDecl *Call = Class->getLambdaCallOperator();
  return !Call ||
         llvm::any_of(Call->parameters(), [](const ParmVarDecl *Param) {
           QualType Type = Param->getType();
           return Type->isPointerType() ||
                  (Type->isReferenceType() &&
                   !Type->getPointeeType().isConstQualified());
         });
}

static void setResult(Point &P, const CallSite &Site, const Structure &Of,
                      bool MayChange) {
  // The functions themselves take trees by forwarding references and only look.
  if (MayChange) {
    applyEffects(P, Site, nullptr, Value(), nullptr);
  } else {
    P.F.WroteUnknown = true;
    P.Env.forgetEscaped();
  }
  Value Result = valueOfStructure(P, Of, Site.Whole->getType());
  if (Result.isUnknown())
    return setUnknown(P, Site.Whole);
  setValue(P, Site.Whole, std::move(Result));
}

static bool transferMap(Point &P, const CallSite &Site) {
  if (Site.Args.size() < 2)
    return false;
  Structure First = structureOf(P, Site.Args[1]);
  for (unsigned I = 2; I < Site.Args.size(); ++I)
    keeps(P, Site, 1, I, First, structureOf(P, Site.Args[I]));
  setResult(P, Site, First, mayChangeLeaves(Site.Args[0]));
  return true;
}

/// The tree of `tree_structure(tree)`; null if \p Def is anything else.
static const Expr *describedBy(const Expr *Def) {
  const auto *Call = dyn_cast<CallExpr>(stripped(Def));
  return Call && Call->getNumArgs() == 1 &&
                 isNamed(Call->getDirectCallee(), "shape", "tree_structure")
             ? Call->getArg(0)
             : nullptr;
}

/// A list of as many leaves.
static Structure listOf(uint64_t Leaves) {
  std::vector<Structure::Child> Children;
  for (uint64_t I = 0; I < Leaves; ++I)
    Children.push_back({"[" + std::to_string(I) + "]", Structure::leaf()});
  return Structure::node({NodeForm::List, "", {}}, std::move(Children));
}

static bool transferUnflatten(Point &P, const CallSite &Site) {
  const Expr *Tree =
      Site.Args.size() == 2 ? describedBy(Site.Args[0]) : nullptr;
  if (!Tree)
    return false;
  Structure Of = structureOf(P, Tree);
  std::optional<uint64_t> Count = Of.leafCount();
  std::optional<std::vector<Value>> Leaves =
      elementsOf(valueOf(P, Site.Args[1]));
  if (Count && Leaves && *Count <= MaxListLength && Leaves->size() != *Count)
    keeps(P, Site, 0, 1, listOf(*Count), listOf(Leaves->size()));
  setResult(P, Site, Of, /*MayChange=*/false);
  return true;
}

bool transferTreeCall(Point &P, const CallSite &Site) {
  if (isNamed(Site.Callee, "shape", "tree_map") ||
      isNamed(Site.Callee, "shape", "tree_map_with_path") ||
      isNamed(Site.Callee, "shape", "tree_for_each"))
    return transferMap(P, Site);
  return isNamed(Site.Callee, "shape", "tree_unflatten") &&
         transferUnflatten(P, Site);
}

} // namespace shapetidy
