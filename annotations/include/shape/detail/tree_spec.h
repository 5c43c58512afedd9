//===-- tree_spec.h - the forms around shape strings ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads what only trees have: `tuple[A, B]`, `list[A]`, `dict[A]`, `PyTree[A, T]`
// and, inside of them, `Any` and the names of numbers. Arrays are read by
// forms.h.
//
//   "PyTree[Float[n] | None, S T]"
//     tree     structure "S T"
//       union
//         array  Float[n]
//         none
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_TREE_SPEC_H
#define SHAPE_DETAIL_TREE_SPEC_H

#include "diagnostics_push.h"
#include "forms.h"

#include <cstddef>
#include <string>
#include <vector>

namespace shape {
namespace detail {

enum class spec_kind {
  array,
  none,
  any,
  scalar,
  tuple,
  list,
  dict,
  tree,
  alternatives,
  unreadable
};

struct tree_spec {
  spec_kind kind = spec_kind::unreadable;
  slice written;
  std::vector<tree_spec> items;
  /// Of a tree: the words of its structure, `...` among them; empty without one.
  std::vector<std::string> structure;
  std::string position; // the structure as written
};

/// The parts between separators outside of brackets.
inline std::vector<slice> split_outside(slice text, char separator) {
  std::vector<slice> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size; ++i) {
    char c = text[i];
    if (c == separator && depth == 0) {
      parts.push_back(text.upto(i).from(begin).trimmed());
      begin = i + 1;
    }
    depth += c == '[' || c == '(' || c == '{';
    depth -= c == ']' || c == ')' || c == '}';
  }
  parts.push_back(text.from(begin).trimmed());
  return parts;
}

inline tree_spec read_spec(slice text, bool is_inner);

/// What `[...]` holds behind the word at the beginning; false without them.
inline bool take_brackets(slice text, slice word, slice &inside) {
  bool opens = text.starts_with(word) && text.size > word.size + 1 &&
               text[word.size] == '[' && text[text.size - 1] == ']';
  if (opens)
    inside = text.from(word.size + 1).upto(text.size - word.size - 2);
  return opens;
}

inline void read_structure(slice text, tree_spec &out) {
  out.position = text.str();
  for (slice word = next_word(text); word.size > 0; word = next_word(text))
    out.structure.push_back(word.str());
  if (out.structure.empty())
    out.kind = spec_kind::unreadable;
}

inline void read_items(slice inside, bool many, tree_spec &out) {
  for (slice part : split_outside(inside, ','))
    out.items.push_back(read_spec(part, true));
  if (!many && out.items.size() != 1)
    out.kind = spec_kind::unreadable;
}

inline void read_tree(slice inside, tree_spec &out) {
  std::vector<slice> parts = split_outside(inside, ',');
  out.items.push_back(read_spec(parts[0], true));
  if (parts.size() == 2)
    read_structure(parts[1], out);
  if (parts.size() > 2)
    out.kind = spec_kind::unreadable;
}

inline bool is_scalar_name(slice text) {
  return text.equals("int") || text.equals("float") || text.equals("bool") ||
         text.equals("complex") || text.equals("str");
}

/// One that is no union.
inline tree_spec read_single(slice text, bool is_inner) {
  tree_spec out;
  out.written = text;
  slice inside;
  if (text.equals("PyTree")) {
    out.kind = spec_kind::tree;
  } else if (take_brackets(text, "PyTree", inside)) {
    out.kind = spec_kind::tree;
    read_tree(inside, out);
  } else if (take_brackets(text, "tuple", inside)) {
    out.kind = spec_kind::tuple;
    read_items(inside, true, out);
  } else if (take_brackets(text, "list", inside)) {
    out.kind = spec_kind::list;
    read_items(inside, false, out);
  } else if (take_brackets(text, "dict", inside)) {
    out.kind = spec_kind::dict;
    read_items(inside, false, out);
  } else if (is_inner && text.equals("Any")) {
    out.kind = spec_kind::any;
  } else if (is_inner && is_scalar_name(text)) {
    out.kind = spec_kind::scalar;
  } else if (text.size > 1 && text[0] == '(' && text[text.size - 1] == ')' &&
             split_outside(text.from(1).upto(text.size - 2), '|').size() > 1) {
    return read_spec(text.from(1).upto(text.size - 2), true);
  } else {
    form found = read_alternative(text).kind;
    out.kind = found == form::array  ? spec_kind::array
               : found == form::none ? spec_kind::none
                                     : spec_kind::unreadable;
  }
  return out;
}

/// \p is_inner: inside of another form, where `Any` and `int` are types and not
/// the names of axes.
inline tree_spec read_spec(slice text, bool is_inner) {
  text = text.trimmed();
  std::vector<slice> parts = split_outside(text, '|');
  if (parts.size() == 1)
    return read_single(parts[0], is_inner);
  tree_spec out;
  out.kind = spec_kind::alternatives;
  out.written = text;
  for (slice part : parts)
    out.items.push_back(read_spec(part, true));
  return out;
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_TREE_SPEC_H
