//===-- tree/registration.h - classes as nodes of trees ---------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A class is a leaf until it is registered, outside any namespace, in one of
// four ways. The first is for nearly everybody; a name in parentheses is a
// static field, which belongs to the structure and is never mapped:
//
//   struct Linear {
//     torch::Tensor weight, bias;
//     std::string act;
//   };
//   SHAPE_TREE_NODE(Linear, weight, bias, (act))
//
// The program and the tool both know it from then on. A field that is not named
// has its default value in every tree that is made. For the tool alone
// [[shape::tree_node]] on the class is enough, in place of a macro.
//
//   SHAPE_TREE_NODE_TEMPLATE(Layer, weight, bias)   template <class L> Layer,
//                                                   whose leaves are L
//   SHAPE_TREE_NODE_CLASS(Special)                  has methods tree_flatten and
//                                                   tree_unflatten, as in JAX
//   SHAPE_TREE_LEAF(std::vector<int>)               a leaf, whatever it holds
//
// and by hand, where the class has private fields or another name:
//
//   template <> struct shape::tree_node<Linear> {
//     static constexpr const char *name = "Linear";
//     static constexpr auto fields() {
//       return shape::tree_fields(shape::tree_child("weight", &Linear::weight),
//                                 shape::tree_static("act", &Linear::act));
//     }
//   };
//
// There is one registry, the compiler's: registering a class twice is a
// redefinition, and a derived class does not inherit it. That an attribute or a
// model file registers it as well is a finding of the tool.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_REGISTRATION_H
#define SHAPE_TREE_REGISTRATION_H

#include "../detail/diagnostics_push.h"
#include "for_each_field.h"
#include "path.h"

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace shape {

/// Says how a \p T is a node; specialised for the classes of a program. Either
/// `name` and `fields()`, or `name`, `tree_flatten(x)`, which returns a pair of
/// a container of children and the static data, and `tree_unflatten(data,
/// children)`, or `static constexpr bool is_leaf = true`.
template <class T, class Enable = void> struct tree_node {};

/// A field as tree_node::fields() lists it.
template <class Class, class Member, bool Static> struct tree_field {
  using member_type = Member;
  static constexpr bool is_static = Static;
  const char *name;
  Member Class::*pointer;
};

/// A field whose value is a subtree or a leaf.
template <class Class, class Member>
constexpr tree_field<Class, Member, false> tree_child(const char *name,
                                                      Member Class::*pointer) {
  return {name, pointer};
}

/// A field that is part of the structure.
template <class Class, class Member>
constexpr tree_field<Class, Member, true> tree_static(const char *name,
                                                      Member Class::*pointer) {
  return {name, pointer};
}

template <class... Field>
constexpr std::tuple<Field...> tree_fields(Field... fields) {
  return std::tuple<Field...>(fields...);
}

namespace detail {

template <class T, class = void> struct has_fields : std::false_type {};
template <class T>
struct has_fields<T, std::void_t<decltype(tree_node<T>::fields())>>
    : std::true_type {};

template <class T, class = void> struct has_flatten : std::false_type {};
template <class T>
struct has_flatten<T, std::void_t<decltype(tree_node<T>::tree_flatten(
                          std::declval<const T &>()))>> : std::true_type {};

template <class T, class = void> struct declared_leaf : std::false_type {};
template <class T>
struct declared_leaf<T, std::void_t<decltype(tree_node<T>::is_leaf)>>
    : std::bool_constant<tree_node<T>::is_leaf> {};

// The fields without the placeholder that the macro begins its list with.
template <class... Field> constexpr auto without_first(int, Field... fields) {
  return tree_fields(fields...);
}

template <bool Static, class Fields, std::size_t... J>
constexpr std::size_t count_fields(std::index_sequence<J...>) {
  return (std::size_t(0) + ... +
          (std::tuple_element_t<J, Fields>::is_static == Static ? 1u : 0u));
}

/// Where in Fields the I-th child (or static field) is.
template <bool Static, class Fields, std::size_t I, std::size_t J = 0>
constexpr std::size_t find_field() {
  constexpr bool fits = std::tuple_element_t<J, Fields>::is_static == Static;
  if constexpr (fits && I == 0)
    return J;
  else
    return find_field<Static, Fields, I - (fits ? 1 : 0), J + 1>();
}

/// The fields of a registered class, and which of them are children.
template <class T> struct field_table {
  static constexpr auto all = tree_node<T>::fields();
  using fields = bare<decltype(all)>;
  static constexpr std::size_t size = std::tuple_size_v<fields>;
  using indices = std::make_index_sequence<size>;
  static constexpr std::size_t children =
      count_fields<false, fields>(indices());
  static constexpr std::size_t statics = size - children;

  template <std::size_t J>
  static constexpr bool is_static = std::tuple_element_t<J, fields>::is_static;
  /// Of field J: how many fields of its sort stand before it.
  template <std::size_t J>
  static constexpr std::size_t ordinal =
      count_fields<is_static<J>, fields>(std::make_index_sequence<J>());
  template <bool Static, std::size_t I>
  using field = std::tuple_element_t<find_field<Static, fields, I>(), fields>;
  template <std::size_t I>
  static constexpr field<false, I> child =
      std::get<find_field<false, fields, I>()>(all);
  template <std::size_t I>
  static constexpr field<true, I> fixed =
      std::get<find_field<true, fields, I>()>(all);
};

/// Stands for a class template: its instances are nodes of one sort.
template <template <class> class> struct template_tag {};

/// Forwards to the methods of a class that SHAPE_TREE_NODE_CLASS registers.
template <class T> struct method_node {
  static auto tree_flatten(const T &x) { return x.tree_flatten(); }
  template <class Data, class Children>
  static auto tree_unflatten(const Data &data, Children &&children)
      -> decltype(T::tree_unflatten(data, std::forward<Children>(children))) {
    return T::tree_unflatten(data, std::forward<Children>(children));
  }
};

} // namespace detail
} // namespace shape

