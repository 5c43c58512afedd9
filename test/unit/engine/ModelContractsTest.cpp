//===-- ModelContractsTest.cpp - Rows with contracts and dtype rules *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ModelText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

constexpr llvm::StringLiteral Matmul =
    R"json({"name": "matmul", "params": ["self", "other"],
  "dtype": "equal", "contracts": [
    "(n), (n) -> ()", "(n m), (m) -> (n)", "(m), (m k) -> (k)",
    "(*b n m), (m) -> (*b n)", "(m), (*b m k) -> (*b k)",
    "(*#b n m), (*#b m k) -> (*b n k)"]})json";

std::string row(llvm::StringRef Json, std::vector<llvm::StringRef> Args) {
  return ModelText().callRow(Json, Args);
}

TEST(ModelContracts, TheFirstThatFitsByRank) {
  EXPECT_EQ(row(Matmul, {"(4)", "(4)"}), "()");
  EXPECT_EQ(row(Matmul, {"(2, 3)", "(3)"}), "(2)");
  EXPECT_EQ(row(Matmul, {"(3)", "(3, 5)"}), "(5)");
  EXPECT_EQ(row(Matmul, {"(b, 2, 3)", "(3)"}), "(b, 2)");
  EXPECT_EQ(row(Matmul, {"(b, n, 3)", "(3, m)"}), "(b, n, m)");
  EXPECT_EQ(row(Matmul, {"(b, 1, n, 3)", "(8, 3, m)"}), "(b, 8, n, m)");
  EXPECT_EQ(row(Matmul, {"(*b, n, 3)", "(*b, 3, m)"}), "(*b, n, m)");
}

TEST(ModelContracts, ConflictsNameBothSides) {
  EXPECT_EQ(row(Matmul, {"(n, 3)", "(4, m)"}), "InnerSizes #0.1=3 #1.0=4");
  EXPECT_EQ(row(Matmul, {"(b, n, 3)", "(b, 4, m)"}),
            "InnerSizes #0.2=3 #1.1=4");
  EXPECT_EQ(row(Matmul, {"(2, n, 3)", "(5, 3, m)"}), "Broadcast #0.0=2 #1.0=5");
  EXPECT_EQ(row(Matmul, {"(n, n)", "(m, m)"}),
            "InnerSizes #0.1=n #1.0=m (contingent)");
  EXPECT_EQ(row(Matmul, {"()", "(3)"}), "Rank #0 allowed at least 1");
}

TEST(ModelContracts, UnknownRanksStaySilent) {
  EXPECT_EQ(row(Matmul, {"(...)", "(3)"}), "(...)");
  EXPECT_EQ(row(Matmul, {"?", "?"}), "(...)");
  EXPECT_EQ(row(Matmul, {"(n, ?)", "(4, m)"}), "(n, m)");
}

TEST(ModelContracts, FlexibleSizesAreLearned) {
  ModelText Text;
  EXPECT_EQ(Text.callRow(Matmul, {"(n, s)", "(4, m)"}), "(n, m)");
  EXPECT_EQ(Text.ask("s == 4"), "proved");
  EXPECT_EQ(Text.callRow(Matmul, {"(n, s)", "(5, m)"}),
            "InnerSizes #0.1=s #1.0=5");
}

TEST(ModelContracts, AFailedCallTeachesNothing) {
  ModelText Text;
  Text.callRow(R"json({"name": "f", "params": ["a", "b", "c"],
                   "contracts": ["(n), (n), (2) -> (n)"]})json",
               {"(s)", "(4)", "(3)"});
  EXPECT_TRUE(Text.Facts.empty());
}

TEST(ModelContracts, OptionalParameters) {
  constexpr llvm::StringLiteral Linear = R"json({"name": "linear",
    "params": ["input", "weight", "bias"], "contracts": [
      "(*b i), (o i), None -> (*b o)", "(*b i), (o i), (... #o) -> (*b o)"]})json";
  EXPECT_EQ(row(Linear, {"(n, 784)", "(10, 784)", "none"}), "(n, 10)");
  EXPECT_EQ(row(Linear, {"(n, 784)", "(10, 784)", "(10)"}), "(n, 10)");
  EXPECT_EQ(row(Linear, {"(n, 784)", "(10, 784)", "?"}), "(n, 10)");
  EXPECT_EQ(row(Linear, {"(n, 784)", "(10, 784)", "(11)"}),
            "Broadcast #1.0=10 #2.0=11");
}

