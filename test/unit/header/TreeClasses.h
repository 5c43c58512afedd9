//===-- TreeClasses.h - classes that tests register as nodes ---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_HEADER_TREECLASSES_H
#define SHAPETIDY_TEST_UNIT_HEADER_TREECLASSES_H

#include "shape/tree.h"

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace net {

struct Linear {
  double weight = 0, bias = 0;
  std::string act;
  friend bool operator==(const Linear &a, const Linear &b) {
    return std::tie(a.weight, a.bias, a.act) ==
           std::tie(b.weight, b.bias, b.act);
  }
};

struct Encoder {
  std::vector<Linear> layers;
  std::optional<double> scale;
  friend bool operator==(const Encoder &a, const Encoder &b) {
    return a.layers == b.layers && a.scale == b.scale;
  }
};

struct Model {
  Encoder encoder;
  Linear head;
  friend bool operator==(const Model &a, const Model &b) {
    return a.encoder == b.encoder && a.head == b.head;
  }
};

/// A tree of any depth over one type of leaf.
template <class Leaf> struct Branch {
  Leaf value;
  std::vector<Branch> branches;
  friend bool operator==(const Branch &a, const Branch &b) {
    return a.value == b.value && a.branches == b.branches;
  }
};

/// Contains itself by a pointer.
struct Chain {
  int value = 0;
  std::unique_ptr<Chain> next;
};

/// Registered by hand: its fields are private.
class Secret {
public:
  Secret() = default;
  Secret(int hidden, int tag) : hidden_(hidden), tag_(tag) {}
  int hidden() const { return hidden_; }
  int tag() const { return tag_; }

private:
  friend struct shape::tree_node<Secret>;
  int hidden_ = 0;
  int tag_ = 0;
};

/// Registered by its methods, as JAX's register_pytree_node_class has it.
struct Special {
  int x = 0, y = 0;
  std::string name;
  std::pair<std::tuple<int, int>, std::string> tree_flatten() const {
    return {{x, y}, name};
  }
  static Special tree_unflatten(const std::string &name,
                                const std::tuple<int, int> &children) {
    return {std::get<0>(children), std::get<1>(children), name};
  }
};

/// A template registered by functions.
template <class T> struct Pack {
  T a = T(), b = T();
  friend bool operator==(const Pack &x, const Pack &y) {
    return x.a == y.a && x.b == y.b;
  }
};

struct Plain {
  int x = 0;
};
struct Derived : Linear {};

/// Fields that are registered in another order than they are declared in.
struct Swapped {
  int first = 0, second = 0;
};
/// No default constructor, but all fields are registered in their order.
struct Reference {
  explicit Reference(int v) : value(v) {}
  int value;
  friend bool operator==(const Reference &a, const Reference &b) {
    return a.value == b.value;
  }
};
struct Strict {
  Reference a, b;
};
/// Has a field that is not registered.
struct Cached {
  int value = 0;
  int cache = -1;
};

} // namespace net

SHAPE_TREE_NODE(net::Linear, weight, bias, (act))
SHAPE_TREE_NODE(net::Encoder, layers, scale)
SHAPE_TREE_NODE(net::Model, encoder, head)
SHAPE_TREE_NODE_TEMPLATE(net::Branch, value, branches)
SHAPE_TREE_NODE(net::Chain, value, next)
SHAPE_TREE_NODE_CLASS(net::Special)
SHAPE_TREE_NODE(net::Swapped, second, first)
SHAPE_TREE_NODE(net::Strict, a, b)
SHAPE_TREE_NODE(net::Cached, value)
SHAPE_TREE_LEAF(std::vector<long>)

template <> struct shape::tree_node<net::Secret> {
  static constexpr const char *name = "Secret";
  static constexpr auto fields() {
    return shape::tree_fields(
        shape::tree_child("hidden", &net::Secret::hidden_),
        shape::tree_static("tag", &net::Secret::tag_));
  }
};

template <class T> struct shape::tree_node<net::Pack<T>> {
  static constexpr const char *name = "Pack";
  using identity = shape::detail::template_tag<net::Pack>;
  static auto tree_flatten(const net::Pack<T> &x) {
    return std::pair{std::tuple{x.a, x.b}, std::tuple<>()};
  }
  template <class U>
  static net::Pack<U> tree_unflatten(std::tuple<>, std::tuple<U, U> children) {
    return {std::get<0>(children), std::get<1>(children)};
  }
};

/// The message of the structure_error that \p f throws; "none" without one.
template <class F> std::string error_of(F f) {
  try {
    f();
  } catch (const shape::structure_error &error) {
    return error.what();
  }
  return "none";
}

template <class T> std::string text(const T &tree) {
  return shape::tree_structure(tree).text();
}

#endif // SHAPETIDY_TEST_UNIT_HEADER_TREECLASSES_H
