//===-- tree_value.h - a tree without its C++ type --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What shape::expect looks at when it is given a tree: the structure, and of each
// leaf its sizes and dtype. All that depends on the C++ type happens here, so the
// comparison itself (tree_check.h) is compiled once.
//
//   std::pair{1.5, std::vector{tensor}}
//     tuple
//       [0]     array () float64, a "float"
//       [1]     list
//         [1][0]  array (2, 3) float32
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_TREE_VALUE_H
#define SHAPE_DETAIL_TREE_VALUE_H

#include "../tree/leaves.h"
#include "../tree/structure.h"
#include "check.h"
#include "diagnostics_push.h"

#include <complex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

struct tree_value {
  node_kind kind = node_kind::leaf;
  TreeDef structure;
  std::string path;
  std::vector<tree_value> children;

  // Of a leaf.
  bool is_array = false;
  sizes shape;
  sizes matrix;            // the same as a matrix, for a vector; else empty
  std::string dtype;       // empty if nobody knows
  const char *scalar = ""; // Python's name of a number or text
};

template <class T> struct is_complex : std::false_type {};
template <class T> struct is_complex<std::complex<T>> : std::true_type {};

/// Python's name of a type that has no axes, or "".
template <class T> constexpr const char *scalar_name() {
  if constexpr (std::is_same_v<T, bool>)
    return "bool";
  else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>)
    return "int";
  else if constexpr (std::is_floating_point_v<T>)
    return "float";
  else if constexpr (is_complex<T>::value)
    return "complex";
  else
    return std::is_convertible_v<const T &, std::string_view> ? "str" : "";
}

/// Does array_traits say something of T?
template <class T, class = void> struct is_known_array : std::true_type {};
template <class T>
struct is_known_array<T, std::void_t<typename array_traits<T>::is_unknown>>
    : std::false_type {};

template <class T>
auto matrix_of(priority<1>, const T &x)
    -> decltype(array_traits<T>::matrix_extent(x, 0), sizes()) {
  if (!array_traits<T>::also_matrix)
    return {};
  return {array_traits<T>::matrix_extent(x, 0),
          array_traits<T>::matrix_extent(x, 1)};
}
template <class T> sizes matrix_of(priority<0>, const T &) { return {}; }

template <class T> void look_at_array(const T &x, tree_value &out) {
  if (is_none(priority<1>(), x)) {
    out.kind = node_kind::none;
    return;
  }
  out.is_array = true;
  for (std::size_t axis = 0, rank = array_traits<T>::rank(x); axis < rank;
       ++axis)
    out.shape.push_back(array_traits<T>::extent(x, axis));
  out.matrix = matrix_of(priority<1>(), x);
  const char *dtype = dtype_text(priority<1>(), x);
  out.dtype = dtype ? dtype : "";
}

template <class T> void look_at_leaf(const T &x, tree_value &out) {
  out.scalar = scalar_name<T>();
  if constexpr (std::is_arithmetic_v<T> || is_complex<T>::value) {
    out.is_array = true;
    const char *dtype = dtype_name<T>();
    out.dtype = dtype ? dtype : "";
  } else if constexpr (is_known_array<T>::value) {
    look_at_array(x, out);
  }
}

template <class T> tree_value look_at(const frame &at, const T &tree);

template <class T, std::size_t... I>
void look_at_product(const frame &at, const T &tree, tree_value &out,
                     std::index_sequence<I...>) {
  using node = node_of<T>;
  (out.children.push_back(
       look_at(node::template step<I>(at), node::template get<I>(tree))),
   ...);
}

template <std::size_t I, class T>
tree_value look_at_choice(const frame &at, const T &tree) {
  if constexpr (I < node_of<T>::arity) {
    if (tree.index() == I)
      return look_at(at, *std::get_if<I>(&tree));
    return look_at_choice<I + 1>(at, tree);
  } else {
    return tree_value();
  }
}

template <class T>
void look_at_children(const frame &at, const T &tree, tree_value &out) {
  using node = node_of<T>;
  if constexpr (node::kind == family::product) {
    look_at_product(at, tree, out, std::make_index_sequence<node::arity>());
  } else if constexpr (node::kind == family::sequence) {
    std::size_t i = 0;
    for (auto &&element : tree)
      out.children.push_back(
          look_at<bare<element_t<const T>>>(frame(at, i++), element));
  } else if constexpr (node::kind == family::dict) {
    for (auto *entry : entries(tree))
      out.children.push_back(look_at(frame(at, &entry->first), entry->second));
  } else if constexpr (node::kind == family::custom) {
    const auto parts = tree_node<T>::tree_flatten(tree);
    look_at_children(at, parts.first, out);
  }
}

/// \p tree as it is compared; an optional, a pointer or a variant is what it
/// holds.
template <class T> tree_value look_at(const frame &at, const T &tree) {
  using node = node_of<T>;
  if constexpr (node::kind == family::maybe) {
    if (node::has(tree))
      return look_at(at, std::as_const(node::get(tree)));
  } else if constexpr (node::kind == family::choice) {
    return look_at_choice<0>(at, tree);
  }
  tree_value out;
  out.path = at.path().text();
  if constexpr (node::kind == family::leaf) {
    look_at_leaf(tree, out);
    return out;
  } else {
    out.structure = describe(tree);
    out.kind = out.structure.seen().kind;
    look_at_children(at, tree, out);
    return out;
  }
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_TREE_VALUE_H
