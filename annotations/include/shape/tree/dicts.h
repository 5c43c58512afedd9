//===-- tree/dicts.h - maps as nodes ----------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A map or an unordered_map is a dict. Its children come in the order of `<` of
// their keys, whatever the container's own order is:
//
//   entries(std::unordered_map<int, char>{{2, 'b'}, {1, 'a'}})
//     pointers to {1, 'a'} and to {2, 'b'}
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_DICTS_H
#define SHAPE_TREE_DICTS_H

#include "../detail/diagnostics_push.h"
#include "kinds.h"

#include <algorithm>
#include <functional>
#include <map>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

template <class K, class T, class C, class A>
struct node_traits<std::map<K, T, C, A>> : of_family<family::dict> {
  using key = K;
  // Its own order is the one that all dicts have.
  static constexpr bool sorted =
      std::is_same_v<C, std::less<K>> || std::is_same_v<C, std::less<>>;
  template <class U>
  using rebind = std::map<K, U, C, allocator_for<A, std::pair<const K, U>>>;
  template <class Result, class X> static Result like(const X &x) {
    return Result(x.key_comp());
  }
};

template <class K, class T, class H, class E, class A>
struct node_traits<std::unordered_map<K, T, H, E, A>>
    : of_family<family::dict> {
  using key = K;
  static constexpr bool sorted = false;
  template <class U>
  using rebind =
      std::unordered_map<K, U, H, E, allocator_for<A, std::pair<const K, U>>>;
  template <class Result, class X> static Result like(const X &x) {
    return Result(x.bucket_count(), x.hash_function(), x.key_eq());
  }
};

template <class T, class = void> struct is_ordered_map : std::false_type {};
template <class T>
struct is_ordered_map<T, std::void_t<typename T::key_compare>>
    : std::true_type {};

/// A dict without entries. Its functions are made anew, which a pointer to a
/// function cannot be.
template <class Result> Result empty_dict() {
  if constexpr (is_ordered_map<Result>::value)
    static_assert(!std::is_pointer_v<typename Result::key_compare>,
                  "the order of the map is no part of the structure: give it "
                  "a type of its own");
  else
    static_assert(!std::is_pointer_v<typename Result::hasher>,
                  "the hash of the map is no part of the structure: give it a "
                  "type of its own");
  return Result();
}

template <class K, class = void> struct is_ordered : std::false_type {};
template <class K>
struct is_ordered<K, std::void_t<decltype(std::declval<const K &>() <
                                          std::declval<const K &>())>>
    : std::true_type {};

/// The entries of a dict as pointers, in the order of their keys. Keys that
/// have no `<` keep the order of their map.
template <class X> auto entries(X &x) {
  using node = node_of<X>;
  std::vector<decltype(&*x.begin())> result;
  result.reserve(x.size());
  for (auto &entry : x)
    result.push_back(&entry);
  if constexpr (!node::sorted && is_ordered<typename node::key>::value)
    std::sort(result.begin(), result.end(),
              [](auto *a, auto *b) { return a->first < b->first; });
  return result;
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_DICTS_H
