//===-- Trees.h - C++ values as trees ---------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Between the values of the engine, which know how many elements a container
// has, and the trees of the annotations, which also know what kind of container
// it is: the C++ type says that.
//
// Worked example. With v: std::vector<std::pair<Tensor, int>> that holds
// [[(2, 3), 7]], treeOf gives [((2, 3), int)]; for a parameter annotated
// `PyTree[Any, T]` of that type, the promise is a sequence of pairs as long as
// a symbol of its own.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREES_H
#define SHAPETIDY_CHECKS_ENGINE_TREES_H

#include "checks/engine/Matching.h"

namespace shapetidy {

/// Does the annotation look inside of what it stands on?
bool opensValues(const TypeSyntax &Type);

/// What is known of a value of this C++ type. What the value does not know of
/// its parts their types do.
TreeValue treeOf(Point &P, const Value &Held, clang::QualType Type);

/// The type of child \p Index of a value of this type; null if it is not known.
clang::QualType typeOfPart(Point &P, clang::QualType Type, size_t Index);

/// What an annotation that opens values promises. \p Names are bound as the
/// promise needs; \p Called is what the value is called in messages.
Value promisedTree(Point &P, const Demand &D, Unifier &Match, FreshNames Fresh,
                   llvm::StringRef Called);

/// The leaves of a tree that is made. Nobody knows them where the structure says
/// where they are and they are not.
struct NewLeaves {
  /// In the order of the structure.
  const std::vector<Value> *Items = nullptr;
  /// Lists of unknown length have one leaf for all elements.
  bool OncePerList = false;
  /// The call that makes the tree: what is blamed if a leaf is not what the
  /// annotation of its field says. Null if nobody asks.
  const clang::Expr *MadeBy = nullptr;
};

/// A value of this C++ type and this structure.
Value valueOfStructure(Point &P, const Structure &Of, clang::QualType Type,
                       NewLeaves Leaves = {});

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREES_H
