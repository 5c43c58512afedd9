//===-- TreeLeavesTest.cpp - flattening, reducing, rebuilding ---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <type_traits>
#include <unordered_map>
#include <variant>

using namespace shape;

namespace {

TEST(TreeLeaves, OfOneTypeAreAVectorOfIt) {
  auto leaves = tree_leaves(std::tuple{1, std::vector{2, 3}, std::optional(4)});
  static_assert(std::is_same_v<decltype(leaves), std::vector<int>>);
  EXPECT_EQ(leaves, (std::vector{1, 2, 3, 4}));
}

TEST(TreeLeaves, OfSeveralTypesAreVariants) {
  auto leaves = tree_leaves(std::tuple{1, 2.5, 3});
  static_assert(
      std::is_same_v<decltype(leaves), std::vector<std::variant<int, double>>>);
  EXPECT_EQ(std::get<double>(leaves[1]), 2.5);
  EXPECT_EQ(std::get<int>(leaves[2]), 3);
}

TEST(TreeLeaves, OfATreeWithoutAny) {
  EXPECT_TRUE(tree_leaves(std::tuple<>()).empty());
  EXPECT_TRUE(tree_leaves(std::vector<int>()).empty());
  EXPECT_TRUE(tree_leaves(std::optional<int>()).empty());
}

TEST(TreeLeaves, OfADictInTheOrderOfKeys) {
  EXPECT_EQ(
      tree_leaves(std::unordered_map<int, int>{{3, 30}, {1, 10}, {2, 20}}),
      (std::vector{10, 20, 30}));
}

TEST(TreeLeaves, AreMovedOutOfAnRvalue) {
  std::vector<std::unique_ptr<std::string>> tree;
  tree.push_back(std::make_unique<std::string>(100, 'x'));
  const char *data = tree[0]->data();
  auto leaves = tree_leaves(std::move(tree));
  EXPECT_EQ(leaves[0].data(), data);
}

TEST(TreeLeaves, WithPaths) {
  auto leaves = tree_leaves_with_path(net::Linear{1, 2, "x"});
  ASSERT_EQ(leaves.size(), 2u);
  EXPECT_EQ(leaves[1].first.text(), ".bias");
  EXPECT_EQ(leaves[1].first.keys()[0].kind, TreeKey::Kind::field);
  EXPECT_EQ(leaves[1].second, 2);
}

TEST(TreeUnflatten, GivesTheTreeBack) {
  net::Model model{{{{1, 2, "relu"}}, 3.0}, {4, 5, "id"}};
  auto [leaves, def] = tree_flatten(model);
  EXPECT_EQ(leaves, (std::vector<double>{1, 2, 3, 4, 5}));
  EXPECT_EQ(tree_unflatten(def, leaves), model);
}

TEST(TreeUnflatten, TakesLeavesOfAnotherType) {
  auto def = tree_structure(std::pair{1, std::map<int, int>{{7, 2}}});
  auto tree = tree_unflatten(def, std::vector<std::string>{"a", "b"});
  EXPECT_EQ(tree, (std::pair{std::string("a"),
                             std::map<int, std::string>{{7, "b"}}}));
}

TEST(TreeUnflatten, RemembersTheAlternative) {
  using Tree = std::vector<std::variant<int, double, std::vector<int>>>;
  Tree tree{1, 2.0, std::vector{3, 4}};
  auto [leaves, def] = tree_flatten(tree);
  EXPECT_EQ(tree_unflatten(def, leaves), tree);
  auto texts = tree_unflatten(def, std::vector<char>{'a', 'b', 'c', 'd'});
  EXPECT_EQ(texts[1].index(), 1u);
  EXPECT_EQ(std::get<1>(texts[1]), 'b');
  EXPECT_EQ(std::get<2>(texts[2]), (std::vector<char>{'c', 'd'}));
}

TEST(TreeUnflatten, ChoosesAnAlternativeForAForeignStructure) {
  using Tree = std::variant<int, std::vector<int>>;
  const TreeDef def = tree_structure(std::vector{1, 2});
  EXPECT_EQ(tree_unflatten<Tree>(def, std::vector{3, 4}),
            Tree(std::vector{3, 4}));
}

TEST(TreeUnflatten, TakesAnErasedStructure) {
  const TreeDef def =
      tree_structure(std::tuple{net::Linear{1, 2, "relu"}}).children()[0];
  auto linear = tree_unflatten<net::Linear>(def, std::vector{3.0, 4.0});
  EXPECT_EQ(linear, (net::Linear{3, 4, "relu"}));
}

TEST(TreeUnflatten, TakesOtherContainersAsList) {
  const TreeDef def = tree_structure(std::vector{1, 2});
  EXPECT_EQ((tree_unflatten<std::array<int, 2>>(def, std::array{5, 6})),
            (std::array{5, 6}));
}

TEST(TreeUnflatten, MovesLeaves) {
  auto def = tree_structure(std::tuple{1, 2});
  std::vector<std::unique_ptr<int>> leaves;
  leaves.push_back(std::make_unique<int>(1));
  leaves.push_back(nullptr);
  auto tree = tree_unflatten(def, std::move(leaves));
  EXPECT_EQ(*std::get<0>(tree), 1);
}

TEST(TreeUnflatten, ClassRegisteredByMethods) {
  auto [leaves, def] = tree_flatten(std::vector{net::Special{1, 2, "s"}});
  auto tree = tree_unflatten(def, leaves);
  EXPECT_EQ(tree[0].y, 2);
  EXPECT_EQ(tree[0].name, "s");
}

TEST(TreeReduce, FromTheLeft) {
  auto join = [](std::string a, const std::string &b) {
    return "(" + a + b + ")";
  };
  std::vector<std::string> tree{"a", "b", "c"};
  EXPECT_EQ(tree_reduce(join, tree), "((ab)c)");
  EXPECT_EQ(tree_reduce(join, tree, std::string("0")), "(((0a)b)c)");
}

TEST(TreeReduce, TheInitialValueGivesTheType) {
  EXPECT_EQ(tree_reduce(std::plus<>(), std::pair{1, 2}, 0.5), 3.5);
  EXPECT_EQ(tree_reduce(std::plus<>(), std::vector<int>(), 7), 7);
  EXPECT_EQ(tree_reduce([](std::size_t n, const auto &) { return n + 1; },
                        std::tuple{1, 'a', std::string()}, std::size_t(0)),
            3u);
}

TEST(AllLeaves, TellsLeavesFromTrees) {
  std::map<std::string, std::vector<int>> tree{{"a", {1, 2, 3}}};
  EXPECT_TRUE(all_leaves(tree_leaves(tree)));
  EXPECT_FALSE(all_leaves(std::vector{tree}));
  EXPECT_TRUE(all_leaves(std::vector<std::map<int, int>>()));
  EXPECT_FALSE(all_leaves(std::tuple{1, std::pair{2, 3}}));
}

TEST(AllLeaves, NoneIsNoLeaf) {
  EXPECT_TRUE(all_leaves(std::vector{std::optional(1)}));
  EXPECT_FALSE(all_leaves(std::vector{std::optional(1), std::optional<int>()}));
  EXPECT_TRUE(all_leaves(std::vector<std::variant<int, double>>{1, 2.0}));
}

TEST(TreeTranspose, AListOfPairs) {
  std::vector<std::pair<int, char>> tree{{1, 'a'}, {2, 'b'}};
  auto outer = tree_structure(std::vector{0, 0});
  auto inner = tree_structure(std::pair{0, 0});
  auto result = tree_transpose(outer, inner, tree);
  EXPECT_EQ(result, (std::pair{std::vector{1, 2}, std::vector{'a', 'b'}}));
  EXPECT_EQ(tree_transpose(inner, outer, result), tree);
}

TEST(TreeTranspose, SwapsTheComposition) {
  net::Linear a{1, 2, "x"}, b{3, 4, "x"};
  auto outer = tree_structure(std::map<std::string, int>{{"a", 0}, {"b", 0}});
  auto inner = tree_structure(a);
  std::map<std::string, net::Linear> tree{{"a", a}, {"b", b}};
  auto result = tree_transpose(outer, inner, tree);
  EXPECT_EQ(TreeDef(tree_structure(result)), inner.compose(outer));
  EXPECT_EQ(result.field<&net::Linear::bias>().at("b"), 4);
  EXPECT_EQ(tree_transpose(inner, outer, result), tree);
}

TEST(TreeTranspose, KeepsNoneOfTheInnerStructure) {
  using Inner = std::tuple<int, std::optional<int>>;
  auto outer = tree_structure(std::array{0, 0});
  std::array<Inner, 2> tree{Inner{1, std::nullopt}, Inner{2, std::nullopt}};
  auto result = tree_transpose(outer, tree_structure(tree[0]), tree);
  EXPECT_EQ(std::get<0>(result), (std::array{1, 2}));
  EXPECT_FALSE(std::get<1>(result).has_value());
}

TEST(TreeTranspose, ClassRegisteredByMethods) {
  auto outer = tree_structure(std::pair{0, 0});
  std::pair tree{net::Pack<int>{1, 2}, net::Pack<int>{3, 4}};
  auto inner = tree_structure(tree.first);
  net::Pack<std::pair<int, int>> result = tree_transpose(outer, inner, tree);
  EXPECT_EQ(result.b, (std::pair{2, 4}));
  EXPECT_EQ(tree_transpose(inner, outer, result), tree);
}

TEST(TreeTranspose, ClassWithLeavesOfSeveralTypes) {
  auto outer = tree_structure(std::pair{0, 0});
  auto inner = tree_structure(net::Pack<int>());
  std::pair tree{net::Pack<int>{1, 2}, net::Pack<char>{'a', 'b'}};
  auto result = tree_transpose(outer, inner, tree);
  EXPECT_EQ(result.a, (std::pair{1, 'a'}));
  EXPECT_EQ(tree_transpose(inner, outer, result), tree);
}

TEST(TreeTranspose, ClassThatContainsItself) {
  net::Branch<int> tree{1, {{2, {}}, {3, {}}}};
  auto outer = tree_structure(std::vector{0, 0});
  auto inner = tree_structure(tree);
  auto result = tree_transpose(outer, inner, std::vector{tree, tree});
  EXPECT_EQ(result.branches[1].value, (std::vector{3, 3}));
}

TEST(BuildTree, OnlyCountsMatter) {
  auto def = tree_structure(std::pair{1, std::vector{2, 3}});
  auto tree =
      build_tree(def, std::tuple{std::string("a"), std::array{4.0, 5.0}});
  EXPECT_EQ(tree, (std::pair{std::string("a"), std::vector{4.0, 5.0}}));
}

TEST(BuildTree, ASubtreeBecomesALeaf) {
  auto def = tree_structure(std::map<int, int>{{1, 0}, {2, 0}});
  auto tree = build_tree(def, std::vector{std::pair{1, 2}, std::pair{3, 4}});
  EXPECT_EQ(tree.at(2), (std::pair{3, 4}));
}

TEST(BuildTree, ClassesAndNone) {
  auto def = tree_structure(std::tuple{net::Linear{0, 0, "relu"},
                                       std::optional<int>(), std::optional(1)});
  auto tree = build_tree(
      def, std::tuple{std::vector{1.0, 2.0}, std::optional<int>(), 5});
  EXPECT_EQ(std::get<0>(tree), (net::Linear{1, 2, "relu"}));
  EXPECT_EQ(std::get<1>(tree), std::nullopt);
  EXPECT_EQ(std::get<2>(tree), std::optional(5));
}

int scaled(int factor, int x) { return factor * x; }

TEST(Partial, CallsWithItsArgumentsInFront) {
  Partial triple(scaled, 3);
  EXPECT_EQ(triple(5), 15);
  EXPECT_EQ(Partial(scaled, 3, 4)(), 12);
}

TEST(Partial, ItsArgumentsAreChildren) {
  Partial triple(scaled, 3);
  EXPECT_EQ(tree_leaves(triple), std::vector{3});
  auto six = tree_map([](int x) { return 2 * x; }, triple);
  EXPECT_EQ(six(5), 30);
  EXPECT_EQ(text(triple), "Partial(*)");
}

TEST(Partial, ItsFunctionBelongsToTheStructure) {
  auto other = [](int a, int b) { return a + b; };
  int (*function)(int, int) = other;
  EXPECT_EQ(tree_structure(Partial(scaled, 3)),
            tree_structure(Partial(scaled, 4)));
  EXPECT_NE(tree_structure(Partial(scaled, 3)),
            tree_structure(Partial(function, 3)));
  EXPECT_EQ(tree_structure(Partial(other, 3)),
            tree_structure(Partial(other, 4)));
}

TEST(Partial, OfTrees) {
  auto sum = [](const std::vector<int> &a, const std::vector<int> &b) {
    return tree_map(std::plus<>(), a, b);
  };
  Partial add(sum, std::vector{1, 2});
  EXPECT_EQ(add(std::vector{3, 4}), (std::vector{4, 6}));
  auto [leaves, def] = tree_flatten(add);
  EXPECT_EQ(tree_unflatten(def, leaves)(std::vector{0, 0}),
            (std::vector{1, 2}));
}

} // namespace
