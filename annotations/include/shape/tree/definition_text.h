//===-- tree/definition_text.h - nodes compared and printed -----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What TreeDef's methods are made of: counting, comparing and printing one
// node. Included by definition.h alone.
//
//   node_text of a list of two leaves      [*, *]
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_DEFINITION_TEXT_H
#define SHAPE_TREE_DEFINITION_TEXT_H

#include "../detail/diagnostics_push.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace shape {
namespace detail {

inline void count(structure &node) {
  bool leaf = node.kind == node_kind::leaf;
  node.leaves = leaf ? 1 : 0;
  node.nodes = node.kind == node_kind::choice ? 0 : 1;
  std::size_t hash = static_cast<std::size_t>(node.kind);
  hash = mix(hash, std::hash<std::string>()(node.name));
  if (node.data)
    hash = mix(hash, node.data->hash());
  for (const TreeDef &child : node.children) {
    node.leaves += child.num_leaves();
    node.nodes += child.num_nodes();
    hash = mix(hash, child.hash());
  }
  node.hash = node.kind == node_kind::choice ? node.children[0].hash() : hash;
}

/// True if the two nodes agree, whatever is below them.
inline bool same_node(const structure &a, const structure &b) {
  if (a.kind != b.kind || a.identity != b.identity ||
      a.children.size() != b.children.size() || !a.data != !b.data)
    return false;
  return !a.data || a.data->equals(*b.data);
}

inline TreeKey key_of(const structure &node, std::size_t child) {
  if (node.kind == node_kind::object && child < node.fields.size())
    return {TreeKey::Kind::field, node.fields[child]};
  if (node.kind == node_kind::dict)
    return {TreeKey::Kind::key, node.fields[child]};
  return {TreeKey::Kind::index, std::to_string(child)};
}

inline std::string join(const std::vector<std::string> &parts) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i)
    result += (i ? ", " : "") + parts[i];
  return result;
}

inline std::string object_text(const structure &node,
                               const std::vector<std::string> &parts) {
  std::string result = node.name;
  std::vector<std::string> fixed;
  std::vector<std::string> values =
      node.data ? node.data->text() : std::vector<std::string>();
  for (std::size_t i = 0; i < values.size() && i < node.statics.size(); ++i)
    fixed.push_back(node.statics[i] + "=" + values[i]);
  if (!fixed.empty())
    result += "[" + join(fixed) + "]";
  return result + "(" + join(parts) + ")";
}

inline std::string node_text(const structure &node) {
  if (node.kind == node_kind::leaf)
    return "*";
  if (node.kind == node_kind::none)
    return "None";
  if (node.kind == node_kind::choice)
    return node.children[0].text();
  std::vector<std::string> labels =
      node.kind == node_kind::dict ? node.data->text() : node.fields;
  const char *mark = node.kind == node_kind::dict ? ": " : "=";
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < node.children.size(); ++i)
    parts.push_back((i < labels.size() ? labels[i] + mark : "") +
                    node.children[i].text());
  if (node.kind == node_kind::object)
    return object_text(node, parts);
  const std::string brackets = node.kind == node_kind::tuple  ? "()"
                               : node.kind == node_kind::list ? "[]"
                                                              : "{}";
  bool alone = node.kind == node_kind::tuple && parts.size() == 1;
  return brackets[0] + join(parts) + (alone ? "," : "") + brackets[1];
}

} // namespace detail
} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_DEFINITION_TEXT_H
