//===-- TreeErrorsTest.cpp - structures that do not fit, and where ---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <variant>

using namespace shape;

namespace {

const auto plus = [](auto x, auto y) { return x + y; };

template <class A, class B> std::string map_error(const A &a, const B &b) {
  return error_of([&] { tree_map(plus, a, b); });
}

TEST(TreeErrors, TheyAreViolations) {
  try {
    tree_map(plus, std::vector{1}, std::vector{1, 2});
    FAIL();
  } catch (const violation &error) {
    EXPECT_EQ(std::string(error.what()),
              "shape::tree_map: at the root: a list of 1 in the first tree, a "
              "list of 2 in another");
  }
}

TEST(TreeErrors, AListOfAnotherLength) {
  net::Model a{{{{}, {}, {}}, {}}, {}}, b{{{{}, {}}, {}}, {}};
  EXPECT_EQ(map_error(a, b),
            "shape::tree_map: at .encoder.layers: a list of 3 in the first "
            "tree, a list of 2 in another");
}

TEST(TreeErrors, AnotherKey) {
  std::map<std::string, int> a{{"w", 1}, {"x", 2}}, b{{"w", 1}, {"y", 2}};
  EXPECT_EQ(map_error(std::tuple{a}, std::tuple{b}),
            "shape::tree_map: at [0]: the key \"x\" in the first tree, the key "
            "\"y\" in another");
  b["x"] = 3;
  EXPECT_EQ(map_error(a, b), "shape::tree_map: at the root: a dict of 2 in the "
                             "first tree, a dict of 3 in another");
}

TEST(TreeErrors, AnotherStaticField) {
  net::Model a, b;
  b.head.act = "relu";
  EXPECT_EQ(map_error(a, b), "shape::tree_map: at .head: the static fields of "
                             "two net::Linear differ");
  EXPECT_EQ(
      map_error(net::Special{1, 2, "a"}, net::Special{1, 2, "b"}),
      "shape::tree_map: at the root: the static data of two nodes differ");
}

TEST(TreeErrors, NoneAgainstAValue) {
  net::Model a, b;
  a.encoder.scale = 1;
  EXPECT_EQ(map_error(a, b), "shape::tree_map: at .encoder.scale: a value in "
                             "the first tree, None in another");
  EXPECT_EQ(map_error(b, a), "shape::tree_map: at .encoder.scale: None in the "
                             "first tree, a value in another");
  std::optional<std::vector<int>> none;
  EXPECT_EQ(map_error(std::vector{1}, none),
            "shape::tree_map: at the root: a node in the first tree, None in "
            "another");
}

TEST(TreeErrors, AnotherAlternative) {
  std::variant<int, double> a = 1, b = 2.0;
  EXPECT_EQ(map_error(a, b),
            "shape::tree_map: at the root: alternative 0 of a variant in the "
            "first tree, alternative 1 in another");
}

TEST(TreeErrors, DeepInsideAChain) {
  net::Chain a{1, std::make_unique<net::Chain>()}, b{1, nullptr};
  EXPECT_EQ(map_error(a, b), "shape::tree_map: at .next: a value in the first "
                             "tree, None in another");
}

TEST(TreeErrors, AnotherNumberOfLeaves) {
  auto def = tree_structure(std::tuple{1, std::vector{2, 3}});
  EXPECT_EQ(error_of([&] { tree_unflatten(def, std::vector{1, 2}); }),
            "shape::tree_unflatten: 2 leaves for the structure (*, [*, *]), "
            "which has 3");
}

TEST(TreeErrors, AStructureTheTypeCannotHave) {
  const TreeDef def = tree_structure(std::tuple{1, std::vector{2, 3}});
  using Other = std::tuple<int, std::map<int, int>>;
  EXPECT_EQ(error_of([&] { tree_unflatten<Other>(def, std::vector{1, 2, 3}); }),
            "shape::tree_unflatten: at [1]: the type cannot hold the structure "
            "[*, *]");
  using Array = std::tuple<int, std::array<int, 3>>;
  EXPECT_EQ(error_of([&] { tree_unflatten<Array>(def, std::vector{1, 2, 3}); }),
            "shape::tree_unflatten: 2 elements for an array of 3");
}

TEST(TreeErrors, ALeafOfAnotherType) {
  auto [leaves, def] = tree_flatten(std::tuple{1, std::pair{2.0, 3}});
  std::swap(leaves[1], leaves[2]);
  EXPECT_EQ(error_of([&d = def, &l = leaves] { tree_unflatten(d, l); }),
            "shape::tree_unflatten: at [1][0]: the leaf is of another type");
}

TEST(TreeErrors, NothingToReduce) {
  EXPECT_EQ(error_of([] { tree_reduce(plus, std::vector<int>()); }),
            "shape::tree_reduce: the tree has no leaves and there is no "
            "initial value");
}

TEST(TreeErrors, NotTheComposition) {
  auto outer = tree_structure(std::map<std::string, int>{{"a", 0}, {"b", 0}});
  auto inner = tree_structure(std::vector{0, 0});
  std::map<std::string, std::vector<int>> tree{{"a", {1, 2}}, {"b", {3}}};
  EXPECT_EQ(error_of([&] { tree_transpose(outer, inner, tree); }),
            "shape::tree_transpose: at [\"b\"]: [*, *] in the composition of "
            "the two structures, [*] in the tree");
}

TEST(TreeErrors, PartsOfAnotherNumber) {
  auto def = tree_structure(std::tuple{1, std::vector{2, 3}});
  EXPECT_EQ(error_of([&] { build_tree(def, std::tuple{1, std::vector{2}}); }),
            "shape::build_tree: at [1]: 1 children where the structure has 2");
}

} // namespace