TEST(ModelContracts, OperandsAndConditions) {
  EXPECT_EQ(row(R"json({"name": "f", "params": ["x", "k", "pad"],
                   "contracts": ["(n) -> (n+2*{pad[0]}-{k-1})"]})json",
                {"(n)", "3", "[1, 2]"}),
            "(n)");
  constexpr llvm::StringLiteral Loss =
      R"json({"name": "loss", "params": ["x", "y", "reduction"],
    "contracts": [{"when": {"reduction": 0}, "contract": "(*#b), (*#b) -> (*b)"},
                  {"when": {"reduction": 1}, "contract": "(*#b), (*#b) -> ()"}]})json";
  EXPECT_EQ(row(Loss, {"(n, 3)", "(3)", "0"}), "(n, 3)");
  EXPECT_EQ(row(Loss, {"(n, 3)", "(3)", "1"}), "()");
  EXPECT_EQ(row(Loss, {"(n, 3)", "(3)", "k"}), "(...)");
}

TEST(ModelContracts, Squares) {
  constexpr llvm::StringLiteral Inverse =
      R"json({"name": "inverse", "params": ["self"], "contracts": ["(n n) -> (n n)"]})json";
  EXPECT_EQ(row(Inverse, {"(3, 3)"}), "(3, 3)");
  EXPECT_EQ(row(Inverse, {"(3, 4)"}), "SizesDiffer #0.0=3 #0.1=4");
}

TEST(ModelContracts, InPlaceResults) {
  EXPECT_EQ(row(R"json({"name": "t_", "params": ["self"], "writes": "self",
                   "contracts": ["(n m) -> (m n)"]})json",
                {"(2, 3)"}),
            "(3, 2); #0 := (3, 2)");
}

std::string sum(llvm::StringRef Rule, std::vector<llvm::StringRef> Args) {
  return row(("{\"name\": \"f\", \"params\": [\"a\", \"b\"], \"transfer\": "
              "\"pointwise\", "
              "\"dtype\": \"" +
              Rule + "\"}")
                 .str(),
             Args);
}

TEST(ModelDTypes, Promotion) {
  EXPECT_EQ(sum("promote", {"(2) float32", "(2) float64"}), "(2) float64");
  EXPECT_EQ(sum("promote", {"(2) int64", "(2) float32"}), "(2) float32");
  EXPECT_EQ(sum("promote", {"(2) uint8", "(2) int8"}), "(2) int16");
  EXPECT_EQ(sum("promote", {"(2) float16", "(2) bfloat16"}), "(2) float32");
  EXPECT_EQ(sum("promote", {"(2) bool", "(2) bool"}), "(2) bool");
  EXPECT_EQ(sum("promote", {"(2) float64", "(2) complex64"}), "(2) complex128");
  EXPECT_EQ(sum("promote", {"(2) float32", "() float64"}), "(2) float32");
  EXPECT_EQ(sum("promote", {"(2) int32", "() float64"}), "(2) float64");
  EXPECT_EQ(sum("promote", {"(2) int32", "3"}), "(2) int32");
  EXPECT_EQ(sum("promote", {"(2) bool", "3"}), "(2) int64");
  EXPECT_EQ(sum("promote", {"(2) int32", "dtype float64"}), "(2) float32");
  EXPECT_EQ(sum("promote", {"(2) float32", "?"}), "(..., 2)");
  EXPECT_EQ(sum("promote", {"(...) float32", "(2) float64"}),
            "(..., 2) float64");
  EXPECT_EQ(sum("promote", {"(...) float64", "(2) float32"}), "(..., 2)");
}

TEST(ModelDTypes, OtherRules) {
  EXPECT_EQ(sum("floating", {"(2) int32", "(2) int32"}), "(2) float32");
  EXPECT_EQ(sum("Bool", {"(2) int32", "(2)"}), "(2) bool");
  EXPECT_EQ(sum("equal", {"(2) float32", "(2) float32"}), "(2) float32");
  EXPECT_EQ(sum("equal", {"(2) float32", "(2) float64"}),
            "DType #0 #1 float32 float64");
  EXPECT_EQ(sum("equal", {"(2) float32", "(2)"}), "(2) float32");
  constexpr llvm::StringLiteral Sum =
      R"json({"name": "sum", "params": ["self", "dtype"],
    "transfer": "same", "dtype": ["argument:dtype", "accumulate"]})json";
  EXPECT_EQ(row(Sum, {"(2) int32", "none"}), "(2) int64");
  EXPECT_EQ(row(Sum, {"(2) int32", "dtype float64"}), "(2) float64");
  EXPECT_EQ(row(Sum, {"(2) float16", "none"}), "(2) float16");
  EXPECT_EQ(row(Sum, {"(2) int32", "?"}), "(2)");
}

TEST(ModelDTypes, TuplesShareAShape) {
  EXPECT_EQ(
      row(R"json({"name": "max", "params": ["self", "dim"], "transfer": "reduce",
                   "tuple": ["same", "Int64"]})json",
          {"(n, 3) float32", "1"}),
      "[(n) float32, (n) int64]");
}

} // namespace
