//===-- Structure.cpp - How a tree is nested ------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/trees/Structure.h"
#include "annotations/trees/Step.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

struct Structure::Payload {
  Kind What = Kind::Leaf;
  NodeKind Of;
  std::vector<Child> Children;
  Structure Below;
  std::optional<Size> Count;
  StructureName Name;
  /// Of the whole subtree, shared parts counted each time.
  uint64_t Nodes = 1;
  unsigned Depth = 1;
};

/// Unknown if it is too big.
Structure Structure::make(Payload New) {
  auto Add = [&](const Structure &Part) {
    New.Nodes += Part.Data ? Part.Data->Nodes : 1;
    New.Depth = std::max(New.Depth, (Part.Data ? Part.Data->Depth : 1) + 1);
  };
  for (const Child &C : New.Children)
    Add(C.Below);
  if (New.What == Kind::Repeated || New.What == Kind::Name)
    Add(New.Below);
  if (New.Nodes > MaxStructureNodes || New.Depth > MaxStructureDepth)
    return Structure();
  return Structure(std::make_shared<const Payload>(std::move(New)));
}

Structure Structure::leaf() { return make(Payload()); }

bool isStepBefore(llvm::StringRef A, llvm::StringRef B) {
  auto Number = [](llvm::StringRef Step) -> std::optional<int64_t> {
    int64_t Key;
    if (!Step.consume_front("[") || !Step.consume_back("]") ||
        Step.getAsInteger(10, Key))
      return std::nullopt;
    return Key;
  };
  std::optional<int64_t> Left = Number(A), Right = Number(B);
  return Left && Right ? *Left < *Right : A < B;
}

Structure Structure::none() { return node({NodeForm::None, "", {}}, {}); }

Structure Structure::node(NodeKind Of, std::vector<Child> Children) {
  Payload New;
  New.What = Kind::Node;
  if (Of.Form == NodeForm::Dict)
    llvm::sort(Children, [](const Child &A, const Child &B) {
      return isStepBefore(A.Step, B.Step);
    });
  New.Of = std::move(Of);
  New.Children = std::move(Children);
  return make(std::move(New));
}

Structure Structure::repeated(NodeKind Of, std::optional<Size> Count,
                              Structure Element) {
  Payload New;
  New.What = Kind::Repeated;
  New.Of = std::move(Of);
  New.Count = Count;
  New.Below = std::move(Element);
  return make(std::move(New));
}

Structure Structure::name(StructureName Name) {
  Payload New;
  New.What = Kind::Name;
  New.Name = std::move(Name);
  New.Below = leaf();
  return make(std::move(New));
}

Structure::Kind Structure::kind() const {
  return Data ? Data->What : Kind::Unknown;
}
const NodeKind &Structure::nodeKind() const { return Data->Of; }
llvm::ArrayRef<Structure::Child> Structure::children() const {
  return Data->Children;
}
const Structure &Structure::below() const { return Data->Below; }
std::optional<Size> Structure::count() const { return Data->Count; }
const StructureName &Structure::nameInfo() const { return Data->Name; }

Structure Structure::composed(const Structure &Inner) const {
  switch (kind()) {
  case Kind::Unknown:
    return Structure();
  case Kind::Leaf:
    return Inner;
  case Kind::Node: {
    std::vector<Child> Children;
    for (const Child &C : children())
      Children.push_back({C.Step, C.Below.composed(Inner)});
    return node(nodeKind(), std::move(Children));
  }
  case Kind::Repeated:
    return repeated(nodeKind(), count(), below().composed(Inner));
  case Kind::Name: {
    Payload New = *Data;
    New.Nodes = New.Depth = 1;
    New.Below = below().composed(Inner);
    return make(std::move(New));
  }
  }
  return Structure();
}

Structure Structure::compose(const Structure &Inner) const {
  uint64_t Own = Data ? Data->Nodes : 1;
  uint64_t Below = Inner.Data ? Inner.Data->Nodes : 1;
  // Both are bounded, so the product cannot overflow; it bounds the result
  // before anything is built.
  if (Own * Below > MaxStructureNodes * 8)
    return Structure();
  return composed(Inner);
}

std::optional<uint64_t> Structure::leafCount() const {
  switch (kind()) {
  case Kind::Leaf:
    return 1;
  case Kind::Node: {
    uint64_t Sum = 0;
    for (const Child &C : children()) {
      std::optional<uint64_t> Below = C.Below.leafCount();
      if (!Below)
        return std::nullopt;
      Sum += *Below;
    }
    return Sum;
  }
  case Kind::Repeated: {
    std::optional<uint64_t> Each = below().leafCount();
    if (Each == 0u)
      return 0;
    std::optional<int64_t> Times =
        count() ? count()->asConstant() : std::nullopt;
    if (!Each || !Times || *Times < 0 || *Times > int64_t(1) << 40)
      return std::nullopt;
    return *Each * static_cast<uint64_t>(*Times);
  }
  case Kind::Unknown:
  case Kind::Name:
    return std::nullopt;
  }
  return std::nullopt;
}

bool Structure::operator==(const Structure &Other) const {
  if (Data == Other.Data)
    return true;
  if (kind() != Other.kind())
    return false;
  switch (kind()) {
  case Kind::Unknown:
  case Kind::Leaf:
    return true;
  case Kind::Node:
    return nodeKind() == Other.nodeKind() &&
           children().size() == Other.children().size() &&
           llvm::all_of(llvm::zip(children(), Other.children()),
                        [](const auto &Pair) {
                          const auto &[A, B] = Pair;
                          return A.Step == B.Step && A.Below == B.Below;
                        });
  case Kind::Repeated:
    return nodeKind() == Other.nodeKind() && count() == Other.count() &&
           below() == Other.below();
  case Kind::Name:
    return nameInfo().Id == Other.nameInfo().Id && below() == Other.below();
  }
  return false;
}

Structure Structure::join(const Structure &A, const Structure &B) {
  if (A == B)
    return A;
  if (A.kind() != B.kind() || A.isUnknown() || A.isLeaf() ||
      A.kind() == Kind::Name || !(A.nodeKind() == B.nodeKind()))
    return Structure();
  if (A.kind() == Kind::Repeated)
    return repeated(A.nodeKind(),
                    A.count() == B.count() ? A.count() : std::nullopt,
                    join(A.below(), B.below()));
  if (A.children().size() != B.children().size())
    return Structure();
  std::vector<Child> Children;
  for (const auto &[Left, Right] : llvm::zip(A.children(), B.children())) {
    if (Left.Step != Right.Step)
      return Structure();
    Children.push_back({Left.Step, join(Left.Below, Right.Below)});
  }
  return node(A.nodeKind(), std::move(Children));
}

} // namespace shapetidy
