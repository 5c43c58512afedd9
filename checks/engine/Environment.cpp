//===-- Environment.cpp - What is known at one program point --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Environment.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <utility>

namespace shapetidy {

Environment::Environment() : Names(std::make_shared<Bindings>()) {}

const Value *Environment::find(PlaceRoot Root) const {
  const Value *Known = Roots.find(Root);
  return Known ? Known : Shared.find(Root);
}

void Environment::set(PlaceRoot Root, Value New) {
  if (New.isUnknown())
    return forget(Root);
  note(Root);
  (isEscaped(Root) ? Shared : Roots).set(Root, std::move(New));
}

void Environment::forget(PlaceRoot Root) {
  if (!find(Root))
    return;
  note(Root);
  Roots.erase(Root);
  Shared.erase(Root);
}

void Environment::note(PlaceRoot Root) {
  if (Notes)
    Notes->insert(Root);
}

const Place *Environment::aliasOf(const clang::ValueDecl *Reference) const {
  return Aliases.find(Reference);
}

void Environment::bindAlias(const clang::ValueDecl *Reference, Place To) {
  Aliases.set(Reference, std::move(To));
}

void Environment::dropAlias(const clang::ValueDecl *Reference) {
  Aliases.erase(Reference);
}

void Environment::dropAliasesTo(const Place &Target) {
  llvm::SmallVector<PlaceRoot, 4> Bound;
  Aliases.forEach([&](PlaceRoot Reference, const Place &To) {
    if (To.Root == Target.Root && To.Path.size() >= Target.Path.size() &&
        std::equal(Target.Path.begin(), Target.Path.end(), To.Path.begin()))
      Bound.push_back(Reference);
  });
  for (PlaceRoot Reference : Bound)
    Aliases.erase(Reference);
}

void Environment::addReference(const clang::ValueDecl *Reference,
                               bool IsConst) {
  if (!References.contains(Reference))
    References.set(Reference, IsConst);
}

void Environment::escape(PlaceRoot Root) {
  if (isEscaped(Root))
    return;
  Escaped.set(Root, true);
  if (const Value *Known = Roots.find(Root)) {
    Shared.set(Root, *Known);
    Roots.erase(Root);
  }
}

void Environment::forgetEscaped() {
  if (Notes)
    Escaped.forEach([&](PlaceRoot Root, bool) { note(Root); });
  Shared.clear();
  // An escaped pointer may point elsewhere now. There are few aliases.
  llvm::SmallVector<PlaceRoot, 4> Moved;
  if (!Escaped.empty())
    Aliases.forEach([&](PlaceRoot Root, const Place &) {
      if (isEscaped(Root))
        Moved.push_back(Root);
    });
  for (PlaceRoot Root : Moved)
    Aliases.erase(Root);
}

void Environment::setNames(Bindings New) {
  Names = std::make_shared<const Bindings>(std::move(New));
}

void Environment::doubt(BlockId Entered) {
  auto At = std::lower_bound(Doubts.begin(), Doubts.end(), Entered);
  if (At == Doubts.end() || *At != Entered)
    Doubts.insert(At, Entered);
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

bool Environment::joinRoots(const Environment &Other,
                            const SizeContext *Sizes) {
  llvm::SmallVector<PlaceRoot, 4> New;
  Escaped.eachMissing(Other.Escaped,
                      [&](PlaceRoot Root, bool) { New.push_back(Root); });
  bool Changed = !New.empty();
  for (PlaceRoot Root : New)
    escape(Root);
  // Both have to keep a root on the same side.
  Environment Theirs = Other;
  Other.Escaped.eachMissing(Escaped,
                            [&](PlaceRoot Root, bool) { Theirs.escape(Root); });
  auto Join = [&](Value &A, const Value &B, bool &Differs) {
    return joinValues(A, B, Differs, Sizes);
  };
  Changed |= Roots.meet(Theirs.Roots, Join);
  Changed |= Shared.meet(Theirs.Shared, Join);
  Changed |= Aliases.meet(Other.Aliases, [](const Place &A, const Place &B,
                                            bool &) { return A == B; });
  llvm::SmallVector<std::pair<PlaceRoot, bool>, 4> Added;
  References.eachMissing(Other.References, [&](PlaceRoot Root, bool IsConst) {
    Added.emplace_back(Root, IsConst);
  });
  for (const auto &[Root, IsConst] : Added)
    References.set(Root, IsConst);
  return Changed || !Added.empty();
}

static void
sharpenMap(PersistentMap<Value> &Mine, const PersistentMap<Value> &Theirs,
           llvm::function_ref<Value(const Value &, const Value &)> Both) {
  llvm::SmallVector<std::pair<PlaceRoot, Value>, 8> Added;
  Mine.eachMissing(Theirs, [&](PlaceRoot Root, const Value &Known) {
    Added.emplace_back(Root, Both(Value(), Known));
  });
  Mine.meet(Theirs, [&](Value &A, const Value &B, bool &Differs) {
    A = Both(A, B);
    Differs = true;
    return true;
  });
  for (auto &[Root, Known] : Added)
    if (!Known.isUnknown())
      Mine.set(Root, std::move(Known));
}

void Environment::sharpen(
    const Environment &Other,
    llvm::function_ref<Value(const Value &, const Value &)> Both) {
  sharpenMap(Roots, Other.Roots, Both);
  sharpenMap(Shared, Other.Shared, Both);
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
  Joined.Structures =
      commonBindings(Names->Structures, Other.Names->Structures);
  if (Joined == *Names)
    return false;
  setNames(std::move(Joined));
  return true;
}

bool Environment::joinDoubts(llvm::ArrayRef<BlockId> Others) {
  auto Kept = llvm::remove_if(Doubts, [&](BlockId Entered) {
    return !llvm::is_contained(Others, Entered);
  });
  bool Changed = Kept != Doubts.end();
  Doubts.erase(Kept, Doubts.end());
  return Changed;
}

bool Environment::join(const Environment &Other, const SizeContext *Sizes) {
  // A mistake is no way out that somebody meant, so doubts end here all the
  // same.
  if (Other.Fails && !Fails)
    return joinDoubts(Other.Doubts);
  if (Fails && !Other.Fails) {
    auto Mine = std::exchange(Doubts, {});
    Journal *Where = Notes;
    *this = Other;
    noteIn(Where);
    joinDoubts(Mine);
    return true;
  }
  bool Changed = joinRoots(Other, Sizes);
  Changed |= joinNames(Other);
  if (!Facts.identical(Other.Facts)) {
    FactSet Joined = FactSet::intersect(Facts, Other.Facts);
    if (Joined != Facts) {
      Facts = std::move(Joined);
      Changed = true;
    }
  }
  return joinDoubts(Other.Doubts) || Changed;
}

} // namespace shapetidy
