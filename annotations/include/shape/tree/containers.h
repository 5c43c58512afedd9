//===-- tree/containers.h - the standard containers as nodes ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One specialisation of node_traits for each container. rebind names the same
// container with other parts, build makes one out of parts that a function
// gives one by one, from left to right:
//
//   node_traits<std::vector<int>>::rebind<float>      std::vector<float>
//   build<std::vector<float>>(2, f)                   {f(0), f(1)}
//
// kinds.h lists the families and what each of them has.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_CONTAINERS_H
#define SHAPE_TREE_CONTAINERS_H

#include "../detail/diagnostics_push.h"
#include "dicts.h"

#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace shape {
namespace detail {

// A tuple or a pair: no static fields, children by number.
struct plain_product : of_family<family::product> {
  static constexpr node_kind printed = node_kind::tuple;
  using identity = void;
  template <std::size_t I, class X> static constexpr auto &get(X &x) {
    return std::get<I>(x);
  }
  template <std::size_t I> static constexpr frame step(const frame &up) {
    return frame(up, I);
  }
  template <class X> static std::tuple<> statics(const X &) { return {}; }
  // Braces, because they evaluate from left to right.
  template <class Result, class Make, std::size_t... I>
  static Result assemble(Make &make, std::index_sequence<I...>) {
    return Result{make(nth<I>())...};
  }
};

template <class... E> struct node_traits<std::tuple<E...>> : plain_product {
  static constexpr std::size_t arity = sizeof...(E);
  template <class... C> using rebind = std::tuple<C...>;
  template <class Result, class Make>
  static Result build(std::tuple<>, Make make) {
    return assemble<Result>(make, std::index_sequence_for<E...>());
  }
};

template <class A, class B>
struct node_traits<std::pair<A, B>> : plain_product {
  static constexpr std::size_t arity = 2;
  template <class C, class D> using rebind = std::pair<C, D>;
  template <class Result, class Make>
  static Result build(std::tuple<>, Make make) {
    return assemble<Result>(make, std::make_index_sequence<2>());
  }
};

struct growing : of_family<family::sequence> {
  template <class Result, class Next>
  static Result build(std::size_t size, Next next) {
    Result result;
    if constexpr (is_growable<Result>::value)
      result.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
      result.emplace_back(next(i));
    return result;
  }

private:
  template <class T, class = void> struct is_growable : std::false_type {};
  template <class T>
  struct is_growable<T, std::void_t<decltype(std::declval<T &>().reserve(0))>>
      : std::true_type {};
};

template <class E, class A> struct node_traits<std::vector<E, A>> : growing {
  template <class U> using rebind = std::vector<U, allocator_for<A, U>>;
};
template <class E, class A> struct node_traits<std::deque<E, A>> : growing {
  template <class U> using rebind = std::deque<U, allocator_for<A, U>>;
};
template <class E, class A> struct node_traits<std::list<E, A>> : growing {
  template <class U> using rebind = std::list<U, allocator_for<A, U>>;
};

template <class E, std::size_t N>
struct node_traits<std::array<E, N>> : of_family<family::sequence> {
  template <class U> using rebind = std::array<U, N>;
  template <class Result, class Next>
  static Result build(std::size_t size, Next next) {
    if (size != N)
      raise("shape::tree_unflatten: " + std::to_string(size) +
            " elements for an array of " + std::to_string(N));
    if constexpr (N == 0)
      return Result{};
    else
      return fill<Result>(next, std::make_index_sequence<N>());
  }

private:
  // A loop where it may be one: it is compiled faster, and as vector code.
  template <class Result, class Next, std::size_t... I>
  static Result fill(Next &next, std::index_sequence<I...>) {
    if constexpr (std::is_default_constructible_v<
                      typename Result::value_type>) {
      Result result;
      for (std::size_t i = 0; i < N; ++i)
        result[i] = next(i);
      return result;
    } else {
      return Result{{next(I)...}};
    }
  }
};

template <class T>
struct node_traits<std::optional<T>> : of_family<family::maybe> {
  template <class U> using rebind = std::optional<U>;
  template <class X> static bool has(const X &x) { return x.has_value(); }
  template <class X> static constexpr auto &get(X &x) { return *x; }
  template <class Result, class Next> static Result wrap(Next next) {
    return Result(next());
  }
};

// A constant pointer may point at what can be changed; a constant tree may not.
template <class T> struct pointer_node : of_family<family::maybe> {
  template <class X> static bool has(const X &x) { return x != nullptr; }
  template <class X> static auto &get(X &x) {
    if constexpr (std::is_const_v<X>)
      return std::as_const(*x);
    else
      return *x;
  }
};

template <class T>
inline constexpr bool is_pointee = std::is_object_v<T> && !std::is_array_v<T>;

template <class T>
struct node_traits<std::unique_ptr<T>, std::enable_if_t<is_pointee<T>>>
    : pointer_node<T> {
  template <class U> using rebind = std::unique_ptr<U>;
  template <class Result, class Next> static Result wrap(Next next) {
    return std::make_unique<typename Result::element_type>(next());
  }
};
template <class T>
struct node_traits<std::shared_ptr<T>, std::enable_if_t<is_pointee<T>>>
    : pointer_node<T> {
  template <class U> using rebind = std::shared_ptr<U>;
  template <class Result, class Next> static Result wrap(Next next) {
    return std::make_shared<typename Result::element_type>(next());
  }
};

template <class... E>
struct node_traits<std::variant<E...>> : of_family<family::choice> {
  static constexpr std::size_t arity = sizeof...(E);
  template <class... C> using rebind = std::variant<C...>;
};

template <std::size_t I, class T>
using alternative_t =
    std::remove_reference_t<decltype(std::get<I>(std::declval<T &>()))>;

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_CONTAINERS_H
