//===-- tree/definition.h - the structure of a tree -------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A TreeDef is what is left of a tree without its leaves: the kind of every
// node, the keys of maps, the static fields of classes. It prints with a star
// for each leaf:
//
//   std::pair{1, std::vector{2, 3}}             (*, [*, *])
//   std::map<std::string, int>{{"b", 1}}        {b: *}
//   std::optional<int>{}                        None
//   Linear{weight, bias, "relu"}       Linear[act=relu](weight=*, bias=*)
//
// The type of a leaf is no part of it, nor is what a node is made of: a vector,
// a deque, a list and an array are all lists, a map and an unordered_map both
// dicts, a pair is a tuple. An optional, a variant or a smart pointer is what
// it holds.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_DEFINITION_H
#define SHAPE_TREE_DEFINITION_H

#include "../detail/diagnostics_push.h"
#include "static_data.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace shape {

class TreeDef;

namespace detail {

// `choice` remembers which alternative of a variant was held, or which of two
// optionals was empty, so that the same is made again; to everybody else it is
// what it holds.
enum class node_kind { leaf, none, tuple, list, dict, object, choice };

struct structure {
  node_kind kind = node_kind::leaf;
  std::size_t alternative = 0;      // of a choice
  const void *identity = nullptr;   // of an object: the tag of its class
  std::string name;                 // of an object
  std::vector<std::string> fields;  // of an object, one for each child
  std::vector<std::string> statics; // of an object, one for each static field
  std::shared_ptr<const static_data> data;
  std::vector<TreeDef> children;
  std::size_t leaves = 1;
  std::size_t nodes = 1;
  std::size_t hash = 0;
};

} // namespace detail

/// The structure of a tree: a value, cheap to copy, comparable, printable.
class TreeDef {
public:
  /// The structure of a single leaf.
  TreeDef();

  bool is_leaf() const { return seen().kind == detail::node_kind::leaf; }
  bool is_none() const { return seen().kind == detail::node_kind::none; }
  std::size_t num_leaves() const { return node_->leaves; }
  /// How many nodes and leaves there are.
  std::size_t num_nodes() const { return node_->nodes; }
  /// The structures directly below, in the order of the leaves.
  const std::vector<TreeDef> &children() const { return seen().children; }
  std::size_t hash() const { return node_->hash; }

  /// `(*, [*, *])`: one star for each leaf.
  std::string text() const;

  /// This structure with \p inner in place of every leaf: the composition
  /// `S T` of the annotations, whose first name is the outermost.
  TreeDef compose(const TreeDef &inner) const;

  /// True if \p deeper is this structure with anything in place of the leaves.
  bool is_prefix_of(const TreeDef &deeper) const;

  friend bool operator==(const TreeDef &a, const TreeDef &b);
  friend bool operator!=(const TreeDef &a, const TreeDef &b) {
    return !(a == b);
  }
  template <class Stream>
  friend auto operator<<(Stream &out, const TreeDef &def)
      -> decltype(out << std::declval<std::string>()) {
    return out << def.text();
  }

  /// For the library: the node as it is and as everybody else sees it.
  explicit TreeDef(detail::structure node);
  const detail::structure &raw() const { return *node_; }
  const detail::structure &seen() const;

private:
  std::shared_ptr<const detail::structure> node_;
};

/// A TreeDef that also knows the C++ type it is the structure of, as
/// tree_structure returns it and tree_unflatten needs it.
template <class Tree> class TreeDefOf : public TreeDef {
public:
  using tree_type = Tree;
  explicit TreeDefOf(TreeDef def) : TreeDef(std::move(def)) {}
};

} // namespace shape

#include "definition_text.h"

namespace shape {

inline TreeDef::TreeDef() {
  // One node for all leaves of the program: most of a large tree is leaves.
  // Never destroyed, as structures may be made while the program ends.
  static const auto *leaf = new std::shared_ptr<const detail::structure>(
      std::make_shared<const detail::structure>());
  node_ = *leaf;
}

inline TreeDef::TreeDef(detail::structure node) {
  detail::count(node);
  node_ = std::make_shared<const detail::structure>(std::move(node));
}

inline const detail::structure &TreeDef::seen() const {
  const detail::structure *node = node_.get();
  while (node->kind == detail::node_kind::choice)
    node = node->children[0].node_.get();
  return *node;
}

inline std::string TreeDef::text() const { return detail::node_text(*node_); }

inline TreeDef TreeDef::compose(const TreeDef &inner) const {
  if (raw().kind == detail::node_kind::leaf)
    return inner;
  detail::structure node = raw();
  for (TreeDef &child : node.children)
    child = child.compose(inner);
  return TreeDef(std::move(node));
}

inline bool TreeDef::is_prefix_of(const TreeDef &deeper) const {
  if (is_leaf())
    return true;
  if (!detail::same_node(seen(), deeper.seen()))
    return false;
  for (std::size_t i = 0; i < children().size(); ++i)
    if (!children()[i].is_prefix_of(deeper.children()[i]))
      return false;
  return true;
}

inline bool operator==(const TreeDef &a, const TreeDef &b) {
  if (&a.seen() == &b.seen())
    return true;
  if (a.hash() != b.hash() || !detail::same_node(a.seen(), b.seen()))
    return false;
  for (std::size_t i = 0; i < a.children().size(); ++i)
    if (a.children()[i] != b.children()[i])
      return false;
  return true;
}

} // namespace shape

/// So that a TreeDef can be the key of an unordered container.
template <> struct std::hash<shape::TreeDef> {
  std::size_t operator()(const shape::TreeDef &def) const noexcept {
    return def.hash();
  }
};

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_DEFINITION_H
