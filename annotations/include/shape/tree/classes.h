//===-- tree/classes.h - registered classes as nodes ------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A Linear of two tensors mapped to two sizes can be no Linear: its fields are
// tensors. What comes out is a MappedNode, a node of the same structure with
// other children:
//
//   struct Linear { torch::Tensor weight, bias; };
//   SHAPE_TREE_NODE(Linear, weight, bias)
//
//   auto numel = [](const torch::Tensor &t) { return t.numel(); };
//   auto sizes = tree_map(numel, layer);    a MappedNode<Linear, long, long>
//   sizes.field<&Linear::weight>()          the number of weights
//
// Mapped back to tensors it is a Linear again. A class that is made keeps the
// default of every field that is not registered, so it needs a default
// constructor, or else to be an aggregate all of whose fields are registered in
// their order.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_CLASSES_H
#define SHAPE_TREE_CLASSES_H

#include "../detail/diagnostics_push.h"
#include "containers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace shape {
namespace detail {

template <class T, class = void> struct identity_of {
  using type = T;
};
template <class T>
struct identity_of<T, std::void_t<typename tree_node<T>::identity>> {
  using type = typename tree_node<T>::identity;
};

template <class T, class = void> struct is_generic : std::false_type {};
template <class T>
struct is_generic<T,
                  std::void_t<typename tree_node<T>::template with_leaf<int>>>
    : std::true_type {};

template <class T, class I> struct field_types;
template <class T, std::size_t... I>
struct field_types<T, std::index_sequence<I...>> {
  template <std::size_t J>
  using field = typename field_table<T>::template field<false, J>;
  using children = std::tuple<bare<typename field<I>::member_type>...>;
};
template <class T>
using children_of = typename field_types<
    T, std::make_index_sequence<field_table<T>::children>>::children;

template <class T, std::size_t... I>
auto static_references(const T &x, std::index_sequence<I...>) {
  return std::tie(x.*(field_table<T>::template fixed<I>.pointer)...);
}
template <class T> auto static_references(const T &x) {
  return static_references(x,
                           std::make_index_sequence<field_table<T>::statics>());
}

template <class Tuple> struct values_of;
template <class... T> struct values_of<std::tuple<T...>> {
  using type = std::tuple<bare<T>...>;
};
/// The same values, owned.
template <class Tuple> using owned_t = typename values_of<Tuple>::type;
template <class T>
using statics_of =
    owned_t<decltype(static_references(std::declval<const T &>()))>;

template <class A, class B> constexpr bool is_same_member(A a, B b) {
  if constexpr (std::is_same_v<A, B>)
    return a == b;
  else
    return false;
}

// Converts to anything: to one more field of an aggregate, if there is one.
struct anything {
  template <class T> operator T() const;
};

template <class Fields> struct member_types;
template <class... F> struct member_types<std::tuple<F...>> {
  using type = std::tuple<typename F::member_type...>;
};

template <class T, class Values, class = void>
struct takes_braces : std::false_type {};
template <class T, class... V>
struct takes_braces<T, std::tuple<V...>,
                    std::void_t<decltype(T{std::declval<V>()...})>>
    : std::true_type {};

template <class T, class Members> struct has_exactly;
/// True if T is an aggregate of exactly these fields. Their own types are asked
/// for: a value that converts to all would get into constructors of fields that
/// take everything, such as those of optional Eigen matrices.
template <class T, class... M> struct has_exactly<T, std::tuple<M...>> {
  static constexpr bool value =
      std::is_aggregate_v<T> && takes_braces<T, std::tuple<M...>>::value &&
      !takes_braces<T, std::tuple<M..., anything>>::value;
};

template <class T> const volatile char *address(const T &x) {
  return &reinterpret_cast<const volatile char &>(x);
}

/// True if the fields are registered in the order in which they are declared,
/// which no constant expression can tell. Folds to a constant nevertheless: the
/// room is for a T that is never made, only addresses in it are compared.
template <class T, std::size_t... J>
bool in_declared_order(std::index_sequence<J...>) {
  alignas(T) static const unsigned char room[sizeof(T)] = {};
  const T &unmade = reinterpret_cast<const T &>(room);
  const std::array<const volatile char *, sizeof...(J)> fields = {
      address(unmade.*(std::get<J>(field_table<T>::all).pointer))...};
  return std::is_sorted(fields.begin(), fields.end());
}

/// Makes a registered class T out of its static fields and, one by one, its
/// children.
template <class T> struct class_builder {
  using table = field_table<T>;
  template <std::size_t J>
  using member =
      typename std::tuple_element_t<J, typename table::fields>::member_type;

  template <std::size_t J, class Statics, class Make>
  static member<J> slot(const Statics &statics, Make &make) {
    if constexpr (table::template is_static<J>)
      return std::get<table::template ordinal<J>>(statics);
    else
      return make(nth<table::template ordinal<J>>());
  }

  template <std::size_t J, class Statics, class Make>
  static void assign(T &x, const Statics &statics, Make &make) {
    x.*(std::get<J>(table::all).pointer) = slot<J>(statics, make);
  }

  // In braces the fields are made in place; assigning to a default object costs
  // a copy of everything that is stored in the object itself.
  template <class Statics, class Make, std::size_t... J>
  static T run(const Statics &statics, Make &make,
               std::index_sequence<J...> all) {
    constexpr bool fits =
        has_exactly<T,
                    typename member_types<typename table::fields>::type>::value;
    static_assert(fits || std::is_default_constructible_v<T>,
                  "a registered class needs fields registered in the order of "
                  "their declaration, a default constructor, or tree_flatten "
                  "and tree_unflatten");
    if constexpr (fits)
      if (in_declared_order<T>(all))
        return T{slot<J>(statics, make)...};
    if constexpr (std::is_default_constructible_v<T>) {
      T result{};
      (assign<J>(result, statics, make), ...);
      return result;
    } else {
      raise(std::string("shape: the fields of ") + tree_node<T>::name +
            " must be registered in the order of their declaration");
    }
  }
};

} // namespace detail

/// A registered class with children of other types; see the top of this file.
template <class Class, class... Children> class MappedNode {
public:
  using statics_type = detail::statics_of<Class>;

  MappedNode(statics_type statics, std::tuple<Children...> children)
      : statics_(std::move(statics)), children_(std::move(children)) {}

  /// What stands where \p Class has the field \p Member.
  template <auto Member> auto &field() { return child<index<Member>()>(); }
  template <auto Member> const auto &field() const {
    return child<index<Member>()>();
  }
  /// Child \p I in the order in which the fields are registered.
  template <std::size_t I> auto &child() { return std::get<I>(children_); }
  template <std::size_t I> const auto &child() const {
    return std::get<I>(children_);
  }
  const statics_type &statics() const { return statics_; }

  friend bool operator==(const MappedNode &a, const MappedNode &b) {
    return a.children_ == b.children_ &&
           detail::tuples_equal(a.statics_, b.statics_);
  }
  friend bool operator!=(const MappedNode &a, const MappedNode &b) {
    return !(a == b);
  }

private:
  template <auto Member, std::size_t I = 0>
  static constexpr std::size_t index() {
    static_assert(I < sizeof...(Children), "no registered child of the class");
    constexpr auto here = detail::field_table<Class>::template child<I>.pointer;
    if constexpr (detail::is_same_member(here, Member))
      return I;
    else
      return index<Member, I + 1>();
  }

  statics_type statics_;
  std::tuple<Children...> children_;
};

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_CLASSES_H
