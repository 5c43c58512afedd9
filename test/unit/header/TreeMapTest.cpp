//===-- TreeMapTest.cpp - functions over the leaves of trees
//---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <list>
#include <map>
#include <type_traits>
#include <unordered_map>
#include <variant>

using namespace shape;

/// Takes everything, and does not compile for most of it, as Eigen's matrices.
struct Greedy {
  Greedy() = default;
  template <class T> explicit constexpr Greedy(const T &x) : value(x) {
    static_assert(std::is_arithmetic_v<T>);
  }
  double value = 0;
};
struct Scaled {
  Greedy factor;
  std::optional<Greedy> scale;
};
SHAPE_TREE_NODE(Scaled, factor, scale)

namespace {

const auto twice = [](auto x) { return x + x; };
const auto plus = [](auto x, auto y) { return x + y; };

template <class Wanted, class Got> void same_type(const Got &) {
  static_assert(std::is_same_v<Wanted, Got>);
}

TEST(TreeMap, MapsALeaf) { EXPECT_EQ(tree_map(twice, 3), 6); }

TEST(TreeMap, KeepsTheContainers) {
  EXPECT_EQ(tree_map(twice, std::tuple{1, 2.5}), (std::tuple{2, 5.0}));
  EXPECT_EQ(tree_map(twice, std::pair{1, 2}), (std::pair{2, 4}));
  EXPECT_EQ(tree_map(twice, std::vector{1, 2}), (std::vector{2, 4}));
  EXPECT_EQ(tree_map(twice, std::deque{1, 2}), (std::deque{2, 4}));
  EXPECT_EQ(tree_map(twice, std::list{1, 2}), (std::list{2, 4}));
  EXPECT_EQ(tree_map(twice, std::array{1, 2}), (std::array{2, 4}));
}

TEST(TreeMap, KeepsTheKeys) {
  std::map<std::string, int> ordered{{"a", 1}, {"b", 2}};
  std::unordered_map<int, int> hashed{{1, 1}, {2, 2}};
  EXPECT_EQ(tree_map(twice, ordered),
            (std::map<std::string, int>{{"a", 2}, {"b", 4}}));
  EXPECT_EQ(tree_map(twice, hashed),
            (std::unordered_map<int, int>{{1, 2}, {2, 4}}));
}

TEST(TreeMap, KeepsTheOrderOfAMap) {
  using Less = bool (*)(int, int);
  std::map<int, int, Less> down({{1, 1}, {2, 2}},
                                [](int a, int b) { return a > b; });
  auto mapped = tree_map(twice, down);
  EXPECT_EQ(mapped.begin()->first, 2);
  EXPECT_EQ(mapped.begin()->second, 4);
}

TEST(TreeMap, ChangesTheTypeOfLeaves) {
  auto halve = [](int x) { return x / 2.0; };
  same_type<std::tuple<double, std::vector<double>>>(
      tree_map(halve, std::tuple{1, std::vector{1}}));
  same_type<std::map<int, std::optional<double>>>(
      tree_map(halve, std::map<int, std::optional<int>>{}));
  same_type<std::array<std::string, 2>>(
      tree_map([](int x) { return std::to_string(x); }, std::array{1, 2}));
}

TEST(TreeMap, OptionalsAndPointers) {
  EXPECT_EQ(tree_map(twice, std::optional(2)), std::optional(4));
  EXPECT_EQ(tree_map(twice, std::optional<int>()), std::nullopt);
  EXPECT_EQ(*tree_map(twice, std::make_unique<int>(2)), 4);
  EXPECT_EQ(*tree_map(twice, std::make_shared<const int>(2)), 4);
  EXPECT_EQ(tree_map(twice, std::unique_ptr<int>()), nullptr);
}

TEST(TreeMap, Variants) {
  std::variant<int, std::vector<int>> value = 2;
  EXPECT_EQ(std::get<0>(tree_map(twice, value)), 4);
  value = std::vector{1, 2};
  EXPECT_EQ(std::get<1>(tree_map(twice, value)), (std::vector{2, 4}));
}

TEST(TreeMap, VectorsOfBool) {
  auto negate = [](bool x) { return !x; };
  EXPECT_EQ(tree_map(negate, std::vector{true, false}),
            (std::vector{false, true}));
}

TEST(TreeMap, LeavesThatCannotBeCopied) {
  std::vector<std::unique_ptr<net::Plain>> tree;
  tree.push_back(std::make_unique<net::Plain>(net::Plain{4}));
  auto mapped = tree_map([](const net::Plain &p) { return p.x; }, tree);
  EXPECT_EQ(*mapped[0], 4);
}

TEST(TreeMap, ClassStaysItself) {
  net::Model model{{{{1, 2, "relu"}}, 3.0}, {4, 5, "id"}};
  net::Model wanted{{{{2, 4, "relu"}}, 6.0}, {8, 10, "id"}};
  EXPECT_EQ(tree_map(twice, model), wanted);
}

TEST(TreeMap, ClassOfOtherLeavesIsAMappedNode) {
  net::Model model{{{{1, 2, "relu"}}, 3.0}, {4, 5, "id"}};
  auto integers = tree_map([](double x) { return static_cast<int>(x); }, model);
  EXPECT_EQ(integers.field<&net::Model::head>().field<&net::Linear::bias>(), 5);
  EXPECT_EQ(integers.child<1>().child<0>(), 4);
  EXPECT_EQ(tree_structure(integers), tree_structure(model));
  net::Model back = tree_map([](int x) { return x * 1.0; }, integers);
  EXPECT_EQ(back, model);
}

TEST(TreeMap, ClassTemplateFollowsItsLeaves) {
  net::Branch<int> tree{1, {{2, {}}, {3, {{4, {}}}}}};
  net::Branch<double> half = tree_map([](int x) { return x / 2.0; }, tree);
  EXPECT_EQ(half, (net::Branch<double>{0.5, {{1, {}}, {1.5, {{2, {}}}}}}));
  same_type<std::vector<net::Branch<double>>>(
      tree_map([](int x) { return x / 2.0; }, std::vector{tree}));
  EXPECT_EQ(tree_structure(half), tree_structure(tree));
}

TEST(TreeMap, ClassThatContainsItself) {
  net::Chain chain{1, std::make_unique<net::Chain>(net::Chain{2, nullptr})};
  net::Chain mapped = tree_map(twice, chain);
  EXPECT_EQ(mapped.next->value, 4);
  EXPECT_EQ(mapped.next->next, nullptr);
}

TEST(TreeMap, FieldsInAnotherOrder) {
  net::Swapped swapped = tree_map(twice, net::Swapped{1, 2});
  EXPECT_EQ(swapped.first, 2);
  EXPECT_EQ(swapped.second, 4);
}

TEST(TreeMap, NoDefaultConstructor) {
  auto next = [](net::Reference r) { return net::Reference(r.value + 1); };
  net::Strict strict =
      tree_map(next, net::Strict{net::Reference(1), net::Reference(2)});
  EXPECT_EQ(strict.b.value, 3);
  std::array<net::Reference, 2> pair{net::Reference(1), net::Reference(2)};
  EXPECT_EQ(tree_map(next, pair)[1].value, 3);
}

TEST(TreeMap, UnregisteredFieldsHaveTheirDefault) {
  EXPECT_EQ(tree_map(twice, net::Cached{1, 5}).cache, -1);
}

TEST(TreeMap, RegisteredByHandOrByMethods) {
  net::Secret secret = tree_map(twice, net::Secret(3, 7));
  EXPECT_EQ(secret.hidden(), 6);
  EXPECT_EQ(secret.tag(), 7);
  net::Special special = tree_map(twice, net::Special{1, 2, "s"});
  EXPECT_EQ(special.y, 4);
  EXPECT_EQ(special.name, "s");
}

TEST(TreeMap, CallsInTheOrderOfLeaves) {
  std::vector<int> seen;
  tree_map(
      [&](int x) {
        seen.push_back(x);
        return x;
      },
      std::tuple{1, std::map<int, int>{{2, 3}, {1, 2}}, std::vector{4, 5},
                 net::Special{6, 7, ""}});
  EXPECT_EQ(seen, (std::vector{1, 2, 3, 4, 5, 6, 7}));
}

TEST(TreeMap, SeveralTrees) {
  EXPECT_EQ(tree_map(plus, std::tuple{1, std::vector{2}},
                     std::tuple{0.5, std::deque{3}}),
            (std::tuple{1.5, std::vector{5}}));
  net::Linear a{1, 2, "x"}, b{3, 4, "x"};
  EXPECT_EQ(tree_map(plus, a, b), (net::Linear{4, 6, "x"}));
}

TEST(TreeMap, ARestMayContinueBelow) {
  auto size = [](int, const std::vector<int> &rest) { return rest.size(); };
  EXPECT_EQ(tree_map(size, std::pair{1, 2},
                     std::pair{std::vector{1, 2}, std::vector{3}}),
            (std::pair<std::size_t, std::size_t>{2, 1}));
}

TEST(TreeMap, ARestMayBeOptional) {
  std::optional<std::vector<int>> rest = std::vector{3, 4};
  EXPECT_EQ(tree_map(plus, std::vector{1, 2}, rest), (std::vector{4, 6}));
  EXPECT_EQ(tree_map(plus, std::optional(1), 2), std::optional(3));
  EXPECT_EQ(tree_map(plus, std::optional(1), std::make_unique<int>(2)),
            std::optional(3));
}

TEST(TreeMap, WithPath) {
  net::Model model{{{{}, {}, {}}, {}}, {}};
  std::vector<std::string> paths;
  tree_map_with_path(
      [&](const TreePath &path, double x) {
        paths.push_back(path.text());
        return x;
      },
      model);
  ASSERT_EQ(paths.size(), 8u);
  EXPECT_EQ(paths[5], ".encoder.layers[2].bias");
  EXPECT_EQ(paths[6], ".head.weight");
}

TEST(TreeMap, PathsOfEveryKind) {
  auto path = [](const TreePath &p, auto) { return p.text(); };
  EXPECT_EQ(tree_map_with_path(path, 1), "");
  EXPECT_EQ(std::get<0>(tree_map_with_path(path, std::tuple{1})), "[0]");
  EXPECT_EQ(tree_map_with_path(path, std::map<std::string, int>{{"a", 1}})["a"],
            "[\"a\"]");
  EXPECT_EQ(tree_map_with_path(path, std::map<int, int>{{4, 1}})[4], "[4]");
  EXPECT_EQ(tree_map_with_path(path, std::optional(1)), "");
}

TEST(TreeMap, ForEachChangesInPlace) {
  net::Linear params{1, 2, "x"};
  const net::Linear grads{10, 20, "x"};
  tree_for_each([](double &p, const double &g) { p -= g / 10; }, params, grads);
  EXPECT_EQ(params, (net::Linear{0, 0, "x"}));
}

TEST(TreeMap, LeavesMayBeOfAnyTypes) {
  auto show = [](const auto &x) {
    if constexpr (std::is_same_v<std::decay_t<decltype(x)>, std::string>)
      return x.size();
    else
      return x > 2;
  };
  auto result = tree_map(show, std::tuple{3.5, std::string("four"), 1});
  EXPECT_EQ(result, (std::tuple{true, std::size_t(4), false}));
}

TEST(TreeMap, FieldsMayTakeEverything) {
  auto twice = [](const Greedy &x) { return Greedy(2 * x.value); };
  Scaled result = tree_map(twice, Scaled{Greedy(1), Greedy(3)});
  EXPECT_EQ(result.factor.value, 2);
  EXPECT_EQ(result.scale->value, 6);
}

} // namespace
