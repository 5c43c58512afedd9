//===-- TreeLawsTest.cpp - laws over random trees ---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <list>
#include <map>
#include <random>
#include <unordered_map>
#include <variant>

using namespace shape;

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, unsigned n) { return random() % n; }

// make(random, tag): a random value of the type of the tag.
template <class T> struct Type {};

int make(Random &random, Type<int>) {
  return static_cast<int>(below(random, 99));
}
char make(Random &random, Type<char>) {
  return static_cast<char>('a' + below(random, 26));
}
bool make(Random &random, Type<bool>) { return below(random, 2) == 1; }
double make(Random &random, Type<double>) {
  return static_cast<double>(below(random, 99)) / 4;
}
std::string make(Random &random, Type<std::string>) {
  return std::string(below(random, 5), make(random, Type<char>()));
}
template <class... T>
std::tuple<T...> make(Random &random, Type<std::tuple<T...>>);
template <class A, class B>
std::pair<A, B> make(Random &random, Type<std::pair<A, B>>);
template <class T, std::size_t N>
std::array<T, N> make(Random &random, Type<std::array<T, N>>);
template <class T> std::vector<T> make(Random &random, Type<std::vector<T>>);
template <class T> std::deque<T> make(Random &random, Type<std::deque<T>>);
template <class T> std::list<T> make(Random &random, Type<std::list<T>>);
template <class K, class T>
std::map<K, T> make(Random &random, Type<std::map<K, T>>);
template <class K, class T>
std::unordered_map<K, T> make(Random &random, Type<std::unordered_map<K, T>>);
template <class T>
std::optional<T> make(Random &random, Type<std::optional<T>>);
template <class A, class B>
std::variant<A, B> make(Random &random, Type<std::variant<A, B>>);
template <class T> net::Branch<T> make(Random &random, Type<net::Branch<T>>);

net::Linear make(Random &random, Type<net::Linear>) {
  return {make(random, Type<double>()), make(random, Type<double>()),
          make(random, Type<std::string>())};
}
net::Encoder make(Random &random, Type<net::Encoder>) {
  return {make(random, Type<std::vector<net::Linear>>()),
          make(random, Type<std::optional<double>>())};
}
net::Model make(Random &random, Type<net::Model>) {
  return {make(random, Type<net::Encoder>()),
          make(random, Type<net::Linear>())};
}
template <class... T>
std::tuple<T...> make(Random &random, Type<std::tuple<T...>>) {
  (void)random; // of an empty tuple
  return std::tuple<T...>{make(random, Type<T>())...};
}
template <class A, class B>
std::pair<A, B> make(Random &random, Type<std::pair<A, B>>) {
  return std::pair<A, B>{make(random, Type<A>()), make(random, Type<B>())};
}
template <class T, std::size_t N>
std::array<T, N> make(Random &random, Type<std::array<T, N>>) {
  std::array<T, N> result{};
  for (T &each : result)
    each = make(random, Type<T>());
  return result;
}
template <class List, class T> List some(Random &random) {
  List result;
  for (std::size_t n = below(random, 4); n > 0; --n)
    result.push_back(make(random, Type<T>()));
  return result;
}
template <class T> std::vector<T> make(Random &random, Type<std::vector<T>>) {
  return some<std::vector<T>, T>(random);
}
template <class T> std::deque<T> make(Random &random, Type<std::deque<T>>) {
  return some<std::deque<T>, T>(random);
}
template <class T> std::list<T> make(Random &random, Type<std::list<T>>) {
  return some<std::list<T>, T>(random);
}
template <class Map, class K, class T> Map entries(Random &random) {
  Map result;
  for (std::size_t n = below(random, 4); n > 0; --n)
    result.emplace(make(random, Type<K>()), make(random, Type<T>()));
  return result;
}
template <class K, class T>
std::map<K, T> make(Random &random, Type<std::map<K, T>>) {
  return entries<std::map<K, T>, K, T>(random);
}
template <class K, class T>
std::unordered_map<K, T> make(Random &random, Type<std::unordered_map<K, T>>) {
  return entries<std::unordered_map<K, T>, K, T>(random);
}
template <class T>
std::optional<T> make(Random &random, Type<std::optional<T>>) {
  if (below(random, 2) == 0)
    return std::nullopt;
  return make(random, Type<T>());
}
template <class A, class B>
std::variant<A, B> make(Random &random, Type<std::variant<A, B>>) {
  if (below(random, 2) == 0)
    return std::variant<A, B>(std::in_place_index<0>, make(random, Type<A>()));
  return std::variant<A, B>(std::in_place_index<1>, make(random, Type<B>()));
}
template <class T> net::Branch<T> make(Random &random, Type<net::Branch<T>>) {
  net::Branch<T> result{make(random, Type<T>()), {}};
  while (below(random, 3) == 0)
    result.branches.push_back(make(random, Type<net::Branch<T>>()));
  return result;
}

