//===-- tree/map.h - a function over the leaves of trees --------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   tree_map(f, std::pair{1, std::vector{2, 3}})      {f(1), {f(2), f(3)}}
//   tree_map(f, std::pair{1, 2}, std::pair{3, 4})     {f(1, 3), f(2, 4)}
//
// The first tree decides: every other one has its structure, or has it as a
// prefix and gives f the whole subtree where the first tree has a leaf. Where
// the types already differ that is an error of the compiler; where the lengths,
// the keys, the static fields or an empty optional do, a structure_error that
// names the place.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_MAP_H
#define SHAPE_TREE_MAP_H

#include "../detail/diagnostics_push.h"
#include "map_node.h"

#include <functional>

namespace shape {
namespace detail {

// How f is called at a leaf: without the place, or with it.
template <class F> struct plain_call {
  F &f;
  template <class... Leaf>
  decltype(auto) operator()(const frame &, Leaf &...leaf) const {
    return std::invoke(f, leaf...);
  }
};
template <class F> struct path_call {
  F &f;
  template <class... Leaf>
  decltype(auto) operator()(const frame &place, Leaf &...leaf) const {
    return std::invoke(f, place.path(), leaf...);
  }
};
template <class F> struct silent_call {
  F &f;
  template <class... Leaf>
  nothing operator()(const frame &, Leaf &...leaf) const {
    std::invoke(f, leaf...);
    return {};
  }
};

} // namespace detail

/// The tree of the structure of \p tree with f(leaf, sub...) in place of each
/// leaf, where sub... is what stands there in each of the \p rest. f is called
/// in the order of the leaves and returns a value:
///
///   tree_map([](float p, float g) { return p - 0.1f * g; }, params, grads)
///
/// A container comes out as the same container of the new leaves, a registered
/// class as itself if its fields keep their types, else as a MappedNode. Throws
/// structure_error where a rest has another structure.
template <class F, class Tree, class... Rest>
auto tree_map(F &&f, Tree &&tree, Rest &&...rest) {
  detail::plain_call<F> call{f};
  return detail::map_node(call, detail::frame(), tree, rest...);
}

/// tree_map with the place of the leaf in front: f(path, leaf, sub...).
template <class F, class Tree, class... Rest>
auto tree_map_with_path(F &&f, Tree &&tree, Rest &&...rest) {
  detail::path_call<F> call{f};
  return detail::map_node(call, detail::frame(), tree, rest...);
}

/// Calls f(leaf, sub...) as tree_map does and makes no tree. Leaves of a tree
/// that is not constant may be changed in place:
///
///   tree_for_each([](Tensor &p, const Tensor &g) { p -= 0.1 * g; }, params,
///   grads);
template <class F, class Tree, class... Rest>
void tree_for_each(F &&f, Tree &&tree, Rest &&...rest) {
  detail::silent_call<F> call{f};
  detail::map_node(call, detail::frame(), tree, rest...);
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_MAP_H
