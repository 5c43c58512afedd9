//===-- batch.h - arrays taken apart along their first axis -----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What shape::vmap is made of. All arrays of all arguments have the batch in
// front, with the same sizes:
//
//   batch_sizes(2, x, y)   {4, 3} for x of shape (4, 3, 7) and y of (4, 3)
//   map_batch(f, x, y)     stacks f(x[0], y[0]) ... f(x[3], y[3])
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_BATCH_H
#define SHAPE_DETAIL_BATCH_H

#include "../shape_dtype.h"
#include "../tree.h"
#include "diagnostics_push.h"

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

namespace shape {
namespace detail {

inline void check_same_structure(const char *function, const TreeDef &declared,
                                 const TreeDef &returned) {
  parting found;
  std::vector<TreeKey> keys;
  if (find_parting(declared, returned, keys, found))
    raise(std::string("shape::") + function + ": " + place(found.path) + ": " +
          found.other + " was returned, " + found.first + " is declared");
}

// The error names the argument as an index, `[1].weight`.
[[noreturn]] inline void wrong_batch(const TreePath &path,
                                     const ShapeDtype &array,
                                     const ShapeDtype &batch) {
  raise("shape::vmap: " + place(path) + ": " + array.text() +
        " does not begin with the batch " + batch.text() +
        " of the arrays before it");
}

/// The sizes of the first \p levels axes, which all arrays share.
template <class... Args>
std::vector<long long> batch_sizes(std::size_t levels, const Args &...args) {
  std::vector<long long> sizes;
  bool first = true;
  if (levels == 0)
    return sizes;
  auto look = [&](const frame &at, const auto &array) {
    ShapeDtype here = shape_dtype(array);
    if (here.shape.size() < levels)
      raise("shape::vmap: " + place(at.path()) + ": " + here.text() +
            " has no " + std::to_string(levels) + " batch axes");
    auto end = here.shape.begin() + static_cast<std::ptrdiff_t>(levels);
    std::vector<long long> batch(here.shape.begin(), end);
    if (!first && batch != sizes)
      wrong_batch(at.path(), here, ShapeDtype(sizes));
    sizes = batch;
    first = false;
  };
  const auto all = std::tie(args...);
  visit_leaves(frame(), all, look);
  if (first)
    raise("shape::vmap: no array to take the batch from");
  return sizes;
}

/// A tree of lists as a tree of arrays, each list stacked.
template <class Tree> Tree stack_trees(const std::vector<Tree> &trees) {
  auto [leaves, def] = tree_flatten(trees.front());
  const std::size_t count = leaves.size();
  using leaf = leaf_type_t<Tree>;
  std::vector<std::vector<leaf>> columns(count);
  for (const Tree &tree : trees) {
    check_same_structure("vmap", def, tree_structure(tree));
    std::vector<leaf> row = tree_leaves(tree);
    for (std::size_t i = 0; i < count; ++i)
      columns[i].push_back(std::move(row[i]));
  }
  std::vector<leaf> stacked;
  for (const std::vector<leaf> &column : columns)
    stacked.push_back(array_batch<leaf>::stack(column));
  return tree_unflatten(def, std::move(stacked));
}

/// Calls \p f with one element of each argument after the other.
template <class Returned, class F, class... Args>
Returned map_batch(const F &f, const Args &...args) {
  const long long size = batch_sizes(1, args...).front();
  if (size == 0)
    raise("shape::vmap: an empty batch has no element to tell the result from; "
          "only a vectorized callback can map it");
  std::vector<Returned> results;
  for (long long i = 0; i < size; ++i)
    results.push_back(f(tree_map(
        [i](const auto &x) {
          return array_batch<bare<decltype(x)>>::element(x, i);
        },
        args)...));
  return stack_trees(results);
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_BATCH_H
