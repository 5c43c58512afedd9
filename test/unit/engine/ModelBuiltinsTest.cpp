//===-- ModelBuiltinsTest.cpp - Transfer functions, text in, text out *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ModelText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

TEST(ModelBuiltins, Pointwise) {
  checkModel("pointwise", "self other",
             {{{"(n, 3)", "(n, 3)"}, "(n, 3)"},
              {{"(n, 3)", "(3)"}, "(n, 3)"},
              {{"(2, 1, n)", "(3, n)"}, "(2, 3, n)"},
              {{"(n)", "()"}, "(n)"},
              {{"(*b, n)", "(n)"}, "(*b, n)"},
              {{"(n, 3)", "2"}, "(n, 3)"},
              {{"(2)", "(3)"}, "Broadcast #0.0=2 #1.0=3"},
              {{"(n, 4)", "(n, 3)"}, "Broadcast #0.1=4 #1.1=3"},
              {{"(n)", "(m)"}, "Broadcast #0.0=n #1.0=m (contingent)"},
              {{"(s)", "(4)"}, "(4)"},
              {{"(?)", "(4)"}, "(4)"},
              {{"(?)", "(n)"}, "(?)"}});
}

TEST(ModelBuiltins, BroadcastInto) {
  checkModel("broadcastInto", "self other",
             {{{"(2, 3)", "(3)"}, "(2, 3)"},
              {{"(2, 3)", "(1, 3)"}, "(2, 3)"},
              {{"(3)", "(2, 3)"}, "Rank #1 allowed at most 1"},
              {{"(1, 3)", "(2, 3)"}, "Broadcast #0.0=1 #1.0=2"},
              {{"(n)", "1"}, "(n)"}});
}

TEST(ModelBuiltins, Reduce) {
  checkModel(
      "reduce", "self dim keepdim",
      {{{"(b, 3, 4)", "1", "0"}, "(b, 4)"},
       {{"(b, 3, 4)", "-1", "1"}, "(b, 3, 1)"},
       {{"(b, 3, 4)", "[0, -1]", "0"}, "(3)"},
       {{"(b, 3, 4)", "[]", "0"}, "()"},
       {{"(b, 3, 4)", "none", "0"}, "()"},
       {{"(b, 3, 4)", "none", "1"}, "(1, 1, 1)"},
       {{"(b, 3, 4)", "3", "0"}, "AxisOutOfRange #0 #1=3 allowed -3 to 2"},
       {{"(b, 3, 4)", "-4", "0"}, "AxisOutOfRange #0 #1=-4 allowed -3 to 2"},
       {{"(*b, 3, 4)", "-1", "0"}, "(*b, 3)"},
       {{"(*b, 3, 4)", "-2", "1"}, "(*b, 1, 4)"},
       {{"(2, *b, 4)", "0", "0"}, "(*b, 4)"},
       {{"(2, *b, 4)", "1", "0"}, "(2, ...)"},
       {{"(2, *b, 4)", "-2", "0"}, "(..., 4)"},
       {{"()", "0", "0"}, "()"},
       {{"(b, 3)", "?", "0"}, "(...)"},
       {{"(b, 3)", "?", "1"}, "(?, ?)"},
       {{"(b, 3)", "1", "?"}, "(...)"},
       {{"(b, 3)"}, "()"}});
}

TEST(ModelBuiltins, Reshape) {
  checkModel("reshape", "self shape",
             {{{"(b, 3, 4)", "[b, -1]"}, "(b, 12)"},
              {{"(b, 3, 4)", "[-1, 4]"}, "(3*b, 4)"},
              {{"(*b, 3, 4)", "[-1, 12]"}, "(prod(*b), 12)"},
              {{"(2, 6)", "[3, 4]"}, "(3, 4)"},
              {{"(2, 6)", "[3, 5]"}, "ElementCount #0=12 #1=15"},
              {{"(2, 6)", "[5, -1]"}, "Indivisible #0=12 #1=5"},
              {{"(n)", "[m]"}, "ElementCount #0=n #1=m (contingent)"},
              {{"(n)", "[2, -1]"}, "Indivisible #0=n #1=2 (contingent)"},
              {{"(s)", "[2, -1]"}, "(2, s // 2)"},
              {{"(b, 12)", "[k, 12]"}, "(b, 12)"},
              {{"(?, 12)", "[k, 12]"}, "(k, 12)"},
              {{"(?, 3)", "[-1, 3]"}, "(?, 3)"},
              {{"(2, 3)", "?"}, "(...)"},
              {{"(2, 3)", "(3, 2)"}, "(3, 2)"},
              {{"(...)", "[2, n]"}, "(2, n)"},
              {{"()", "[-1]"}, "(1)"}});
}

