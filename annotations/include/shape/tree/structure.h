//===-- tree/structure.h - the structure of a value -------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   tree_structure(std::pair{1, std::vector{2, 3}}).text()     "(*, [*, *])"
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_STRUCTURE_H
#define SHAPE_TREE_STRUCTURE_H

#include "../detail/diagnostics_push.h"
#include "leaf_types.h"

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

template <class T> TreeDef describe(const T &tree);

/// The static fields of a product, owned; std::tuple<> if it has none.
template <class T>
using product_statics =
    owned_t<bare<decltype(node_of<T>::statics(std::declval<const T &>()))>>;

template <class T, std::size_t... I>
TreeDef describe_product(const T &tree, std::index_sequence<I...>) {
  using node = node_of<T>;
  using statics = product_statics<T>;
  structure result;
  result.kind = node::printed;
  result.children = {describe(node::template get<I>(tree))...};
  if constexpr (node::printed == node_kind::object) {
    result.identity = &type_tag<typename node::identity>;
    result.name = node::name;
    result.fields = node::child_names();
    result.statics = node::static_names();
    if constexpr (std::tuple_size_v<statics> > 0)
      result.data = static_data::hold(statics(node::statics(tree)));
  }
  return TreeDef(std::move(result));
}

template <class T> TreeDef describe_sequence(const T &tree) {
  structure result;
  result.kind = node_kind::list;
  result.children.reserve(tree.size());
  for (auto &&element : tree)
    result.children.push_back(describe<bare<element_t<const T>>>(element));
  return TreeDef(std::move(result));
}

template <class T> TreeDef describe_dict(const T &tree) {
  structure result;
  result.kind = node_kind::dict;
  std::vector<typename node_of<T>::key> keys;
  for (const auto *entry : entries(tree)) {
    keys.push_back(entry->first);
    result.fields.push_back(key_text(entry->first));
    result.children.push_back(describe(entry->second));
  }
  result.data = static_data::hold(std::move(keys));
  return TreeDef(std::move(result));
}

template <std::size_t I, class T> TreeDef describe_choice(const T &tree) {
  if constexpr (I == node_of<T>::arity) {
    raise("shape::tree_structure: a variant holds nothing");
  } else {
    if (tree.index() != I)
      return describe_choice<I + 1>(tree);
    structure result;
    result.kind = node_kind::choice;
    result.alternative = I;
    result.children = {describe(*std::get_if<I>(&tree))};
    return TreeDef(std::move(result));
  }
}

/// The static data of a class registered by tree_flatten, and the container of
/// its children, whose elements are then children of the class.
template <class T> using custom_statics = std::tuple<custom_data_t<T>, TreeDef>;

/// \p def with other children.
inline TreeDef with_children(const TreeDef &def,
                             std::vector<TreeDef> children) {
  structure result = def.seen();
  result.children = std::move(children);
  return TreeDef(std::move(result));
}

template <class T> TreeDef describe_custom(const T &tree) {
  const auto parts = tree_node<T>::tree_flatten(tree);
  TreeDef container = describe(parts.first);
  structure result;
  result.kind = node_kind::object;
  result.identity = &type_tag<typename node_of<T>::identity>;
  result.name = tree_node<T>::name;
  result.children = container.children();
  if (container.seen().kind == node_kind::dict)
    result.fields = container.seen().fields;
  if (value_text(parts.second) != "?")
    result.statics = {"data"};
  std::vector<TreeDef> leaves(result.children.size());
  result.data = static_data::hold(custom_statics<T>(
      parts.second, with_children(container, std::move(leaves))));
  return TreeDef(std::move(result));
}

// Of two optionals around each other the structure remembers, for tree_unflatten
// alone, that it was the inner one that was empty.
template <class T> TreeDef describe_maybe(const T &tree) {
  using node = node_of<T>;
  structure result;
  result.kind = node_kind::none;
  if (!node::has(tree))
    return TreeDef(std::move(result));
  if constexpr (!is_family<held_t<const T>, family::maybe>)
    return describe(node::get(tree));
  result.kind = node_kind::choice;
  result.children = {describe(node::get(tree))};
  return TreeDef(std::move(result));
}

/// The structure of what an optional or a pointer T holds; null if it is None.
template <class T> const TreeDef *held_structure(const TreeDef &def) {
  bool is_nested = is_family<held_t<T>, family::maybe> &&
                   def.raw().kind == node_kind::choice;
  if (is_nested)
    return &def.raw().children[0];
  return def.is_none() ? nullptr : &def;
}

template <class T> TreeDef describe(const T &tree) {
  using node = node_of<T>;
  if constexpr (node::kind == family::leaf) {
    return TreeDef();
  } else if constexpr (node::kind == family::product) {
    return describe_product(tree, std::make_index_sequence<node::arity>());
  } else if constexpr (node::kind == family::sequence) {
    return describe_sequence(tree);
  } else if constexpr (node::kind == family::dict) {
    return describe_dict(tree);
  } else if constexpr (node::kind == family::choice) {
    return describe_choice<0>(tree);
  } else if constexpr (node::kind == family::custom) {
    return describe_custom(tree);
  } else {
    return describe_maybe(tree);
  }
}

} // namespace detail

/// The structure of \p tree, which also knows its type.
template <class Tree> TreeDefOf<Tree> tree_structure(const Tree &tree) {
  return TreeDefOf<Tree>(detail::describe(tree));
}

/// The structure of a tuple of trees of the given structures.
template <class... Tree>
TreeDefOf<std::tuple<Tree...>> treedef_tuple(const TreeDefOf<Tree> &...defs) {
  detail::structure result;
  result.kind = detail::node_kind::tuple;
  result.children = {static_cast<const TreeDef &>(defs)...};
  return TreeDefOf<std::tuple<Tree...>>(TreeDef(std::move(result)));
}

/// The same for structures whose types are not known.
inline TreeDef treedef_tuple(const std::vector<TreeDef> &defs) {
  detail::structure result;
  result.kind = detail::node_kind::tuple;
  result.children = defs;
  return TreeDef(std::move(result));
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_STRUCTURE_H
