//===-- ReportTest.cpp - The rules of wording -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/Report.h"
#include "checks/engine/FindingArgs.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace shapetidy::test {
namespace {

/// Sentences that consist of a text worded elsewhere.
bool isPassedThrough(const SentenceRow &Row) { return Row.Format == "%0"; }

TEST(Report, SentencesBeginInLowerCaseOrWithAQuote) {
  for (const SentenceRow &Row : allSentences()) {
    if (isPassedThrough(Row))
      continue;
    char First = Row.Format.front();
    // An editor capitalises the first letter, and `d` and `D` are different
    // names. A note may begin with a size: it is quoted or a number.
    bool Fine = llvm::isLower(First) || First == '\'' ||
                (!Row.Check && Row.Format.starts_with("%"));
    EXPECT_TRUE(Fine) << Row.Code.str() << ": " << Row.Format.str();
  }
}

TEST(Report, SentencesHaveNoFinalStopAndNoEmptyWords) {
  for (const SentenceRow &Row : allSentences()) {
    EXPECT_FALSE(Row.Format.ends_with(".")) << Row.Code.str();
    EXPECT_FALSE(Row.Format.contains("  ")) << Row.Code.str();
    for (StringRef Word : {"please", "invalid", "sorry", "illegal"})
      EXPECT_FALSE(Row.Format.contains_insensitive(Word)) << Row.Code.str();
  }
}

TEST(Report, PlaceholdersAreQuotedInPairs) {
  for (const SentenceRow &Row : allSentences())
    EXPECT_EQ(Row.Format.count('\'') % 2, 0u) << Row.Code.str();
}

TEST(Report, CodesAreUnique) {
  for (const SentenceRow &A : allSentences())
    for (const SentenceRow &B : allSentences())
      EXPECT_TRUE(&A == &B || A.Code != B.Code ||
                  A.Check.has_value() != B.Check.has_value())
          << A.Code.str();
}

TEST(Report, EveryIdHasItsName) {
  for (CheckId Id : allCheckIds()) {
    EXPECT_EQ(checkNamed(checkName(Id)), Id);
    EXPECT_TRUE(checkName(Id).starts_with("shape-"));
  }
  EXPECT_EQ(checkName(CheckId::Reveal), "shape-reveal");
  EXPECT_EQ(checkName(CheckId::MissingAnnotation), "shape-missing-annotation");
  EXPECT_EQ(checkNamed("shape-shifting"), std::nullopt);
}

TEST(Report, ArgumentsAreFilledInAsTheyAre) {
  Finding F{FindingCode::UnboundAxisName, {}, {"n%1 %0"}, {}, {}, {}};
  EXPECT_EQ(sentence(F),
            "axis 'n%1 %0' is used in an expression but nothing here binds it");
  F.Args.clear();
  EXPECT_EQ(sentence(F),
            "axis '?' is used in an expression but nothing here binds it");
}

TEST(FindingArgs, Sizes) {
  SizeContext Sizes;
  Size D = Sizes.symbol({"d", SymbolNature::Rigid, 1, {}});
  Size Sum = Sizes.add(D, Sizes.constant(1));
  EXPECT_EQ(sizeArg("d_model", Sizes.constant(768), Sizes), "'d_model' (768)");
  EXPECT_EQ(sizeArg("", Sizes.constant(3), Sizes), "3");
  EXPECT_EQ(sizeArg("3", Sizes.constant(3), Sizes), "3");
  EXPECT_EQ(sizeArg("d", D, Sizes), "'d'");
  EXPECT_EQ(sizeArg("", Sum, Sizes), "'d + 1'");
  EXPECT_EQ(sizeArg("n", Sum, Sizes), "'n' (d + 1)");
  EXPECT_EQ(sizeArg("", std::nullopt, Sizes), "?");
  EXPECT_EQ(sizeArg("n", std::nullopt, Sizes), "'n'");
}

TEST(FindingArgs, Shapes) {
  SizeContext Sizes;
  Dim Batch{Sizes.symbol({"batch", SymbolNature::Rigid, 1, {}}), {}};
  Dim Three{Sizes.constant(3), {}};
  EXPECT_EQ(shapeArg(Shape::ofDims({Batch, Dim{}, Three}), Sizes),
            "(batch, ?, 3)");
}

TEST(FindingArgs, Witnesses) {
  SizeContext Sizes;
  Decision D;
  EXPECT_EQ(witnessArg(D, Sizes), "");
  D.Failing.emplace();
  for (const char *Name : {"n", "m"}) {
    Size S = Sizes.symbol({Name, SymbolNature::Rigid, 1, {}});
    D.Failing->Values.push_back({*S.asSymbol(), *Name == 'n' ? 2 : 3});
  }
  EXPECT_EQ(witnessArg(D, Sizes), "n = 2, m = 3");
}

TEST(FindingArgs, LongTextIsCutBetweenCharacters) {
  EXPECT_EQ(textArg("a\tb\nc"), "a b c");
  std::string Long;
  while (Long.size() < 2 * MaxArgumentBytes)
    Long += "\xC3\xA4";
  std::string Cut = textArg("x" + Long);
  EXPECT_LE(Cut.size(), MaxArgumentBytes + 3);
  EXPECT_TRUE(StringRef(Cut).ends_with("\xC3\xA4..."));
}

} // namespace
} // namespace shapetidy::test
