//===-- Value.cpp - Abstract values of C++ expressions --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Value.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <utility>
#include <variant>

namespace shapetidy {

struct Value::Payload {
  /// The list's items are a Shape, and so is a plain shape inside ArrayValue:
  /// the kind of the value tells them apart.
  std::variant<Shape, ArrayValue, std::vector<Value>, DTypeSet, std::string,
               ObjectValue, RecordValue, CallableValue, Structure>
      Data;
};

/// One callable on two objects; unknown if they run different things.
static Value joinCallables(const CallableValue &A, const CallableValue &B) {
  CallableValue Joined = A;
  Joined.Parts = B.Parts;
  if (!(Joined == B) || A.Parts.size() != B.Parts.size())
    return Value();
  for (auto [Part, Other] : llvm::zip(Joined.Parts, A.Parts))
    Part = Value::join(Part, Other);
  return Value::callable(std::move(Joined));
}

Value Value::integer(Size Length) {
  Value V;
  V.What = Kind::Integer;
  V.Number = Length;
  return V;
}

Value Value::integerList(Shape Items) {
  Value V;
  V.What = Kind::IntegerList;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Items)});
  return V;
}

Value Value::array(ArrayValue Array) {
  Value V;
  V.What = Kind::Array;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Array)});
  return V;
}

Value Value::aggregate(std::vector<Value> Elements) {
  Value V;
  V.What = Kind::Aggregate;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Elements)});
  return V;
}

Value Value::sequence(Value Element, std::optional<Size> Count) {
  if (Element.isUnknown() && !Count)
    return Value();
  Value V;
  V.What = Kind::Sequence;
  V.Number = Count;
  V.Rest = std::make_shared<Payload>(
      Payload{std::vector<Value>{std::move(Element)}});
  return V;
}

Value Value::choice(unsigned Index, Value Inside) {
  Value V;
  V.What = Kind::Choice;
  V.Index = Index;
  V.Rest =
      std::make_shared<Payload>(Payload{std::vector<Value>{std::move(Inside)}});
  return V;
}

Value Value::dtype(DTypeSet Types) {
  Value V;
  V.What = Kind::DType;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Types)});
  return V;
}

Value Value::string(std::string Text) {
  Value V;
  V.What = Kind::String;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Text)});
  return V;
}

Value Value::none() {
  Value V;
  V.What = Kind::None;
  return V;
}

Value Value::object(ObjectValue Object) {
  Value V;
  V.What = Kind::Object;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Object)});
  return V;
}

Value Value::record(RecordValue Record) {
  Value V;
  V.What = Kind::Record;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Record)});
  return V;
}

Value Value::callable(CallableValue Callable) {
  Value V;
  V.What = Kind::Callable;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Callable)});
  return V;
}

Value Value::structure(Structure Of) {
  Value V;
  if (Of.isUnknown())
    return V;
  V.What = Kind::Structure;
  V.Rest = std::make_shared<Payload>(Payload{std::move(Of)});
  return V;
}

const Shape *Value::asIntegerList() const {
  return What == Kind::IntegerList ? &std::get<Shape>(Rest->Data) : nullptr;
}

const ArrayValue *Value::asArray() const {
  return What == Kind::Array ? &std::get<ArrayValue>(Rest->Data) : nullptr;
}

llvm::ArrayRef<Value> Value::elements() const {
  if (What != Kind::Aggregate)
    return {};
  return std::get<std::vector<Value>>(Rest->Data);
}

const Value *Value::asSequence() const {
  return What == Kind::Sequence
             ? &std::get<std::vector<Value>>(Rest->Data).front()
             : nullptr;
}

const Value *Value::chosen() const {
  return What == Kind::Choice
             ? &std::get<std::vector<Value>>(Rest->Data).front()
             : nullptr;
}

const DTypeSet *Value::asDType() const {
  return What == Kind::DType ? &std::get<DTypeSet>(Rest->Data) : nullptr;
}

const std::string *Value::asString() const {
  return What == Kind::String ? &std::get<std::string>(Rest->Data) : nullptr;
}

const ObjectValue *Value::asObject() const {
  return What == Kind::Object ? &std::get<ObjectValue>(Rest->Data) : nullptr;
}

const RecordValue *Value::asRecord() const {
  return What == Kind::Record ? &std::get<RecordValue>(Rest->Data) : nullptr;
}

