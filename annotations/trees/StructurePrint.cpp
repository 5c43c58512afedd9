//===-- StructurePrint.cpp - Structures as text ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/trees/Structure.h"
#include "llvm/ADT/StringRef.h"

namespace shapetidy {

namespace {

struct Brackets {
  const char *Open, *Close;
};

Brackets bracketsOf(NodeForm Form) {
  switch (Form) {
  case NodeForm::List:
    return {"[", "]"};
  case NodeForm::Dict:
    return {"{", "}"};
  default:
    return {"(", ")"};
  }
}

/// What stands in front of a child: `a: ` for the step `["a"]`, `x=` for `.x`.
std::string labelOf(const NodeKind &Of, llvm::StringRef Step) {
  if (Of.Form == NodeForm::Record) {
    Step.consume_front(".");
    return Step.str() + "=";
  }
  if (Of.Form != NodeForm::Dict)
    return "";
  Step.consume_front("[");
  Step.consume_back("]");
  if (Step.size() >= 2 && Step.front() == '"' && Step.back() == '"')
    Step = Step.drop_front().drop_back();
  return Step.str() + ": ";
}

std::string printStatic(const StaticField &Field, const SizeContext &Sizes) {
  std::string Value =
      Field.Number ? Sizes.print(*Field.Number) : Field.Text.value_or("?");
  return Field.Name + "=" + Value;
}

} // namespace

std::string
printNode(const NodeKind &Of,
          llvm::ArrayRef<std::pair<std::string, std::string>> Children,
          const SizeContext &Sizes) {
  if (Of.Form == NodeForm::None)
    return "None";
  auto [Open, Close] = bracketsOf(Of.Form);
  std::string Text = Of.Name + Open;
  bool First = true;
  for (const auto &[Step, Below] : Children) {
    Text += (First ? "" : ", ") + labelOf(Of, Step) + Below;
    First = false;
  }
  if (Of.Form == NodeForm::Tuple && Of.Name.empty() && Children.size() == 1)
    Text += ",";
  for (const StaticField &Field : Of.Static) {
    Text += (First ? "" : "; ") + printStatic(Field, Sizes);
    First = false;
  }
  return Text + Close;
}

static std::string printRepeated(const Structure &S, const SizeContext &Sizes) {
  std::string Element = S.below().print(Sizes);
  auto [Open, Close] = bracketsOf(S.nodeKind().Form);
  std::string Text = S.nodeKind().Name + Open;
  if (S.nodeKind().Form == NodeForm::Dict)
    Text += "...: ";
  if (!S.count())
    return Text + Element + ", ..." + Close;
  return Text + Element + Close + " * " + Sizes.print(*S.count());
}

std::string Structure::print(const SizeContext &Sizes) const {
  switch (kind()) {
  case Kind::Unknown:
    return "?";
  case Kind::Leaf:
    return "*";
  case Kind::Name:
    return nameInfo().Name +
           (below().isLeaf() ? "" : " " + below().print(Sizes));
  case Kind::Repeated:
    return printRepeated(*this, Sizes);
  case Kind::Node:
    break;
  }
  std::vector<std::pair<std::string, std::string>> Children;
  for (const Child &C : children())
    Children.emplace_back(C.Step, C.Below.print(Sizes));
  return printNode(nodeKind(), Children, Sizes);
}

} // namespace shapetidy
