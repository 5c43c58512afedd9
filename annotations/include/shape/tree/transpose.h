//===-- tree/transpose.h - a tree of trees inside out -----------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A list of pairs becomes a pair of lists:
//
//   std::vector{std::pair{1, 'a'}, std::pair{2, 'b'}}      [(*, *), (*, *)]
//   std::pair{std::vector{1, 2}, std::vector{'a', 'b'}}    ([*, *], [*, *])
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_TRANSPOSE_H
#define SHAPE_TREE_TRANSPOSE_H

#include "../detail/diagnostics_push.h"
#include "map.h"
#include "rebuild.h"

#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

/// Where two structures part, outermost first: a path and what is there.
struct parting {
  TreePath path;
  std::string first;
  std::string other;
};

inline bool find_parting(const TreeDef &a, const TreeDef &b,
                         std::vector<TreeKey> &keys, parting &result) {
  if (a == b)
    return false;
  if (!same_node(a.seen(), b.seen())) {
    result = {TreePath(keys), a.text(), b.text()};
    return true;
  }
  for (std::size_t i = 0; i < a.children().size(); ++i) {
    keys.push_back(key_of(a.seen(), i));
    if (find_parting(a.children()[i], b.children()[i], keys, result))
      return true;
    keys.pop_back();
  }
  return false;
}

// The outer tree with a subtree at each leaf. All are copied: a class that is
// registered by tree_flatten has no children to refer to.
template <class Shape, class Grid> class columns {
public:
  columns(const Shape &shape, Grid grid)
      : shape_(shape), grid_(std::move(grid)) {}

  Grid leaf() const { return grid_; }

  template <std::size_t I, std::size_t Arity> auto child(const frame &) const {
    return each([](const auto &sub) {
      using node = node_of<decltype(sub)>;
      static_assert(node::kind == family::product && node::arity == Arity,
                    "tree_transpose: a subtree is not of the inner structure");
      return node::template get<I>(sub);
    });
  }
  auto element(const frame &, std::size_t i, std::size_t) const {
    return each([i](const auto &sub) {
      using type = bare<decltype(sub)>;
      if constexpr (is_family<type, family::dict>)
        return entries(sub)[i]->second;
      else
        return static_cast<typename type::value_type>(
            *std::next(sub.begin(), static_cast<std::ptrdiff_t>(i)));
    });
  }
  auto content(const frame &) const {
    return each([](const auto &sub) {
      if constexpr (is_family<decltype(sub), family::maybe>)
        return node_of<decltype(sub)>::get(sub);
      else
        return sub;
    });
  }
  auto opened(const frame &) const {
    return each([](const auto &sub) {
      return tree_node<bare<decltype(sub)>>::tree_flatten(sub).first;
    });
  }

private:
  template <class F> auto each(F f) const {
    auto grid = tree_map([&f](nothing, const auto &sub) { return f(sub); },
                         shape_, grid_);
    return columns<Shape, decltype(grid)>(shape_, std::move(grid));
  }

  const Shape &shape_;
  Grid grid_;
};

template <class Outer, class Inner, class Tree>
void check_composition(const TreeDefOf<Outer> &outer,
                       const TreeDefOf<Inner> &inner, const Tree &tree) {
  parting found;
  std::vector<TreeKey> keys;
  if (find_parting(outer.compose(inner), tree_structure(tree), keys, found))
    raise("shape::tree_transpose: " + place(found.path) + ": " + found.first +
          " in the composition of the two structures, " + found.other +
          " in the tree");
}

// With leaves of one type the result is made leaf by leaf, which needs no type
// in between: the inner structure may hold variants and contain itself.
template <class Outer, class Inner, class Tree>
auto transpose_leaves(const TreeDefOf<Outer> &outer,
                      const TreeDefOf<Inner> &inner, const Tree &tree) {
  const auto leaves = tree_leaves(tree);
  std::vector<decltype(unflatten<Outer>(outer, leaves))> columns;
  columns.reserve(inner.num_leaves());
  for (std::size_t i = 0; i < inner.num_leaves(); ++i) {
    std::vector<leaf_value<Tree>> column;
    for (std::size_t at = i; at < leaves.size(); at += inner.num_leaves())
      column.push_back(leaves[at]);
    columns.push_back(unflatten<Outer>(outer, std::move(column)));
  }
  return unflatten<Inner>(inner, std::move(columns));
}

template <class Outer, class Inner, class Tree>
auto transpose_subtrees(const TreeDefOf<Outer> &outer,
                        const TreeDefOf<Inner> &inner, const Tree &tree) {
  const auto shape =
      unflatten<Outer>(outer, std::vector<nothing>(outer.num_leaves()));
  auto grid =
      tree_map([](nothing, const auto &sub) { return sub; }, shape, tree);
  return rebuild<Inner>(
      inner, frame(),
      columns<bare<decltype(shape)>, decltype(grid)>(shape, grid));
}

template <class List> inline constexpr bool is_single = false;
template <class T> inline constexpr bool is_single<list<T>> = true;

} // namespace detail

/// Turns \p tree, whose structure is \p inner inside \p outer, into a tree whose
/// structure is \p outer inside \p inner. Throws structure_error if it has another
/// structure. Transposing twice gives the tree back.
///
///   tree_transpose(tree_structure(std::vector{0, 0}),
///                  tree_structure(std::pair{0, 0}),
///                  std::vector{std::pair{1, 'a'}, std::pair{2, 'b'}})
///       std::pair{std::vector{1, 2}, std::vector{'a', 'b'}}
template <class Outer, class Inner, class Tree>
auto tree_transpose(const TreeDefOf<Outer> &outer,
                    const TreeDefOf<Inner> &inner, const Tree &tree) {
  detail::check_composition(outer, inner, tree);
  if constexpr (detail::is_single<detail::leaf_list<Tree>>)
    return detail::transpose_leaves(outer, inner, tree);
  else
    return detail::transpose_subtrees(outer, inner, tree);
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_TRANSPOSE_H
