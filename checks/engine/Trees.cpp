//===-- Trees.cpp - C++ values as trees -----------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Trees.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/TreeTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace clang;

namespace shapetidy {

/// A class may hold itself, in a vector or behind a pointer.
static constexpr unsigned MaxNesting = 20;
/// Parts of one value that are looked at.
static constexpr unsigned MaxTreeParts = 2000;

bool opensValues(const TypeSyntax &Type) {
  switch (Type.What) {
  case TypeSyntax::Kind::Tuple:
  case TypeSyntax::Kind::List:
  case TypeSyntax::Kind::Dict:
  case TypeSyntax::Kind::Tree:
    return true;
  case TypeSyntax::Kind::Union:
    return llvm::any_of(Type.Items,
                        [](const TypePtr &Item) { return opensValues(*Item); });
  default:
    return false;
  }
}

namespace {
/// Makes one tree.
class TreeReader {
public:
  explicit TreeReader(Point &P) : P(P) {}
  TreeValue read(const Value &Held, QualType Type);

private:
  TreeValue open(const Value &Held, const TreeType &Type, QualType CppType);
  TreeValue list(const Value &Held, const TreeType &Type);
  TreeValue tuple(const Value &Held, const TreeType &Type);
  TreeValue dict(const Value &Held, const TreeType &Type);
  TreeValue record(const Value &Held, const TreeType &Type);
  TreeValue choice(const Value &Held, const TreeType &Type);

