//===-- tree.h - trees of arrays --------------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// jax.tree_util for C++ values: the parameters of a network are a struct of
// vectors of tensors, and these functions see through all of it at once.
// Header-only, C++17, needs nothing but the standard library.
//
//   struct Layer { torch::Tensor weight, bias; };
//   SHAPE_TREE_NODE(Layer, weight, bias)
//   using Params = std::vector<Layer>;
//
//   Params step(const Params &params, const Params &grads) {
//     return shape::tree_map(
//         [](const auto &p, const auto &g) { return p - 0.1 * g; }, params, grads);
//   }
//
// Vocabulary
//   tree        any value
//   node        a tuple, pair, vector, deque, list, array, map, unordered_map or
//               an object of a registered class; its parts are its children
//   None        an empty optional or null pointer: a node without children; one
//               that is not empty is what it holds, and so is a variant
//   leaf        everything else
//   structure   a tree without its leaves (TreeDef)
//   prefix      a structure that others continue below its leaves
//
//   tree_map, tree_map_with_path, tree_for_each             tree/map.h
//   tree_flatten, tree_leaves, tree_leaves_with_path,
//   tree_reduce, all_leaves                                 tree/leaves.h
//   tree_unflatten                                          tree/unflatten.h
//   tree_structure, treedef_tuple, TreeDef                  tree/structure.h
//   tree_transpose, build_tree, Partial
//   SHAPE_TREE_NODE and its like                            tree/registration.h
//
// All types are known to the compiler, so mapping a struct costs what its loop
// costs. Trees have no cycles; a pointee that two pointers share is mapped
// twice, and a class is registered for itself, not for those that derive from
// it. A structure that does not fit is a structure_error that names the place:
//
//   shape::tree_map: at .encoder.layers[2]: a list of 3 in the first tree, ...
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_H
#define SHAPE_TREE_H

#include "tree/definition.h"
#include "tree/leaves.h"
#include "tree/map.h"
#include "tree/partial.h"
#include "tree/path.h"
#include "tree/rebuild.h"
#include "tree/registration.h"
#include "tree/structure.h"
#include "tree/transpose.h"
#include "tree/unflatten.h"

#endif // SHAPE_TREE_H
