//===-- tree/map_node.h - trees walked side by side -------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// map_node(call, place, tree, rest...) makes the tree of `tree`'s structure,
// with what `call` makes of each leaf and of what stands there in the rests.
// One function for each family; each first holds the rests against the node:
//
//   tree {1, {2, 3}}, rest {4, {5}}
//     shape::tree_map: at [1]: a list of 2 in the first tree, a list of 1 in
//     another
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_MAP_NODE_H
#define SHAPE_TREE_MAP_NODE_H

#include "../detail/diagnostics_push.h"
#include "alike.h"

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace shape {
namespace detail {

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_node(Call &call, const frame &place, T &tree,
                                 R &...rest);

template <class Make, std::size_t... I>
nothing make_each(Make &make, std::index_sequence<I...>) {
  (make(nth<I>()), ...);
  return {};
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_product(Call &call, const frame &place, T &tree,
                                    R &...rest) {
  using node = node_of<T>;
  if constexpr (node::printed == node_kind::object)
    (check_statics(place, tree, rest), ...);
  auto make = [&](auto index) {
    constexpr std::size_t i = decltype(index)::value;
    return map_node(call, node::template step<i>(place),
                    node::template get<i>(tree),
                    node_of<R>::template get<i>(rest)...);
  };
  if constexpr (discards<Call>)
    return make_each(make, std::make_index_sequence<node::arity>());
  else
    return node::template build<mapped_t<Call, T, R...>>(node::statics(tree),
                                                         make);
}

// A reference, or a copy where the elements of a std::vector<bool> are none.
template <class X>
using element_holder =
    std::conditional_t<std::is_reference_v<element_reference<X>>,
                       element_t<X> &, element_t<X>>;

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_sequence(Call &call, const frame &place, T &tree,
                                     R &...rest) {
  (check_size(place, tree.size(), rest), ...);
  auto cursors = std::make_tuple(tree.begin(), rest.begin()...);
  auto make = [&](std::size_t i) {
    auto elements = std::apply(
        [](auto &...cursor) {
          return std::tuple<element_holder<T>, element_holder<R>...>(
              *cursor++...);
        },
        cursors);
    return std::apply(
        [&](auto &...each) { return map_node(call, frame(place, i), each...); },
        elements);
  };
  using result = mapped_t<Call, T, R...>;
  if constexpr (discards<Call>) {
    for (std::size_t i = 0; i < tree.size(); ++i)
      make(i);
    return result();
  } else {
    return node_of<T>::template build<result>(tree.size(), make);
  }
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_dict(Call &call, const frame &place, T &tree,
                                 R &...rest) {
  auto mine = entries(tree);
  auto others = std::make_tuple(entries(rest)...);
  std::apply(
      [&](const auto &...other) { (check_keys(place, mine, other), ...); },
      others);
  auto make = [&](std::size_t i) {
    return std::apply(
        [&](const auto &...other) {
          return map_node(call, frame(place, &mine[i]->first), mine[i]->second,
                          other[i]->second...);
        },
        others);
  };
  using mapped = mapped_t<Call, T, R...>;
  if constexpr (discards<Call>) {
    for (std::size_t i = 0; i < mine.size(); ++i)
      make(i);
    return mapped();
  } else {
    mapped result = node_of<T>::template like<mapped>(tree);
    for (std::size_t i = 0; i < mine.size(); ++i)
      result.emplace_hint(result.end(), mine[i]->first, make(i));
    return result;
  }
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_maybe(Call &call, const frame &place, T &tree,
                                  R &...rest) {
  using result = mapped_t<Call, T, R...>;
  if (!node_of<T>::has(tree)) {
    (check_none(place, rest), ...);
    return result();
  }
  auto make = [&] {
    return map_node(call, place, node_of<T>::get(tree),
                    content(place, rest)...);
  };
  if constexpr (discards<Call>)
    return make();
  else
    return node_of<T>::template wrap<result>(make);
}

template <std::size_t I, class Call, class T, class... R>
mapped_t<Call, T, R...> map_choice(Call &call, const frame &place, T &tree,
                                   R &...rest) {
  if constexpr (I == node_of<T>::arity) {
    raise_at("tree_map", place, "the variant holds nothing");
  } else {
    if (tree.index() != I)
      return map_choice<I + 1>(call, place, tree, rest...);
    auto make = [&] {
      return map_node(call, place, *std::get_if<I>(&tree),
                      facing<I, T>(place, rest)...);
    };
    if constexpr (discards<Call>)
      return make();
    else
      return mapped_t<Call, T, R...>(std::in_place_index<I>, make());
  }
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_custom(Call &call, const frame &place, T &tree,
                                   R &...rest) {
  using node = tree_node<bare<T>>;
  const auto parts = node::tree_flatten(tree);
  const auto others =
      std::make_tuple(tree_node<bare<R>>::tree_flatten(rest)...);
  return std::apply(
      [&](const auto &...other) {
        (check_data(place, parts.second, other.second), ...);
        auto mapped = map_node(call, place, parts.first, other.first...);
        if constexpr (discards<Call>)
          return mapped;
        else
          return node::tree_unflatten(parts.second, std::move(mapped));
      },
      others);
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_node(Call &call, const frame &place, T &tree,
                                 R &...rest) {
  constexpr family kind = node_of<T>::kind;
  if constexpr (kind == family::leaf)
    return call(place, tree, rest...);
  else if constexpr (kind == family::product)
    return map_product(call, place, tree, opened(place, rest)...);
  else if constexpr (kind == family::sequence)
    return map_sequence(call, place, tree, opened(place, rest)...);
  else if constexpr (kind == family::dict)
    return map_dict(call, place, tree, opened(place, rest)...);
  else if constexpr (kind == family::maybe)
    return map_maybe(call, place, tree, rest...);
  else if constexpr (kind == family::choice)
    return map_choice<0>(call, place, tree, rest...);
  else
    return map_custom(call, place, tree, opened(place, rest)...);
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_MAP_NODE_H