const CallableValue *Value::asCallable() const {
  return What == Kind::Callable ? &std::get<CallableValue>(Rest->Data)
                                : nullptr;
}

const Structure *Value::asStructure() const {
  return What == Kind::Structure ? &std::get<Structure>(Rest->Data) : nullptr;
}

static bool isSteady(Size Length, const SizeContext *Sizes) {
  return Length.isConstant() || (Sizes && Sizes->allRigid(Length));
}

/// The axes whose lengths are the same in every turn of a loop.
static llvm::SmallVector<Dim, 4> steadyDims(llvm::ArrayRef<Dim> Dims,
                                            const SizeContext *Sizes) {
  llvm::SmallVector<Dim, 4> Steady(Dims.begin(), Dims.end());
  for (Dim &D : Steady)
    if (D.Length && !isSteady(*D.Length, Sizes))
      D = Dim();
  return Steady;
}

static Value steadyArray(const Value &Element, const SizeContext *Sizes) {
  const ArrayValue *Array = Element.asArray();
  ArrayValue Steady = *Array;
  llvm::SmallVector<Dim, 4> Front = steadyDims(Array->Axes.prefix(), Sizes);
  Steady.Axes = Array->Axes.rank()
                    ? Shape::ofDims(Front)
                    : Shape::around(Front, Row{},
                                    steadyDims(Array->Axes.suffix(), Sizes));
  return Value::array(std::move(Steady));
}

static Value steadyObject(const ObjectValue &Object, const SizeContext *Sizes) {
  ObjectValue Steady;
  for (const auto &[Field, Known] : Object.Fields)
    Steady.setField(Field, Known.steady(Sizes));
  return Value::object(std::move(Steady));
}

static Value steadyElements(llvm::ArrayRef<Value> Elements,
                            const SizeContext *Sizes) {
  std::vector<Value> Steady;
  for (const Value &Element : Elements)
    Steady.push_back(Element.steady(Sizes));
  return Value::aggregate(std::move(Steady));
}

Value Value::steady(const SizeContext *Sizes) const {
  switch (What) {
  case Value::Kind::Array:
    return steadyArray(*this, Sizes);
  case Value::Kind::Object:
    return steadyObject(*asObject(), Sizes);
  case Value::Kind::Aggregate:
    return steadyElements(elements(), Sizes);
  case Value::Kind::IntegerList:
    return asIntegerList()->rank()
               ? Value::integerList(Shape::ofDims(
                     steadyDims(asIntegerList()->prefix(), Sizes)))
               : Value();
  case Value::Kind::Integer:
    return isSteady(*asInteger(), Sizes) ? *this : Value();
  case Value::Kind::DType:
  case Value::Kind::String:
  case Value::Kind::None:
    return *this;
  case Value::Kind::Callable:
    return asCallable()->Parts.empty() ? *this : Value();
  default:
    return Value();
  }
}

static Value common(llvm::ArrayRef<Value> Elements) {
  Value Common = Elements.front();
  for (const Value &Element : Elements.drop_front())
    Common = Value::join(Common, Element);
  return Common;
}

/// Containers of different lengths, or of a length that is not known.
static Value joinLengths(llvm::ArrayRef<Value> A, llvm::ArrayRef<Value> B,
                         const SizeContext *Sizes) {
  if (A.empty() && B.empty())
    return Value();
  if (A.empty() || B.empty())
    return Value::sequence(common(A.empty() ? B : A).steady(Sizes));
  Value Left = common(A), Right = common(B);
  // Nobody can use an element that nothing was stored in.
  if (Left.isNone() != Right.isNone())
    return Value::sequence((Left.isNone() ? Right : Left).steady(Sizes));
  return Value::sequence(Left == Right ? Left : Value::join(Left, Right));
}

static llvm::ArrayRef<Value> anyElements(const Value &V) {
  return V.asSequence() ? llvm::ArrayRef<Value>(*V.asSequence()) : V.elements();
}

static Value joinSequences(const Value &A, const Value &B,
                           const SizeContext *Sizes) {
  Value Joined = joinLengths(anyElements(A), anyElements(B), Sizes);
  if (!A.sequenceCount() || A.sequenceCount() != B.sequenceCount())
    return Joined;
  const Value *Each = Joined.asSequence();
  return Value::sequence(Each ? *Each : Value(), A.sequenceCount());
}