// With leaves of several types.
template <class T> struct has_variant : std::false_type {};
template <class A, class B>
struct has_variant<std::vector<std::variant<A, B>>> : std::true_type {};
template <class K, class A, class B, class C>
struct has_variant<std::map<K, std::tuple<A, std::variant<B, C>>>>
    : std::true_type {};

template <class Tree> class TreeLaws : public testing::Test {
protected:
  // A hundred trees of the type, the same in each run.
  template <class Check> void for_all(Check check) {
    Random random(1);
    for (int i = 0; i < 100; ++i)
      check(make(random, Type<Tree>()));
  }
};

using Trees = testing::Types<
    int, std::string, std::tuple<>, std::tuple<int, double, char>,
    std::pair<int, std::vector<int>>, std::array<std::pair<int, int>, 3>,
    std::vector<std::vector<std::vector<int>>>, std::deque<std::optional<int>>,
    std::list<std::map<int, double>>, std::map<std::string, std::tuple<int>>,
    std::unordered_map<int, std::vector<char>>, std::vector<bool>,
    std::optional<std::optional<std::pair<int, int>>>,
    std::vector<std::variant<int, std::vector<double>>>, net::Linear,
    net::Model, net::Branch<int>,
    std::vector<net::Branch<std::optional<double>>>,
    std::map<int, std::tuple<net::Linear, std::variant<int, net::Linear>>>>;
// The empty argument is for compilers that count it before C++20.
TYPED_TEST_SUITE(TreeLaws, Trees, );

const auto id = [](const auto &x) { return x; };
struct Wrap {
  template <class T> std::string operator()(const T &x) const {
    return "<" + detail::value_text(x) + ">";
  }
};
struct Length {
  std::size_t operator()(const std::string &x) const { return x.size(); }
};

TYPED_TEST(TreeLaws, UnflattenIsTheInverseOfFlatten) {
  this->for_all([](const TypeParam &tree) {
    auto [leaves, def] = tree_flatten(tree);
    EXPECT_EQ(leaves.size(), def.num_leaves());
    EXPECT_EQ(tree_unflatten(def, leaves), tree);
  });
}

TYPED_TEST(TreeLaws, FlattenIsTheInverseOfUnflatten) {
  this->for_all([](const TypeParam &tree) {
    auto def = tree_structure(tree);
    std::vector<int> leaves(def.num_leaves());
    for (std::size_t i = 0; i < leaves.size(); ++i)
      leaves[i] = static_cast<int>(i);
    auto other = tree_unflatten(def, leaves);
    if constexpr (std::is_same_v<leaf_type_t<decltype(other)>, int>) {
      EXPECT_EQ(tree_leaves(other), leaves);
    }
    EXPECT_EQ(TreeDef(tree_structure(other)), def);
  });
}

TYPED_TEST(TreeLaws, MappingTheIdentityChangesNothing) {
  this->for_all([](const TypeParam &tree) {
    auto mapped = tree_map(id, tree);
    static_assert(std::is_same_v<decltype(mapped), TypeParam>);
    EXPECT_EQ(mapped, tree);
  });
}

