//===-- NameLint.cpp - One spelling in two namespaces ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/NameLint.h"
#include "annotations/syntax/ProblemSink.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

namespace {
enum class Namespace : uint8_t { Single, Variadic, Structure };

struct NamespaceRow {
  llvm::StringLiteral Prefix;
  llvm::StringLiteral Noun;
};

class NameCollector {
public:
  std::vector<NameLint> run(llvm::ArrayRef<const TypeSyntax *> Types);

private:
  struct FirstUse {
    Namespace In;
    unsigned Item;
    Span Where;
    bool Reported;
  };
  void visit(const TypeSyntax &Type);
  void visit(const Axis &A);
  void use(llvm::StringRef Name, Namespace In, Span Where);

  llvm::StringMap<FirstUse> Seen;
  std::vector<NameLint> Lints;
  unsigned Item = 0;
};
} // namespace

// In the order of Namespace.
static constexpr NamespaceRow Namespaces[] = {
    {"", "axis"}, {"*", "variadic axis"}, {"", "tree structure"}};

static std::string describe(Namespace In, llvm::StringRef Name) {
  const NamespaceRow &Row = Namespaces[static_cast<unsigned>(In)];
  return (Row.Noun + " ").str() + quoted((Row.Prefix + Name).str());
}

void NameCollector::use(llvm::StringRef Name, Namespace In, Span Where) {
  if (Name.empty())
    return;
  auto [It, New] = Seen.try_emplace(Name, FirstUse{In, Item, Where, false});
  FirstUse &First = It->second;
  if (New || First.In == In || First.Reported)
    return;
  First.Reported = true;
  NameLint Lint;
  Lint.Item = Item;
  Lint.RelatedItem = First.Item;
  Problem &P = Lint.What;
  P.Code = ProblemCode::L_TWO_NAMESPACES;
  P.Level = Severity::Lint;
  P.Where = Where;
  P.Message = describe(In, Name) + " has nothing to do with " +
              describe(First.In, Name);
  P.Hint = "names of axes, of variadic axes and of structures are separate";
  P.Related = First.Where;
  P.RelatedMessage = describe(First.In, Name) + " is used here";
  Lints.push_back(std::move(Lint));
}

void NameCollector::visit(const Axis &A) {
  if (A.Kind == AxisKind::Named)
    use(A.Name, Namespace::Single, A.NameSpan);
  if (A.Kind == AxisKind::NamedVariadic)
    use(A.Name, Namespace::Variadic, A.NameSpan);
  if (A.Expr)
    forEachName(*A.Expr, [&](llvm::StringRef Name, Span Where) {
      use(Name, Namespace::Single, Where);
    });
}

void NameCollector::visit(const TypeSyntax &Type) {
  for (const Axis &A : Type.Shape.Axes)
    visit(A);
  for (const TypePtr &Inner : Type.Items)
    visit(*Inner);
  if (Type.Result)
    visit(*Type.Result);
  if (!Type.Structure)
    return;
  for (const StructureSyntax::Piece &Piece : Type.Structure->Pieces)
    use(Piece.Name, Namespace::Structure, Piece.Where);
}

std::vector<NameLint>
NameCollector::run(llvm::ArrayRef<const TypeSyntax *> Types) {
  for (const TypeSyntax *Type : Types) {
    if (Type)
      visit(*Type);
    ++Item;
  }
  return std::move(Lints);
}

/// Most functions have no second namespace, and then nothing can clash.
static bool usesSecondNamespace(const TypeSyntax &Type) {
  if (Type.Structure)
    return true;
  for (const Axis &A : Type.Shape.Axes)
    if (A.Kind == AxisKind::NamedVariadic)
      return true;
  for (const TypePtr &Inner : Type.Items)
    if (usesSecondNamespace(*Inner))
      return true;
  return Type.Result && usesSecondNamespace(*Type.Result);
}

std::vector<NameLint> lintNames(llvm::ArrayRef<const TypeSyntax *> Types) {
  for (const TypeSyntax *Type : Types)
    if (Type && usesSecondNamespace(*Type))
      return NameCollector().run(Types);
  return {};
}

} // namespace shapetidy
