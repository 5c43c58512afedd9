//===-- expect_tree.h - shape::expect for trees -----------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With this header shape::expect and SHAPE_EXPECT take what shape/tree.h takes
// apart: tuples, containers, maps, optionals, pointers, variants and registered
// classes. C++17.
//
//   using Params = std::vector<Layer>;   // struct Layer { Tensor weight, bias; }
//
//   shape::expect(params, "PyTree[Float32[...]]");
//   shape::expect(std::pair{params, grads},
//                 "tuple[PyTree[Float32[...], T], PyTree[Float32[...], T]]");
//   shape::expect(batch, "dict[Float32[n ...]]");   // one n for all of them
//
// Forms: `tuple[A, B]`, `list[A]`, `dict[A]`, `A | B`, `None`, and PyTree with a
// leaf type and a structure: `PyTree`, `PyTree[A]`, `PyTree[A, T]`, `PyTree[A, S
// T]`, `PyTree[A, T ...]`, `PyTree[A, ... T]`; inside of them also `Any`, `int`,
// `float`, `bool`, `complex`, `str`. Names of axes and of structures mean one
// thing within the string. The message names the place as the C++ expression
// that leads there:
//
//   shape::expect: at [1].bias: axis 0 is 3, but 'n' is 4 from axis 0 at
//   [1].weight; the shape there is (3); the string is "..."
//
// Callables and Numba's types are the tool's to check. A single array is compared
// with strings for arrays only.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_EXPECT_TREE_H
#define SHAPE_EXPECT_TREE_H

#include "detail/diagnostics_push.h"
#include "detail/tree_check.h"
#include "shape.h"

#include <string>
#include <type_traits>

namespace shape {
namespace detail {

template <class T>
struct checker<T, std::enable_if_t<node_of<T>::kind != family::leaf>> {
  static void check(const T &x, const std::string &spec) {
    check_tree(look_at(frame(), x), spec);
  }
};

} // namespace detail
} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_EXPECT_TREE_H
