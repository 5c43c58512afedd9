//===-- tree/leaves.h - what hangs on a tree --------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   tree_leaves(std::pair{1, std::vector{2, 3}})            {1, 2, 3}
//   tree_reduce(std::plus<>(), std::pair{1, 2}, 10)         13
//
// Leaves come in the order of the children, those of a dict in the order of its
// keys. They are of one type, or, where a tree has leaves of several, in a
// std::variant of these.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_LEAVES_H
#define SHAPE_TREE_LEAVES_H

#include "../detail/diagnostics_push.h"
#include "structure.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace shape {
namespace detail {

template <class T, class Visit>
void visit_leaves(const frame &place, T &tree, Visit &visit);

template <class T, class Visit, std::size_t... I>
void visit_product(const frame &place, T &tree, Visit &visit,
                   std::index_sequence<I...>) {
  using node = node_of<T>;
  (visit_leaves(node::template step<I>(place), node::template get<I>(tree),
                visit),
   ...);
}

template <class T, class Visit>
void visit_sequence(const frame &place, T &tree, Visit &visit) {
  std::size_t i = 0;
  for (auto &&element : tree) {
    if constexpr (std::is_reference_v<element_reference<T>>) {
      visit_leaves(frame(place, i++), element, visit);
    } else {
      element_t<T> copy = element;
      visit_leaves(frame(place, i++), copy, visit);
    }
  }
}

template <std::size_t I, class T, class Visit>
void visit_choice(const frame &place, T &tree, Visit &visit) {
  if constexpr (I < node_of<T>::arity) {
    if (tree.index() == I)
      visit_leaves(place, *std::get_if<I>(&tree), visit);
    else
      visit_choice<I + 1>(place, tree, visit);
  }
}

template <class T, class Visit>
void visit_leaves(const frame &place, T &tree, Visit &visit) {
  using node = node_of<T>;
  if constexpr (node::kind == family::leaf) {
    visit(place, tree);
  } else if constexpr (node::kind == family::product) {
    visit_product(place, tree, visit, std::make_index_sequence<node::arity>());
  } else if constexpr (node::kind == family::sequence) {
    visit_sequence(place, tree, visit);
  } else if constexpr (node::kind == family::dict) {
    for (auto *entry : entries(tree))
      visit_leaves(frame(place, &entry->first), entry->second, visit);
  } else if constexpr (node::kind == family::choice) {
    visit_choice<0>(place, tree, visit);
  } else if constexpr (node::kind == family::custom) {
    auto parts = tree_node<bare<T>>::tree_flatten(tree);
    visit_leaves(place, parts.first, visit);
  } else {
    if (node::has(tree))
      visit_leaves(place, node::get(tree), visit);
  }
}

/// A leaf as the element of a list of leaves, moved if the tree may be emptied.
template <bool Move, class Value, class Leaf> Value to_value(Leaf &leaf) {
  using source =
      std::conditional_t<Move && !std::is_const_v<Leaf>, Leaf &&, const Leaf &>;
  if constexpr (std::is_same_v<Value, bare<Leaf>>)
    return static_cast<source>(leaf);
  else
    return Value(std::in_place_type<bare<Leaf>>, static_cast<source>(leaf));
}

template <class T> bool is_single_leaf(const T &tree) {
  using node = node_of<T>;
  if constexpr (node::kind == family::leaf)
    return true;
  else if constexpr (node::kind == family::maybe)
    return node::has(tree) && is_single_leaf(node::get(tree));
  else if constexpr (node::kind == family::choice)
    return std::visit([](const auto &held) { return is_single_leaf(held); },
                      tree);
  else
    return false;
}

} // namespace detail

/// The type of the elements of tree_leaves: the type of all leaves, a
/// std::variant if there are several, std::monostate if there is none.
template <class Tree> using leaf_type_t = detail::leaf_value<Tree>;

/// The leaves of \p tree, in order; moved out of a tree that is an rvalue.
template <class Tree> std::vector<leaf_type_t<Tree>> tree_leaves(Tree &&tree) {
  std::vector<leaf_type_t<Tree>> result;
  auto visit = [&result](const detail::frame &, auto &leaf) {
    result.push_back(
        detail::to_value<!std::is_lvalue_reference_v<Tree>, leaf_type_t<Tree>>(
            leaf));
  };
  detail::visit_leaves(detail::frame(), tree, visit);
  return result;
}

/// The leaves, each with its path.
template <class Tree>
std::vector<std::pair<TreePath, leaf_type_t<Tree>>>
tree_leaves_with_path(const Tree &tree) {
  std::vector<std::pair<TreePath, leaf_type_t<Tree>>> result;
  auto visit = [&result](const detail::frame &place, auto &leaf) {
    result.emplace_back(place.path(),
                        detail::to_value<false, leaf_type_t<Tree>>(leaf));
  };
  detail::visit_leaves(detail::frame(), tree, visit);
  return result;
}

/// The leaves and the structure; tree_unflatten is the inverse:
///
///   auto [leaves, def] = tree_flatten(params);
///   auto same = tree_unflatten(def, leaves);
template <class Tree>
std::pair<std::vector<leaf_type_t<Tree>>, TreeDefOf<detail::bare<Tree>>>
tree_flatten(Tree &&tree) {
  auto def = tree_structure(tree);
  return {tree_leaves(std::forward<Tree>(tree)), std::move(def)};
}

/// Combines the leaves from the left: f(f(f(initial, a), b), c). What f returns
/// is converted to the type of \p initial.
template <class F, class Tree, class Initial>
std::decay_t<Initial> tree_reduce(F &&f, const Tree &tree, Initial &&initial) {
  std::decay_t<Initial> result(std::forward<Initial>(initial));
  auto visit = [&](const detail::frame &, auto &leaf) {
    result = std::invoke(f, std::move(result), leaf);
  };
  detail::visit_leaves(detail::frame(), tree, visit);
  return result;
}

/// The same, beginning with the first leaf: f(f(a, b), c). All leaves are of
/// one type; a tree without leaves is an error.
template <class F, class Tree>
leaf_type_t<Tree> tree_reduce(F &&f, const Tree &tree) {
  std::optional<leaf_type_t<Tree>> result;
  auto visit = [&](const detail::frame &, auto &leaf) {
    if (result)
      *result = std::invoke(f, std::move(*result), leaf);
    else
      result.emplace(leaf);
  };
  detail::visit_leaves(detail::frame(), tree, visit);
  if (!result)
    detail::raise("shape::tree_reduce: the tree has no leaves and there is no "
                  "initial value");
  return std::move(*result);
}

/// True if each element of the range or tuple is a leaf, not a tree.
template <class Range> bool all_leaves(const Range &range) {
  if constexpr (detail::is_family<Range, detail::family::product>) {
    return std::apply(
        [](const auto &...each) {
          return (detail::is_single_leaf(each) && ...);
        },
        range);
  } else {
    for (auto &&each : range)
      if (!detail::is_single_leaf(each))
        return false;
    return true;
  }
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_LEAVES_H
