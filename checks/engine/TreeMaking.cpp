//===-- TreeMaking.cpp - Trees made of structures -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of TreeCalls.h whose functions are handed a shape::TreeDef.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/TreeCalls.h"
#include "checks/engine/TreeFindings.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

static Structure definedBy(Point &P, const Expr *Def) {
  const Structure *Known = valueOf(P, Def).asStructure();
  return Known ? *Known : Structure();
}

std::optional<Size> leafTotal(Point &P, const Structure &Of) {
  if (std::optional<uint64_t> Known = Of.leafCount())
    return P.S.Sizes.constant(static_cast<int64_t>(*Known));
  if (Of.kind() == Structure::Kind::Repeated) {
    std::optional<Size> Each = leafTotal(P, Of.below());
    if (!Each || !Of.count())
      return std::nullopt;
    return P.S.Sizes.mul(*Of.count(), *Each);
  }
  if (Of.kind() != Structure::Kind::Node)
    return std::nullopt;
  Size Sum = P.S.Sizes.constant(0);
  for (const Structure::Child &C : Of.children()) {
    std::optional<Size> Each = leafTotal(P, C.Below);
    if (!Each)
      return std::nullopt;
    Sum = P.S.Sizes.add(Sum, *Each);
  }
  return Sum;
}

bool transferUnflatten(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 2)
    return false;
  Structure Of = definedBy(P, Site.Args[0]);
  Value Leaves = valueOf(P, Site.Args[1]);
  std::optional<std::vector<Value>> Items = elementsOf(Leaves);
  std::optional<Size> Given = Leaves.sequenceCount();
  if (Items)
    Given = P.S.Sizes.constant(static_cast<int64_t>(Items->size()));
  std::optional<Size> Wanted = leafTotal(P, Of);
  bool Agree = !Given || !Wanted ||
               leavesAgree(P, Site, Site.Args[1], *Given, *Wanted, Of);
  setTreeResult(P, Site,
                Agree ? valueOfStructure(P, Of, Site.Whole->getType(),
                                         {Items ? &*Items : nullptr})
                      : Value());
  return true;
}

namespace {
/// Puts parts in the place of the leaves of a structure.
struct TreeBuilder {
  Point &P;
  const CallSite &Site;
  bool Agrees = true;

  Structure build(const Structure &Of, const TreeValue &Parts,
                  const std::string &Path);
  Structure node(const Structure &Of, const TreeValue &Parts,
                 const std::string &Path);
};
} // namespace

Structure TreeBuilder::node(const Structure &Of, const TreeValue &Parts,
                            const std::string &Path) {
  auto Number = [&](size_t N) {
    return P.S.Sizes.constant(static_cast<int64_t>(N));
  };
  size_t Wanted = Of.children().size();
  std::optional<Size> Got;
  if (Parts.kind() == TreeValue::Kind::Node)
    Got = Number(Parts.children().size());
  else if (Parts.kind() == TreeValue::Kind::Repeated)
    Got = Parts.count();
  Agrees =
      !Got || childrenAgree(P, Site, Site.Args[1], Path, *Got, Number(Wanted));
  if (!Agrees)
    return Structure();
  bool IsExact = Parts.kind() == TreeValue::Kind::Node &&
                 Parts.children().size() == Wanted;
  std::vector<Structure::Child> Children;
  for (size_t I = 0; I < Wanted && Agrees; ++I) {
    const Structure::Child &C = Of.children()[I];
    TreeValue Part = IsExact ? Parts.children()[I].Inside
                     : Parts.kind() == TreeValue::Kind::Repeated
                         ? Parts.element()
                         : TreeValue();
    Children.push_back({C.Step, build(C.Below, Part, Path + C.Step)});
  }
  return Agrees ? Structure::node(Of.nodeKind(), std::move(Children))
                : Structure();
}

Structure TreeBuilder::build(const Structure &Of, const TreeValue &Parts,
                             const std::string &Path) {
  switch (Of.kind()) {
  case Structure::Kind::Leaf:
    return nestingOf(Parts);
  case Structure::Kind::Node:
    return node(Of, Parts, Path);
  case Structure::Kind::Repeated: {
    TreeValue Each = Parts.kind() == TreeValue::Kind::Repeated ? Parts.element()
                                                               : TreeValue();
    return Structure::repeated(Of.nodeKind(), Of.count(),
                               build(Of.below(), Each, Path + "[...]"));
  }
  case Structure::Kind::Unknown:
  case Structure::Kind::Name:
    break;
  }
  return Structure();
}

