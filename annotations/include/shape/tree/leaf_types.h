//===-- tree/leaf_types.h - the types of a tree's leaves --------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   tree                                      leaf_list          leaf_value
//   vector<float>                             list<float>        float
//   tuple<int, vector<float>, int>            list<int, float>   variant of both
//   tuple<>                                   list<>             monostate
//
// Here are also the registered classes as nodes: what class comes out of other
// children depends on the types of their leaves.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_LEAF_TYPES_H
#define SHAPE_TREE_LEAF_TYPES_H

#include "../detail/diagnostics_push.h"
#include "classes.h"

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace shape {
namespace detail {

template <class... T> struct list {};
template <class T> struct tag {
  using type = T;
};

template <class T, class List> inline constexpr bool contains = false;
template <class T, class... U>
inline constexpr bool contains<T, list<U...>> = (std::is_same_v<T, U> || ...);

template <class List, class T> struct pushed;
template <class... U, class T> struct pushed<list<U...>, T> {
  using type = list<U..., T>;
};
template <class List, class T>
using push = typename std::conditional_t<contains<T, List>, tag<List>,
                                         pushed<List, T>>::type;

/// The children that a class registered by tree_flatten gives, and the rest.
template <class T>
using flattened_t =
    bare<decltype(tree_node<T>::tree_flatten(std::declval<const T &>()))>;
template <class T>
using custom_children_t = bare<typename flattened_t<T>::first_type>;
template <class T>
using custom_data_t = bare<typename flattened_t<T>::second_type>;

// Seen are the types around T: one that contains itself has no further leaves.
template <class T, class Seen, class Found, bool Again,
          family Kind = node_of<T>::kind>
struct leaf_collector;
template <class T, class Seen, class Found>
using collect =
    typename leaf_collector<T, Seen, Found, contains<T, Seen>>::type;

template <class T, class Seen, class Found, family Kind>
struct leaf_collector<T, Seen, Found, true, Kind> {
  using type = Found;
};
template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::leaf> {
  using type = push<Found, T>;
};

template <class Seen, class Found, class... Parts> struct part_collector {
  using type = Found;
};
template <class Seen, class Found, class First, class... Rest>
struct part_collector<Seen, Found, First, Rest...>
    : part_collector<Seen, collect<bare<First>, Seen, Found>, Rest...> {};

template <class T, class Seen, class Found, class I> struct product_collector;
template <class T, class Seen, class Found, std::size_t... I>
struct product_collector<T, Seen, Found, std::index_sequence<I...>>
    : part_collector<push<Seen, T>, Found, child_t<I, T>...> {};
template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::product>
    : product_collector<T, Seen, Found,
                        std::make_index_sequence<node_of<T>::arity>> {};

template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::sequence>
    : part_collector<push<Seen, T>, Found, element_t<T>> {};
template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::dict>
    : part_collector<push<Seen, T>, Found, mapped_value_t<T>> {};
template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::maybe>
    : part_collector<push<Seen, T>, Found, held_t<T>> {};
template <class... E, class Seen, class Found>
struct leaf_collector<std::variant<E...>, Seen, Found, false, family::choice>
    : part_collector<push<Seen, std::variant<E...>>, Found, E...> {};
template <class T, class Seen, class Found>
struct leaf_collector<T, Seen, Found, false, family::custom>
    : part_collector<push<Seen, T>, Found, custom_children_t<T>> {};

template <class T> using leaf_list = collect<bare<T>, list<>, list<>>;

template <class List> struct leaf_value_of;
template <> struct leaf_value_of<list<>> {
  using type = std::monostate;
};
template <class T> struct leaf_value_of<list<T>> {
  using type = T;
};
template <class T, class U, class... More>
struct leaf_value_of<list<T, U, More...>> {
  using type = std::variant<T, U, More...>;
};

/// A type that holds any leaf of the tree.
template <class T>
using leaf_value = typename leaf_value_of<leaf_list<T>>::type;

/// What becomes of the argument of a class template when children of the types
/// Old become New: what becomes of a child that is one, or else the new leaf.
template <class Argument, class Old, class New> struct new_argument;
template <class Argument>
struct new_argument<Argument, std::tuple<>, std::tuple<>> {
  using type = void;
};
template <class Argument, class A, class... Old, class B, class... New>
struct new_argument<Argument, std::tuple<A, Old...>, std::tuple<B, New...>>
    : std::conditional_t<
          std::is_same_v<A, Argument>, tag<B>,
          new_argument<Argument, std::tuple<Old...>, std::tuple<New...>>> {};

template <class T, class Children> constexpr auto find_argument() {
  using argument = typename tree_node<T>::argument;
  using found = typename new_argument<argument, children_of<T>, Children>::type;
  if constexpr (std::is_void_v<found>)
    return tag<leaf_value<Children>>();
  else
    return tag<found>();
}

// The class that has the children C: T itself, another instance of its
// template, or a MappedNode.
template <class T, class... C> constexpr auto rebound_class() {
  using children = std::tuple<C...>;
  if constexpr (std::is_same_v<children_of<T>, children>) {
    return tag<T>();
  } else if constexpr (is_generic<T>::value) {
    using other = typename tree_node<T>::template with_leaf<
        typename decltype(find_argument<T, children>())::type>;
    if constexpr (std::is_same_v<children_of<other>, children>)
      return tag<other>();
    else
      return tag<MappedNode<T, C...>>();
  } else {
    return tag<MappedNode<T, C...>>();
  }
}

template <class T>
struct node_traits<T, std::enable_if_t<has_fields<T>::value>>
    : of_family<family::product> {
  using table = field_table<T>;
  using identity = typename identity_of<T>::type;
  static constexpr node_kind printed = node_kind::object;
  static constexpr const char *name = tree_node<T>::name;
  static constexpr std::size_t arity = table::children;
  template <class... C>
  using rebind = typename decltype(rebound_class<T, C...>())::type;

  template <std::size_t I, class X> static constexpr auto &get(X &x) {
    return x.*(table::template child<I>.pointer);
  }
  template <std::size_t I> static frame step(const frame &up) {
    return frame(up, table::template child<I>.name);
  }
  static auto statics(const T &x) { return static_references(x); }
  static std::vector<std::string> child_names() {
    return names<false>(std::make_index_sequence<arity>());
  }
  static std::vector<std::string> static_names() {
    return names<true>(std::make_index_sequence<table::statics>());
  }
  template <class Result, class Statics, class Make>
  static Result build(const Statics &statics, Make make) {
    if constexpr (has_fields<Result>::value)
      return class_builder<Result>::run(
          statics, make, typename field_table<Result>::indices());
    else
      return mapped<Result>(statics, make, std::make_index_sequence<arity>());
  }

private:
  template <bool Static, std::size_t... I>
  static std::vector<std::string> names(std::index_sequence<I...>) {
    using fields = typename table::fields;
    return {std::get<find_field<Static, fields, I>()>(table::all).name...};
  }
  template <class Result, class Statics, class Make, std::size_t... I>
  static Result mapped(const Statics &statics, Make &make,
                       std::index_sequence<I...>) {
    return Result(statics, {make(nth<I>())...});
  }
};

template <class T, class... C>
struct node_traits<MappedNode<T, C...>> : node_traits<T> {
  template <std::size_t I, class X> static constexpr auto &get(X &x) {
    return x.template child<I>();
  }
  static const statics_of<T> &statics(const MappedNode<T, C...> &x) {
    return x.statics();
  }
};

template <class T>
struct node_traits<T, std::enable_if_t<has_flatten<T>::value>>
    : of_family<family::custom> {
  using identity = typename identity_of<T>::type;
  static constexpr const char *name = tree_node<T>::name;
};

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_LEAF_TYPES_H
