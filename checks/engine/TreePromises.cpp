//===-- TreePromises.cpp - What annotations say of trees ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/trees/StructureMatch.h"
#include "checks/engine/Callables.h"
#include "checks/engine/Construction.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/TreeTypes.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

static constexpr unsigned MaxPromiseDepth = 20;

namespace {
/// Walks an annotation and the C++ type it stands on.
class Promise {
public:
  Promise(Point &P, const Demand &D, Unifier &Match, FreshNames Fresh,
          OperandResolver Resolve, llvm::StringRef Called)
      : P(P), D(D), Match(Match), Fresh(Fresh), Resolve(Resolve),
        Path(Called.str()) {}

  Value build(const TypeSyntax &Type, QualType CppType);
  Value opened(const TypeSyntax &LeafType, QualType CppType,
               const Structure &Guide);
  void use(const NewLeaves &Leaves) { Given = Leaves; }

private:
  Value given(QualType CppType);
  Value atLeaf(const TypeSyntax &LeafType, const TreeType &Type,
               QualType CppType);
  Value leaf(const TypeSyntax &Type, QualType CppType);
  Value tuple(const TypeSyntax &Type, QualType CppType);
  Value elements(const TypeSyntax &Type, QualType CppType);
  Value alternative(const TypeSyntax &Type, QualType CppType);
  Value tree(const TypeSyntax &Type, QualType CppType);
  Value list(const TypeSyntax &LeafType, const TreeType &Type,
             const Structure &Guide);
  Value parts(const TypeSyntax &LeafType, const TreeType &Type,
              const Structure &Guide);
  Value dict(const TypeSyntax &LeafType, const TreeType &Type,
             const Structure &Guide);
  Value record(const TypeSyntax &LeafType, const TreeType &Type,
               QualType CppType, const Structure &Guide);
  Value below(llvm::StringRef Step, const TypeSyntax &LeafType,
              QualType CppType, const Structure &Guide);
  Value sequence(Value Element, std::optional<Size> Count);
  std::optional<Size> freshCount();
  Structure guideOf(const TypeSyntax &Type);
  bool isRepeated(const Structure &Guide) const {
    return Guide.kind() == Structure::Kind::Repeated;
  }
  static const Structure *childOf(const Structure &Guide, size_t Index);

  Point &P;
  const Demand &D;
  Unifier &Match;
  FreshNames Fresh;
  OperandResolver Resolve;
  std::string Path;
  unsigned Depth = 0;
  /// The structure string of the tree around, if any; and the next leaf of it.
  const StructureSyntax *Around = nullptr;
  std::optional<unsigned> NextLeaf = 0;
  NewLeaves Given;
  unsigned Records = 0;
};
} // namespace

Value Promise::leaf(const TypeSyntax &Type, QualType CppType) {
  if (const CallableContract *Callable = P.S.Callables.of(D.Says, Type))
    return callableKeeping(*Callable);
  ArrayValue Array = Match.instantiate(Type, D.Item, Fresh, Resolve, D.From);
  return declaredValue(P, Array, CppType, Type);
}

Value Promise::tuple(const TypeSyntax &Type, QualType CppType) {
  TreeType Of = P.S.Trees.typeOf(CppType, *P.S.Models);
  if (Of.What != TreeType::Kind::Tuple || Of.Parts.size() != Type.Items.size())
    return Value();
  std::vector<Value> Parts;
  for (const auto &[Item, Part] : llvm::zip(Type.Items, Of.Parts))
    Parts.push_back(build(*Item, Part));
  return Value::aggregate(std::move(Parts));
}

Value Promise::sequence(Value Element, std::optional<Size> Count) {
  return Value::sequence(std::move(Element), Count);
}

Value Promise::elements(const TypeSyntax &Type, QualType CppType) {
  TreeType Of = P.S.Trees.typeOf(CppType, *P.S.Models);
  if (Type.Items.empty())
    return Value();
  const TypeSyntax &Each = *Type.Items.front();
  if (Of.What == TreeType::Kind::Dict)
    return Value::sequence(build(Each, Of.Parts[1]));
  if (Of.What != TreeType::Kind::List)
    return Value();
  Value Element = build(Each, Of.Parts[0]);
  if (Of.Length && *Of.Length <= MaxListLength)
    return Value::aggregate(std::vector<Value>(*Of.Length, Element));
  return sequence(std::move(Element), std::nullopt);
}

