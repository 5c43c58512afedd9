//===-- TreeCalls.cpp - Calls of shape/tree.h -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TreeCalls.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/TreeFindings.h"
#include "checks/engine/TreeTypes.h"
#include "checks/engine/Trees.h"

using namespace clang;

namespace shapetidy {

Structure nestingOf(const TreeValue &Tree) {
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

Structure structureOf(Point &P, const Expr *Tree) {
  return nestingOf(treeOf(P, valueOf(P, Tree), Tree->getType()));
}

static bool takesAsConstant(QualType Param) {
  return !Param->isPointerType() &&
         !(Param->isReferenceType() &&
           !Param->getPointeeType().isConstQualified());
}

static bool takesAsConstant(const FunctionDecl &Function) {
  return llvm::all_of(Function.parameters(), [](const ParmVarDecl *Param) {
    return takesAsConstant(Param->getType());
  });
}

/// Can the function change the leaves it is called with?
static bool mayChangeLeaves(const Expr *Function) {
  QualType Type = Function->getType().getNonReferenceType();
  if (Type->isFunctionPointerType())
    Type = Type->getPointeeType();
  if (const auto *Proto = Type->getAs<FunctionProtoType>())
    return !llvm::all_of(Proto->param_types(),
                         [](QualType Param) { return takesAsConstant(Param); });
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return true;
  if (Class->isLambda()) {
    const CXXMethodDecl *Call = Class->getLambdaCallOperator();
    return !Call || !takesAsConstant(*Call);
  }
  bool IsSeen = false;
  for (const Decl *Member : Class->decls()) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member))
      Member = Template->getTemplatedDecl();
    const auto *Call = dyn_cast<CXXMethodDecl>(Member);
    if (!Call || Call->getOverloadedOperator() != OO_Call)
      continue;
    IsSeen = true;
    if (!takesAsConstant(*Call))
      return true;
  }
  return !IsSeen;
}

/// Code of the user's runs, and gets nothing that it could change.
static void runUsersCode(Point &P) {
  P.F.WroteUnknown = true;
  P.Env.forgetEscaped();
}

/// Has every tree this structure, that of the first one, as a prefix?
static bool compareTrees(Point &P, const CallSite &Site,
                         const Structure &First) {
  bool Agree = true;
  for (unsigned I = 2; I < Site.Args.size(); ++I)
    Agree &= treesAgree(
        P, Site, TreeRule::Prefix,
        {Site.Args[I], Site.Args[1], structureOf(P, Site.Args[I]), First});
  return Agree;
}

/// The function is called with leaves of the trees, which keep their nesting.
static void changeLeaves(Point &P, const CallSite &Site) {
  if (!mayChangeLeaves(Site.Args[0]))
    return runUsersCode(P);
  llvm::SmallVector<std::pair<const Expr *, Structure>, 4> Before;
  for (const Expr *Tree : llvm::drop_begin(Site.Args))
    Before.emplace_back(Tree, structureOf(P, Tree));
  applyEffects(P, Site, nullptr, Value(), nullptr);
  for (const auto &[Tree, Of] : Before)
    if (const Place *At = placeOf(P, Tree); At && !Of.isUnknown())
      write(P, Place(*At), valueOfStructure(P, Of, Tree->getType()));
}

void setTreeResult(Point &P, const CallSite &Site, Value Result) {
  if (Result.isUnknown())
    return setUnknown(P, Site.Whole);
  setValue(P, Site.Whole, std::move(Result));
}

static bool transferMap(Point &P, const CallSite &Site) {
  if (Site.Args.size() < 2)
    return false;
  Structure First = structureOf(P, Site.Args[1]);
  std::vector<Value> Leaves;
  if (compareTrees(P, Site, First))
    Leaves = callForLeaves(P, Site, First, /*GivesResults=*/true);
  changeLeaves(P, Site);
  NewLeaves New;
  if (!Leaves.empty())
    New = {&Leaves, /*OncePerList=*/true, Site.Whole};
  setTreeResult(P, Site,
                valueOfStructure(P, First, Site.Whole->getType(), New));
  return true;
}

static bool transferForEach(Point &P, const CallSite &Site) {
  if (Site.Args.size() < 2)
    return false;
  Structure First = structureOf(P, Site.Args[1]);
  if (compareTrees(P, Site, First))
    callForLeaves(P, Site, First, /*GivesResults=*/false);
  changeLeaves(P, Site);
  return true;
}

static bool transferStructure(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 1)
    return false;
  setTreeResult(P, Site, Value::structure(structureOf(P, Site.Args[0])));
  return true;
}

namespace {
/// The leaves of a tree in order.
struct LeafList {
  std::vector<Value> Items;
  bool IsWhole = true;

  void add(const TreeValue &Tree);
};
} // namespace

void LeafList::add(const TreeValue &Tree) {
  IsWhole &= Items.size() < MaxListLength;
  if (!IsWhole)
    return;
  switch (Tree.kind()) {
  case TreeValue::Kind::Array:
    Items.push_back(Value::array(*Tree.asArray()));
    break;
  case TreeValue::Kind::Atom:
    Items.push_back(Value());
    break;
  case TreeValue::Kind::Node:
    for (const TreeValue::Child &C : Tree.children())
      add(C.Inside);
    break;
  case TreeValue::Kind::None:
    break;
  case TreeValue::Kind::Unknown:
  case TreeValue::Kind::Repeated:
    IsWhole = false;
  }
}

