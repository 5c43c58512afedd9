//===-- ValueParts.cpp - Objects, records and callables as values ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Value.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <utility>

namespace shapetidy {

template <typename EntryT>
static auto lowerBound(std::vector<EntryT> &Entries, llvm::StringRef Name) {
  return std::lower_bound(
      Entries.begin(), Entries.end(), Name,
      [](const EntryT &E, llvm::StringRef N) { return E.first < N; });
}

template <typename EntryT>
static const EntryT *findEntry(const std::vector<EntryT> &Entries,
                               llvm::StringRef Name) {
  for (const EntryT &E : Entries)
    if (E.first == Name)
      return &E;
  return nullptr;
}

template <typename EntryT, typename ValueT>
static void setEntry(std::vector<EntryT> &Entries, llvm::StringRef Name,
                     ValueT New) {
  auto At = lowerBound(Entries, Name);
  if (At != Entries.end() && At->first == Name)
    At->second = std::move(New);
  else
    Entries.insert(At, EntryT(Name.str(), std::move(New)));
}

/// Entries that both sides have with equal values.
template <typename EntryT>
static std::vector<EntryT> commonEntries(const std::vector<EntryT> &A,
                                         const std::vector<EntryT> &B) {
  std::vector<EntryT> Common;
  for (const EntryT &E : A)
    if (const EntryT *Other = findEntry(B, E.first); Other && *Other == E)
      Common.push_back(E);
  return Common;
}

std::optional<Size> ObjectValue::name(llvm::StringRef Name) const {
  const auto *Entry = findEntry(Names, Name);
  return Entry ? std::optional<Size>(Entry->second) : std::nullopt;
}

const Shape *ObjectValue::row(llvm::StringRef Name) const {
  const auto *Entry = findEntry(Rows, Name);
  return Entry ? &Entry->second : nullptr;
}

const Value *ObjectValue::field(FieldKey Key) const {
  for (const auto &[Field, Known] : Fields)
    if (Field == Key)
      return &Known;
  return nullptr;
}

void ObjectValue::setName(llvm::StringRef Name, Size Length) {
  setEntry(Names, Name, Length);
}

void ObjectValue::setRow(llvm::StringRef Name, Shape Axes) {
  setEntry(Rows, Name, std::move(Axes));
}

void ObjectValue::setField(FieldKey Key, Value New) {
  for (auto &[Field, Known] : Fields)
    if (Field == Key) {
      Known = std::move(New);
      return;
    }
  Fields.emplace_back(Key, std::move(New));
}

void ObjectValue::dropField(FieldKey Key) {
  llvm::erase_if(Fields, [&](const auto &F) { return F.first == Key; });
}

bool ObjectValue::operator==(const ObjectValue &Other) const {
  if (Names != Other.Names || Rows != Other.Rows || Epoch != Other.Epoch ||
      Fields.size() != Other.Fields.size())
    return false;
  return llvm::all_of(Fields, [&](const auto &F) {
    const Value *Same = Other.field(F.first);
    return Same && *Same == F.second;
  });
}

ObjectValue ObjectValue::join(const ObjectValue &A, const ObjectValue &B) {
  ObjectValue Joined;
  Joined.Names = commonEntries(A.Names, B.Names);
  Joined.Rows = commonEntries(A.Rows, B.Rows);
  Joined.Epoch = A.Epoch == B.Epoch ? A.Epoch : nullptr;
  // A field known on one side only is what its annotation says on the other,
  // so the annotation is all that is left; but its epoch is gone for good.
  for (const auto &[Field, Known] : A.Fields) {
    const Value *Other = B.field(Field);
    Joined.Fields.emplace_back(Field,
                               Other ? Value::join(Known, *Other) : Value());
  }
  for (const auto &[Field, Known] : B.Fields)
    if (!A.field(Field))
      Joined.Fields.emplace_back(Field, Value());
  return Joined;
}

const Value *RecordValue::find(llvm::StringRef Name) const {
  const auto *Entry = findEntry(Items, Name);
  return Entry ? &Entry->second : nullptr;
}

void RecordValue::set(llvm::StringRef Name, Value New) {
  setEntry(Items, Name, std::move(New));
}

bool RecordValue::operator==(const RecordValue &Other) const {
  return Class == Other.Class && Items == Other.Items;
}

RecordValue RecordValue::join(const RecordValue &A, const RecordValue &B) {
  RecordValue Joined;
  Joined.Class = A.Class;
  for (const auto &[Name, Held] : A.Items) {
    const Value *Other = B.find(Name);
    Joined.set(Name, Other ? Value::join(Held, *Other) : Value());
  }
  for (const auto &[Name, Held] : B.Items)
    if (!A.find(Name))
      Joined.set(Name, Value());
  return Joined;
}

bool CallableValue::operator==(const CallableValue &Other) const {
  return What == Other.What && Target == Other.Target && Says == Other.Says &&
         Parts == Other.Parts && Slots == Other.Slots &&
         TakesRest == Other.TakesRest && IsVectorized == Other.IsVectorized;
}

} // namespace shapetidy
