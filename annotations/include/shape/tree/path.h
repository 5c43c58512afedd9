//===-- tree/path.h - where in a tree something is --------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A path leads from the root of a tree to one of its nodes or leaves and prints
// as the C++ expression that would:
//
//   .encoder.layers[2].bias     a field, a field, an index, a field
//   ["adam"][0]                 a key of a map, an index
//
// tree_map_with_path hands a TreePath to the function it maps; every error of
// this library names one.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_PATH_H
#define SHAPE_TREE_PATH_H

#include "../detail/diagnostics_push.h"
#include "../violation.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {

/// One step of a path: a field by name, an element by number, a value by key.
struct TreeKey {
  enum class Kind { field, index, key };

  Kind kind;
  std::string name; ///< The field, the number or the key, without decoration.

  /// `.bias`, `[2]` or `["adam"]`.
  std::string text() const {
    return kind == Kind::field ? "." + name : "[" + name + "]";
  }
  friend bool operator==(const TreeKey &a, const TreeKey &b) {
    return a.kind == b.kind && a.name == b.name;
  }
  friend bool operator!=(const TreeKey &a, const TreeKey &b) {
    return !(a == b);
  }
};

/// The steps from the root, outermost first; empty for the root itself.
class TreePath {
public:
  TreePath() = default;
  explicit TreePath(std::vector<TreeKey> keys) : keys_(std::move(keys)) {}

  const std::vector<TreeKey> &keys() const { return keys_; }
  std::size_t size() const { return keys_.size(); }
  bool empty() const { return keys_.empty(); }

  /// As C++ would write it, `.layers[2].bias`; empty for the root.
  std::string text() const {
    std::string result;
    for (const TreeKey &key : keys_)
      result += key.text();
    return result;
  }
  friend bool operator==(const TreePath &a, const TreePath &b) {
    return a.keys_ == b.keys_;
  }
  friend bool operator!=(const TreePath &a, const TreePath &b) {
    return !(a == b);
  }

private:
  std::vector<TreeKey> keys_;
};

/// Trees whose structures do not fit; what() names the first place.
class structure_error : public violation {
public:
  using violation::violation;
};

namespace detail {

template <class T> using bare = std::remove_cv_t<std::remove_reference_t<T>>;

/// A key or a static value for people; "?" where the type has no text.
template <class T> std::string value_text(const T &value) {
  if constexpr (std::is_convertible_v<const T &, std::string_view>) {
    return std::string(std::string_view(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_enum_v<T>) {
    return std::to_string(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_integral_v<T>) {
    return std::to_string(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.9g", static_cast<double>(value));
    return buffer;
  } else {
    return "?";
  }
}

/// In a path a key that is a string is quoted, as in the subscript it stands
/// for.
template <class K> std::string key_text(const K &key) {
  if constexpr (std::is_convertible_v<const K &, std::string_view>)
    return "\"" + value_text(key) + "\"";
  else
    return value_text(key);
}
template <class K> std::string erased_key_text(const void *key) {
  return key_text(*static_cast<const K *>(key));
}

/// A path as it is while a tree is walked: a step that points at the one before
/// it. Lives on the stack and becomes text only where somebody asks.
struct frame {
  const frame *up = nullptr;
  const char *field = nullptr;
  std::size_t index = 0;
  const void *key = nullptr;
  std::string (*print)(const void *) = nullptr;

  frame() = default;
  frame(const frame &parent, const char *name) : up(&parent), field(name) {}
  frame(const frame &parent, std::size_t at) : up(&parent), index(at) {}
  template <class K>
  frame(const frame &parent, const K *at)
      : up(&parent), key(at), print(&erased_key_text<K>) {}

  TreeKey step() const {
    if (field)
      return {TreeKey::Kind::field, field};
    if (print)
      return {TreeKey::Kind::key, print(key)};
    return {TreeKey::Kind::index, std::to_string(index)};
  }
  TreePath path() const {
    std::vector<TreeKey> keys;
    for (const frame *at = this; at->up; at = at->up)
      keys.push_back(at->step());
    std::reverse(keys.begin(), keys.end());
    return TreePath(std::move(keys));
  }
};

// No handler is asked, as shape::expect asks one: if it returned, there would
// be no tree to return.
[[noreturn]] inline void raise(const std::string &message) {
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
  throw structure_error(message);
#else
  std::fputs(message.c_str(), stderr);
  std::fputs("\n", stderr);
  std::abort();
#endif
}

inline std::string place(const TreePath &path) {
  return path.empty() ? "at the root" : "at " + path.text();
}

[[noreturn]] inline void raise_at(const char *function, const frame &at,
                                  const std::string &what) {
  raise(std::string("shape::") + function + ": " + place(at.path()) + ": " +
        what);
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_PATH_H