/// Who uses the value has excluded none; of several others nothing is known.
Value Promise::alternative(const TypeSyntax &Type, QualType CppType) {
  const TypeSyntax *Only = nullptr;
  for (const TypePtr &Item : Type.Items) {
    if (Item->What == TypeSyntax::Kind::None)
      continue;
    if (Only)
      return Value();
    Only = Item.get();
  }
  return Only ? build(*Only, CppType) : Value();
}

Value Promise::build(const TypeSyntax &Type, QualType CppType) {
  if (!opensValues(Type))
    return leaf(Type, CppType);
  if (Depth >= MaxPromiseDepth)
    return Value();
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  switch (Type.What) {
  case TypeSyntax::Kind::Tuple:
    return tuple(Type, CppType);
  case TypeSyntax::Kind::List:
  case TypeSyntax::Kind::Dict:
    return elements(Type, CppType);
  case TypeSyntax::Kind::Union:
    return alternative(Type, CppType);
  case TypeSyntax::Kind::Tree:
    return tree(Type, CppType);
  default:
    return Value();
  }
}

/// The structure that the annotation asks for, if it is known.
Structure Promise::guideOf(const TypeSyntax &Type) {
  if (!Type.Structure || Type.Structure->LeadingEllipsis ||
      Type.Structure->TrailingEllipsis)
    return Structure();
  auto Named = [&](llvm::StringRef Name) -> std::optional<Structure> {
    auto At = Match.bindings().Structures.find(Name);
    if (At == Match.bindings().Structures.end())
      return std::nullopt;
    return At->second.Is;
  };
  return composeNames(*Type.Structure, Named).Whole.value_or(Structure());
}

/// Binds the name of a structure to that of a parameter's value.
static void bindStructure(Point &P, const Demand &D, const TypeSyntax &Type,
                          Unifier &Match, const TreeValue &Tree) {
  FactSet Facts = P.Env.Facts;
  Unifier Scratch(P.S.Sizes, P.S.Decide, Facts, unifierOptions(P));
  Scratch.bindings() = Match.bindings();
  auto Nothing = [](const OperandExpr &, unsigned) { return OperandValue(); };
  Scratch.match(Type, Tree, D.Item, Nothing, D.From);
  llvm::StringRef Name = Type.Structure->Pieces.front().Name;
  auto At = Scratch.bindings().Structures.find(Name);
  if (At != Scratch.bindings().Structures.end())
    Match.bindings().Structures[Name] = At->second;
}

Value Promise::tree(const TypeSyntax &Type, QualType CppType) {
  if (Type.Items.empty() || Around)
    return Value();
  Around = Type.Structure ? &*Type.Structure : nullptr;
  NextLeaf = 0;
  Value Held = opened(*Type.Items.front(), CppType, guideOf(Type));
  Around = nullptr;
  bool Binds = Type.Structure && bindsStructure(*Type.Structure) &&
               Fresh == FreshNames::Rigid &&
               !Match.bindings().Structures.contains(
                   Type.Structure->Pieces.front().Name);
  if (Binds)
    bindStructure(P, D, Type, Match, treeOf(P, Held, CppType));
  return Held;
}

const Structure *Promise::childOf(const Structure &Guide, size_t Index) {
  if (Guide.kind() != Structure::Kind::Node || Index >= Guide.children().size())
    return nullptr;
  return &Guide.children()[Index].Below;
}

Value Promise::below(llvm::StringRef Step, const TypeSyntax &LeafType,
                     QualType CppType, const Structure &Guide) {
  size_t Length = Path.size();
  Path += Step;
  Value Held = opened(LeafType, CppType, Guide);
  Path.resize(Length);
  return Held;
}

