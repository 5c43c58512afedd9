//===-- ExpectTreeTest.cpp - shape::expect on trees -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "shape/expect_tree.h"
#include "shape/tree.h"
#include "gtest/gtest.h"

#include <array>
#include <complex>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace grid {
struct Array {
  std::vector<long long> sizes;
  const char *name = "float32";
};
struct Layer {
  Array weight, bias;
};
struct Dropout {
  double rate;
  std::string mode;
};
struct Opaque {};
} // namespace grid

template <> struct shape::array_traits<grid::Array> {
  static std::size_t rank(const grid::Array &x) { return x.sizes.size(); }
  static long long extent(const grid::Array &x, std::size_t i) {
    return x.sizes[i];
  }
  static const char *dtype(const grid::Array &x) { return x.name; }
};
SHAPE_TREE_NODE(grid::Layer, weight, bias)
SHAPE_TREE_NODE(grid::Dropout, rate, (mode))

using grid::Array;
using grid::Layer;

namespace {

/// The message without the string; empty if the tree fits.
template <class T> std::string expected(const T &x, const std::string &spec) {
  try {
    shape::detail::check(x, spec);
  } catch (const shape::violation &error) {
    std::string text = error.what();
    return text.substr(0, text.find("; the string is"));
  }
  return "";
}

TEST(ExpectTree, ReturnsItsArgument) {
  std::pair both{Array{{2}}, Array{{3}}};
  auto &same = shape::expect(both, "tuple[2, 3]");
  EXPECT_EQ(&same, &both);
  SHAPE_EXPECT(both, "tuple[n, n+1]");
  EXPECT_THROW(shape::expect(both, "tuple[n, n]"), shape::violation);
}

TEST(ExpectTree, TheMessageHasPathShapeAndString) {
  try {
    shape::expect(std::vector<Layer>{{{{4, 3}}, {{4}}}, {{{4, 3}}, {{5}}}},
                  "list[PyTree[Float[n ...]]]");
    FAIL();
  } catch (const shape::violation &error) {
    EXPECT_STREQ(error.what(),
                 "shape::expect: at [1].bias: axis 0 is 5, but 'n' is 4 from "
                 "axis 0 at [0].weight; the shape there is (5); the string is "
                 "\"list[PyTree[Float[n ...]]]\"");
  }
}

TEST(ExpectTree, Tuples) {
  std::tuple three{Array{{2}}, Array{{2, 3}}, 1.5};
  EXPECT_EQ(expected(three, "tuple[n, n m, float]"), "");
  EXPECT_EQ(expected(three, "tuple[n, m]"),
            "shape::expect: a tuple of 3, not 'tuple[n, m]'");
  EXPECT_EQ(expected(three, "tuple[n, n n, float]"),
            "shape::expect: at [1]: axis 1 is 3, but 'n' is 2 from axis 0 at "
            "[0]; the shape there is (2, 3)");
  EXPECT_EQ(expected(three, "tuple[n, n m, int]"),
            "shape::expect: at [2]: an array, not 'int'");
  EXPECT_EQ(expected(three, "list[n]"),
            "shape::expect: a tuple of 3, not 'list[n]'");
}

TEST(ExpectTree, ListsAndDicts) {
  std::vector<Array> list{{{2, 3}}, {{2, 4}}};
  EXPECT_EQ(expected(list, "list[n ...]"), "");
  EXPECT_EQ(expected(list, "list[n m]"),
            "shape::expect: at [1]: axis 1 is 4, but 'm' is 3 from axis 1 at "
            "[0]; the shape there is (2, 4)");
  EXPECT_EQ(expected(std::vector<Array>(), "list[n m]"), "");
  std::map<std::string, Array> dict{{"w", {{2}}}, {"b", {{3}}}};
  EXPECT_EQ(expected(dict, "dict[_]"), "");
  EXPECT_EQ(expected(dict, "dict[n]"),
            "shape::expect: at [\"w\"]: axis 0 is 2, but 'n' is 3 from axis 0 "
            "at [\"b\"]; the shape there is (2)");
  EXPECT_EQ(expected(dict, "list[_]"),
            "shape::expect: a dict of 2, not 'list[_]'");
  std::unordered_map<int, std::array<Array, 1>> nested{{7, {Array{{3}}}}};
  EXPECT_EQ(expected(nested, "dict[list[4]]"),
            "shape::expect: at [7][0]: axis 0 is 3, not 4; the shape there is "
            "(3)");
}

TEST(ExpectTree, NoneAndUnions) {
  std::optional<Array> nothing, some = Array{{2}};
  EXPECT_EQ(expected(nothing, "n | None"), "");
  EXPECT_EQ(expected(some, "n | None"), "");
  EXPECT_EQ(expected(some, "None"), "shape::expect: an array, not 'None'");
  EXPECT_EQ(expected(nothing, "n m"), "shape::expect: None, not 'n m'");
  EXPECT_EQ(expected(nothing, "PyTree[n, T]"), "");
  std::variant<int, Array> either = Array{{2}};
  EXPECT_EQ(expected(either, "int | Float[2]"), "");
  either = 3;
  EXPECT_EQ(expected(either, "str | Float[2]"),
            "shape::expect: an array, not 'str'");
  // What a failed alternative bound is forgotten.
  std::pair both{Array{{2, 3}}, Array{{3}}};
  EXPECT_EQ(expected(both, "tuple[n n | m n, n]"), "");
  EXPECT_EQ(expected(std::make_unique<Array>(Array{{2}}), "None | (2 | 3)"), "");
}

TEST(ExpectTree, Scalars) {
  using std::string;
  std::tuple all{1, 2.5, true, std::complex<float>(1), string("x"), 3L};
  EXPECT_EQ(expected(all, "tuple[int, float, bool, complex, str, Any]"), "");
  EXPECT_EQ(expected(all, "tuple[Int[], Float64[], Bool[], Complex[], Any, "
                          "Int64[]]"),
            "");
  EXPECT_EQ(expected(std::tuple{1}, "tuple[bool]"),
            "shape::expect: at [0]: an array, not 'bool'");
  EXPECT_EQ(expected(std::tuple{grid::Opaque()}, "tuple[n]"),
            "shape::expect: at [0]: a leaf that is no array, not 'n'");
  EXPECT_EQ(expected(std::tuple{grid::Opaque()}, "tuple[Any]"), "");
}

TEST(ExpectTree, PyTreeOfLeaves) {
  std::vector<Layer> layers{{{{4, 3}}, {{4}}}, {{{2, 4}}, {{2}}}};
  EXPECT_EQ(expected(layers, "PyTree"), "");
  EXPECT_EQ(expected(layers, "PyTree[Float[...]]"), "");
  EXPECT_EQ(expected(layers, "PyTree[Int[...]]"),
            "shape::expect: at [0].weight: the dtype is float32, not Int; the "
            "shape there is (4, 3)");
  EXPECT_EQ(expected(layers, "PyTree[Float[out in] | Float[out]]"),
            "shape::expect: at [1].weight: axis 0 is 2, but 'out' is 4 from "
            "axis 0 at [0].weight; the shape there is (2, 4)");
  EXPECT_EQ(expected(std::pair{grid::Dropout{0.5, "a"}, 3}, "PyTree[float]"),
            "shape::expect: at [1]: an array, not 'float'");
  EXPECT_EQ(expected(std::vector<Array>(), "PyTree[Float[n]]"), "");
  // A part of the kind of the leaf type is a leaf.
  EXPECT_EQ(expected(std::pair{1, 1}, "PyTree[tuple[int, int], T]"), "");
}

TEST(ExpectTree, Structures) {
  std::pair<Layer, Layer> same{{{{1}}, {{2}}}, {{{3}}, {{4}}}};
  EXPECT_EQ(expected(same, "tuple[PyTree[Any, T], PyTree[Any, T]]"), "");
  std::pair other{same.first, std::vector{Array{{3}}}};
  EXPECT_EQ(expected(other, "tuple[PyTree[Any, T], PyTree[Any, T]]"),
            "shape::expect: at [1]: the structure is [*], but 'T' is "
            "grid::Layer(weight=*, bias=*)");
  EXPECT_EQ(expected(other, "tuple[PyTree[Any, T], PyTree[Any, S]]"), "");
}

TEST(ExpectTree, Compositions) {
  using List = std::vector<Array>;
  using Pair = std::pair<Array, Array>;
  std::tuple<List, Pair, std::vector<Pair>> x{List(2), Pair(), {2, Pair()}};
  std::string start = "tuple[PyTree[Any, S], PyTree[Any, T], ";
  EXPECT_EQ(expected(x, start + "PyTree[Any, S T]]"), "");
  EXPECT_EQ(expected(x, start + "PyTree[Any, T S]]"),
            "shape::expect: at [2]: the structure is [(*, *), (*, *)], but "
            "'T S' is ([*, *], [*, *])");
  EXPECT_EQ(expected(x, start + "PyTree[Any, S ...]]"), "");
  EXPECT_EQ(expected(x, start + "PyTree[Any, T ...]]"),
            "shape::expect: at [2]: the structure is [(*, *), (*, *)], but "
            "'T ...' is (*, *)");
  EXPECT_EQ(expected(x, start + "PyTree[Any, ... T]]"), "");
  EXPECT_EQ(expected(x, start + "PyTree[Any, ... S]]"),
            "shape::expect: at [2]: the structure is [(*, *), (*, *)], but "
            "'... S' is [*, *]");
  EXPECT_EQ(expected(x, start + "PyTree[Any, ...]]"), "");
  EXPECT_EQ(expected(x, "PyTree[Any, S T]"),
            "shape::expect: nothing has bound the structure 'S'");
}

TEST(ExpectTree, SizesOfEachLeaf) {
  using List = std::vector<Array>;
  std::pair<List, List> x{{{{2}}, {{3}}}, {{{2}}, {{3}}}};
  std::string spec = "tuple[PyTree[?n, T], PyTree[?n, T]]";
  EXPECT_EQ(expected(x, spec), "");
  x.second[1] = {{4}};
  EXPECT_EQ(expected(x, spec),
            "shape::expect: at [1][1]: axis 0 is 4, but 'n' is 3 from axis 0 "
            "at [0][1]; the shape there is (4)");
  EXPECT_EQ(expected(x, "tuple[PyTree[?n, T], PyTree[?n, ... T]]"), "");
  EXPECT_EQ(expected(x, "tuple[PyTree[?n], Any]"),
            "shape::expect: at [0][0]: the run-time check cannot read '?n'; "
            "the shape there is (2)");
}

TEST(ExpectTree, RowsAndExpressions) {
  std::pair x{Array{{2, 3, 4}}, Array{{2, 3, 8}}};
  EXPECT_EQ(expected(x, "tuple[*b n, *b 2*n]"), "");
  // The name may come later.
  EXPECT_EQ(expected(x, "tuple[_ _ n//2, _ _ n]"), "");
  EXPECT_EQ(expected(x, "tuple[_ _ n//2+1, _ _ n]"),
            "shape::expect: at [0]: axis 2 is 4, not n//2+1 = 5; the shape "
            "there is (2, 3, 4)");
  x.second = {{3, 2, 8}};
  EXPECT_EQ(expected(x, "tuple[*b n, *b 2*n]"),
            "shape::expect: at [1]: '*b' is (3, 2), not (2, 3) as before; the "
            "shape there is (3, 2, 8)");
  EXPECT_EQ(expected(x, "tuple[*#b n, *#b _]"), "");
}

TEST(ExpectTree, WhatItCannotRead) {
  for (const char *spec : {"tuple[(n) -> n]", "tuple[float64[:]]", "tuple[]]",
                           "list[n, m]", "PyTree[n, S, T]", "PyTree[n, ]"})
    EXPECT_NE(expected(std::tuple{Array{{2}}}, spec).find("cannot read"),
              std::string::npos)
        << spec;
}

TEST(ExpectTree, AHandlerMayGoOn) {
  static std::string seen;
  auto before = shape::set_violation_handler(
      [](const char *message) { seen = message; });
  shape::expect(std::tuple{Array{{2}}}, "tuple[3]");
  shape::set_violation_handler(before);
  EXPECT_NE(seen.find("at [0]: axis 0 is 2, not 3"), std::string::npos);
}

} // namespace
