//===-- tree/static_data.h - what belongs to a structure --------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The keys of a map and the static fields of a class are no leaves: they belong
// to the structure. A TreeDef keeps them without knowing their types and can
// only compare, hash and print them; who knows the type gets them back.
//
//   static_data::hold(std::tuple(3, std::string("relu")))
//     prints as  3, relu    equals only another (3, "relu") of the same types
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_STATIC_DATA_H
#define SHAPE_TREE_STATIC_DATA_H

#include "../detail/diagnostics_push.h"
#include "path.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

/// Its address stands for the type T, without run-time type information.
template <class T> inline constexpr char type_tag = 0;

template <class T, class U, class = void>
struct is_comparable : std::false_type {};
template <class T, class U>
struct is_comparable<
    T, U,
    std::void_t<decltype(static_cast<bool>(std::declval<const T &>() ==
                                           std::declval<const U &>()))>>
    : std::true_type {};

template <class T, class = void> struct is_hashable : std::false_type {};
template <class T>
struct is_hashable<
    T, std::void_t<decltype(std::hash<T>()(std::declval<const T &>()))>>
    : std::true_type {};

inline std::size_t mix(std::size_t seed, std::size_t more) {
  return seed ^ (more + 0x9e3779b9u + (seed << 6) + (seed >> 2));
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
// A static field may be a float, and its value is compared as C++ compares it.
#pragma GCC diagnostic ignored "-Wfloat-equal"
#endif
/// Values of a type without `==` are equal if they are one object, or if the
/// type has no state, as most function objects.
template <class T, class U> bool values_equal(const T &a, const U &b) {
  if constexpr (!std::is_same_v<T, U>)
    return false;
  else if constexpr (is_comparable<T, U>::value)
    return static_cast<bool>(a == b);
  else
    return std::is_empty_v<T> || &a == &b;
}
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

template <class T> std::size_t value_hash(const T &value) {
  if constexpr (is_hashable<T>::value)
    return std::hash<T>()(value);
  else
    return 0;
}

template <class... A, class... B, std::size_t... I>
bool tuples_equal(const std::tuple<A...> &a, const std::tuple<B...> &b,
                  std::index_sequence<I...>) {
  return (values_equal(std::get<I>(a), std::get<I>(b)) && ...);
}

/// Compares member by member; either may hold references.
template <class... A, class... B>
bool tuples_equal(const std::tuple<A...> &a, const std::tuple<B...> &b) {
  if constexpr (sizeof...(A) != sizeof...(B))
    return false;
  else
    return tuples_equal(a, b, std::index_sequence_for<A...>());
}

template <class... T>
std::vector<std::string> texts(const std::tuple<T...> &values) {
  return std::apply(
      [](const auto &...each) {
        return std::vector<std::string>{value_text(each)...};
      },
      values);
}
template <class K> std::vector<std::string> texts(const std::vector<K> &keys) {
  std::vector<std::string> result;
  for (const K &key : keys)
    result.push_back(value_text(key));
  return result;
}

template <class... T> std::size_t hash_all(const std::tuple<T...> &values) {
  std::size_t result = sizeof...(T);
  std::apply(
      [&](const auto &...each) {
        ((result = mix(result, value_hash(each))), ...);
      },
      values);
  return result;
}
template <class K> std::size_t hash_all(const std::vector<K> &keys) {
  std::size_t result = keys.size();
  for (const K &key : keys)
    result = mix(result, value_hash(key));
  return result;
}

template <class... T>
bool all_equal(const std::tuple<T...> &a, const std::tuple<T...> &b) {
  return tuples_equal(a, b);
}
template <class K>
bool all_equal(const std::vector<K> &a, const std::vector<K> &b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!values_equal(a[i], b[i]))
      return false;
  return true;
}

class static_data {
public:
  static_data(const static_data &) = delete;
  static_data &operator=(const static_data &) = delete;
  virtual ~static_data() = default;

  /// \p value is a std::tuple or, for the keys of a map, a std::vector.
  template <class T> static std::shared_ptr<const static_data> hold(T value);

  /// The value, or null if it is of another type.
  template <class T> const T *get() const;

  const void *type() const { return type_; }
  virtual bool equals(const static_data &other) const = 0;
  virtual std::size_t hash() const = 0;
  virtual std::vector<std::string> text() const = 0;

protected:
  explicit static_data(const void *type) : type_(type) {}

private:
  const void *type_;
};

template <class T> class held_data final : public static_data {
public:
  explicit held_data(T &&value)
      : static_data(&type_tag<T>), value_(std::move(value)) {}
  const T &value() const { return value_; }

  bool equals(const static_data &other) const override {
    const T *value = other.get<T>();
    return this == &other || (value && all_equal(value_, *value));
  }
  std::size_t hash() const override { return hash_all(value_); }
  std::vector<std::string> text() const override { return texts(value_); }

private:
  T value_;
};

template <class T>
std::shared_ptr<const static_data> static_data::hold(T value) {
  return std::make_shared<const held_data<T>>(std::move(value));
}

template <class T> const T *static_data::get() const {
  if (type_ != &type_tag<T>)
    return nullptr;
  return &static_cast<const held_data<T> *>(this)->value();
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_STATIC_DATA_H