std::optional<std::vector<Value>> leafValues(const TreeValue &Tree) {
  LeafList Leaves;
  Leaves.add(Tree);
  if (!Leaves.IsWhole)
    return std::nullopt;
  return std::move(Leaves.Items);
}

/// The value of a list of the leaves of a tree.
static Value leavesOf(Point &P, const Expr *Tree, QualType ListType,
                      bool HavePaths) {
  TreeValue Held = treeOf(P, valueOf(P, Tree), Tree->getType());
  std::optional<std::vector<Value>> Leaves = leafValues(Held);
  QualType Element = elementType(P, ListType);
  // Leaves of several types are in variants.
  bool IsChoice =
      !HavePaths && !Element.isNull() &&
      P.S.Trees.typeOf(Element, *P.S.Models).What == TreeType::Kind::Choice;
  if (Leaves && !Element.isNull()) {
    for (Value &Leaf : *Leaves) {
      if (IsChoice)
        Leaf = Value();
      if (HavePaths)
        Leaf = Value::aggregate({Value(), std::move(Leaf)});
    }
    return containerOf(P, Element, std::move(*Leaves));
  }
  const ArrayValue *Each = Held.kind() == TreeValue::Kind::Repeated
                               ? Held.element().asArray()
                               : nullptr;
  bool IsPlain = Each && !IsChoice && !HavePaths;
  return Value::sequence(IsPlain ? Value::array(*Each) : Value(),
                         leafTotal(P, nestingOf(Held)));
}

static bool transferLeaves(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 1)
    return false;
  bool HavePaths = Site.name() != "tree_leaves";
  setTreeResult(P, Site,
                leavesOf(P, Site.Args[0], Site.Whole->getType(), HavePaths));
  return true;
}

static bool transferFlatten(Point &P, const CallSite &Site) {
  TreeType Result = P.S.Trees.typeOf(Site.Whole->getType(), *P.S.Models);
  if (Site.Args.size() != 1 || Result.Parts.size() != 2)
    return false;
  setTreeResult(
      P, Site,
      Value::aggregate({leavesOf(P, Site.Args[0], Result.Parts[0], false),
                        Value::structure(structureOf(P, Site.Args[0]))}));
  return true;
}

static bool transferReduce(Point &P, const CallSite &Site) {
  if (Site.Args.size() < 2)
    return false;
  if (Site.Args.size() == 2 && structureOf(P, Site.Args[1]).leafCount() == 0u)
    reportNoLeaves(P, Site, Site.Args[1]);
  runUsersCode(P);
  setUnknown(P, Site.Whole);
  return true;
}

static bool transferAllLeaves(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 1)
    return false;
  Structure Of = structureOf(P, Site.Args[0]);
  setUnknown(P, Site.Whole);
  if (Of.kind() != Structure::Kind::Node)
    return true;
  auto Is = [&](Structure::Kind Kind) {
    return [Kind](const Structure::Child &C) { return C.Below.kind() == Kind; };
  };
  if (llvm::any_of(Of.children(), Is(Structure::Kind::Unknown)))
    return true;
  bool AreAll = llvm::all_of(Of.children(), Is(Structure::Kind::Leaf));
  setValue(P, Site.Whole, Value::integer(P.S.Sizes.constant(AreAll)));
  return true;
}

namespace {
struct TreeFunction {
  llvm::StringLiteral Name;
  bool (*Run)(Point &, const CallSite &);
};
} // namespace

static constexpr TreeFunction TreeFunctions[] = {
    {"tree_map", transferMap},
    {"tree_map_with_path", transferMap},
    {"tree_for_each", transferForEach},
    {"tree_structure", transferStructure},
    {"tree_leaves", transferLeaves},
    {"tree_leaves_with_path", transferLeaves},
    {"tree_flatten", transferFlatten},
    {"tree_reduce", transferReduce},
    {"all_leaves", transferAllLeaves},
    {"tree_unflatten", transferUnflatten},
    {"build_tree", transferBuild},
    {"tree_transpose", transferTranspose},
    {"treedef_tuple", transferTupleOfStructures},
};

static const TreeFunction *treeFunction(const FunctionDecl *Function) {
  auto At = llvm::find_if(TreeFunctions, [&](const TreeFunction &F) {
    return isNamed(Function, "shape", F.Name);
  });
  return At == std::end(TreeFunctions) ? nullptr : At;
}

bool isTreeFunction(const FunctionDecl *Function) {
  return treeFunction(Function) != nullptr;
}

bool transferTreeCall(Point &P, const CallSite &Site) {
  if (Site.Receiver)
    return transferStructureMember(P, Site);
  const TreeFunction *F = treeFunction(Site.Callee);
  return F && F->Run(P, Site);
}

bool transferTreeConstruct(Point &P, const CallSite &Site) {
  const auto *Construct = dyn_cast_or_null<CXXConstructorDecl>(Site.Callee);
  if (!Construct || Construct->isCopyOrMoveConstructor() || Site.Args.empty() ||
      !isPartial(Construct->getParent()))
    return false;
  std::vector<Value> Bound;
  for (const Expr *Argument : llvm::drop_begin(Site.Args))
    Bound.push_back(valueOf(P, Argument));
  setValue(P, Site.Whole, Value::aggregate(std::move(Bound)));
  return true;
}

} // namespace shapetidy
