//===-- tree/rebuild.h - trees out of trees and structures ------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// rebuild<T> makes a tree of a given structure and asks a source for each part,
// whose type may differ from place to place; tree_unflatten cannot do that, as
// its leaves come in a list. build_tree is one user, tree_transpose the other.
//
//   auto def = tree_structure(std::pair{1, std::vector{2, 3}});
//   build_tree(def, std::tuple{"a", std::vector{4.0, 5.0}})
//                          a std::pair<const char *, std::vector<double>>
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_REBUILD_H
#define SHAPE_TREE_REBUILD_H

#include "../detail/diagnostics_push.h"
#include "unflatten.h"

#include <cstddef>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>

namespace shape {
namespace detail {

template <class T, class Source>
auto rebuild(const TreeDef &def, const frame &place, const Source &source);

template <class T, class Source, std::size_t... I>
auto rebuild_product(const TreeDef &def, const frame &place,
                     const Source &source, std::index_sequence<I...>) {
  using node = node_of<T>;
  auto make = [&](auto index) {
    constexpr std::size_t i = decltype(index)::value;
    return rebuild<bare<child_t<i, T>>>(
        def.children()[i], node::template step<i>(place),
        source.template child<i, node::arity>(place));
  };
  using result = typename node::template rebind<decltype(make(nth<I>()))...>;
  return node::template build<result>(stored_statics<T>(def, place), make);
}

template <class T, class Source>
auto rebuild_sequence(const TreeDef &def, const frame &place,
                      const Source &source) {
  using node = node_of<T>;
  std::size_t size = def.children().size();
  auto make = [&](std::size_t i) {
    return rebuild<bare<element_t<T>>>(def.children()[i], frame(place, i),
                                       source.element(place, i, size));
  };
  using result = typename node::template rebind<decltype(make(0))>;
  return node::template build<result>(size, make);
}

template <class T, class Source>
auto rebuild_dict(const TreeDef &def, const frame &place,
                  const Source &source) {
  using node = node_of<T>;
  using keys_type = std::vector<typename node::key>;
  const keys_type &keys = *def.seen().data->template get<keys_type>();
  auto make = [&](std::size_t i) {
    return rebuild<bare<mapped_value_t<T>>>(
        def.children()[i], frame(place, &keys[i]),
        source.element(place, i, keys.size()));
  };
  auto result = empty_dict<typename node::template rebind<decltype(make(0))>>();
  for (std::size_t i = 0; i < keys.size(); ++i)
    result.emplace_hint(result.end(), keys[i], make(i));
  return result;
}

template <class T, class Source>
auto rebuild_custom(const TreeDef &def, const frame &place,
                    const Source &source) {
  const auto *data = def.seen().data->template get<custom_statics<T>>();
  if (!data)
    raise_at("tree_unflatten", place, "static data of another type");
  TreeDef container = with_children(std::get<1>(*data), def.children());
  return tree_node<T>::tree_unflatten(
      std::get<0>(*data),
      rebuild<custom_children_t<T>>(container, place, source.opened(place)));
}

template <class T, class Source>
auto rebuild(const TreeDef &def, const frame &place, const Source &source) {
  using node = node_of<T>;
  static_assert(node::kind != family::choice,
                "no variant can be rebuilt from a structure and parts whose "
                "types depend on the place; see tree_unflatten");
  if constexpr (node::kind == family::leaf) {
    return source.leaf();
  } else if constexpr (node::kind == family::product) {
    return rebuild_product<T>(def, place, source,
                              std::make_index_sequence<node::arity>());
  } else if constexpr (node::kind == family::sequence) {
    return rebuild_sequence<T>(def, place, source);
  } else if constexpr (node::kind == family::dict) {
    return rebuild_dict<T>(def, place, source);
  } else if constexpr (node::kind == family::custom) {
    return rebuild_custom<T>(def, place, source);
  } else {
    const TreeDef *held = held_structure<T>(def);
    auto make = [&] {
      return rebuild<bare<held_t<T>>>(*held, place, source.content(place));
    };
    using result = typename node::template rebind<decltype(make())>;
    return held ? node::template wrap<result>(make) : result();
  }
}

[[noreturn]] inline void wrong_count(const frame &place, std::size_t got,
                                     std::size_t wanted) {
  raise_at("build_tree", place,
           std::to_string(got) + " children where the structure has " +
               std::to_string(wanted));
}

/// The parts of a tree, each where the structure has a child. Only counts
/// matter: a list may stand for a tuple or a dict.
template <class X> class parts_of {
public:
  explicit parts_of(const X &x) : x_(x) {}

  X leaf() const { return x_; }

  template <std::size_t I, std::size_t Arity>
  auto child(const frame &place) const {
    if constexpr (is_family<X, family::product>) {
      static_assert(node_of<X>::arity == Arity,
                    "build_tree: another number of children");
      return part(node_of<X>::template get<I>(x_));
    } else {
      return element(place, I, Arity);
    }
  }

  auto element(const frame &place, std::size_t i, std::size_t count) const {
    constexpr family kind = node_of<X>::kind;
    static_assert(kind == family::sequence || kind == family::dict,
                  "build_tree: a list or a dict where the structure has one");
    if (x_.size() != count)
      wrong_count(place, x_.size(), count);
    auto position = static_cast<std::ptrdiff_t>(i);
    if constexpr (kind == family::dict)
      return part(entries(x_)[i]->second);
    else
      return part(*std::next(x_.begin(), position));
  }

  auto content(const frame &place) const {
    if constexpr (is_family<X, family::maybe>) {
      if (!node_of<X>::has(x_))
        raise_at("build_tree", place, "None where the structure has a value");
      return part(node_of<X>::get(x_));
    } else {
      return *this;
    }
  }

  auto opened(const frame &) const { return *this; }

private:
  template <class Y> static parts_of<bare<Y>> part(const Y &y) {
    return parts_of<bare<Y>>(y);
  }

  const X &x_;
};

} // namespace detail

/// The tree of structure \p def whose leaves are the parts of \p xs: containers
/// nested as the structure is. Their kinds do not matter, their counts do, and
/// what stands where the structure has a leaf becomes that leaf.
template <class Tree, class Parts>
auto build_tree(const TreeDefOf<Tree> &def, const Parts &xs) {
  return detail::rebuild<Tree>(def, detail::frame(),
                               detail::parts_of<Parts>(xs));
}

} // namespace shape

#include "../detail/diagnostics_pop.h"

#endif // SHAPE_TREE_REBUILD_H