/// Registers the class \p type with the fields that follow, those in
/// parentheses as static. Stands outside any namespace.
#define SHAPE_TREE_NODE(type, ...)                                             \
  template <> struct shape::tree_node<type> {                                  \
    static constexpr const char *name = #type;                                 \
    static constexpr auto fields() {                                           \
      return ::shape::detail::without_first(                                   \
          0 SHAPE_DETAIL_FOR_EACH(type, __VA_ARGS__));                         \
    }                                                                          \
  };

/// Registers the class template \p type over the type of its leaves: a tree of
/// it maps to a tree of it, whatever the new leaves are.
#define SHAPE_TREE_NODE_TEMPLATE(type, ...)                                    \
  template <class Leaf> struct shape::tree_node<type<Leaf>> {                  \
    static constexpr const char *name = #type;                                 \
    using argument = Leaf;                                                     \
    template <class Other> using with_leaf = type<Other>;                      \
    using identity = ::shape::detail::template_tag<type>;                      \
    static constexpr auto fields() {                                           \
      return ::shape::detail::without_first(                                   \
          0 SHAPE_DETAIL_FOR_EACH(type<Leaf>, __VA_ARGS__));                   \
    }                                                                          \
  };

/// Registers a class by its methods `tree_flatten() const` and `static
/// tree_unflatten(data, children)`.
#define SHAPE_TREE_NODE_CLASS(type)                                            \
  template <>                                                                  \
  struct shape::tree_node<type> : ::shape::detail::method_node<type> {         \
    static constexpr const char *name = #type;                                 \
  };

/// Makes a type a leaf that would be a node, as a vector of sizes.
#define SHAPE_TREE_LEAF(...)                                                   \
  template <> struct shape::tree_node<__VA_ARGS__> {                           \
    static constexpr bool is_leaf = true;                                      \
  };

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_REGISTRATION_H