Value Promise::parts(const TypeSyntax &LeafType, const TreeType &Type,
                     const Structure &Guide) {
  std::vector<Value> Parts;
  for (const auto &[I, Part] : llvm::enumerate(Type.Parts)) {
    const Structure *Child = childOf(Guide, I);
    Parts.push_back(below("[" + llvm::utostr(I) + "]", LeafType, Part,
                          Child ? *Child : Structure()));
  }
  return Value::aggregate(std::move(Parts));
}

/// Only a structure with a name makes the code answerable for every length.
std::optional<Size> Promise::freshCount() {
  if (!Around || Fresh != FreshNames::Rigid || !bindsStructure(*Around))
    return std::nullopt;
  return P.F.symbol(P.S.Sizes, &D.Says, Path + ".size()", SymbolNature::Rigid,
                    0, D.From);
}

Value Promise::list(const TypeSyntax &LeafType, const TreeType &Type,
                    const Structure &Guide) {
  std::optional<uint64_t> Length = Type.Length;
  if (Guide.kind() == Structure::Kind::Node)
    Length = Guide.children().size();
  if (Length && *Length <= MaxListLength) {
    std::vector<Value> Items;
    for (size_t I = 0; I < *Length; ++I) {
      const Structure *Child = childOf(Guide, I);
      Items.push_back(below("[" + llvm::utostr(I) + "]", LeafType,
                            Type.Parts[0], Child ? *Child : Structure()));
    }
    return containerOf(P, Type.Parts[0], std::move(Items));
  }
  std::optional<Size> Count = isRepeated(Guide) ? Guide.count() : freshCount();
  if (!Given.OncePerList)
    NextLeaf.reset();
  // There may be no element.
  llvm::SaveAndRestore Quiet(P.F.Reporting,
                             P.F.Reporting && !Given.OncePerList);
  Value Each = below("[...]", LeafType, Type.Parts[0],
                     isRepeated(Guide) ? Guide.below() : Structure());
  return sequence(std::move(Each), Count);
}

Value Promise::dict(const TypeSyntax &LeafType, const TreeType &Type,
                    const Structure &Guide) {
  if (Guide.kind() != Structure::Kind::Node) {
    if (!Given.OncePerList)
      NextLeaf.reset();
    llvm::SaveAndRestore Quiet(P.F.Reporting,
                               P.F.Reporting && !Given.OncePerList);
    Value Each = below("[...]", LeafType, Type.Parts[1],
                       isRepeated(Guide) ? Guide.below() : Structure());
    return Value::sequence(std::move(Each));
  }
  std::vector<Value> Entries;
  for (const Structure::Child &C : Guide.children()) {
    llvm::StringRef Key = C.Step;
    Key = Key.drop_front().drop_back();
    int64_t Number;
    Value KeyValue;
    if (Key.size() >= 2 && Key.front() == '"')
      KeyValue = Value::string(Key.drop_front().drop_back().str());
    else if (!Key.getAsInteger(10, Number))
      KeyValue = Value::integer(P.S.Sizes.constant(Number));
    Entries.push_back(Value::aggregate(
        {KeyValue, below(C.Step, LeafType, Type.Parts[1], C.Below)}));
  }
  return Value::aggregate(std::move(Entries));
}

Value Promise::record(const TypeSyntax &LeafType, const TreeType &Type,
                      QualType CppType, const Structure &Guide) {
  llvm::SmallVector<FieldInit, 8> Inits;
  size_t Index = 0;
  for (const TreeField &F : Type.Class->Fields) {
    if (F.IsStatic)
      continue;
    const Structure *Child = childOf(Guide, Index++);
    Value Held = below("." + F.Field->getNameAsString(), LeafType,
                       F.Field->getType(), Child ? *Child : Structure());
    if (!Held.isUnknown())
      Inits.push_back({F.Field, std::move(Held), Given.MadeBy});
  }
  const CXXRecordDecl *Class = CppType->getAsCXXRecordDecl();
  if (Given.MadeBy && Class)
    return objectOfFields(P, madeUp(P, Given.MadeBy, Records++, CppType, Path),
                          Class, Inits);
  ObjectValue Object;
  for (FieldInit &Init : Inits)
    Object.setField(Init.Field, std::move(Init.Given));
  return Value::object(std::move(Object));
}

