//===-- nanobind.h - nanobind's arrays in miniature -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Declarations of nanobind/ndarray.h that carry or ask for shapes. An index
// that the library asserts throws.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_MOCKS_NANOBIND_H
#define SHAPETIDY_TEST_MOCKS_NANOBIND_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <vector>

namespace nanobind {

inline constexpr int64_t any = -1;
template <int64_t... Is> struct shape {};
template <size_t N> struct ndim {};
struct numpy {};
struct c_contig {};
struct ro {};

namespace detail {
template <typename Scalar, typename Shape, char Order> class ndarray_view {
public:
  explicit ndarray_view(std::vector<int64_t> Sizes) : Sizes(Sizes) {}
  template <typename... Ts> Scalar &operator()(Ts... Indices) const {
    size_t Axis = 0;
    bool Inside = sizeof...(Ts) == Sizes.size();
    ((Inside = Inside && int64_t(Indices) < Sizes[Axis++]), ...);
    if (!Inside)
      throw std::out_of_range("index");
    return Element;
  }
  size_t ndim() const { return Sizes.size(); }
  size_t shape(size_t I) const { return size_t(Sizes.at(I)); }

private:
  std::vector<int64_t> Sizes;
  static inline Scalar Element{};
};
template <typename... Args> struct shape_of {
  using type = shape<>;
};
template <typename First, typename... Rest>
struct shape_of<First, Rest...> : shape_of<Rest...> {};
template <int64_t... Is, typename... Rest>
struct shape_of<shape<Is...>, Rest...> {
  using type = shape<Is...>;
};
} // namespace detail

template <typename Scalar, typename... Args> class ndarray {
public:
  ndarray(void *, std::initializer_list<size_t> Sizes)
      : Sizes(Sizes.begin(), Sizes.end()) {}
  size_t ndim() const { return Sizes.size(); }
  size_t size() const {
    size_t Count = 1;
    for (int64_t N : Sizes)
      Count *= size_t(N);
    return Count;
  }
  size_t shape(size_t I) const { return size_t(Sizes.at(I)); }
  auto view() const {
    return detail::ndarray_view<
        Scalar, typename detail::shape_of<Args...>::type, 'C'>(Sizes);
  }

private:
  std::vector<int64_t> Sizes;
};

} // namespace nanobind

#endif // SHAPETIDY_TEST_MOCKS_NANOBIND_H