TYPED_TEST(TreeLaws, MappingTwiceIsMappingTheComposition) {
  this->for_all([](const TypeParam &tree) {
    auto both = [](const auto &x) { return Length()(Wrap()(x)); };
    EXPECT_TRUE(tree_map(Length(), tree_map(Wrap(), tree)) ==
                tree_map(both, tree));
  });
}

TYPED_TEST(TreeLaws, AMappedTreeKeepsItsStructure) {
  this->for_all([](const TypeParam &tree) {
    auto mapped = tree_map(Wrap(), tree);
    EXPECT_EQ(TreeDef(tree_structure(mapped)), tree_structure(tree));
    EXPECT_EQ(tree_structure(mapped).hash(), tree_structure(tree).hash());
  });
}

TYPED_TEST(TreeLaws, MappingIsMappingTheLeaves) {
  this->for_all([](const TypeParam &tree) {
    std::vector<std::string> leaves;
    for (const auto &[path, leaf] :
         tree_leaves_with_path(tree_map(Wrap(), tree)))
      leaves.push_back(detail::value_text(leaf));
    std::size_t i = 0;
    tree_for_each([&](const auto &x) { EXPECT_EQ(Wrap()(x), leaves.at(i++)); },
                  tree);
    EXPECT_EQ(i, leaves.size());
  });
}

TYPED_TEST(TreeLaws, TheTreeItselfIsARest) {
  this->for_all([](const TypeParam &tree) {
    auto first = [](const auto &a, const auto &, const auto &) { return a; };
    EXPECT_EQ(tree_map(first, tree, tree, tree_map(Wrap(), tree)), tree);
  });
}

TYPED_TEST(TreeLaws, ALeafIsAPrefixOfEveryTree) {
  this->for_all([](const TypeParam &tree) {
    auto second = [](int, const TypeParam &sub) { return sub; };
    EXPECT_EQ(tree_map(second, 0, tree), tree);
    EXPECT_TRUE(TreeDef().is_prefix_of(tree_structure(tree)));
  });
}

TYPED_TEST(TreeLaws, AStructureIsAPrefixOfItsCompositions) {
  this->for_all([](const TypeParam &tree) {
    auto pairs = tree_map([](const auto &x) { return std::pair{x, x}; }, tree);
    EXPECT_EQ(TreeDef(tree_structure(pairs)),
              tree_structure(tree).compose(tree_structure(std::pair{0, 0})));
    EXPECT_TRUE(tree_structure(tree).is_prefix_of(tree_structure(pairs)));
    auto first = [](const auto &, const auto &pair) { return pair.first; };
    EXPECT_EQ(tree_map(first, tree, pairs), tree);
  });
}

TYPED_TEST(TreeLaws, TransposingTwiceGivesTheTreeBack) {
  this->for_all([](const TypeParam &tree) {
    auto pairs = tree_map([](const auto &x) { return std::pair{x, x}; }, tree);
    auto outer = tree_structure(tree);
    auto inner = tree_structure(std::pair{0, 0});
    auto turned = tree_transpose(outer, inner, pairs);
    EXPECT_EQ(turned.first, tree);
    EXPECT_EQ(turned.second, tree);
    EXPECT_EQ(TreeDef(tree_structure(turned)), inner.compose(outer));
    // Such a variant may be outside in a tree that is transposed, not inside.
    if constexpr (!has_variant<TypeParam>::value) {
      EXPECT_TRUE(tree_transpose(inner, outer, turned) == pairs);
    }
  });
}

TYPED_TEST(TreeLaws, ReducingCountsTheLeaves) {
  this->for_all([](const TypeParam &tree) {
    auto count = [](std::size_t n, const auto &) { return n + 1; };
    EXPECT_EQ(tree_reduce(count, tree, std::size_t(0)),
              tree_structure(tree).num_leaves());
  });
}

} // namespace
