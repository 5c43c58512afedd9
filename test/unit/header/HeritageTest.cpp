//===-- HeritageTest.cpp - rules of jax.tree_util and pure_callback -------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One test for each rule that docs/heritage.md takes from the two pages, as far
// as no other test is the rule's own.
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"
#include "shape/callback.h"
#include "shape/shape.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

using namespace shape;

namespace {

/// A row of numbers, or a batch of rows.
struct Rows {
  std::vector<std::vector<double>> rows;
  bool is_batch = false;
  friend bool operator==(const Rows &a, const Rows &b) {
    return a.rows == b.rows && a.is_batch == b.is_batch;
  }
};

} // namespace

template <> struct shape::array_traits<Rows> {
  static std::size_t rank(const Rows &x) { return x.is_batch ? 2 : 1; }
  static long long extent(const Rows &x, std::size_t axis) {
    bool outer = x.is_batch && axis == 0;
    return static_cast<long long>(outer ? x.rows.size() : x.rows[0].size());
  }
};
template <> struct shape::array_batch<Rows> {
  static Rows element(const Rows &x, long long i) {
    return {{x.rows[static_cast<std::size_t>(i)]}, false};
  }
  static Rows stack(const std::vector<Rows> &elements) {
    Rows all{{}, true};
    for (const Rows &each : elements)
      all.rows.push_back(each.rows[0]);
    return all;
  }
};

