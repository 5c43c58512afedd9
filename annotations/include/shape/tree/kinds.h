//===-- tree/kinds.h - which types are nodes, and their parts ---*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// node_of<T> says which family a type belongs to and how to reach its parts:
//
//   family     types                          parts
//   product    tuple, pair, registered        arity, get<I>, statics,
//                                             rebind<C...>, build
//   sequence   vector, deque, list, array     rebind<U>, build
//   dict       map, unordered_map             rebind<U>, like
//   maybe      optional, unique_ptr,          has, get, rebind<U>, wrap
//              shared_ptr
//   choice     variant                        rebind<C...>
//   custom     registered by tree_flatten     flatten, unflatten
//   leaf       everything else
//
// Containers are in containers.h, classes in classes.h and leaf_types.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_KINDS_H
#define SHAPE_TREE_KINDS_H

#include "../detail/diagnostics_push.h"
#include "definition.h"
#include "registration.h"

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace shape {
namespace detail {

enum class family { leaf, product, sequence, dict, maybe, choice, custom };

template <family Kind> struct of_family {
  static constexpr family kind = Kind;
};

template <class T, class = void>
struct node_traits : of_family<family::leaf> {};

// Not node_traits<T> alone: a container may be declared a leaf.
template <class T>
using node_of =
    std::conditional_t<declared_leaf<bare<T>>::value, of_family<family::leaf>,
                       node_traits<bare<T>>>;

template <class T, family Kind>
inline constexpr bool is_family = node_of<T>::kind == Kind;

template <class A, class U>
using allocator_for =
    typename std::allocator_traits<A>::template rebind_alloc<U>;

template <std::size_t I> using nth = std::integral_constant<std::size_t, I>;

/// The type of child I of a product, constant if the product is.
template <std::size_t I, class T>
using child_t = std::remove_reference_t<decltype(node_of<T>::template get<I>(
    std::declval<T &>()))>;

// std::vector<bool> has no elements to refer to: copies stand for them.
template <class T>
using element_reference = decltype(*std::declval<T &>().begin());
template <class T>
using element_t =
    std::conditional_t<std::is_reference_v<element_reference<T>>,
                       std::remove_reference_t<element_reference<T>>,
                       const typename bare<T>::value_type>;

template <class T>
using mapped_value_t =
    std::remove_reference_t<decltype((std::declval<T &>().begin()->second))>;

template <class T>
using held_t =
    std::remove_reference_t<decltype(node_of<T>::get(std::declval<T &>()))>;

/// What a rest is compared as where the first tree has a node: an optional or a
/// pointer is what it holds.
template <class T, bool Maybe = is_family<T, family::maybe>> struct stripped {
  using type = T;
};
template <class T> struct stripped<T, true> : stripped<held_t<T>> {};
template <class T> using stripped_t = typename stripped<T>::type;

/// Null if \p x is None.
template <class T> stripped_t<T> *strip(T &x) {
  if constexpr (is_family<T, family::maybe>)
    return node_of<T>::has(x) ? strip(node_of<T>::get(x)) : nullptr;
  else
    return &x;
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_KINDS_H
