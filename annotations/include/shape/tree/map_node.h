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
#include "map_type.h"

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace shape {
namespace detail {

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_node(Call &call, const frame &place, T &tree,
                                 R &...rest);

inline std::string children_text(const char *kind, std::size_t size) {
  return std::string(kind) + " of " + std::to_string(size);
}

[[noreturn]] inline void differ(const frame &place, const std::string &first,
                                const std::string &other) {
  raise_at("tree_map", place,
           first + " in the first tree, " + other + " in another");
}

// The rest as it is compared with a node of the first tree.
template <class R> stripped_t<R> &opened(const frame &place, R &rest) {
  stripped_t<R> *result = strip(rest);
  if (!result)
    differ(place, "a node", "None");
  return *result;
}

template <class T, class R>
void check_statics(const frame &place, const T &tree, const R &other) {
  if (!tuples_equal(node_of<T>::statics(tree), node_of<R>::statics(other)))
    raise_at("tree_map", place,
             std::string("the static fields of two ") + node_of<T>::name +
                 " differ");
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_product(Call &call, const frame &place, T &tree,
                                    R &...rest) {
  using node = node_of<T>;
  if constexpr (node::printed == node_kind::object)
    (check_statics(place, tree, rest), ...);
  return node::template build<mapped_t<Call, T, R...>>(
      node::statics(tree), [&](auto index) {
        constexpr std::size_t i = decltype(index)::value;
        return map_node(call, node::template step<i>(place),
                        node::template get<i>(tree),
                        node_of<R>::template get<i>(rest)...);
      });
}

template <class R>
void check_size(const frame &place, std::size_t size, const R &other) {
  if (other.size() != size)
    differ(place, children_text("a list", size),
           children_text("a list", other.size()));
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
  return node_of<T>::template build<mapped_t<Call, T, R...>>(
      tree.size(), [&](std::size_t i) {
        auto elements = std::apply(
            [](auto &...cursor) {
              return std::tuple<element_holder<T>, element_holder<R>...>(
                  *cursor++...);
            },
            cursors);
        return std::apply(
            [&](auto &...each) {
              return map_node(call, frame(place, i), each...);
            },
            elements);
      });
}

template <class A, class B>
void check_keys(const frame &place, const A &first, const B &other) {
  if (first.size() != other.size())
    differ(place, children_text("a dict", first.size()),
           children_text("a dict", other.size()));
  for (std::size_t i = 0; i < first.size(); ++i)
    if (!(first[i]->first == other[i]->first))
      differ(place, "the key " + key_text(first[i]->first),
             "the key " + key_text(other[i]->first));
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_dict(Call &call, const frame &place, T &tree,
                                 R &...rest) {
  auto mine = entries(tree);
  auto others = std::make_tuple(entries(rest)...);
  auto result = node_of<T>::template like<mapped_t<Call, T, R...>>(tree);
  std::apply(
      [&](const auto &...other) {
        (check_keys(place, mine, other), ...);
        for (std::size_t i = 0; i < mine.size(); ++i)
          result.emplace_hint(result.end(), mine[i]->first,
                              map_node(call, frame(place, &mine[i]->first),
                                       mine[i]->second, other[i]->second...));
      },
      others);
  return result;
}

template <class R> inside_t<R> &content(const frame &place, R &rest) {
  if constexpr (is_family<R, family::maybe>) {
    if (!node_of<R>::has(rest))
      differ(place, "a value", "None");
    return node_of<R>::get(rest);
  } else {
    return rest;
  }
}

template <class R> void check_none(const frame &place, R &rest) {
  if constexpr (is_family<R, family::maybe>)
    if (!strip(rest))
      return;
  differ(place, "None", "a value");
}

template <class Call, class T, class... R>
mapped_t<Call, T, R...> map_maybe(Call &call, const frame &place, T &tree,
                                  R &...rest) {
  using result = mapped_t<Call, T, R...>;
  if (!node_of<T>::has(tree)) {
    (check_none(place, rest), ...);
    return result();
  }
  return node_of<T>::template wrap<result>([&] {
    return map_node(call, place, node_of<T>::get(tree),
                    content(place, rest)...);
  });
}

template <std::size_t I, class T, class R>
opposite_t<I, T, R> &alternative(const frame &place, R &rest) {
  if constexpr (is_family<R, family::choice>) {
    if (rest.index() != I)
      differ(place, "alternative " + std::to_string(I) + " of a variant",
             "alternative " + std::to_string(rest.index()));
    return *std::get_if<I>(&rest);
  } else {
    return rest;
  }
}

template <std::size_t I, class Call, class T, class... R>
mapped_t<Call, T, R...> map_choice(Call &call, const frame &place, T &tree,
                                   R &...rest) {
  if constexpr (I == node_of<T>::arity) {
    raise_at("tree_map", place, "the variant holds nothing");
  } else {
    if (tree.index() != I)
      return map_choice<I + 1>(call, place, tree, rest...);
    return mapped_t<Call, T, R...>(std::in_place_index<I>,
                                   map_node(call, place, *std::get_if<I>(&tree),
                                            alternative<I, T>(place, rest)...));
  }
}

template <class T, class U>
void check_data(const frame &place, const T &first, const U &other) {
  if (!values_equal(first, other))
    raise_at("tree_map", place, "the static data of two nodes differ");
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
        return node::tree_unflatten(
            parts.second, map_node(call, place, parts.first, other.first...));
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
