//===-- tree/alike.h - a node of one tree against another's -----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where the types of two trees agree their values may not: a list may be longer,
// a key another, an optional empty. Each function here throws a structure_error
// then, and gives the part of the second tree that stands opposite otherwise.
//
//   check_size(place, 3, std::vector{1, 2})
//     shape::tree_map: at .layers: a list of 3 in the first tree, a list of 2 in
//     another
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_ALIKE_H
#define SHAPE_TREE_ALIKE_H

#include "../detail/diagnostics_push.h"
#include "map_type.h"

#include <cstddef>
#include <string>
#include <variant>

namespace shape {
namespace detail {

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

template <class R>
void check_size(const frame &place, std::size_t size, const R &other) {
  if (other.size() != size)
    differ(place, children_text("a list", size),
           children_text("a list", other.size()));
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

template <std::size_t I, class T, class R>
opposite_t<I, T, R> &facing(const frame &place, R &rest) {
  if constexpr (is_family<R, family::choice>) {
    if (rest.index() != I)
      differ(place, "alternative " + std::to_string(I) + " of a variant",
             "alternative " + std::to_string(rest.index()));
    return *std::get_if<I>(&rest);
  } else {
    return rest;
  }
}

template <class T, class U>
void check_data(const frame &place, const T &first, const U &other) {
  if (!values_equal(first, other))
    raise_at("tree_map", place, "the static data of two nodes differ");
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_ALIKE_H
