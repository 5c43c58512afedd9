//===-- TreeCalls.h - Calls of shape/tree.h ---------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The contracts of the functions of shape/tree.h, whose types say more than an
// annotation could. S(t) is the structure of t.
//
//   tree_map(f, t, u...)         every u has S(t) as a prefix; gives S(t) with
//                                what f gives for each leaf.
//                                tree_map_with_path and tree_for_each, too
//   tree_structure(t)            gives the structure S(t) itself
//   tree_leaves(t)               gives a list of the leaves of t
//   tree_flatten(t)              gives both
//   tree_reduce(f, t)            t has a leaf
//   all_leaves(ts)               gives whether each of ts is a leaf
//   tree_unflatten(S, leaves)    as many leaves as S has; gives S with them
//   build_tree(S, parts)         as many children everywhere as S has; gives S
//                                with the parts
//   tree_transpose(S, R, t)      S(t) is S composed with R; gives R composed
//                                with S
//   treedef_tuple(S...)          gives the structure (S...)
//   Partial(f, x...)             a node with the children x...
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREECALLS_H
#define SHAPETIDY_CHECKS_ENGINE_TREECALLS_H

#include "annotations/shapes/TreeValue.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// Is it one of shape/tree.h that goes through trees?
bool isTreeFunction(const clang::FunctionDecl *Function);
/// False if this is no such call.
bool transferTreeCall(Point &P, const CallSite &Site);
bool transferTreeConstruct(Point &P, const CallSite &Site);

/// The structure of a tree whose leaves may be anything.
Structure nestingOf(const TreeValue &Tree);
Structure structureOf(Point &P, const clang::Expr *Tree);
/// The leaves in their order; none if it is not known how many there are.
std::optional<std::vector<Value>> leafValues(const TreeValue &Tree);
/// Gives a call this value.
void setTreeResult(Point &P, const CallSite &Site, Value Result);
/// The number of leaves, if it is a known size.
std::optional<Size> leafTotal(Point &P, const Structure &Of);

/// Calls the function of a mapping with each leaf of a structure that all its
/// trees have. Gives what it returns, in the order of the structure, for a list
/// of unknown length once; nothing if nobody knows what the function is.
std::vector<Value> callForLeaves(Point &P, const CallSite &Site,
                                 const Structure &Of, bool GivesResults);

// The functions that make trees of structures.
bool transferUnflatten(Point &P, const CallSite &Site);
bool transferBuild(Point &P, const CallSite &Site);
bool transferTranspose(Point &P, const CallSite &Site);
bool transferTupleOfStructures(Point &P, const CallSite &Site);
/// `def.compose(inner)` and the like.
bool transferStructureMember(Point &P, const CallSite &Site);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREECALLS_H