bool transferBuild(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 2)
    return false;
  const Expr *Parts = Site.Args[1];
  TreeBuilder Builder{P, Site};
  Structure Of =
      Builder.build(definedBy(P, Site.Args[0]),
                    treeOf(P, valueOf(P, Parts), Parts->getType()), "");
  setTreeResult(P, Site,
                Builder.Agrees ? valueOfStructure(P, Of, Site.Whole->getType())
                               : Value());
  return true;
}

/// Leaf I * Width + J becomes leaf J * Height + I.
static std::optional<std::vector<Value>> turned(std::vector<Value> Leaves,
                                                const Structure &Outer,
                                                const Structure &Inner) {
  std::optional<uint64_t> Height = Outer.leafCount();
  std::optional<uint64_t> Width = Inner.leafCount();
  if (!Height || !Width || *Height > MaxListLength || *Width > MaxListLength ||
      *Height * *Width != Leaves.size())
    return std::nullopt;
  std::vector<Value> Turned;
  for (uint64_t J = 0; J < *Width; ++J)
    for (uint64_t I = 0; I < *Height; ++I)
      Turned.push_back(Leaves[I * *Width + J]);
  return Turned;
}

bool transferTranspose(Point &P, const CallSite &Site) {
  if (Site.Args.size() != 3)
    return false;
  Structure Outer = definedBy(P, Site.Args[0]);
  Structure Inner = definedBy(P, Site.Args[1]);
  const Expr *Tree = Site.Args[2];
  TreeValue Held = treeOf(P, valueOf(P, Tree), Tree->getType());
  bool Agree = treesAgree(P, Site, TreeRule::Composition,
                          {Tree, Tree, nestingOf(Held), Outer.compose(Inner)});
  std::optional<std::vector<Value>> Leaves = leafValues(Held);
  if (Leaves)
    Leaves = turned(std::move(*Leaves), Outer, Inner);
  setTreeResult(P, Site,
                Agree ? valueOfStructure(P, Inner.compose(Outer),
                                         Site.Whole->getType(),
                                         {Leaves ? &*Leaves : nullptr})
                      : Value());
  return true;
}

bool transferTupleOfStructures(Point &P, const CallSite &Site) {
  std::vector<Structure::Child> Children;
  auto Add = [&](const Structure *Of) {
    Children.push_back(
        {"[" + llvm::utostr(Children.size()) + "]", Of ? *Of : Structure()});
  };
  std::optional<std::vector<Value>> Several;
  if (Site.Args.size() == 1)
    Several = elementsOf(valueOf(P, Site.Args[0]));
  bool IsList = Site.Args.size() == 1 &&
                !elementType(P, Site.Args[0]->getType()).isNull();
  setUnknown(P, Site.Whole);
  if (IsList && !Several)
    return true;
  if (IsList)
    for (const Value &One : *Several)
      Add(One.asStructure());
  else
    for (const Expr *Def : Site.Args) {
      Value One = valueOf(P, Def);
      Add(One.asStructure());
    }
  setTreeResult(P, Site,
                Value::structure(Structure::node({NodeForm::Tuple, "", {}},
                                                 std::move(Children))));
  return true;
}

static bool isStructure(const CXXRecordDecl *Class) {
  return Class->getIdentifier() && Class->getName() == "TreeDef" &&
         Class->getQualifiedNameAsString() == "shape::TreeDef";
}

bool transferStructureMember(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  if (!Method || !Method->getDeclName().isIdentifier() ||
      !isStructure(Method->getParent()))
    return false;
  Structure Of = definedBy(P, Site.Receiver);
  setUnknown(P, Site.Whole);
  if (Method->getName() == "num_leaves") {
    if (std::optional<Size> Total = leafTotal(P, Of))
      setValue(P, Site.Whole, Value::integer(*Total));
  } else if (Method->getName() == "compose" && Site.Args.size() == 1) {
    setTreeResult(P, Site,
                  Value::structure(Of.compose(definedBy(P, Site.Args[0]))));
  }
  return true;
}

} // namespace shapetidy