  Point &P;
  unsigned Depth = 0, Parts = 0;
};
} // namespace

static std::string index(size_t I) { return "[" + llvm::utostr(I) + "]"; }

TreeValue TreeReader::list(const Value &Held, const TreeType &Type) {
  NodeKind Of{NodeForm::List, "", {}};
  std::optional<std::vector<Value>> Items = elementsOf(Held);
  if (!Items && Type.Length && *Type.Length <= MaxListLength)
    Items.emplace(*Type.Length);
  if (!Items) {
    const Value *Each = Held.asSequence();
    // Nothing that can be used was stored yet.
    if (Each && Each->isNone())
      Each = nullptr;
    std::optional<Size> Count = Held.sequenceCount();
    if (Type.Length && *Type.Length < (uint64_t(1) << 40))
      Count = P.S.Sizes.constant(static_cast<int64_t>(*Type.Length));
    return TreeValue::repeated(Of, Count,
                               read(Each ? *Each : Value(), Type.Parts[0]));
  }
  std::vector<TreeValue::Child> Children;
  for (const auto &[I, Item] : llvm::enumerate(*Items))
    Children.push_back({index(I), read(Item, Type.Parts[0])});
  return TreeValue::node(Of, std::move(Children));
}

TreeValue TreeReader::tuple(const Value &Held, const TreeType &Type) {
  llvm::ArrayRef<Value> Items = Held.elements();
  std::optional<std::vector<Value>> Numbers = elementsOf(Held);
  if (Numbers)
    Items = *Numbers;
  bool Known = Items.size() == Type.Parts.size();
  std::vector<TreeValue::Child> Children;
  for (const auto &[I, Part] : llvm::enumerate(Type.Parts))
    Children.push_back({index(I), read(Known ? Items[I] : Value(), Part)});
  NodeKind Of{NodeForm::Tuple, Type.Name, {}};
  if (!Type.Function.empty())
    Of.Static.push_back({"function", Type.Function, std::nullopt});
  return TreeValue::node(std::move(Of), std::move(Children));
}

/// The step to what is under a known key.
static std::string keyStep(const Value &Key) {
  if (const std::string *Text = Key.asString())
    return "[\"" + *Text + "\"]";
  return "[" + llvm::itostr(*Key.asInteger()->asConstant()) + "]";
}

TreeValue TreeReader::dict(const Value &Held, const TreeType &Type) {
  NodeKind Of{NodeForm::Dict, "", {}};
  std::optional<std::vector<Value>> Entries = entriesOf(Held);
  if (!Entries)
    return TreeValue::repeated(
        Of, std::nullopt,
        read(mappedValue(P, Held, Type.Parts[1]), Type.Parts[1]));
  std::map<std::string, Value> Known;
  for (const Value &Entry : *Entries)
    Known.emplace(keyStep(Entry.elements()[0]), Entry.elements()[1]);
  std::vector<TreeValue::Child> Children;
  for (const auto &[Step, Inside] : Known)
    Children.push_back({Step, read(Inside, Type.Parts[1])});
  return TreeValue::node(Of, std::move(Children));
}

TreeValue TreeReader::record(const Value &Held, const TreeType &Type) {
  NodeKind Of{NodeForm::Record, Type.Class->Name, {}};
  std::vector<TreeValue::Child> Children;
  for (const TreeField &F : Type.Class->Fields) {
    Value Inside = readField(P, Held, F.Field);
    if (!F.IsStatic) {
      Children.push_back(
          {"." + F.Field->getNameAsString(), read(Inside, F.Field->getType())});
      continue;
    }
    StaticField Field{F.Field->getNameAsString(), std::nullopt,
                      Inside.asInteger()};
    if (const std::string *Text = Inside.asString())
      Field.Text = "\"" + *Text + "\"";
    Of.Static.push_back(std::move(Field));
  }
  return TreeValue::node(std::move(Of), std::move(Children));
}

/// Could a value of this type be what is known?
static bool couldHold(Point &P, QualType Type, const Value &Held) {
  TreeType Part = P.S.Trees.typeOf(Type, *P.S.Models);
  switch (Held.kind()) {
  case Value::Kind::Array:
    return Part.What == TreeType::Kind::Array ||
           (Part.What == TreeType::Kind::Atom && Part.MayBeArray);
  case Value::Kind::Integer:
    return Part.What == TreeType::Kind::Atom &&
           (Part.Atom == AtomKind::Int || Part.Atom == AtomKind::Bool);
  case Value::Kind::String:
    return Part.What == TreeType::Kind::Atom && Part.Atom == AtomKind::Text;
  default:
    return true;
  }
}

/// A variant is what it holds, where only one of its types can be that.
TreeValue TreeReader::choice(const Value &Held, const TreeType &Type) {
  if (const Value *Inside = Held.chosen())
    return Held.choiceIndex() < Type.Parts.size()
               ? read(*Inside, Type.Parts[Held.choiceIndex()])
               : TreeValue();
  if (Held.isUnknown() || Held.isNone())
    return TreeValue();
  QualType Only;
  for (QualType Part : Type.Parts) {
    if (!couldHold(P, Part, Held))
      continue;
    if (!Only.isNull())
      return TreeValue();
    Only = Part;
  }
  return Only.isNull() ? TreeValue() : read(Held, Only);
}

TreeValue TreeReader::open(const Value &Held, const TreeType &Type,
                           QualType CppType) {
  switch (Type.What) {
  case TreeType::Kind::Array:
    if (Value Carried = carriedBy(P, CppType, SourceRange()); Carried.asArray())
      return TreeValue::array(*Carried.asArray());
    return TreeValue::array(ArrayValue());
  case TreeType::Kind::Atom:
    return TreeValue::atom(Type.Atom, Type.Name, Type.MayBeArray);
  case TreeType::Kind::Maybe:
    // Nobody said whether there is something in it.
    return Held.isUnknown() ? TreeValue() : read(Held, Type.Parts[0]);
  case TreeType::Kind::Choice:
    return choice(Held, Type);
  case TreeType::Kind::Tuple:
    return tuple(Held, Type);
  case TreeType::Kind::List:
    return list(Held, Type);
  case TreeType::Kind::Dict:
    return dict(Held, Type);
  case TreeType::Kind::Record:
    return record(Held, Type);
  case TreeType::Kind::Unknown:
    break;
  }
  return TreeValue();
}

TreeValue TreeReader::read(const Value &Held, QualType Type) {
  if (Held.isNone() || Type->isNullPtrType())
    return TreeValue::none();
  if (const ArrayValue *Array = Held.asArray())
    return TreeValue::array(*Array);
  if (Depth >= MaxNesting || ++Parts > MaxTreeParts) {
    P.S.Budgets.add(Depth >= MaxNesting ? BudgetHit::Nesting
                                        : BudgetHit::Elements);
    return TreeValue();
  }
  ++Depth;
  TreeValue Tree = open(Held, P.S.Trees.typeOf(Type, *P.S.Models), Type);
  --Depth;
  return Tree;
}

TreeValue treeOf(Point &P, const Value &Held, QualType Type) {
  return Type.isNull() ? TreeValue() : TreeReader(P).read(Held, Type);
}

static QualType typeOfField(const TreeClass &Class, size_t Index) {
  for (const TreeField &F : Class.Fields)
    if (!F.IsStatic && Index-- == 0)
      return F.Field->getType();
  return QualType();
}

QualType typeOfPart(Point &P, QualType Type, size_t Index) {
  if (Type.isNull())
    return QualType();
  TreeType Tree = P.S.Trees.typeOf(Type, *P.S.Models);
  switch (Tree.What) {
  case TreeType::Kind::Tuple:
    return Index < Tree.Parts.size() ? Tree.Parts[Index] : QualType();
  case TreeType::Kind::List:
  case TreeType::Kind::Maybe:
    return Tree.Parts[0];
  case TreeType::Kind::Dict:
    return Tree.Parts[1];
  case TreeType::Kind::Record:
    return typeOfField(*Tree.Class, Index);
  default:
    return QualType();
  }
}

} // namespace shapetidy
