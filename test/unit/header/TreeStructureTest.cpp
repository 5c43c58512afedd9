//===-- TreeStructureTest.cpp - what a TreeDef is, prints and equals ---------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <sstream>
#include <unordered_map>
#include <variant>

using namespace shape;

namespace {

TEST(TreeStructure, AnyNonNodeIsALeaf) {
  EXPECT_EQ(text(3), "*");
  EXPECT_EQ(text(std::string("a tree?")), "*");
  EXPECT_EQ(text(net::Plain()), "*");
  EXPECT_EQ(text(static_cast<int *>(nullptr)), "*");
}

TEST(TreeStructure, TuplesAndPairsAreTuples) {
  EXPECT_EQ(text(std::tuple{1, 2, 3}), "(*, *, *)");
  EXPECT_EQ(text(std::tuple{1}), "(*,)");
  EXPECT_EQ(text(std::tuple<>()), "()");
  EXPECT_EQ(tree_structure(std::pair{1, 2}), tree_structure(std::tuple{1, 2}));
}

TEST(TreeStructure, ListsAreOfOneKind) {
  const TreeDef two = tree_structure(std::vector{1, 2});
  EXPECT_EQ(two.text(), "[*, *]");
  EXPECT_EQ(two, tree_structure(std::deque{1, 2}));
  EXPECT_EQ(two, tree_structure(std::list{1, 2}));
  EXPECT_EQ(two, tree_structure(std::array{1, 2}));
  EXPECT_EQ(text(std::vector<int>()), "[]");
}

TEST(TreeStructure, TupleAndListDiffer) {
  EXPECT_NE(TreeDef(tree_structure(std::tuple{1, 2})),
            TreeDef(tree_structure(std::vector{1, 2})));
}

TEST(TreeStructure, KeysOfDictsAreSorted) {
  std::map<std::string, int> ordered{{"b", 1}, {"a", 2}};
  std::unordered_map<std::string, int> hashed{{"b", 1}, {"a", 2}};
  std::map<std::string, int, std::greater<>> reversed{{"b", 1}, {"a", 2}};
  EXPECT_EQ(text(ordered), "{a: *, b: *}");
  EXPECT_EQ(tree_structure(ordered), tree_structure(hashed));
  EXPECT_EQ(tree_structure(ordered), tree_structure(reversed));
}

TEST(TreeStructure, KeysBelongToTheStructure) {
  EXPECT_NE(tree_structure(std::map<int, int>{{1, 0}}),
            tree_structure(std::map<int, int>{{2, 0}}));
  EXPECT_NE(TreeDef(tree_structure(std::map<int, int>{{1, 0}})),
            TreeDef(tree_structure(std::map<std::string, int>{{"1", 0}})));
}

TEST(TreeStructure, AnEmptyOptionalIsNone) {
  EXPECT_EQ(text(std::optional<int>()), "None");
  EXPECT_EQ(text(std::unique_ptr<int>()), "None");
  EXPECT_EQ(text(std::shared_ptr<int>()), "None");
  EXPECT_TRUE(tree_structure(std::optional<int>()).is_none());
  EXPECT_EQ(tree_structure(std::optional<int>()).num_leaves(), 0u);
}

TEST(TreeStructure, AFullOneIsWhatItHolds) {
  EXPECT_EQ(text(std::optional(std::pair{1, 2})), "(*, *)");
  EXPECT_EQ(text(std::make_unique<std::vector<int>>(2)), "[*, *]");
  EXPECT_EQ(text(std::make_shared<const int>(2)), "*");
}

TEST(TreeStructure, AVariantIsWhatItHolds) {
  std::variant<int, std::vector<int>> value = std::vector{1, 2};
  EXPECT_EQ(TreeDef(tree_structure(value)),
            TreeDef(tree_structure(std::vector{3, 4})));
  EXPECT_EQ(tree_structure(value).hash(),
            tree_structure(std::vector{3, 4}).hash());
  value = 3;
  EXPECT_TRUE(tree_structure(value).is_leaf());
  EXPECT_EQ(tree_structure(std::tuple{value}).num_nodes(), 2u);
}

TEST(TreeStructure, ClassesPrintTheirFields) {
  EXPECT_EQ(text(net::Linear{1, 2, "relu"}),
            "net::Linear[act=relu](weight=*, bias=*)");
  EXPECT_EQ(text(net::Secret(1, 7)), "Secret[tag=7](hidden=*)");
  EXPECT_EQ(text(net::Special{1, 2, "s"}), "net::Special[data=s](*, *)");
}

TEST(TreeStructure, StaticFieldsBelongToTheStructure) {
  const TreeDef relu = tree_structure(net::Linear{1, 2, "relu"});
  EXPECT_EQ(relu, tree_structure(net::Linear{3, 4, "relu"}));
  EXPECT_NE(relu, tree_structure(net::Linear{1, 2, "tanh"}));
}

TEST(TreeStructure, ClassHierarchyIsIgnored) {
  EXPECT_TRUE(tree_structure(net::Derived()).is_leaf());
}

TEST(TreeStructure, ATypeCanBeDeclaredALeaf) {
  EXPECT_EQ(text(std::tuple{std::vector<long>{1, 2}, std::vector<int>{1}}),
            "(*, [*])");
}

TEST(TreeStructure, CountsAndChildren) {
  auto def = tree_structure(std::tuple{1, std::vector{2, 3}, std::tuple<>()});
  EXPECT_EQ(def.num_leaves(), 3u);
  EXPECT_EQ(def.num_nodes(), 6u);
  ASSERT_EQ(def.children().size(), 3u);
  EXPECT_EQ(def.children()[0], TreeDef());
  EXPECT_EQ(def.children()[1].text(), "[*, *]");
  EXPECT_TRUE(TreeDef().children().empty());
}

TEST(TreeStructure, EqualStructuresHashAlike) {
  auto a = tree_structure(net::Model{{{{1, 2, "x"}}, {}}, {}});
  auto b = tree_structure(net::Model{{{{3, 4, "x"}}, {}}, {}});
  auto c = tree_structure(net::Model{{{{3, 4, "y"}}, {}}, {}});
  EXPECT_EQ(a.hash(), b.hash());
  EXPECT_NE(a.hash(), c.hash());
  std::unordered_map<TreeDef, int> table{{a, 1}};
  EXPECT_EQ(table.count(b), 1u);
  EXPECT_EQ(table.count(c), 0u);
}

TEST(TreeStructure, PrintsToAStream) {
  std::ostringstream out;
  out << tree_structure(std::pair{1, std::optional<int>()});
  EXPECT_EQ(out.str(), "(*, None)");
}

TEST(TreeStructure, ComposesFirstOutermost) {
  auto outer = tree_structure(std::map<std::string, int>{{"key", 3}});
  auto inner = tree_structure(std::tuple{1, 2});
  EXPECT_EQ(outer.compose(inner).text(), "{key: (*, *)}");
  EXPECT_EQ(TreeDef().compose(inner), inner);
  EXPECT_EQ(inner.compose(TreeDef()), inner);
}

TEST(TreeStructure, CompositionIsAssociative) {
  auto s = tree_structure(std::tuple{1, std::optional<int>()});
  auto t = tree_structure(std::vector{1, 2});
  auto u = tree_structure(net::Linear());
  EXPECT_EQ(s.compose(t).compose(u), s.compose(t.compose(u)));
}

TEST(TreeStructure, APrefixContinuesBelowItsLeaves) {
  auto prefix = tree_structure(std::tuple{1, std::vector{2}});
  auto deeper = tree_structure(std::tuple{std::pair{1, 2}, std::vector{3}});
  EXPECT_TRUE(TreeDef().is_prefix_of(deeper));
  EXPECT_TRUE(prefix.is_prefix_of(deeper));
  EXPECT_TRUE(prefix.is_prefix_of(prefix));
  EXPECT_FALSE(deeper.is_prefix_of(prefix));
  EXPECT_FALSE(
      prefix.is_prefix_of(tree_structure(std::tuple{1, std::vector<int>()})));
}

TEST(TreeStructure, TupleOfStructures) {
  auto def = treedef_tuple(tree_structure(1), tree_structure(std::vector{2}));
  EXPECT_EQ(def.text(), "(*, [*])");
  EXPECT_EQ(def, tree_structure(std::tuple{1, std::vector{2}}));
  EXPECT_EQ(treedef_tuple({TreeDef(), TreeDef()}).text(), "(*, *)");
  EXPECT_EQ(tree_unflatten(def, std::vector{5, 6}),
            (std::tuple{5, std::vector{6}}));
}

} // namespace