static Value joinElements(llvm::ArrayRef<Value> A, llvm::ArrayRef<Value> B,
                          const SizeContext *Sizes) {
  if (A.size() != B.size())
    return joinLengths(A, B, Sizes);
  std::vector<Value> Joined;
  Joined.reserve(A.size());
  for (const auto &[Left, Right] : llvm::zip(A, B))
    Joined.push_back(Value::join(Left, Right));
  return Value::aggregate(std::move(Joined));
}

Value Value::join(const Value &A, const Value &B, const SizeContext *Sizes) {
  bool AreLists = (A.asSequence() || A.What == Kind::Aggregate) &&
                  (B.asSequence() || B.What == Kind::Aggregate);
  if (A.What != B.What)
    return AreLists ? joinLengths(anyElements(A), anyElements(B), Sizes)
                    : Value();
  if (A.Rest == B.Rest && A.Number == B.Number && A.Index == B.Index)
    return A;
  switch (A.What) {
  case Kind::IntegerList:
    return integerList(Shape::join(*A.asIntegerList(), *B.asIntegerList()));
  case Kind::Array:
    return array(ArrayValue::join(*A.asArray(), *B.asArray()));
  case Kind::Aggregate:
    return joinElements(A.elements(), B.elements(), Sizes);
  case Kind::Sequence:
    return joinSequences(A, B, Sizes);
  case Kind::Choice:
    return A.Index == B.Index ? choice(A.Index, join(*A.chosen(), *B.chosen()))
                              : Value();
  case Kind::DType:
    return dtype(A.asDType()->unite(*B.asDType()));
  case Kind::Object:
    return object(ObjectValue::join(*A.asObject(), *B.asObject()));
  case Kind::Record:
    return A.asRecord()->Class == B.asRecord()->Class
               ? record(RecordValue::join(*A.asRecord(), *B.asRecord()))
               : Value();
  case Kind::String:
    return *A.asString() == *B.asString() ? A : Value();
  case Kind::Callable:
    return joinCallables(*A.asCallable(), *B.asCallable());
  case Kind::Structure:
    return structure(Structure::join(*A.asStructure(), *B.asStructure()));
  case Kind::Integer: // differing numbers, see above
  case Kind::Unknown:
  case Kind::None:
    return Value();
  }
  return Value();
}

bool Value::operator==(const Value &Other) const {
  if (What != Other.What || Number != Other.Number || Index != Other.Index)
    return false;
  if (Rest == Other.Rest)
    return true;
  return Rest && Other.Rest && Rest->Data == Other.Rest->Data;
}

static std::string printArray(const ArrayValue &Array,
                              const SizeContext &Sizes) {
  std::string Text = Array.Axes.print(Sizes);
  if (!Array.DTypes.isAny())
    Text += " " + Array.DTypes.print();
  return Text;
}

static std::string printElements(llvm::ArrayRef<Value> Elements,
                                 const SizeContext &Sizes) {
  std::string Text = "[";
  for (const auto &[Index, Element] : llvm::enumerate(Elements))
    Text += (Index ? ", " : "") + Element.print(Sizes);
  return Text + "]";
}

/// `{2, n}`: the braces of C++ where a shape has parentheses.
static std::string printList(const Shape &Items, const SizeContext &Sizes) {
  std::string Text = Items.print(Sizes);
  if (Text.size() < 2)
    return Text;
  Text.front() = '{';
  Text.back() = '}';
  if (Text.ends_with(",}"))
    Text.erase(Text.size() - 2, 1);
  return Text;
}

std::string Value::print(const SizeContext &Sizes) const {
  switch (What) {
  case Kind::Integer:
    return Sizes.print(*Number);
  case Kind::IntegerList:
    return printList(*asIntegerList(), Sizes);
  case Kind::Array:
    return printArray(*asArray(), Sizes);
  case Kind::Aggregate:
    return printElements(elements(), Sizes);
  case Kind::Sequence:
    return Number ? "[" + asSequence()->print(Sizes) + "] * " +
                        Sizes.print(*Number)
                  : "[" + asSequence()->print(Sizes) + ", ...]";
  case Kind::Choice:
    return chosen()->print(Sizes);
  case Kind::DType:
    return asDType()->print();
  case Kind::String:
    return "\"" + *asString() + "\"";
  case Kind::None:
    return "None";
  case Kind::Structure:
    return asStructure()->print(Sizes);
  case Kind::Object:
  case Kind::Record:
  case Kind::Callable:
  case Kind::Unknown:
    return "?";
  }
  return "?";
}

} // namespace shapetidy
