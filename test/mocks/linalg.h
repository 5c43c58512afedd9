//===-- linalg.h - submdspan and std::linalg in miniature -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The declarations of C++26 that no standard library of ours has yet, on top
// of the real <mdspan>. Functions do nothing but check the preconditions that
// the standard states; where one does not hold they throw.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_MOCKS_LINALG_H
#define SHAPETIDY_TEST_MOCKS_LINALG_H

#include <array>
#include <mdspan>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace std {

struct full_extent_t {
  explicit full_extent_t() = default;
};
inline constexpr full_extent_t full_extent{};

namespace submdspan_detail {
inline void require(bool Holds) {
  if (!Holds)
    throw std::logic_error("precondition");
}
template <class S> inline constexpr bool drops = is_convertible_v<S, size_t>;
template <class S> void take(size_t *&Out, size_t Of, const S &Slice) {
  if constexpr (is_same_v<S, full_extent_t>) {
    *Out++ = Of;
  } else if constexpr (drops<S>) {
    require(size_t(Slice) < Of);
  } else {
    size_t From = get<0>(Slice), To = get<1>(Slice);
    require(From <= To && To <= Of);
    *Out++ = To - From;
  }
}
} // namespace submdspan_detail

/// [mdspan.sub.sub]: one slice for each axis.
template <class T, class E, class L, class... Slices>
auto submdspan(const mdspan<T, E, L> &Src, Slices... All) {
  static_assert(sizeof...(Slices) == E::rank());
  constexpr size_t Rank = (0 + ... + size_t(!submdspan_detail::drops<Slices>));
  array<size_t, Rank + 1> Sizes{};
  size_t *Out = Sizes.data(), Axis = 0;
  (submdspan_detail::take(Out, Src.extent(Axis++), All), ...);
  array<size_t, Rank> Left{};
  for (size_t I = 0; I < Rank; ++I)
    Left[I] = Sizes[I];
  return mdspan<T, dextents<size_t, Rank>>(Src.data_handle(), Left);
}

namespace linalg {

using submdspan_detail::require;
struct upper_triangle_t {};
struct explicit_diagonal_t {};
inline constexpr upper_triangle_t upper_triangle{};
inline constexpr explicit_diagonal_t explicit_diagonal{};

template <class A, class B> void require_same(const A &X, const B &Y) {
  static_assert(A::rank() == B::rank());
  for (size_t I = 0; I < A::rank(); ++I)
    require(X.extent(I) == Y.extent(I));
}

template <class A, class B, class C>
void matrix_product(A X, B Y, C Z) {
  require(X.extent(1) == Y.extent(0) && X.extent(0) == Z.extent(0) &&
          Y.extent(1) == Z.extent(1));
}
template <class A, class B, class E, class C>
void matrix_product(A X, B Y, E W, C Z) {
  matrix_product(X, Y, Z);
  require_same(W, Z);
}
template <class A, class X, class Y>
void matrix_vector_product(A M, X V, Y W) {
  require(M.extent(1) == V.extent(0) && M.extent(0) == W.extent(0));
}
template <class A, class X, class Y, class Z>
void matrix_vector_product(A M, X V, Y W, Z U) {
  matrix_vector_product(M, V, U);
  require_same(W, U);
}
template <class A, class T, class X, class Y>
void square_vector_product(A M, T, X V, Y W) {
  require(M.extent(0) == M.extent(1));
  matrix_vector_product(M, V, W);
}
template <class A, class X, class Y>
void symmetric_matrix_vector_product(A M, upper_triangle_t T, X V, Y W) {
  square_vector_product(M, T, V, W);
}
template <class A, class D, class B, class X>
void triangular_matrix_vector_solve(A M, upper_triangle_t T, D, B V, X W) {
  square_vector_product(M, T, V, W);
}
template <class X, class Y> double dot(X V, Y W) {
  require_same(V, W);
  return 0;
}
template <class X, class Y, class Z> void add(X U, Y V, Z W) {
  require_same(U, V);
  require_same(V, W);
}
template <class X, class Y> void copy(X V, Y W) { require_same(V, W); }
template <class X, class Y, class A>
void matrix_rank_1_update(X V, Y W, A M) {
  require(V.extent(0) == M.extent(0) && W.extent(0) == M.extent(1));
}
template <class T, class E, class L> auto transposed(mdspan<T, E, L> A) {
  return mdspan<T, dextents<size_t, 2>>(A.data_handle(), A.extent(1),
                                        A.extent(0));
}
template <class T, class E, class L> auto conjugated(mdspan<T, E, L> A) {
  return A;
}
template <class S, class T, class E, class L>
auto scaled(S, mdspan<T, E, L> A) {
  return A;
}
template <class S, class X> void scale(S, X) {}
template <class X> double vector_two_norm(X) { return 0; }
template <class A> double matrix_frob_norm(A) { return 0; }

} // namespace linalg
} // namespace std

#endif // SHAPETIDY_TEST_MOCKS_LINALG_H
