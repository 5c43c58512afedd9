//===-- ValueMap.cpp - Walking and rewriting what values are made of ------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ValueMap.h"
#include "llvm/ADT/Hashing.h"

namespace shapetidy {

static llvm::SmallVector<Dim, 4> mapped(llvm::ArrayRef<Dim> Dims,
                                        const ValueMapping &How) {
  llvm::SmallVector<Dim, 4> New(Dims);
  for (Dim &D : New)
    if (D.Length)
      D.Length = How.Length(*D.Length);
  return New;
}

static Shape mapped(const Shape &S, const ValueMapping &How) {
  llvm::SmallVector<Dim, 4> Prefix = mapped(S.prefix(), How);
  if (!S.middle())
    return Shape::ofDims(Prefix);
  Row Middle = *S.middle();
  if (Middle.Id)
    Middle.Id = How.Row(*Middle.Id);
  return Shape::around(Prefix, Middle, mapped(S.suffix(), How));
}

static Value mapped(const ObjectValue &Object, const ValueMapping &How) {
  ObjectValue New;
  New.Epoch = Object.Epoch ? How.Epoch(Object.Epoch) : nullptr;
  for (const auto &[Name, Length] : Object.Names)
    New.Names.emplace_back(Name, How.Length(Length));
  for (const auto &[Name, Axes] : Object.Rows)
    New.Rows.emplace_back(Name, mapped(Axes, How));
  for (const auto &[Field, Held] : Object.Fields)
    New.Fields.emplace_back(Field, mapped(Held, How));
  return Value::object(std::move(New));
}

static Structure mapped(const Structure &S, const ValueMapping &How) {
  auto Kind = [&] {
    NodeKind Of = S.nodeKind();
    for (StaticField &Field : Of.Static)
      if (Field.Number)
        Field.Number = How.Length(*Field.Number);
    return Of;
  };
  switch (S.kind()) {
  case Structure::Kind::Node: {
    std::vector<Structure::Child> Children;
    for (const Structure::Child &C : S.children())
      Children.push_back({C.Step, mapped(C.Below, How)});
    return Structure::node(Kind(), std::move(Children));
  }
  case Structure::Kind::Repeated: {
    std::optional<Size> Count = S.count();
    if (Count)
      Count = How.Length(*Count);
    return Structure::repeated(Kind(), Count, mapped(S.below(), How));
  }
  case Structure::Kind::Name:
    return Structure::name(S.nameInfo()).compose(mapped(S.below(), How));
  case Structure::Kind::Unknown:
  case Structure::Kind::Leaf:
    break;
  }
  return S;
}

Value mapped(const Value &V, const ValueMapping &How) {
  switch (V.kind()) {
  case Value::Kind::Integer:
    return Value::integer(How.Length(*V.asInteger()));
  case Value::Kind::IntegerList:
    return Value::integerList(mapped(*V.asIntegerList(), How));
  case Value::Kind::Array:
    return Value::array({mapped(V.asArray()->Axes, How), V.asArray()->DTypes,
                         V.asArray()->Order});
  case Value::Kind::Aggregate: {
    std::vector<Value> Elements;
    for (const Value &Element : V.elements())
      Elements.push_back(mapped(Element, How));
    return Value::aggregate(std::move(Elements));
  }
  case Value::Kind::Sequence: {
    std::optional<Size> Count = V.sequenceCount();
    if (Count)
      Count = How.Length(*Count);
    return Value::sequence(mapped(*V.asSequence(), How), Count);
  }
  case Value::Kind::Choice:
    return Value::choice(V.choiceIndex(), mapped(*V.chosen(), How));
  case Value::Kind::Object:
    return mapped(*V.asObject(), How);
  case Value::Kind::Record: {
    RecordValue New;
    New.Class = V.asRecord()->Class;
    for (const auto &[Name, Held] : V.asRecord()->Items)
      New.Items.emplace_back(Name, mapped(Held, How));
    return Value::record(std::move(New));
  }
  case Value::Kind::Callable: {
    CallableValue New = *V.asCallable();
    for (Value &Part : New.Parts)
      Part = mapped(Part, How);
    return Value::callable(std::move(New));
  }
  case Value::Kind::Structure:
    return Value::structure(mapped(*V.asStructure(), How));
  default:
    return V;
  }
}

void collectSymbols(const Value &V, SizeContext &Sizes,
                    llvm::SmallVectorImpl<SymbolId> &Out) {
  auto Length = [&](Size S) {
    Sizes.collectSymbols(S, Out);
    return S;
  };
  auto Row = [&](RowId Id) {
    Sizes.collectSymbols(Sizes.elementCount(Id), Out);
    return Id;
  };
  auto Epoch = [](const void *Key) { return Key; };
  mapped(V, {Length, Row, Epoch});
}

void collectEpochs(const Value &V, llvm::SmallVectorImpl<const void *> &Out) {
  auto Length = [](Size S) { return S; };
  auto Row = [](RowId Id) { return Id; };
  auto Epoch = [&](const void *Key) {
    Out.push_back(Key);
    return Key;
  };
  mapped(V, {Length, Row, Epoch});
}

static llvm::hash_code hashOf(llvm::ArrayRef<Dim> Dims) {
  llvm::hash_code Hash = Dims.size();
  for (const Dim &D : Dims)
    Hash = llvm::hash_combine(Hash, D.Length ? D.Length->node() : nullptr);
  return Hash;
}

static llvm::hash_code hashOf(const Shape &S) {
  return llvm::hash_combine(hashOf(S.prefix()), S.middle().has_value(),
                            S.middle() ? S.middle()->Id.value_or(0) : 0,
                            hashOf(S.suffix()));
}

size_t hashOf(const Value &V) {
  llvm::hash_code Hash = static_cast<unsigned>(V.kind());
  if (V.asInteger())
    return llvm::hash_combine(Hash, V.asInteger()->node());
  if (const Shape *Items = V.asIntegerList())
    return llvm::hash_combine(Hash, hashOf(*Items));
  if (const ArrayValue *Array = V.asArray())
    return llvm::hash_combine(Hash, hashOf(Array->Axes));
  for (const Value &Element : V.elements())
    Hash = llvm::hash_combine(Hash, hashOf(Element));
  if (const RecordValue *Record = V.asRecord())
    for (const auto &[Name, Held] : Record->Items)
      Hash = llvm::hash_combine(Hash, Name, hashOf(Held));
  if (const Value *Each = V.asSequence() ? V.asSequence() : V.chosen())
    Hash = llvm::hash_combine(Hash, hashOf(*Each), V.choiceIndex());
  if (const CallableValue *Callable = V.asCallable()) {
    Hash = llvm::hash_combine(Hash, Callable->Target, Callable->Says,
                              static_cast<unsigned>(Callable->What));
    for (const Value &Part : Callable->Parts)
      Hash = llvm::hash_combine(Hash, hashOf(Part));
  }
  // The order of an object's fields is no part of its value.
  size_t Fields = 0;
  if (const ObjectValue *Object = V.asObject()) {
    for (const auto &[Field, Held] : Object->Fields)
      Fields += llvm::hash_combine(Field, hashOf(Held));
    for (const auto &[Name, Length] : Object->Names)
      Hash = llvm::hash_combine(Hash, Name, Length.node());
  }
  return llvm::hash_combine(Hash, Fields);
}

} // namespace shapetidy
