//===-- CallbackTest.cpp - pure_callback and vmap -------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shape/callback.h"
#include "TreeClasses.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

using namespace shape;

namespace {

/// A small array of doubles.
struct Array {
  std::vector<long long> sizes;
  std::vector<double> values;

  long long dim() const { return static_cast<long long>(sizes.size()); }
  long long size(long long axis) const {
    return sizes[static_cast<std::size_t>(axis)];
  }
  friend bool operator==(const Array &a, const Array &b) {
    return a.sizes == b.sizes && a.values == b.values;
  }
};

Array counting(std::vector<long long> sizes) {
  Array result{std::move(sizes), {}};
  long long count = 1;
  for (long long size : result.sizes)
    count *= size;
  result.values.resize(static_cast<std::size_t>(count));
  std::iota(result.values.begin(), result.values.end(), 0);
  return result;
}

} // namespace

template <> struct shape::array_traits<Array> {
  static std::size_t rank(const Array &x) { return x.sizes.size(); }
  static long long extent(const Array &x, std::size_t axis) {
    return x.sizes[axis];
  }
  static const char *dtype(const Array &) { return "float64"; }
};

template <> struct shape::array_batch<Array> {
  static Array element(const Array &x, long long i) {
    Array result{{x.sizes.begin() + 1, x.sizes.end()}, {}};
    long long count = static_cast<long long>(x.values.size()) / x.sizes[0];
    result.values.assign(x.values.begin() + i * count,
                         x.values.begin() + (i + 1) * count);
    return result;
  }
  static Array stack(const std::vector<Array> &elements) {
    Array result{elements[0].sizes, {}};
    result.sizes.insert(result.sizes.begin(),
                        static_cast<long long>(elements.size()));
    for (const Array &each : elements)
      result.values.insert(result.values.end(), each.values.begin(),
                           each.values.end());
    return result;
  }
};

namespace {

int calls = 0;

Array doubled(const Array &x) {
  ++calls;
  Array result = x;
  for (double &value : result.values)
    value *= 2;
  return result;
}
std::pair<Array, Array> both(const Array &x, const Array &y) { return {y, x}; }

const ShapeDtype three({3}, "float64");

TEST(ShapeDtype, Prints) {
  EXPECT_EQ(three.text(), "float64[3]");
  EXPECT_EQ(ShapeDtype({2, 3}).text(), "[2, 3]");
  EXPECT_EQ(shape_dtype(2.5f).text(), "float32[]");
  EXPECT_EQ(shape_dtype(counting({2, 3})), ShapeDtype({2, 3}, "float64"));
}

TEST(PureCallback, ReturnsTheResult) {
  EXPECT_EQ(pure_callback(doubled, three, counting({3})).values,
            (std::vector<double>{0, 2, 4}));
}

TEST(PureCallback, ResultIsATree) {
  auto [a, b] = pure_callback(both, std::pair{three, ShapeDtype({2})},
                              counting({2}), counting({3}));
  EXPECT_EQ(a.sizes, (std::vector<long long>{3}));
  EXPECT_EQ(b.sizes, (std::vector<long long>{2}));
}

TEST(PureCallback, NumbersHaveNoAxes) {
  auto sum = [](double x) { return x + 1; };
  EXPECT_EQ(pure_callback(sum, ShapeDtype({}, "float64"), 2.0), 3);
}

TEST(PureCallback, NamesTheLeafOfAnotherShape) {
  EXPECT_EQ(error_of([] {
              pure_callback(both, std::pair{three, three}, counting({2}),
                            counting({3}));
            }),
            "shape::pure_callback: at [1]: float64[2] was returned, float64[3] "
            "is declared");
}

TEST(PureCallback, NamesTheLeafOfAnotherDtype) {
  EXPECT_EQ(error_of([] {
              pure_callback(doubled, ShapeDtype({3}, "float32"), counting({3}));
            }),
            "shape::pure_callback: at the root: float64[3] was returned, "
            "float32[3] is declared");
}

TEST(PureCallback, NamesTheNodeOfAnotherStructure) {
  auto split = [](const Array &x) {
    return std::map<std::string, std::vector<Array>>{{"parts", {x, x}}};
  };
  std::map<std::string, std::vector<ShapeDtype>> declared{{"parts", {three}}};
  EXPECT_EQ(error_of([&] { pure_callback(split, declared, counting({3})); }),
            "shape::pure_callback: at [\"parts\"]: [*, *] was returned, [*] is "
            "declared");
}

TEST(Vmap, SequentialCallsOncePerElement) {
  calls = 0;
  PureCallback callback(doubled, three);
  Array result = vmap(callback)(counting({2, 3}));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(result, doubled(counting({2, 3})));
}

TEST(Vmap, VectorizedCallsOnce) {
  calls = 0;
  PureCallback callback(doubled, three, vectorized);
  Array result = vmap(callback)(counting({2, 3}));
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(result, doubled(counting({2, 3})));
}

TEST(Vmap, TwiceOverTwoAxes) {
  for (VmapMethod method : {sequential, vectorized}) {
    calls = 0;
    PureCallback callback(doubled, three, method);
    Array result = vmap(vmap(callback))(counting({4, 2, 3}));
    EXPECT_EQ(calls, method == vectorized ? 1 : 8);
    EXPECT_EQ(result, doubled(counting({4, 2, 3})));
  }
}

TEST(Vmap, TreesOfArguments) {
  auto first = [](const std::pair<Array, Array> &x) { return x.first; };
  PureCallback callback(first, three);
  std::pair batch{counting({2, 3}), counting({2})};
  EXPECT_EQ(vmap(callback)(batch), counting({2, 3}));
}

TEST(Vmap, OfAnyFunction) {
  EXPECT_EQ(vmap(doubled)(counting({2, 3})), doubled(counting({2, 3})));
  auto inner = [](const Array &x) { return pure_callback(doubled, three, x); };
  EXPECT_EQ(vmap(inner)(counting({2, 3})), doubled(counting({2, 3})));
}

TEST(Vmap, VectorizedResultHasTheBatchInFront) {
  auto forgets = [](const Array &) { return counting({3}); };
  PureCallback callback(forgets, three, vectorized);
  EXPECT_EQ(error_of([&] { vmap(callback)(counting({2, 3})); }),
            "shape::pure_callback: at the root: float64[3] was returned, "
            "float64[2, 3] is declared");
}

TEST(Vmap, ArgumentsShareTheBatch) {
  PureCallback callback(both, std::pair{three, three}, vectorized);
  EXPECT_EQ(
      error_of([&] { vmap(callback)(counting({2, 3}), counting({4, 3})); }),
      "shape::vmap: at [1]: float64[4, 3] does not begin with the batch "
      "[2] of the arrays before it");
  EXPECT_EQ(error_of([&] { vmap(callback)(counting({2, 3}), counting({})); }),
            "shape::vmap: at [1]: float64[] has no 1 batch axes");
}

TEST(Vmap, AnEmptyBatchNeedsVectorized) {
  EXPECT_EQ(
      error_of([] { vmap(PureCallback(doubled, three))(counting({0, 3})); }),
      "shape::vmap: an empty batch has no element to tell the result "
      "from; only a vectorized callback can map it");
  EXPECT_EQ(vmap(PureCallback(doubled, three, vectorized))(counting({0, 3})),
            counting({0, 3}));
}

} // namespace