TEST(ModelBuiltins, ReshapeTeaches) {
  ModelText Text;
  EXPECT_EQ(Text.call("reshape", "self shape", {"(s)", "[4, 8]"}), "(4, 8)");
  EXPECT_EQ(Text.ask("s == 32"), "proved");
  EXPECT_EQ(Text.call("reshape", "self shape", {"(s)", "[4, 9]"}),
            "ElementCount #0=s #1=36");
}

TEST(ModelBuiltins, Flatten) {
  checkModel("flatten", "self start_dim end_dim",
             {{{"(b, 3, 4)", "1", "-1"}, "(b, 12)"},
              {{"(b, 3, 4)"}, "(12*b)"},
              {{"(b, 3, 4)", "0", "1"}, "(3*b, 4)"},
              {{"()", "0", "-1"}, "(1)"},
              {{"(2, *b, 3)", "0", "-1"}, "(6*prod(*b))"},
              {{"(2, *b, 3, 4)", "-2", "-1"}, "(2, *b, 12)"},
              {{"(b, 3, 4)", "2", "1"},
               "AxisOutOfRange #0 #1=2 allowed not after end_dim"},
              {{"(b, 3)", "1", "2"}, "AxisOutOfRange #0 #2=2 allowed -2 to 1"},
              {{"(b, 3)", "?", "1"}, "(...)"}});
}

TEST(ModelBuiltins, Expand) {
  checkModel("expand", "self size",
             {{{"(1, 3)", "[4, 3]"}, "(4, 3)"},
              {{"(3)", "[4, -1]"}, "(4, 3)"},
              {{"(n, 3)", "[n, 3]"}, "(n, 3)"},
              {{"(2, 3)", "[4, 3]"}, "Broadcast #0.0=2 #1.0=4"},
              {{"(2, 3)", "[3]"}, "Rank #0 allowed at most 1"},
              {{"(3)", "(2, 3)"}, "(2, 3)"},
              {{"(3)", "?"}, "(...)"}});
}

TEST(ModelBuiltins, Transpose) {
  checkModel("transposeAxes", "self dim0 dim1",
             {{{"(a, b, c)", "0", "2"}, "(c, b, a)"},
              {{"(a, b, c)", "-1", "-2"}, "(a, c, b)"},
              {{"(*b, n, m)", "-1", "-2"}, "(*b, m, n)"},
              {{"(a, *b, m)", "0", "-1"}, "(m, *b, a)"},
              {{"(*b, n)", "-1", "-2"}, "(...)"},
              {{"(a, b)", "0", "2"}, "AxisOutOfRange #0 #2=2 allowed -2 to 1"},
              {{"(a, b)", "?", "1"}, "(?, ?)"},
              {{"()", "0", "-1"}, "()"}});
}

TEST(ModelBuiltins, Permute) {
  checkModel("permute", "self dims",
             {{{"(a, b, c)", "[2, 0, 1]"}, "(c, a, b)"},
              {{"(a, b, c)", "[0, -1, 1]"}, "(a, c, b)"},
              {{"(a, b)", "[0, 1, 2]"}, "Rank #0 allowed 3"},
              {{"(a, b)", "[0, 2]"}, "AxisOutOfRange #0 #1=2 allowed -2 to 1"},
              {{"(a, b, c)", "[0, 2, 0]"}, "AxisRepeated #0 #1=0"},
              {{"(...)", "[1, 0, -2]"}, "AxisRepeated #0 #1=-2"},
              {{"(...)", "[1, 0]"}, "(?, ?)"},
              {{"(a, b)", "?"}, "(?, ?)"}});
}

