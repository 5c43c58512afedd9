//===-- catch_all.hpp - As much of Catch2 as test programs say --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Catch2's headers are made when it is built. The programs of the corpus are
// only read, so that the names are enough: each test case is a function, what
// is required is evaluated, and what is required has to be so.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_CORPUS_CATCH_ALL_HPP
#define SHAPETIDY_TEST_CORPUS_CATCH_ALL_HPP

#include <cstdlib>

namespace Catch {
struct Approx {
  explicit Approx(double Value) : Value(Value) {}
  Approx &margin(double) { return *this; }
  Approx &epsilon(double) { return *this; }
  double Value;
};
inline bool operator==(double A, const Approx &B) { return A == B.Value; }
inline bool operator!=(double A, const Approx &B) { return A != B.Value; }
inline bool operator==(const Approx &A, double B) { return A.Value == B; }
bool isChosen(const char *Section);
} // namespace Catch

#define SHAPETIDY_JOIN_(A, B) A##B
#define SHAPETIDY_JOIN(A, B) SHAPETIDY_JOIN_(A, B)

#define TEST_CASE(...)                                                         \
  [[maybe_unused]] static void SHAPETIDY_JOIN(testCase, __LINE__)()
#define SECTION(...) if (Catch::isChosen("" #__VA_ARGS__))
#define REQUIRE(...)                                                           \
  do                                                                           \
    if (!(__VA_ARGS__))                                                        \
      std::abort();                                                            \
  while (false)
#define REQUIRE_FALSE(...) REQUIRE(!(__VA_ARGS__))
#define CHECK(...) REQUIRE(__VA_ARGS__)
#define CHECK_FALSE(...) REQUIRE_FALSE(__VA_ARGS__)
#define REQUIRE_THROWS(...)                                                    \
  do                                                                           \
    try {                                                                      \
      (void)(__VA_ARGS__);                                                     \
    } catch (...) {                                                            \
    }                                                                          \
  while (false)
#define REQUIRE_THROWS_AS(Expression, ...) REQUIRE_THROWS(Expression)
#define REQUIRE_NOTHROW(...) (void)(__VA_ARGS__)

#endif // SHAPETIDY_TEST_CORPUS_CATCH_ALL_HPP
