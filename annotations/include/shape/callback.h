//===-- callback.h - pure functions that the tool cannot see ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// jax.pure_callback for C++: calls a function of which only the result's shapes
// and dtypes are declared, and holds it to them. C++17, header-only.
//
//   auto y = shape::pure_callback(solve, shape::ShapeDtype({n}, "float64"), a, b);
//
//   shape::pure_callback: at .bias: float64[3] was returned, float64[2] is
//   declared
//
// Vocabulary
//   pure         without effects, and its result depends on its arguments alone:
//                the callback may be called again, out of order, or not at all
//   vectorized   takes any common leading batch axes and returns them in front
//
// Under shape::vmap a vectorized callback is called once, with the whole batch;
// any other one once for each element:
//
//   shape::PureCallback rows(normalize, shape::ShapeDtype({n}), shape::vectorized);
//   shape::vmap(rows)(matrix);        one call
//
// What this is not: a compiler's transformation. The program runs as written.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_CALLBACK_H
#define SHAPE_CALLBACK_H

#include "detail/batch.h"
#include "detail/diagnostics_push.h"
#include "shape_dtype.h"
#include "tree.h"

#include <cstddef>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {

/// What shape::vmap does with a callback.
enum class VmapMethod { sequential, vectorized };
inline constexpr VmapMethod sequential = VmapMethod::sequential;
inline constexpr VmapMethod vectorized = VmapMethod::vectorized;

namespace detail {

/// Throws structure_error unless each leaf of \p returned is what \p declared
/// says, behind the axes of the batch.
template <class Declared, class Returned>
void check_result(const Declared &declared, const std::vector<long long> &batch,
                  const Returned &returned) {
  check_same_structure("pure_callback", tree_structure(declared),
                       tree_structure(returned));
  tree_map_with_path(
      [&](const TreePath &path, const ShapeDtype &leaf, const auto &array) {
        ShapeDtype wanted = leaf, got = shape_dtype(array);
        wanted.shape.insert(wanted.shape.begin(), batch.begin(), batch.end());
        bool fits = wanted.shape == got.shape &&
                    (wanted.dtype.empty() || wanted.dtype == got.dtype);
        if (!fits)
          raise("shape::pure_callback: " + place(path) + ": " + got.text() +
                " was returned, " + wanted.text() + " is declared");
        return nothing();
      },
      declared, returned);
}

} // namespace detail

namespace detail {
template <class F, class = void> struct maps_levels : std::false_type {};
template <class F>
struct maps_levels<F, std::void_t<decltype(F::own_levels)>> : std::true_type {};
} // namespace detail

/// A pure function and the declaration of its result, a tree of ShapeDtype.
template <class F, class Result> class PureCallback {
public:
  static constexpr std::size_t own_levels = 0;

  PureCallback(F function, Result result, VmapMethod method = sequential)
      : function_(std::move(function)), result_(std::move(result)),
        method_(method) {}

  // Constant, so that a mutable lambda does not compile.
  template <class... Args>
  using returned =
      std::decay_t<std::invoke_result_t<const F &, const Args &...>>;

  /// Calls the function with trees of arrays and returns what it returns, once
  /// that is known to be what is declared.
  template <class... Args>
  returned<Args...> operator()(const Args &...args) const {
    return direct({}, args...);
  }

  /// The same with \p levels batch axes in front of every array.
  template <class... Args>
  returned<Args...> call(std::size_t levels, const Args &...args) const {
    if (levels == 0 || method_ == VmapMethod::vectorized)
      return direct(detail::batch_sizes(levels, args...), args...);
    return detail::map_batch<returned<Args...>>(
        [&](const auto &...each) { return call(levels - 1, each...); },
        args...);
  }

private:
  template <class... Args>
  returned<Args...> direct(const std::vector<long long> &batch,
                           const Args &...args) const {
    returned<Args...> result = std::invoke(function_, args...);
    detail::check_result(result_, batch, result);
    return result;
  }

  F function_;
  Result result_;
  VmapMethod method_;
};

template <class F, class Result>
PureCallback(F, Result) -> PureCallback<F, Result>;
template <class F, class Result>
PureCallback(F, Result, VmapMethod) -> PureCallback<F, Result>;

/// Calls \p f, which is pure, with the arguments and returns its result. Throws
/// structure_error if that is another tree than \p result, or a leaf has another
/// shape or dtype:
///
///   auto [q, r] = pure_callback(qr, std::pair{ShapeDtype({n, k}, "float32"),
///                                             ShapeDtype({k, k}, "float32")}, a);
template <class F, class Result, class... Args>
auto pure_callback(const F &f, const Result &result, const Args &...args) {
  return PureCallback<std::reference_wrapper<const F>, Result>(std::cref(f),
                                                               result)(args...);
}

/// A function mapped over the first axis of all arrays of its arguments.
template <class F> class Vmapped {
public:
  static constexpr std::size_t own_levels = 1;

  explicit Vmapped(F function) : function_(std::move(function)) {}

  template <class... Args>
  using returned =
      std::decay_t<std::invoke_result_t<const F &, const Args &...>>;

  template <class... Args>
  returned<Args...> operator()(const Args &...args) const {
    return call(1, args...);
  }
  /// Maps over \p levels axes. What is itself mapped, and a callback, is asked
  /// to map over all at once.
  template <class... Args>
  returned<Args...> call(std::size_t levels, const Args &...args) const {
    if constexpr (detail::maps_levels<F>::value)
      return function_.call(levels + F::own_levels, args...);
    else
      return detail::map_batch<returned<Args...>>(
          [&](const auto &...each) -> returned<Args...> {
            if (levels > 1)
              return call(levels - 1, each...);
            return std::invoke(function_, each...);
          },
          args...);
  }

private:
  F function_;
};

/// Maps \p f over the first axis of every array in its arguments and stacks what
/// it returns. Twice, it maps over two axes. A vectorized PureCallback is called
/// once with everything.
template <class F> Vmapped<F> vmap(F f) { return Vmapped<F>(std::move(f)); }

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_CALLBACK_H