/// The next one of the leaves that are there, which are in variants if they are
/// of several types.
Value Promise::given(QualType CppType) {
  if (!NextLeaf || *NextLeaf >= Given.Items->size())
    return Value();
  const Value &Next = (*Given.Items)[(*NextLeaf)++];
  bool IsChoice =
      P.S.Trees.typeOf(CppType, *P.S.Models).What == TreeType::Kind::Choice;
  return Next.chosen() && !IsChoice ? *Next.chosen() : Next;
}

Value Promise::atLeaf(const TypeSyntax &LeafType, const TreeType &Type,
                      QualType CppType) {
  LeafPosition Here;
  Here.Where = !Around    ? LeafPosition::State::Outside
               : NextLeaf ? LeafPosition::State::At
                          : LeafPosition::State::Unknown;
  if (Around && NextLeaf)
    Here.Leaf = Around->Text + "[" + llvm::utostr((*NextLeaf)++) + "]";
  Match.standAt(std::move(Here));
  bool IsNumber = Type.What == TreeType::Kind::Atom && !Type.MayBeArray &&
                  !callableIn(LeafType);
  Value Held = IsNumber ? Value() : leaf(LeafType, CppType);
  Match.standAt(LeafPosition());
  return Held;
}

Value Promise::opened(const TypeSyntax &LeafType, QualType CppType,
                      const Structure &Guide) {
  if (Depth >= MaxPromiseDepth)
    return Value();
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  if (Given.Items && Guide.isLeaf())
    return given(CppType);
  // A container may be a leaf itself.
  if (opensValues(LeafType)) {
    NextLeaf.reset();
    return Value();
  }
  TreeType Type = P.S.Trees.typeOf(CppType, *P.S.Models);
  switch (Type.What) {
  case TreeType::Kind::Tuple:
    return parts(LeafType, Type, Guide);
  case TreeType::Kind::List:
    return list(LeafType, Type, Guide);
  case TreeType::Kind::Dict:
    return dict(LeafType, Type, Guide);
  case TreeType::Kind::Record:
    return record(LeafType, Type, CppType, Guide);
  case TreeType::Kind::Maybe:
    if (Guide.kind() == Structure::Kind::Node &&
        Guide.nodeKind().Form == NodeForm::None)
      return Value::none();
    if (!Guide.isUnknown())
      return opened(LeafType, Type.Parts[0], Guide);
    break;
  case TreeType::Kind::Array:
  case TreeType::Kind::Atom:
    return atLeaf(LeafType, Type, CppType);
  case TreeType::Kind::Choice:
  case TreeType::Kind::Unknown:
    break;
  }
  NextLeaf.reset();
  return Value();
}

Value promisedTree(Point &P, const Demand &D, Unifier &Match, FreshNames Fresh,
                   llvm::StringRef Called) {
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, D.Operands);
  };
  return Promise(P, D, Match, Fresh, Resolve, Called)
      .build(*D.Says.Type, D.Declared);
}

Value valueOfStructure(Point &P, const Structure &Of, QualType Type,
                       NewLeaves Leaves) {
  if (Of.isUnknown())
    return Value();
  EffectiveAnnotation Nothing;
  auto Scope = [](unsigned) -> const NamedDecl * { return nullptr; };
  auto Says = [](unsigned) -> const EffectiveAnnotation * { return nullptr; };
  OperandContext Operands{{}, Value(), Scope, Says};
  auto Resolve = [](const OperandExpr &, unsigned) { return OperandValue(); };
  FactSet Facts = P.Env.Facts;
  Unifier Match(P.S.Sizes, P.S.Decide, Facts, unifierOptions(P));
  Demand D{Nothing, Type, 0, Operands, Origin()};
  TypeSyntax Any;
  Any.What = TypeSyntax::Kind::Any;
  Promise Made(P, D, Match, FreshNames::Unknown, Resolve, "");
  Made.use(Leaves);
  return Made.opened(Any, Type.getNonReferenceType(), Of);
}

} // namespace shapetidy
