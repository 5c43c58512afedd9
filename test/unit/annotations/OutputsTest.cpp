//===-- OutputsTest.cpp - What opaque boundaries declare ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ParserTestSupport.h"
#include "gtest/gtest.h"

using namespace shapetidy;
using namespace shapetidy::test;

/// `y: Int64[n]; z: ...` as it was understood.
static std::string shown(llvm::StringRef Text) {
  ParsedOutputs Parsed = parseOutputs(Text);
  std::string Shown;
  if (!Parsed.Root)
    return "nothing";
  for (const OutputsSyntax::Output &Item : Parsed.Root->Items)
    Shown += (Shown.empty() ? "" : "; ") + Item.Name + ": " + print(*Item.Type);
  return Shown;
}

TEST(Outputs, NamesAndTypes) {
  EXPECT_EQ(shown("y: Int64[n], z: float64[:, :]"),
            "y: Int64[n]; z: float64[:, :]");
  EXPECT_EQ(shown(" y :n m ,z:Float32[2*n 3]|None"),
            "y: n m; z: Float32[2*n 3] | None");
  EXPECT_EQ(shown("t: tuple[n, m], d: dict[n]"), "t: tuple[n, m]; d: dict[n]");
  EXPECT_EQ(shown("return: float64[:, ::1]"), "return: float64[:, ::1]");
  EXPECT_EQ(shown("x: PyTree[n, S T], k: int"), "x: PyTree[n, S T]; k: int");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("  "), "");
}

TEST(Outputs, NumbaTypesWithoutAxesAreNumbers) {
  EXPECT_EQ(shown("failed: intp, x: float64, ok: boolean"),
            "failed: Int64[]; x: Float64[]; ok: Bool[]");
  // Elsewhere the word is an axis.
  EXPECT_EQ(print(*parseAnnotation("intp").Root), "intp");
}

TEST(Outputs, SpansPointIntoTheWholeText) {
  ParsedOutputs Parsed = parseOutputs("y: n, zed: Int64[k]");
  ASSERT_EQ(Parsed.Root->Items.size(), 2u);
  const OutputsSyntax::Output &Zed = Parsed.Root->Items[1];
  EXPECT_EQ(Zed.NameSpan, (Span{6, 9}));
  EXPECT_EQ(Zed.Type->Where, (Span{11, 19}));
  EXPECT_EQ(Zed.Type->Shape.Axes[0].Where, (Span{17, 18}));
}

TEST(Outputs, Problems) {
  auto Problems = [](llvm::StringRef Text) {
    return problemsOf(parseOutputs(Text));
  };
  EXPECT_EQ(Problems("y Int64[n]"),
            "E_OUTPUT 'y Int64[n]' -> \"y: Int64[n]\"");
  EXPECT_EQ(Problems("y='intp[:]', z: n"),
            "E_OUTPUT 'y='intp[:]'' -> \"y: intp[:], z: n\"");
  EXPECT_EQ(Problems("y = n m"), "E_OUTPUT 'y = n m' -> \"y: n m\"");
  EXPECT_EQ(Problems("y"), "E_OUTPUT 'y'");
  EXPECT_EQ(Problems("y: a, b"), "E_OUTPUT 'b'");
  EXPECT_EQ(Problems("3y: n"), "E_OUTPUT '3y: n'");
  EXPECT_EQ(Problems("ns::y: n"), "E_OUTPUT 'ns::y: n'");
  EXPECT_EQ(Problems("a.b: n"), "E_OUTPUT 'a.b: n'");
  EXPECT_EQ(Problems("y:"), "E_MISSING_TYPE ''");
  EXPECT_EQ(Problems("y: n,"), "E_OUTPUT ',' -> \"y: n\"");
  EXPECT_EQ(Problems(", y: n"), "E_OUTPUT ',' -> \" y: n\"");
  EXPECT_EQ(Problems("y: n, y: m"), "E_OUTPUT 'y'");
  EXPECT_EQ(Problems("y: Int64[n"), "E_BRACKET '[' -> \"y: Int64[n]\"");
  EXPECT_EQ(Problems("y: n, z: *a *b"), "P_TWO_VARIADICS '*b'");
}

TEST(Outputs, AnyTextIsRead) {
  for (llvm::StringRef Text :
       {"::", ":", ",", ",,", "y::", "y: [", "y: ]", "[", "y: (", "=", "y=",
        "y: n, *: m", "\xff", "y: n+", "y:y:y", "return"})
    EXPECT_FALSE(parseOutputs(Text).ok()) << Text.str();
  EXPECT_FALSE(parseOutputs(std::string(70000, 'y')).ok());
  EXPECT_FALSE(parseOutputs("y: " + std::string(500, '(')).ok());
}
