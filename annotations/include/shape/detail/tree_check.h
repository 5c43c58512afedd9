//===-- tree_check.h - compares a tree with a string ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The rules are jaxtyping's, within one string: a tree is cut into leaves where a
// part is of the kind that the leaf type asks for, then its structure is
// compared, then its leaves in their order. All arrays share the names of axes,
// all trees those of structures; `?n` is a size of each leaf.
//
// Every function answers with the complaint, empty if there is none:
//
//   at [1].weight: axis 0 is 3, but 'n' is 4 from axis 0 at [0].weight
//
// An alternative of a union that does not fit leaves no names behind.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DETAIL_TREE_CHECK_H
#define SHAPE_DETAIL_TREE_CHECK_H

#include "diagnostics_push.h"
#include "tree_spec.h"
#include "tree_value.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace shape {
namespace detail {

struct tree_surroundings {
  surroundings arrays;
  std::map<std::string, TreeDef> structures;
};

inline std::string at_path(const tree_value &x, const std::string &what) {
  return (x.path.empty() ? "" : "at " + x.path + ": ") + what;
}

inline std::string kind_text(const tree_value &x) {
  std::string count = std::to_string(x.children.size());
  if (x.kind == node_kind::none)
    return "None";
  if (x.kind == node_kind::tuple)
    return "a tuple of " + count;
  if (x.kind == node_kind::list)
    return "a list of " + count;
  if (x.kind == node_kind::dict)
    return "a dict of " + count;
  if (x.kind == node_kind::object)
    return "a " + x.structure.seen().name;
  return x.is_array ? "an array" : "a leaf that is no array";
}

inline std::string wrong_kind(const tree_value &x, const tree_spec &spec) {
  return at_path(x, kind_text(x) + ", not '" + spec.written.str() + "'");
}

inline bool is_of_kind(const tree_value &x, const tree_spec &spec);

/// The children against one type each, or all against the same.
inline bool are_of_kind(const tree_value &x, const tree_spec &spec,
                        node_kind kind) {
  bool counts = spec.kind == spec_kind::tuple;
  bool fits =
      x.kind == kind && (!counts || x.children.size() == spec.items.size());
  for (std::size_t i = 0; fits && i < x.children.size(); ++i)
    fits = is_of_kind(x.children[i], spec.items[counts ? i : 0]);
  return fits;
}

/// Is \p x of the kind that \p spec asks for, sizes and dtypes aside?
inline bool is_of_kind(const tree_value &x, const tree_spec &spec) {
  if (spec.kind == spec_kind::array)
    return x.is_array;
  if (spec.kind == spec_kind::none)
    return x.kind == node_kind::none;
  if (spec.kind == spec_kind::scalar)
    return spec.written.str() == x.scalar;
  if (spec.kind == spec_kind::tuple)
    return are_of_kind(x, spec, node_kind::tuple);
  if (spec.kind == spec_kind::list)
    return are_of_kind(x, spec, node_kind::list);
  if (spec.kind == spec_kind::dict)
    return are_of_kind(x, spec, node_kind::dict);
  for (const tree_spec &item : spec.items)
    if (spec.kind == spec_kind::alternatives && is_of_kind(x, item))
      return true;
  return spec.kind == spec_kind::any || spec.kind == spec_kind::tree;
}

/// Cuts \p x where \p leaf fits: the leaves go to \p leaves, the structure above
/// them is returned. `Any` stops nowhere.
inline TreeDef cut(const tree_value &x, const tree_spec &leaf,
                   std::vector<const tree_value *> &leaves) {
  bool stops = leaf.kind != spec_kind::any && is_of_kind(x, leaf);
  if (stops || x.kind == node_kind::leaf) {
    leaves.push_back(&x);
    return TreeDef();
  }
  std::vector<TreeDef> children;
  for (const tree_value &child : x.children)
    children.push_back(cut(child, leaf, leaves));
  return x.kind == node_kind::none && x.children.empty()
             ? x.structure
             : with_children(x.structure, std::move(children));
}

/// Does every leaf of \p def, once each subtree that equals \p inner has been
/// taken out, equal it?
inline bool consists_of(const TreeDef &def, const TreeDef &inner) {
  if (def == inner)
    return true;
  if (def.is_leaf())
    return false;
  for (const TreeDef &child : def.children())
    if (!consists_of(child, inner))
      return false;
  return true;
}

inline std::string match_structure(const tree_value &x, const TreeDef &def,
                                   const tree_spec &spec,
                                   tree_surroundings &around) {
  std::vector<std::string> names = spec.structure;
  if (names.size() == 1 && names[0] != "...") {
    const TreeDef &first =
        around.structures.insert({names[0], def}).first->second;
    if (first == def)
      return {};
    return at_path(x, "the structure is " + def.text() + ", but '" + names[0] +
                          "' is " + first.text());
  }
  bool leading = names.front() == "...";
  if (leading)
    names.erase(names.begin());
  bool trailing = !leading && names.back() == "...";
  if (trailing)
    names.pop_back();
  TreeDef wanted;
  for (const std::string &name : names) {
    auto bound = around.structures.find(name);
    if (bound == around.structures.end())
      return at_path(x, "nothing has bound the structure '" + name + "'");
    wanted = wanted.compose(bound->second);
  }
  bool fits = leading    ? names.empty() || consists_of(def, wanted)
              : trailing ? wanted.is_prefix_of(def)
                         : def == wanted;
  if (fits)
    return {};
  return at_path(x, "the structure is " + def.text() + ", but '" +
                        spec.position + "' is " + wanted.text());
}

inline std::string match_array(const tree_value &x, const tree_spec &spec,
                               tree_surroundings &around) {
  if (!x.is_array)
    return wrong_kind(x, spec);
  alternative wanted = read_alternative(spec.written);
  const char *dtype = x.dtype.empty() ? nullptr : x.dtype.c_str();
  around.arrays.path = x.path.empty() ? "the root" : x.path;
  tree_surroundings before = around;
  std::string complaint =
      match_alternative(x.shape, dtype, wanted, around.arrays);
  if (!complaint.empty() && !x.matrix.empty()) {
    tree_surroundings second = before;
    if (match_alternative(x.matrix, dtype, wanted, second.arrays).empty()) {
      around = std::move(second);
      return {};
    }
  }
  if (complaint.empty())
    return {};
  return at_path(x, complaint + "; the shape there is " + to_text(x.shape));
}

inline std::string match_tree(const tree_value &x, const tree_spec &spec,
                              tree_surroundings &around);

/// None fits every tree; without a leaf type everything does.
inline std::string match_pytree(const tree_value &x, const tree_spec &spec,
                                tree_surroundings &around) {
  if (x.kind == node_kind::none || spec.items.empty())
    return {};
  std::vector<const tree_value *> leaves;
  TreeDef def = cut(x, spec.items[0], leaves);
  std::string complaint = spec.structure.empty()
                              ? std::string()
                              : match_structure(x, def, spec, around);
  std::string outer = around.arrays.position;
  for (std::size_t i = 0; complaint.empty() && i < leaves.size(); ++i) {
    if (!spec.structure.empty())
      around.arrays.position = spec.position + "\n" + std::to_string(i) + "\n";
    complaint = match_tree(*leaves[i], spec.items[0], around);
  }
  around.arrays.position = std::move(outer);
  return complaint;
}

/// The children against one type each, or all against the same.
inline std::string match_children(const tree_value &x, const tree_spec &spec,
                                  node_kind kind, tree_surroundings &around) {
  bool counts = spec.kind == spec_kind::tuple;
  if (x.kind != kind || (counts && x.children.size() != spec.items.size()))
    return wrong_kind(x, spec);
  std::string complaint;
  for (std::size_t i = 0; complaint.empty() && i < x.children.size(); ++i)
    complaint = match_tree(x.children[i], spec.items[counts ? i : 0], around);
  return complaint;
}

inline std::string match_alternatives(const tree_value &x,
                                      const tree_spec &spec,
                                      tree_surroundings &around) {
  std::string first;
  for (const tree_spec &item : spec.items) {
    tree_surroundings attempt = around;
    std::string complaint = match_tree(x, item, attempt);
    if (complaint.empty()) {
      around = std::move(attempt);
      return {};
    }
    if (first.empty())
      first = complaint;
  }
  return first;
}

inline std::string match_tree(const tree_value &x, const tree_spec &spec,
                              tree_surroundings &around) {
  if (spec.kind == spec_kind::unreadable)
    return at_path(x, unreadable(spec.written));
  if (spec.kind == spec_kind::array)
    return match_array(x, spec, around);
  if (spec.kind == spec_kind::tree)
    return match_pytree(x, spec, around);
  if (spec.kind == spec_kind::alternatives)
    return match_alternatives(x, spec, around);
  if (spec.kind == spec_kind::tuple)
    return match_children(x, spec, node_kind::tuple, around);
  if (spec.kind == spec_kind::list)
    return match_children(x, spec, node_kind::list, around);
  if (spec.kind == spec_kind::dict)
    return match_children(x, spec, node_kind::dict, around);
  return is_of_kind(x, spec) ? std::string() : wrong_kind(x, spec);
}

/// Expressions over names that a later leaf has bound.
inline std::string match_waiting(const tree_surroundings &around) {
  for (const waiting &next : around.arrays.expressions) {
    std::string complaint = match_expression(
        {next.axis, next.size, &next.wanted}, around.arrays.names);
    if (!complaint.empty())
      return "at " + next.path + ": " + complaint + "; the shape there is " +
             to_text(next.shape);
  }
  return {};
}

inline void check_tree(const tree_value &x, const std::string &text) {
  tree_surroundings around;
  around.arrays.collects = true;
  tree_spec spec = read_spec(slice(text.data(), text.size()), false);
  std::string complaint = match_tree(x, spec, around);
  if (complaint.empty())
    complaint = match_waiting(around);
  if (complaint.empty())
    return;
  std::string message =
      "shape::expect: " + complaint + "; the string is \"" + text + "\"";
  current_violation_handler().load()(message.c_str());
}

} // namespace detail
} // namespace shape

#include "diagnostics_pop.h"

#endif // SHAPE_DETAIL_TREE_CHECK_H