TEST(ModelBuiltins, Squeeze) {
  checkModel("squeeze", "self dim",
             {{{"(1, 3, 1, 4)"}, "(3, 4)"},
              {{"(1, n, 3)"}, "(..., 3)"},
              {{"(3, n, 1)"}, "(3, ...)"},
              {{"(1, 3)", "0"}, "(3)"},
              {{"(2, 3)", "0"}, "(2, 3)"},
              {{"(2, n, 3)", "1"}, "(2, ..., 3)"},
              {{"(*b, 1)", "-1"}, "(*b)"},
              {{"(1, 3)", "2"}, "AxisOutOfRange #0 #1=2 allowed -2 to 1"}});
}

TEST(ModelBuiltins, Unsqueeze) {
  checkModel("unsqueeze", "self dim",
             {{{"(n, 3)", "0"}, "(1, n, 3)"},
              {{"(n, 3)", "2"}, "(n, 3, 1)"},
              {{"(n, 3)", "-1"}, "(n, 3, 1)"},
              {{"(n, 3)", "-3"}, "(1, n, 3)"},
              {{"(n, 3)", "3"}, "AxisOutOfRange #0 #1=3 allowed -3 to 2"},
              {{"(*b, n)", "-1"}, "(*b, n, 1)"},
              {{"(*b, n)", "-2"}, "(*b, 1, n)"},
              {{"(*b, n)", "0"}, "(1, *b, n)"},
              {{"(*b, n)", "-3"}, "(..., n)"},
              {{"(n)", "?"}, "(?, ?)"}});
}

TEST(ModelBuiltins, Select) {
  checkModel("select", "self dim index",
             {{{"(a, b, c)", "1", "0"}, "(a, c)"},
              {{"(a, b, c)", "-1", "k"}, "(a, b)"},
              {{"(2, 3)", "0", "2"}, "OutOfBounds #2=3 #0.0=2"},
              {{"(2, 3)", "0", "-3"}, "OutOfBounds #2=3 #0.0=2"},
              {{"(2, 3)", "0", "-2"}, "(3)"},
              {{"()", "0", "0"}, "Rank #0 allowed at least 1"},
              {{"(2, 3)", "2", "0"}, "AxisOutOfRange #0 #1=2 allowed -2 to 1"},
              {{"(*b, n)", "0", "0"}, "(...)"},
              {{"(*b, n)", "-1", "0"}, "(*b)"}});
}

TEST(ModelBuiltins, NarrowAndSlice) {
  checkModel("narrow", "self dim start length",
             {{{"(10, 3)", "0", "2", "4"}, "(4, 3)"},
              {{"(n, 3)", "0", "0", "m"}, "(m, 3)"},
              {{"(10, 3)", "0", "7", "4"}, "OutOfBounds #3=11 #0.0=10"},
              {{"(10, 3)", "0", "0", "?"}, "(?, 3)"}});
  checkModel("slice", "self dim start end step",
             {{{"(10, 3)", "0", "2", "5", "1"}, "(3, 3)"},
              {{"(10, 3)", "0", "2", "50", "1"}, "(8, 3)"},
              {{"(10, 3)", "0", "-3", "none", "1"}, "(3, 3)"},
              {{"(10, 3)", "0", "0", "-1", "1"}, "(9, 3)"},
              {{"(10, 3)", "0", "none", "none", "3"}, "(4, 3)"},
              {{"(10, 3)", "0", "5", "2", "1"}, "(0, 3)"},
              {{"(n, 3)", "0", "none", "none", "1"}, "(n, 3)"},
              {{"(n, 3)", "1", "1", "none", "1"}, "(n, 2)"},
              {{"(n, 3)", "0", "none", "-1", "1"}, "(n - 1, 3)"},
              {{"(n, 3)", "0", "k", "none", "1"}, "(?, 3)"}});
}

