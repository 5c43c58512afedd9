//===-- Environment.h - What is known at one program point ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The state of the dataflow analysis: what the storage places hold, what the
// axis names of the function stand for, and which facts about sizes hold.
//
// Vocabulary: a *root* is a variable, a temporary or the object of a method;
// a *place* is a root and a path of fields below it; a root that is not in the
// environment is unknown. A *doubt* is a branch that was taken for a reason
// the analysis does not understand; inside it "fails for some sizes" may well
// be what the condition excludes. A state *fails* if no run gets there, as a
// library call before it certainly throws: it is followed, for there may be
// more mistakes, but where ways come together only the others count.
//
// Worked example. After
//   Layer l(784, 10);  auto &w = l.weight;  if (c) l.bias = zeros(3);
// `l` is an object whose field `weight` is (10, 784) and whose field `bias` is
// (?), and `w` is an alias of the place l.weight.
//
// Copies share what is equal, see PersistentMap.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ENVIRONMENT_H
#define SHAPETIDY_CHECKS_ENGINE_ENVIRONMENT_H

#include "annotations/shapes/Bindings.h"
#include "annotations/sizes/Fact.h"
#include "checks/engine/PersistentMap.h"
#include "checks/engine/Value.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>

namespace shapetidy {

/// A variable, a temporary (its expression), or a class for `*this`.
using PlaceRoot = const void *;

struct Place {
  PlaceRoot Root = nullptr;
  /// The root, if it is a variable.
  const clang::ValueDecl *Variable = nullptr;
  llvm::SmallVector<const clang::FieldDecl *, 2> Path;

  bool operator==(const Place &Other) const {
    return Root == Other.Root && Path == Other.Path;
  }
  Place field(const clang::FieldDecl *Field) const {
    Place Below = *this;
    Below.Path.push_back(Field);
    return Below;
  }
};

/// The block a doubtful branch leads to: the two ways into `if (a || b)` are
/// one doubt, and it ends where the ways around it come in.
using BlockId = unsigned;

class Environment {
public:
  Environment();

  /// Null if nothing is known.
  const Value *find(PlaceRoot Root) const;
  void set(PlaceRoot Root, Value New);
  void forget(PlaceRoot Root);
  /// Calls \p Visit with every root and what is known of it.
  template <typename VisitT> void eachRoot(VisitT Visit) const {
    Roots.forEach(Visit);
    Shared.forEach(Visit);
  }

  /// What a reference is bound to, or a pointer variable points to.
  const Place *aliasOf(const clang::ValueDecl *Reference) const;
  void bindAlias(const clang::ValueDecl *Reference, Place To);
  void dropAlias(const clang::ValueDecl *Reference);
  /// What was bound to \p Target, or a part of it, is bound elsewhere now.
  void dropAliasesTo(const Place &Target);
  /// Roots that somebody else may write to from now on.
  void escape(PlaceRoot Root);
  bool isEscaped(PlaceRoot Root) const { return Escaped.contains(Root); }
  /// Calls \p Visit with every root that escaped and of which something is
  /// known.
  template <typename VisitT> void eachEscaped(VisitT Visit) const {
    Shared.forEach(Visit);
  }
  /// Forgets every root that escaped.
  void forgetEscaped();
  /// References that are bound to nobody knows what, and whether to const.
  template <typename VisitT> void eachReference(VisitT Visit) const {
    References.forEach([&](PlaceRoot Root, bool IsConst) {
      Visit(static_cast<const clang::ValueDecl *>(Root), IsConst);
    });
  }
  bool isReference(const clang::ValueDecl *Decl) const {
    return References.contains(Decl);
  }
  void addReference(const clang::ValueDecl *Reference, bool IsConst);

  /// Where to note each root that changes, for what only a part of a block
  /// has changed; null for nowhere. Copies note in the same place.
  using Journal = llvm::DenseSet<PlaceRoot>;
  void noteIn(Journal *Where) { Notes = Where; }
  Journal *journal() const { return Notes; }

  const Bindings &names() const { return *Names; }
  void setNames(Bindings New);

  bool isDoubtful() const { return !Doubts.empty(); }
  void doubt(BlockId Entered);

  bool fails() const { return Fails; }
  void fail() { Fails = true; }

  FactSet Facts;

  /// Joins \p Other into this; true if something changed. The join is what
  /// both know, or what the one knows that does not fail.
  bool join(const Environment &Other, const SizeContext *Sizes = nullptr);

  /// Takes over what \p Other knows and this does not; \p Both gets what this
  /// knows of a root, perhaps nothing, and what \p Other does.
  void sharpen(const Environment &Other,
               llvm::function_ref<Value(const Value &, const Value &)> Both);

private:
  void note(PlaceRoot Root);
  bool joinRoots(const Environment &Other, const SizeContext *Sizes);
  bool joinNames(const Environment &Other);
  bool joinDoubts(llvm::ArrayRef<BlockId> Others);

  /// What is known, of roots that nobody else can reach and of those that
  /// escaped: the latter are forgotten all at once.
  PersistentMap<Value> Roots, Shared;
  PersistentMap<Place> Aliases;
  PersistentMap<bool> Escaped, References;
  std::shared_ptr<const Bindings> Names;
  llvm::SmallVector<BlockId, 2> Doubts; ///< sorted
  bool Fails = false;
  Journal *Notes = nullptr;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ENVIRONMENT_H
