//===-- Environment.cpp - What is known at one program point --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Environment.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace shapetidy {

Environment::Environment()
    : Data(std::make_shared<Storage>()), Names(std::make_shared<Bindings>()) {}

Environment::Storage &Environment::own() {
  if (Data.use_count() > 1)
    Data = std::make_shared<Storage>(*Data);
  return *Data;
}

const Value *Environment::find(PlaceRoot Root) const {
  auto At = Data->Roots.find(Root);
  return At == Data->Roots.end() ? nullptr : &At->second;
}

void Environment::set(PlaceRoot Root, Value New) {
  if (New.isUnknown())
    return forget(Root);
  note(Root);
  own().Roots[Root] = std::move(New);
}

void Environment::forget(PlaceRoot Root) {
  if (!find(Root))
    return;
  note(Root);
  own().Roots.erase(Root);
}

void Environment::note(PlaceRoot Root) {
  if (Notes)
    Notes->insert(Root);
}

const Place *Environment::aliasOf(const clang::ValueDecl *Reference) const {
  auto At = Data->Aliases.find(Reference);
  return At == Data->Aliases.end() ? nullptr : &At->second;
}

void Environment::bindAlias(const clang::ValueDecl *Reference, Place To) {
  own().Aliases[Reference] = std::move(To);
}

void Environment::dropAlias(const clang::ValueDecl *Reference) {
  if (aliasOf(Reference))
    own().Aliases.erase(Reference);
}

void Environment::addReference(const clang::ValueDecl *Reference,
                               bool IsConst) {
  if (!Data->References.count(Reference))
    own().References[Reference] = IsConst;
}

void Environment::escape(PlaceRoot Root) {
  if (!isEscaped(Root))
    own().Escaped.insert(Root);
}

void Environment::forgetEscaped() {
  if (Data->Escaped.empty())
    return;
  Storage &Mine = own();
  for (PlaceRoot Root : Mine.Escaped) {
    note(Root);
    Mine.Roots.erase(Root);
    // An escaped pointer may point elsewhere now.
    Mine.Aliases.erase(static_cast<const clang::ValueDecl *>(Root));
  }
}

void Environment::setNames(Bindings New) {
  Names = std::make_shared<const Bindings>(std::move(New));
}

void Environment::doubt(BlockId Entered) {
  auto At = std::lower_bound(Doubts.begin(), Doubts.end(), Entered);
  if (At == Doubts.end() || *At != Entered)
    Doubts.insert(At, Entered);
}

/// Keeps in \p Mine what \p Theirs has too; true if something was dropped.
template <typename MapT, typename JoinT>
static bool meetMaps(MapT &Mine, const MapT &Theirs, JoinT Join) {
  llvm::SmallVector<typename MapT::key_type, 8> Lost;
  bool Changed = false;
  for (auto &[Key, Held] : Mine) {
    auto Other = Theirs.find(Key);
    if (Other == Theirs.end() || !Join(Held, Other->second, Changed))
      Lost.push_back(Key);
  }
  for (const auto &Key : Lost)
    Mine.erase(Key);
  return Changed || !Lost.empty();
}

/// False if nothing is left.
static bool joinValues(Value &Mine, const Value &Theirs, bool &Changed,
                       const SizeContext *Sizes) {
  if (Mine == Theirs)
    return true;
  Value Joined = Value::join(Mine, Theirs, Sizes);
  if (Joined.isUnknown())
    return false;
  if (!(Joined == Mine)) {
    Mine = std::move(Joined);
    Changed = true;
  }
  return true;
}

bool Environment::joinStorage(const Environment &Other,
                              const SizeContext *Sizes) {
  if (Data == Other.Data)
    return false;
  // Joined in a copy: states that turn out equal keep sharing.
  auto Joined = std::make_shared<Storage>(*Data);
  bool Changed =
      meetMaps(Joined->Roots, Other.Data->Roots,
               [&](Value &A, const Value &B, bool &Differs) {
                 return joinValues(A, B, Differs, Sizes);
               });
  Changed |=
      meetMaps(Joined->Aliases, Other.Data->Aliases,
               [](const Place &A, const Place &B, bool &) { return A == B; });
  for (PlaceRoot Root : Other.Data->Escaped)
    Changed |= Joined->Escaped.insert(Root).second;
  for (const auto &[Reference, IsConst] : Other.Data->References)
    Changed |= Joined->References.try_emplace(Reference, IsConst).second;
  if (Changed)
    Data = std::move(Joined);
  return Changed;
}

/// Names that stand for the same thing on both sides.
template <typename BindingT>
static llvm::StringMap<BindingT>
commonBindings(const llvm::StringMap<BindingT> &A,
               const llvm::StringMap<BindingT> &B) {
  llvm::StringMap<BindingT> Common;
  for (const auto &Entry : A) {
    auto Other = B.find(Entry.getKey());
    if (Other != B.end() && Other->second == Entry.getValue())
      Common.insert({Entry.getKey(), Entry.getValue()});
  }
  return Common;
}

bool Environment::joinNames(const Environment &Other) {
  if (Names == Other.Names || *Names == *Other.Names)
    return false;
  Bindings Joined;
  Joined.Single = commonBindings(Names->Single, Other.Names->Single);
  Joined.Variadic = commonBindings(Names->Variadic, Other.Names->Variadic);
  if (Joined == *Names)
    return false;
  setNames(std::move(Joined));
  return true;
}

bool Environment::join(const Environment &Other, const SizeContext *Sizes) {
  bool Changed = joinStorage(Other, Sizes);
  Changed |= joinNames(Other);
  if (!Facts.identical(Other.Facts)) {
    FactSet Joined = FactSet::intersect(Facts, Other.Facts);
    if (Joined != Facts) {
      Facts = std::move(Joined);
      Changed = true;
    }
  }
  auto Kept = llvm::remove_if(Doubts, [&](BlockId Entered) {
    return !llvm::is_contained(Other.Doubts, Entered);
  });
  Changed |= Kept != Doubts.end();
  Doubts.erase(Kept, Doubts.end());
  return Changed;
}

} // namespace shapetidy