TEST(ModelBuiltins, Cat) {
  checkModel(
      "cat", "tensors dim",
      {{{"{(2, n) | (3, n)}", "0"}, "(5, n)"},
       {{"{(n, 2) | (n, 3) | (n, 4)}", "-1"}, "(n, 9)"},
       {{"{(2, 3) | (2, 4)}", "0"}, "SizesDiffer #0.1=3 #0.1=4"},
       {{"{(2, 3) | (3)}", "0"}, "Rank #0 allowed 2"},
       {{"{(0) | (2, 3)}", "0"}, "(2, 3)"},
       {{"{(2, 3) | (2, 3)}", "2"}, "AxisOutOfRange #0 #1=2 allowed -2 to 1"},
       {{"{() | ()}", "0"}, "Rank #0 allowed at least 1"},
       {{"{(2, 3) | ?}", "0"}, "(...)"},
       {{"{(2, ?) | (3, 4)}", "0"}, "(5, 4)"},
       {{"?", "0"}, "(...)"}});
}

TEST(ModelBuiltins, Stack) {
  checkModel(
      "stack", "tensors dim",
      {{{"{(n, 3) | (n, 3)}", "0"}, "(2, n, 3)"},
       {{"{(n, 3) | (n, 3)}", "-1"}, "(n, 3, 2)"},
       {{"{(n, 3) | (n, 3)}", "1"}, "(n, 2, 3)"},
       {{"{(2, 3) | (2, 4)}", "0"}, "SizesDiffer #0.1=3 #0.1=4"},
       {{"{(2, 3) | (2, 3)}", "3"}, "AxisOutOfRange #0 #1=3 allowed -3 to 2"}});
}

TEST(ModelBuiltins, Creation) {
  checkModel("factory", "size",
             {{{"[2, n]"}, "(2, n)"},
              {{"5"}, "(5)"},
              {{"?"}, "(...)"},
              {{"[2, ?]"}, "(2, ?)"}});
  checkModel("eye", "n m",
             {{{"3"}, "(3, 3)"}, {{"3", "n"}, "(3, n)"}, {{"?"}, "(?, ?)"}});
  checkModel("arange", "start end step",
             {{{"0", "n", "1"}, "(n) int64"},
              {{"2", "10", "3"}, "(3) int64"},
              {{"0", "dtype float64", "1"}, "(?) float32"},
              {{"0", "?", "1"}, "(?)"}});
  checkModel("literal", "data options",
             {{{"[1, 2, 3]", "none"}, "(3) int64"},
              {{"{dtype float64 | dtype float64}", "none"}, "(2) float32"},
              {{"{[1, 2] | [3, 4] | [5, 6]}", "none"}, "(3, 2) int64"},
              {{"?", "none"}, "(...)"}});
}

TEST(ModelBuiltins, Queries) {
  checkModel("size", "self dim",
             {{{"(n, 3)", "0"}, "n"},
              {{"(n, 3)", "-1"}, "3"},
              {{"(n, 3)", "2"}, "AxisOutOfRange #0 #1=2 allowed -2 to 1"},
              {{"(?, 3)", "0"}, "x.size(0); #0 := (x.size(0), 3)"},
              {{"(...)", "1"}, "x.size(1); #0 := (?, x.size(1), ...)"},
              {{"(...)", "-1"}, "x.size(-1); #0 := (..., x.size(-1))"},
              {{"(*b, n)", "0"}, "x.size(0)"},
              {{"(n, 3)", "?"}, "?"}});
  checkModel("sizes", "self",
             {{{"(n, 3)"}, "{n, 3}"},
              {{"(?, 3)"}, "{x.size(0), 3}; #0 := (x.size(0), 3)"}});
  checkModel("rank", "self", {{{"(n, 3)"}, "2"}, {{"(*b)"}, "?"}});
  checkModel("hasAxes", "self count",
             {{{"(2, 3)", "2"}, "?"},
              {{"(...)", "2"}, "?"},
              {{"(2, 3)", "3"}, "Rank #0 allowed 3"}});
  checkModel("elementCount", "self", {{{"(n, 3)"}, "3*n"}, {{"(?, 3)"}, "?"}});
  checkModel("listItem", "list index",
             {{{"[n, 3]", "1"}, "3"}, {{"[n, 3]", "k"}, "?"}});
  checkModel("listLength", "list", {{{"[n, 3]"}, "2"}});
}

