//===-- tree/partial.h - a function with some arguments ---------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   shape::Partial step(sgd, 0.1f);          step(params) is sgd(0.1f, params)
//   tree_map(halve, step)(params)            sgd(0.05f, params)
//
// The function belongs to the structure, the arguments are children. A lambda
// with captures or a std::bind is a leaf: use Partial where its arguments are
// to be mapped.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_PARTIAL_H
#define SHAPE_TREE_PARTIAL_H

#include "../detail/diagnostics_push.h"
#include "containers.h"

#include <cstddef>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace shape {

/// \p F with its first arguments.
template <class F, class... Bound> class Partial {
public:
  explicit Partial(F function, Bound... arguments)
      : function_(std::move(function)), arguments_(std::move(arguments)...) {}

  /// Calls the function with the stored arguments in front of \p more.
  template <class... More> decltype(auto) operator()(More &&...more) const {
    return std::apply(
        [&](const Bound &...bound) -> decltype(auto) {
          return std::invoke(function_, bound..., std::forward<More>(more)...);
        },
        arguments_);
  }

  const F &function() const { return function_; }
  std::tuple<Bound...> &arguments() { return arguments_; }
  const std::tuple<Bound...> &arguments() const { return arguments_; }

private:
  F function_;
  std::tuple<Bound...> arguments_;
};

template <class F, class... Bound> Partial(F, Bound...) -> Partial<F, Bound...>;

namespace detail {

template <class F> struct partial_tag {};

template <class F, class... Bound>
struct node_traits<Partial<F, Bound...>> : of_family<family::product> {
  using identity = partial_tag<F>;
  static constexpr node_kind printed = node_kind::object;
  static constexpr const char *name = "Partial";
  static constexpr std::size_t arity = sizeof...(Bound);
  template <class... C> using rebind = Partial<F, C...>;

  template <std::size_t I, class X> static constexpr auto &get(X &x) {
    return std::get<I>(x.arguments());
  }
  template <std::size_t I> static frame step(const frame &up) {
    return frame(up, I);
  }
  static std::vector<std::string> child_names() { return {}; }
  static std::vector<std::string> static_names() { return {}; }
  static std::tuple<const F &> statics(const Partial<F, Bound...> &x) {
    return std::tuple<const F &>(x.function());
  }
  template <class Result, class Statics, class Make>
  static Result build(const Statics &statics, Make make) {
    return assemble<Result>(statics, make, std::index_sequence_for<Bound...>());
  }

private:
  template <class Result, class Statics, class Make, std::size_t... I>
  static Result assemble(const Statics &statics, Make &make,
                         std::index_sequence<I...>) {
    return Result{std::get<0>(statics), make(nth<I>())...};
  }
};

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_PARTIAL_H
