//===-- ModelLayersTest.cpp - Layers with symbolic sizes ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The library vouches for numbers (test/models); these are the same rules for
// names, open ranks and unknown settings.
//
//===----------------------------------------------------------------------===//

#include "test/unit/engine/ModelText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

TEST(ModelLayers, Convolution) {
  checkModel(
      "convolution", "input weight stride padding spatial",
      {{{"(b, 3, 32, 32)", "(n, 3, 3, 3)", "1", "1", "2"}, "(b, n, 32, 32)"},
       {{"(b, 3, 2*n, 2*m)", "(8, 3, 2, 2)", "2", "0", "2"}, "(b, 8, n, m)"},
       {{"(3, 8, 8)", "(n, 3, 3, 3)", "1", "0", "2"}, "(n, 6, 6)"},
       {{"(...)", "(n, 3, 3, 3)", "1", "0", "2"}, "(..., n, ?, ?)"},
       {{"(b, 3, 8, 8)", "(...)", "1", "0", "2"}, "(b, ?, ?, ?)"},
       {{"(b, n, 8)", "(m, n, 3)", "?", "0", "1"}, "(b, m, ?)"},
       {{"(b, 4, 8, 8)", "(n, 3, 3, 3)", "1", "0", "2"},
        "InnerSizes #1.1=3 #0.1=4"},
       {{"(b, n, 8)", "(8, m, 3)", "1", "0", "1"},
        "InnerSizes #1.1=m #0.1=n (contingent)"},
       {{"(3, 8)", "(n, 3, 3, 3)", "1", "0", "2"}, "Rank #0 allowed 3 or 4"}});
}

TEST(ModelLayers, Pool) {
  checkModel("pool", "self kernel_size stride spatial",
             {{{"(b, c, 2*n, 2*m)", "2", "2", "2"}, "(b, c, n, m)"},
              {{"(b, c, 8, 8)", "2", "[]", "2"}, "(b, c, 4, 4)"},
              {{"(b, c, 8, 8)", "[2, 4]", "none", "2"}, "(b, c, 4, 2)"},
              {{"(b, c, 8, 8)", "?", "2", "2"}, "(b, c, ?, ?)"}});
}

TEST(ModelLayers, Pad) {
  checkModel("pad", "self pad",
             {{{"(b, n)", "[1, 2]"}, "(b, n + 3)"},
              {{"(b, n)", "[0, 0, 1, 1]"}, "(b + 2, n)"},
              {{"(b, n)", "?"}, "(?, ?)"},
              {{"(n)", "[0, 0, 1, 1]"}, "Rank #0 allowed at least 2"}});
}

TEST(ModelLayers, Splits) {
  checkModel("chunk", "self chunks dim",
             {{{"(b, 3*n)", "3", "1"}, "[(b, n), (b, n), (b, n)]"},
              {{"(b, 5)", "2", "1"}, "[(b, 3), (b, 2)]"},
              {{"(b, n)", "3", "1"}, "[(b, ?), ...]"}});
  checkModel("split", "self split_size dim",
             {{{"(b, 5)", "2", "1"}, "[(b, 2), (b, 2), (b, 1)]"},
              {{"(b, n)", "2", "1"}, "[(b, ?), ...]"},
              {{"(n + 2, b)", "[2, n]", "0"}, "[(2, b), (n, b)]"},
              {{"(b, 5)", "[2, 4]", "1"}, "SizesDiffer #0.1=5 6"}});
  checkModel(
      "unbind", "self dim",
      {{{"(2, n)", "0"}, "[(n), (n)]"}, {{"(n, 2)", "0"}, "[(2), ...]"}});
}

TEST(ModelLayers, GatherAndScatter) {
  checkModel("gather", "self dim index",
             {{{"(n, 5)", "1", "(n, 2)"}, "(n, 2)"},
              {{"(n, 5)", "1", "(m, 2)"}, "(m, 2)"},
              {{"(4, 5)", "1", "(5, 2)"}, "OutOfBounds #2.0=5 #0.0=4"},
              {{"(4, 5)", "1", "(5)"}, "Rank #2 allowed 2"}});
  checkModel("indexSelect", "self dim index",
             {{{"(n, 5)", "0", "(m)"}, "(m, 5)"},
              {{"(n, 5)", "1", "()"}, "(n, 1)"},
              {{"(n, 5)", "1", "(2, 3)"}, "Rank #2 allowed 0 or 1"}});
}

TEST(ModelLayers, Norms) {
  checkModel("layerNorm", "self normalized_shape",
             {{{"(b, n, 5)", "[n, 5]"}, "(b, n, 5)"},
              {{"(b, n, 5)", "[4]"}, "SizesDiffer #0.2=5 4"},
              {{"(...)", "[4]"}, "(...)"}});
  checkModel("groupNorm", "self num_groups",
             {{{"(b, 6, n)", "3"}, "(b, 6, n)"},
              {{"(b, 6, n)", "4"}, "Indivisible #0.1=6 4"},
              {{"(b)", "4"}, "Rank #0 allowed at least 2"}});
}

TEST(ModelLayers, EigenParts) {
  checkModel(
      "eigenReplicate", "self rowFactor colFactor",
      {{{"(n, 3)", "2", "m"}, "(2*n, 3*m)"}, {{"(n, 3)", "?", "1"}, "(?, 3)"}});
  checkModel("eigenReshaped", "self rows cols",
             {{{"(n, 4)", "4", "n"}, "(4, n)"},
              {{"(2, 4)", "3", "3"}, "ElementCount #0=8 9"}});
  checkModel("eigenCoefficient", "self row col",
             {{{"(n, 3)", "0", "2"}, "?"},
              {{"(n, 3)", "0", "3"}, "OutOfBounds #2=4 #0.1=3"}});
}

} // namespace