TEST(ModelBuiltins, Eigen) {
  checkModel(
      "sameSizes", "self other",
      {{{"(n, 1)", "(n, 1)"}, "(n, 1)"},
       {{"(n, 3)", "(n, 1)"}, "SizesDiffer #0.1=3 #1.1=1"},
       {{"(n, 3)", "(m, 3)"}, "SizesDiffer #0.0=n #1.0=m (contingent)"}});
  checkModel("eigenDot", "self other",
             {{{"(3, 1)", "(1, 3)"}, "?"},
              {{"(3, 1)", "(4, 1)"}, "SizesDiffer #0=3 #1=4"}});
  checkModel("eigenDiagonal", "self",
             {{{"(n, 1)"}, "(n, n)"}, {{"(1, 3)"}, "(3, 3)"}});
  checkModel("eigenPartialReduce", "self direction",
             {{{"(n, m)", "0"}, "(1, m)"}, {{"(n, m)", "1"}, "(n, 1)"}});
  checkModel("eigenPartialOperate", "self other direction",
             {{{"(n, m)", "(n, 1)", "0"}, "(n, m)"},
              {{"(3, 4)", "(4, 1)", "0"}, "SizesDiffer #0.0=3 #1.0=4"},
              {{"(3, 4)", "(1, 4)", "1"}, "(3, 4)"}});
  checkModel("eigenBlock", "self startRow startCol rows cols",
             {{{"(6, 6)", "0", "0", "3", "2"}, "(3, 2)"},
              {{"(6, 6)", "4", "0", "3", "2"}, "OutOfBounds #3=7 #0.0=6"},
              {{"(n, n)", "k", "k", "3", "2"}, "(3, 2)"}});
  checkModel("eigenBlock", "self start length",
             {{{"(6, 1)", "2", "3"}, "(3, 1)"},
              {{"(1, 6)", "2", "3"}, "(1, 3)"},
              {{"(6, 1)", "4", "3"}, "OutOfBounds #2=7 #0.0=6"}});
}

TEST(ModelBuiltins, CommaInitialiser) {
  ModelText Text;
  auto Comma = [&](llvm::StringRef Into, llvm::StringRef Next) {
    return Text.call("eigenComma", "self other", {Into, Next});
  };
  EXPECT_EQ(Comma("(2, 2)", "5"), "[(2, 2), 0, 1, 1]");
  EXPECT_EQ(Comma("{(2, 2) | 1 | 2 | 1}", "5"), "OutOfBounds #1=3 #0.0=2");
  EXPECT_EQ(Comma("{(2, 3) | 0 | 2 | 2}", "(2, 2)"), "OutOfBounds #1=4 #0.1=3");
  EXPECT_EQ(Comma("(n, 2)", "5"), "?");
  // A block without rows stays what it is.
  EXPECT_EQ(Comma("(2, 2)", "(0, 2)"), "[(2, 2), 0, 2, 0]");
  EXPECT_EQ(Comma("{(2, 2) | 0 | 2 | 0}", "(2, 2)"), "[(2, 2), 0, 2, 2]");
}

TEST(ModelBuiltins, FinishedInitialiser) {
  ModelText Text;
  auto Finished = [&](llvm::StringRef State) {
    return Text.call("eigenFinished", "self", {State});
  };
  EXPECT_EQ(Finished("{(2, 3) | 1 | 3 | 1}"), "(2, 3)");
  EXPECT_EQ(Finished("{(2, 3) | 0 | 3 | 1}"), "TooFew #1=1 #0.0=2");
  EXPECT_EQ(Finished("{(2, 3) | 1 | 2 | 1}"), "TooFew #1=2 #0.1=3");
  EXPECT_EQ(Finished("(2, 3)"), "?");
}

TEST(ModelBuiltins, DiagonalsAndSwaps) {
  checkModel("eigenDiagonalOf", "self index",
             {{{"(3, 5)", "0"}, "(3, 1)"},
              {{"(3, 5)", "3"}, "(2, 1)"},
              {{"(3, 5)", "-1"}, "(2, 1)"},
              {{"(3, 5)", "6"}, "OutOfBounds #1=6 #0.1=5"},
              {{"(n, n)", "?"}, "(?, 1)"}});
  checkModel("eigenSwap", "self other",
             {{{"(2, 3)", "(4, 3)"}, "SizesDiffer #0.0=2 #1.0=4"}});
}

} // namespace
