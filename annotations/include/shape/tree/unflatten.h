//===-- tree/unflatten.h - trees out of structures --------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   auto [leaves, def] = tree_flatten(std::pair{1, std::vector{2, 3}});
//   tree_unflatten(def, leaves)             the same pair
//   tree_unflatten(def, std::vector{'a', 'b', 'c'})   a pair<char, vector<char>>
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_UNFLATTEN_H
#define SHAPE_TREE_UNFLATTEN_H

#include "../detail/diagnostics_push.h"
#include "leaves.h"
#include "map_type.h"

#include <cstddef>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace shape {
namespace detail {

// Stands for the function of tree_map where a type is asked for: each leaf
// becomes an L, or, out of a list of variants, what it was.
template <class L, bool Original> struct refill {
  template <class T>
  std::conditional_t<Original, bare<T>, L> operator()(const frame &, T &) const;
};

/// The leaves that are still to be placed.
template <class L, bool Original, class Iterator> class leaf_reader {
public:
  using call = refill<L, Original>;
  explicit leaf_reader(Iterator next) : next_(next) {}

  template <class T> bool holds() const {
    if constexpr (Original && is_family<T, family::leaf>)
      return std::holds_alternative<T>(*next_);
    else
      return true;
  }
  template <class T>
  std::conditional_t<Original, T, L> take(const frame &place) {
    if constexpr (Original) {
      if (!holds<T>())
        raise_at("tree_unflatten", place, "the leaf is of another type");
      return std::get<T>(*next_++);
    } else {
      return static_cast<L>(*next_++);
    }
  }

private:
  Iterator next_;
};

/// True if a tree of type T may have the structure, as far as the root tells.
template <class T> bool fits(const TreeDef &def);

template <class T, std::size_t... I>
bool fits_any(const TreeDef &def, std::index_sequence<I...>) {
  return (fits<alternative_t<I, T>>(def) || ...);
}

template <class T> bool fits(const TreeDef &def) {
  using node = node_of<T>;
  const structure &root = def.seen();
  if constexpr (node::kind == family::leaf)
    return def.is_leaf();
  else if constexpr (node::kind == family::sequence)
    return root.kind == node_kind::list;
  else if constexpr (node::kind == family::dict)
    return root.kind == node_kind::dict &&
           root.data->template get<std::vector<typename node::key>>();
  else if constexpr (node::kind == family::maybe)
    return def.is_none() || fits<held_t<T>>(def);
  else if constexpr (node::kind == family::choice)
    return fits_any<T>(def, std::make_index_sequence<node::arity>());
  else if constexpr (node::kind == family::custom)
    return root.identity == &type_tag<typename node::identity>;
  else if constexpr (node::printed == node_kind::object)
    return root.identity == &type_tag<typename node::identity> &&
           root.children.size() == node::arity;
  else
    return root.kind == node::printed && root.children.size() == node::arity;
}

template <class T, class Reader>
using restored_t = mapped_t<typename Reader::call, const T>;

template <class T, class Reader>
restored_t<T, Reader> restore(const TreeDef &def, const frame &place,
                              Reader &reader);

template <class T>
product_statics<T> stored_statics(const TreeDef &def, const frame &place) {
  using statics = product_statics<T>;
  if constexpr (std::tuple_size_v<statics> == 0) {
    return statics();
  } else {
    const statics *data = def.seen().data->template get<statics>();
    if (!data)
      raise_at("tree_unflatten", place, "static fields of other types");
    return *data;
  }
}

template <class T, class Reader>
restored_t<T, Reader> restore_product(const TreeDef &def, const frame &place,
                                      Reader &reader) {
  using node = node_of<T>;
  auto make = [&](auto index) {
    constexpr std::size_t i = decltype(index)::value;
    return restore<bare<child_t<i, T>>>(def.children()[i],
                                        node::template step<i>(place), reader);
  };
  return node::template build<restored_t<T, Reader>>(
      stored_statics<T>(def, place), make);
}

template <class T, class Reader>
restored_t<T, Reader> restore_dict(const TreeDef &def, const frame &place,
                                   Reader &reader) {
  using keys_type = std::vector<typename node_of<T>::key>;
  const keys_type &keys = *def.seen().data->template get<keys_type>();
  auto result = empty_dict<restored_t<T, Reader>>();
  for (std::size_t i = 0; i < keys.size(); ++i)
    result.emplace_hint(result.end(), keys[i],
                        restore<bare<mapped_value_t<T>>>(
                            def.children()[i], frame(place, &keys[i]), reader));
  return result;
}

// The alternative that was held, or, where the structure is another tree's, the
// first that can be.
template <std::size_t I, class T, class Reader>
restored_t<T, Reader> restore_choice(const TreeDef &def, const frame &place,
                                     Reader &reader) {
  if constexpr (I == node_of<T>::arity) {
    raise_at("tree_unflatten", place, "no alternative of the variant fits");
  } else {
    using held = alternative_t<I, T>;
    const structure &node = def.raw();
    bool known = node.kind == node_kind::choice;
    const TreeDef &inner = known ? node.children[0] : def;
    bool chosen = known ? node.alternative == I
                        : !def.is_leaf() || reader.template holds<held>();
    if (!chosen || !fits<held>(inner))
      return restore_choice<I + 1, T>(def, place, reader);
    return restored_t<T, Reader>(std::in_place_index<I>,
                                 restore<held>(inner, place, reader));
  }
}

template <class T, class Reader>
restored_t<T, Reader> restore_custom(const TreeDef &def, const frame &place,
                                     Reader &reader) {
  const auto *data = def.seen().data->template get<custom_statics<T>>();
  if (!data)
    raise_at("tree_unflatten", place, "static data of another type");
  TreeDef container = with_children(std::get<1>(*data), def.children());
  return tree_node<T>::tree_unflatten(
      std::get<0>(*data),
      restore<custom_children_t<T>>(container, place, reader));
}

template <class T, class Reader>
restored_t<T, Reader> restore(const TreeDef &def, const frame &place,
                              Reader &reader) {
  using node = node_of<T>;
  using result = restored_t<T, Reader>;
  if (!fits<T>(def))
    raise_at("tree_unflatten", place,
             "the type cannot hold the structure " + def.text());
  if constexpr (node::kind == family::leaf) {
    return reader.template take<T>(place);
  } else if constexpr (node::kind == family::product) {
    return restore_product<T>(def, place, reader);
  } else if constexpr (node::kind == family::sequence) {
    return node::template build<result>(
        def.children().size(), [&](std::size_t i) {
          return restore<bare<element_t<T>>>(def.children()[i], frame(place, i),
                                             reader);
        });
  } else if constexpr (node::kind == family::dict) {
    return restore_dict<T>(def, place, reader);
  } else if constexpr (node::kind == family::choice) {
    return restore_choice<0, T>(def, place, reader);
  } else if constexpr (node::kind == family::custom) {
    return restore_custom<T>(def, place, reader);
  } else {
    const TreeDef *held = held_structure<T>(def);
    if (!held)
      return result();
    return node::template wrap<result>(
        [&] { return restore<bare<held_t<T>>>(*held, place, reader); });
  }
}

template <class Tree, class Leaves>
auto unflatten(const TreeDef &def, Leaves &&leaves) {
  using value = typename bare<Leaves>::value_type;
  constexpr bool original = std::is_same_v<value, leaf_value<Tree>> &&
                            is_family<value, family::choice>;
  if (leaves.size() != def.num_leaves())
    raise("shape::tree_unflatten: " + std::to_string(leaves.size()) +
          " leaves for the structure " + def.text() + ", which has " +
          std::to_string(def.num_leaves()));
  auto begin = [&leaves] {
    if constexpr (std::is_lvalue_reference_v<Leaves>)
      return leaves.begin();
    else
      return std::make_move_iterator(leaves.begin());
  };
  leaf_reader<value, original, decltype(begin())> reader(begin());
  return restore<Tree>(def, frame(), reader);
}

} // namespace detail

/// The tree of structure \p def with the given leaves, a container of as many
/// as def.num_leaves(). If they are of another type than they were, so is the
/// tree: the same containers, and a MappedNode where a class cannot hold them.
template <class Tree, class Leaves>
auto tree_unflatten(const TreeDefOf<Tree> &def, Leaves &&leaves) {
  return detail::unflatten<Tree>(def, std::forward<Leaves>(leaves));
}

/// The same for a structure whose type is not known:
/// `tree_unflatten<Params>(def, leaves)`. An error if a Params cannot have that
/// structure.
template <class Tree, class Leaves>
auto tree_unflatten(const TreeDef &def, Leaves &&leaves) {
  return detail::unflatten<Tree>(def, std::forward<Leaves>(leaves));
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_UNFLATTEN_H