namespace {

Rows squares(const Rows &x) {
  Rows result = x;
  for (auto &row : result.rows)
    for (double &value : row)
      value *= value;
  return result;
}
const Rows batch{{{1, 2, 3}, {4, 5, 6}}, true};
const ShapeDtype row({3});

TEST(TreeUtilPage, ANonTreeIsATreeOfOneLeaf) {
  EXPECT_EQ(tree_leaves(7), std::vector{7});
  EXPECT_TRUE(tree_structure(7).is_leaf());
}

TEST(TreeUtilPage, ATreeOfTreesIsATree) {
  std::tuple tree{std::vector{1}, std::map<int, int>{{2, 3}}};
  EXPECT_EQ(tree_leaves(std::vector{tree, tree}), (std::vector{1, 3, 1, 3}));
}

TEST(TreeUtilPage, IdentityOfObjectsIsNotPreserved) {
  auto shared = std::make_shared<int>(1);
  auto mapped = tree_map([](int x) { return x; }, std::pair{shared, shared});
  EXPECT_NE(mapped.first, mapped.second);
  EXPECT_EQ(*mapped.first, *mapped.second);
}

TEST(TreeUtilPage, ARegisteredTypeBecomesTransparent) {
  EXPECT_EQ(tree_leaves(net::Plain()).size(), 1u);
  EXPECT_EQ(tree_leaves(net::Linear{1, 2, "x"}), (std::vector<double>{1, 2}));
}

TEST(TreeUtilPage, FlattenGivesChildrenAndStaticData) {
  auto [leaves, def] = tree_flatten(net::Special{1, 2, "s"});
  EXPECT_EQ(leaves, (std::vector{1, 2}));
  EXPECT_NE(def, tree_structure(net::Special{1, 2, "t"}));
}

TEST(TreeUtilPage, UnflattenGetsTheStaticDataBack) {
  auto [leaves, def] = tree_flatten(net::Special{1, 2, "s"});
  EXPECT_EQ(tree_unflatten(def, leaves).name, "s");
}

TEST(TreeUtilPage, AllLeavesOfTheLeavesOfATree) {
  std::map<std::string, std::vector<int>> tree{{"a", {1, 2, 3}}};
  EXPECT_TRUE(all_leaves(tree_leaves(tree)));
  EXPECT_FALSE(all_leaves(std::vector{tree}));
}

TEST(TreeUtilPage, MapKeepsTheStructure) {
  std::map<std::string, std::vector<int>> tree{{"a", {1, 2, 3}}};
  auto mapped = tree_map([](int x) { return x * 0.5; }, tree);
  EXPECT_EQ(TreeDef(tree_structure(mapped)), tree_structure(tree));
}

TEST(TreeUtilPage, ARestHasTheTreeAsAPrefix) {
  std::pair<int, std::vector<int>> tree{1, {2}};
  std::pair<std::vector<int>, std::vector<std::pair<int, int>>> rest{{3, 4},
                                                                     {{5, 6}}};
  auto leaves = [](int, const auto &sub) { return tree_leaves(sub).size(); };
  auto mapped = tree_map(leaves, tree, rest);
  EXPECT_EQ(mapped.first, 2u);
  EXPECT_EQ(mapped.second[0], 2u);
}

TEST(TreeUtilPage, LeavesMustMatchTheStructure) {
  auto def = tree_structure(std::pair{1, 2});
  EXPECT_NE(error_of([&] { tree_unflatten(def, std::vector{1}); }), "none");
  EXPECT_NE(error_of([&] { tree_unflatten(def, std::vector{1, 2, 3}); }),
            "none");
}

TEST(TreeUtilPage, OnlyPartialIsANode) {
  auto add = [](int a, int b) { return a + b; };
  int two = 2;
  EXPECT_TRUE(
      tree_structure([two, add](int x) { return add(two, x); }).is_leaf());
  EXPECT_EQ(tree_structure(Partial(add, two)).num_leaves(), 1u);
}

TEST(PureCallbackPage, TakesTreesAndReturnsTrees) {
  auto f = [](const std::pair<Rows, Rows> &x) {
    return std::map<std::string, Rows>{{"first", x.first}};
  };
  std::map<std::string, ShapeDtype> declared{{"first", row}};
  Rows one{{{1, 2, 3}}, false};
  EXPECT_EQ(pure_callback(f, declared, std::pair{one, one}).at("first"), one);
}

TEST(PureCallbackPage, TheResultMatchesTheDeclaration) {
  Rows two{{{1, 2}}, false};
  EXPECT_NE(error_of([&] { pure_callback(squares, row, two); }), "none");
}

TEST(PureCallbackPage, TheDeclarationIsATreeOfShapes) {
  Rows one{{{1, 2, 3}}, false};
  EXPECT_EQ(pure_callback(squares, shape_dtype(one), one), squares(one));
  auto both = [](const Rows &x) { return std::pair{x, squares(x)}; };
  auto declared = std::pair{shape_dtype(one), ShapeDtype({3})};
  EXPECT_EQ(pure_callback(both, declared, one).second, squares(one));
}

TEST(PureCallbackPage, SeveralCallsGiveTheSame) {
  Rows one{{{1, 2, 3}}, false};
  EXPECT_EQ(pure_callback(squares, row, one), pure_callback(squares, row, one));
}

TEST(PureCallbackPage, VectorizedIsMappedIsStacked) {
  Rows direct = squares(batch);
  Rows mapped = vmap(squares)(batch);
  Rows stacked =
      array_batch<Rows>::stack({squares(array_batch<Rows>::element(batch, 0)),
                                squares(array_batch<Rows>::element(batch, 1))});
  EXPECT_EQ(direct, mapped);
  EXPECT_EQ(direct, stacked);
  EXPECT_EQ(vmap(PureCallback(squares, row, vectorized))(batch), direct);
  EXPECT_EQ(vmap(PureCallback(squares, row, sequential))(batch), direct);
}

TEST(PureCallbackPage, VectorizedIsOffByDefault) {
  int calls = 0;
  auto counted = [&calls](const Rows &x) {
    ++calls;
    return squares(x);
  };
  vmap(PureCallback(counted, row))(batch);
  EXPECT_EQ(calls, 2);
}

TEST(ObjmodePage, GeneratorsHaveOneState) {
  std::minstd_rand one(7), other(7);
  unsigned long inside = 0;
  SHAPE_OPAQUE_BEGIN("inside: uint64")
  inside = one();
  SHAPE_OPAQUE_END
  EXPECT_EQ(inside, other());
  EXPECT_EQ(one(), other());
}

} // namespace
