//===-- tree/map_type.h - the type of a mapped tree -------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// mapped_t<Call, T, R...> is the type of T with its leaves replaced by what
// Call makes of them and of the subtrees of R... in their places. A Call is a
// function object called with a frame, a leaf and those subtrees.
//
//   T = const std::pair<int, std::vector<float>>, Call makes double of anything
//     std::pair<double, std::vector<double>>
//
// A class that contains itself, by a pointer or a vector, is taken to map to
// itself (an instance of a template: to the instance for the new leaves) where
// it occurs within itself.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_MAP_TYPE_H
#define SHAPE_TREE_MAP_TYPE_H

#include "../detail/diagnostics_push.h"
#include "leaf_types.h"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace shape {
namespace detail {

template <class Call, class Leaf, class... Sub>
using call_result =
    bare<decltype(std::declval<Call &>()(std::declval<const frame &>(),
                                         std::declval<Leaf &>(),
                                         std::declval<Sub &>()...))>;

template <class Call, class Seen, class T, class... R>
constexpr auto map_type();
template <class Call, class Seen, class T, class... R>
using map_type_t = typename decltype(map_type<Call, Seen, T, R...>())::type;

/// What tree_for_each makes of a leaf and of a tree.
struct nothing {};
template <class F> struct silent_call;
template <class Call> inline constexpr bool discards = false;
template <class F> inline constexpr bool discards<silent_call<F>> = true;

/// True if R may stand where the first tree has the product T.
template <class T, class R> constexpr bool is_same_product() {
  using first = node_of<T>;
  using other = node_of<R>;
  if constexpr (other::kind != family::product)
    return false;
  else
    return first::printed == other::printed && first::arity == other::arity &&
           std::is_same_v<typename first::identity, typename other::identity>;
}

// Only a class can contain itself.
template <class Seen, class T>
using entered =
    std::conditional_t<has_fields<bare<T>>::value, push<Seen, bare<T>>, Seen>;

template <class T, class R> constexpr bool is_same_custom() {
  if constexpr (!is_family<R, family::custom>)
    return false;
  else
    return std::is_same_v<typename node_of<T>::identity,
                          typename node_of<R>::identity>;
}

/// What stands opposite alternative I of the first tree's variant.
template <std::size_t I, class T, class R> constexpr auto opposite() {
  if constexpr (!is_family<R, family::choice>)
    return tag<R>();
  else if constexpr (node_of<R>::arity == node_of<T>::arity)
    return tag<alternative_t<I, R>>();
  else
    static_assert(node_of<R>::arity == node_of<T>::arity,
                  "two variants of a tree have as many alternatives");
}
template <std::size_t I, class T, class R>
using opposite_t = typename decltype(opposite<I, T, R>())::type;

/// What stands opposite the content of the first tree's optional or pointer.
template <class R, bool Maybe = is_family<R, family::maybe>> struct inside {
  using type = R;
};
template <class R> struct inside<R, true> {
  using type = held_t<R>;
};
template <class R> using inside_t = typename inside<R>::type;

// Structs, not aliases: GCC 12 expands the pack of an alias with the outer one.
template <class Call, class Seen, std::size_t I, class T, class... R>
struct mapped_child {
  using type = map_type_t<Call, Seen, child_t<I, T>, child_t<I, R>...>;
};
template <class Call, class Seen, std::size_t I, class T, class... R>
struct mapped_alternative {
  using type =
      map_type_t<Call, Seen, alternative_t<I, T>, opposite_t<I, T, R>...>;
};

template <class Call, class Seen, class T, class... R, std::size_t... I>
constexpr auto product_type(std::index_sequence<I...>) {
  return tag<typename node_of<T>::template rebind<
      typename mapped_child<Call, Seen, I, T, R...>::type...>>();
}

template <class Call, class Seen, class T, class... R, std::size_t... I>
constexpr auto choice_type(std::index_sequence<I...>) {
  return tag<typename node_of<T>::template rebind<
      typename mapped_alternative<Call, Seen, I, T, R...>::type...>>();
}

template <class T> using custom_t = const custom_children_t<bare<T>>;

template <class T, class Children> constexpr auto unflattened() {
  using node = tree_node<bare<T>>;
  return tag<bare<decltype(node::tree_unflatten(
      std::declval<const custom_data_t<bare<T>> &>(),
      std::declval<Children>()))>>();
}

template <class T> constexpr auto argument_of() {
  if constexpr (is_generic<bare<T>>::value)
    return tag<const typename tree_node<bare<T>>::argument>();
  else
    return tag<const leaf_value<T>>();
}
template <class T> using argument_t = typename decltype(argument_of<T>())::type;

/// The type of a class within itself.
template <class Call, class Seen, class T, class... R>
constexpr auto recursive_type() {
  if constexpr (is_generic<bare<T>>::value)
    return tag<typename tree_node<bare<T>>::template with_leaf<
        map_type_t<Call, Seen, argument_t<T>, argument_t<R>...>>>();
  else
    return tag<bare<T>>();
}

template <class Call, class Seen, class T, class... R>
constexpr auto leaf_type() {
  using result = call_result<Call, T, R...>;
  static_assert(!std::is_void_v<result>,
                "a mapped function returns a value; see tree_for_each");
  return tag<result>();
}

template <class Call, class Seen, class T, class... R>
constexpr auto container_type() {
  using node = node_of<T>;
  if constexpr (node::kind == family::sequence)
    return tag<typename node::template rebind<
        map_type_t<Call, Seen, element_t<T>, element_t<R>...>>>();
  else
    return tag<typename node::template rebind<
        map_type_t<Call, Seen, mapped_value_t<T>, mapped_value_t<R>...>>>();
}

template <class Call, class Seen, class T, class... R>
constexpr auto custom_type() {
  return unflattened<
      T, map_type_t<Call, push<Seen, bare<T>>, custom_t<T>, custom_t<R>...>>();
}

/// Says in words what is wrong with types that do not fit.
template <class T, class... R> constexpr bool check_alike() {
  constexpr family kind = node_of<T>::kind;
  if constexpr (kind == family::product)
    static_assert(
        (is_same_product<T, R>() && ...),
        "the trees have different structures: a tuple or a class in "
        "one, something else or another number of children in another");
  else if constexpr (kind == family::custom)
    static_assert((is_same_custom<T, R>() && ...),
                  "the trees have different structures: a class in one, "
                  "something else in another");
  else if constexpr (kind == family::sequence || kind == family::dict)
    static_assert((is_family<R, kind> && ...),
                  "the trees have different structures: a list or a dict in "
                  "one, something else in another");
  return true;
}

template <class Call, class Seen, class T, class... R>
constexpr auto map_type() {
  using node = node_of<T>;
  static_assert(check_alike<T, stripped_t<R>...>());
  if constexpr (discards<Call>)
    return tag<nothing>();
  else if constexpr (node::kind == family::leaf)
    return leaf_type<Call, Seen, T, R...>();
  else if constexpr (contains<bare<T>, Seen>)
    return recursive_type<Call, Seen, T, R...>();
  else if constexpr (node::kind == family::product)
    return product_type<Call, entered<Seen, T>, T, stripped_t<R>...>(
        std::make_index_sequence<node::arity>());
  else if constexpr (node::kind == family::maybe)
    return tag<typename node::template rebind<
        map_type_t<Call, Seen, held_t<T>, inside_t<R>...>>>();
  else if constexpr (node::kind == family::choice)
    return choice_type<Call, Seen, T, R...>(
        std::make_index_sequence<node::arity>());
  else if constexpr (node::kind == family::custom)
    return custom_type<Call, Seen, T, stripped_t<R>...>();
  else
    return container_type<Call, Seen, T, stripped_t<R>...>();
}

/// What map_node returns for the tree T and the rests R.
template <class Call, class T, class... R>
using mapped_t = map_type_t<Call, list<>, T, R...>;

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_MAP_TYPE_H
