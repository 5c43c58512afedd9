//===-- TreeValue.cpp - A value and the values inside it ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/TreeValue.h"
#include "annotations/trees/Step.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

struct TreeValue::Payload {
  ArrayValue Array;
  std::string Class;
  bool MayBeArray = false;
  NodeKind Of;
  std::vector<Child> Children;
  std::optional<Size> Count;
  TreeValue Element;
};

TreeValue TreeValue::array(ArrayValue Array) {
  TreeValue V;
  V.What = Kind::Array;
  Payload Rest;
  Rest.Array = std::move(Array);
  V.Rest = std::make_shared<const Payload>(std::move(Rest));
  return V;
}

TreeValue TreeValue::atom(AtomKind Of, std::string Class, bool MayBeArray) {
  TreeValue V;
  V.What = Kind::Atom;
  V.Atom = Of;
  Payload Rest;
  Rest.Class = std::move(Class);
  Rest.MayBeArray = MayBeArray;
  V.Rest = std::make_shared<const Payload>(std::move(Rest));
  return V;
}

TreeValue TreeValue::none() {
  TreeValue V;
  V.What = Kind::None;
  return V;
}

TreeValue TreeValue::node(NodeKind Of, std::vector<Child> Children) {
  TreeValue V;
  V.What = Kind::Node;
  if (Of.Form == NodeForm::Dict)
    llvm::sort(Children, [](const Child &A, const Child &B) {
      return isStepBefore(A.Step, B.Step);
    });
  Payload Rest;
  Rest.Of = std::move(Of);
  Rest.Children = std::move(Children);
  V.Rest = std::make_shared<const Payload>(std::move(Rest));
  return V;
}

TreeValue TreeValue::repeated(NodeKind Of, std::optional<Size> Count,
                              TreeValue Element) {
  TreeValue V;
  V.What = Kind::Repeated;
  Payload Rest;
  Rest.Of = std::move(Of);
  Rest.Count = Count;
  Rest.Element = std::move(Element);
  V.Rest = std::make_shared<const Payload>(std::move(Rest));
  return V;
}

const ArrayValue *TreeValue::asArray() const {
  return What == Kind::Array ? &Rest->Array : nullptr;
}

/// So may a list of numbers.
bool TreeValue::mayBeArray() const {
  auto IsNumber = [](const TreeValue &V) {
    return V.kind() == Kind::Unknown ||
           (V.kind() == Kind::Atom && V.atomKind() != AtomKind::Text &&
            V.atomKind() != AtomKind::Other);
  };
  switch (What) {
  case Kind::Unknown:
  case Kind::Array:
    return true;
  case Kind::Atom:
    return Rest->MayBeArray;
  case Kind::None:
    return false;
  case Kind::Node:
    return Rest->Of.Form == NodeForm::List && !Rest->Children.empty() &&
           llvm::all_of(Rest->Children,
                        [&](const Child &C) { return IsNumber(C.Inside); });
  case Kind::Repeated:
    return Rest->Of.Form == NodeForm::List && IsNumber(Rest->Element);
  }
  return true;
}

const NodeKind &TreeValue::nodeKind() const { return Rest->Of; }
llvm::ArrayRef<TreeValue::Child> TreeValue::children() const {
  return Rest->Children;
}
const TreeValue &TreeValue::element() const { return Rest->Element; }
std::optional<Size> TreeValue::count() const { return Rest->Count; }

bool TreeValue::hasElements() const {
  if (What != Kind::Repeated || !Rest->Count)
    return false;
  std::optional<int64_t> Least = Rest->Count->lowerBound();
  return Least && *Least > 0;
}

static std::string printAtom(AtomKind Of, const std::string &Class) {
  switch (Of) {
  case AtomKind::Bool:
    return "bool";
  case AtomKind::Int:
    return "int";
  case AtomKind::Float:
    return "float";
  case AtomKind::Complex:
    return "complex";
  case AtomKind::Text:
    return "str";
  case AtomKind::Other:
    break;
  }
  return Class.empty() ? "?" : Class;
}

std::string TreeValue::print(const SizeContext &Sizes) const {
  switch (What) {
  case Kind::Unknown:
    return "?";
  case Kind::None:
    return "None";
  case Kind::Atom:
    return printAtom(Atom, Rest->Class);
  case Kind::Array: {
    std::string Text = Rest->Array.Axes.print(Sizes);
    return Rest->Array.DTypes.isAny() ? Text
                                      : Text + " " + Rest->Array.DTypes.print();
  }
  case Kind::Repeated: {
    NodeKind Of = nodeKind();
    std::string Text =
        printNode(Of, {{"[...]", element().print(Sizes)}}, Sizes);
    return count() ? Text + " * " + Sizes.print(*count()) : Text + " * ?";
  }
  case Kind::Node:
    break;
  }
  std::vector<std::pair<std::string, std::string>> Children;
  for (const Child &C : children())
    Children.emplace_back(C.Step, C.Inside.print(Sizes));
  return printNode(nodeKind(), Children, Sizes);
}

} // namespace shapetidy
