//===-- OutputsReader.cpp - What opaque boundaries declare ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OutputsReader.h"

using namespace clang;

namespace shapetidy {

/// A string with errors says nothing of its outputs.
static TypePtr meaningOf(const ParsedOutputs &Parsed, const TypePtr &Type) {
  if (Parsed.ok())
    return Type;
  auto Any = std::make_shared<TypeSyntax>();
  Any->What = TypeSyntax::Kind::Any;
  return Any;
}

const DeclaredOutputs &OutputsReader::read(const StringLiteral &Literal,
                                           const NamedDecl &On) {
  std::unique_ptr<DeclaredOutputs> &Slot = Known[&Literal];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<DeclaredOutputs>();
  ParsedOutputs Parsed = parseOutputs(Literal.getBytes());
  Slot->Use.Literal = &Literal;
  Slot->Use.On = &On;
  Slot->Use.Parsed.Text = Parsed.Text;
  Slot->Use.Parsed.Problems = Parsed.Problems;
  if (!Parsed.Root)
    return *Slot;
  for (const OutputsSyntax::Output &Output : Parsed.Root->Items) {
    DeclaredOutput &Item = Slot->Items.emplace_back();
    Item.Name = Output.Name;
    Item.NameSpan = Output.NameSpan;
    Item.Use = {
        &Literal, &On, {Parsed.Text, meaningOf(Parsed, Output.Type), {}}};
    Item.Says.Type = Item.Use.Parsed.Root;
    Item.Says.Uses = {&Item.Use};
    bool IsArray = Item.Says.Type->What == TypeSyntax::Kind::Array;
    Item.Says.AxisUse.assign(IsArray ? Item.Says.Type->Shape.Axes.size() : 0,
                             0);
  }
  return *Slot;
}

} // namespace shapetidy
