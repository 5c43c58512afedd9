//===-- ParserConformanceTest.cpp - jaxtyping's parse results -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Every parse result and structure string of the conformance data, which
// records what jaxtyping 0.3.11 answered.
//
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/DTypeNames.h"
#include "annotations/syntax/Nesting.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

using namespace shapetidy;
using nlohmann::json;

static json load(const char *Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return {};
  return json::parse((*Buffer)->getBuffer().str(), nullptr,
                     /*allow_exceptions=*/false);
}

static json loadCases() {
  return load(SHAPETIDY_TEST_DATA "/conformance/jaxtyping_cases.json");
}

static json loadRandomCases() {
  return load(SHAPETIDY_TEST_DATA "/conformance/random_parse_cases.json");
}

static json encode(const Axis &A) {
  json Out;
  switch (A.Kind) {
  case AxisKind::Fixed:
    Out = {{"kind", "fixed"}, {"size", A.Fixed}};
    break;
  case AxisKind::Named:
    Out = {{"kind", "named"}, {"name", A.Name}};
    break;
  case AxisKind::NamedVariadic:
    Out = {{"kind", "named-variadic"}, {"name", A.Name}};
    break;
  case AxisKind::Anonymous:
    Out = {{"kind", "anonymous"}};
    break;
  case AxisKind::AnonymousVariadic:
    Out = {{"kind", "anonymous-variadic"}};
    break;
  case AxisKind::Symbolic:
    Out = {{"kind", "symbolic"}, {"expr", A.ExprText}};
    break;
  }
  if (A.Broadcast)
    Out["broadcast"] = true;
  if (A.TreePath)
    Out["treepath"] = true;
  return Out;
}

static void encode(const ShapeSyntax &Shape, json &Out) {
  Out["dims"] = json::array();
  for (const Axis &A : Shape.Axes)
    Out["dims"].push_back(encode(A));
  if (Shape.Variadic)
    Out["variadic_index"] = *Shape.Variadic;
}

static json encode(const Problem &P) {
  return {{"error", codeName(P.Code).str()}};
}

/// An error that jaxtyping has too; it finds bad expressions only later.
static const Problem *jaxtypingError(llvm::ArrayRef<Problem> Problems) {
  if (Problems.empty() || !codeName(Problems.front().Code).starts_with("P_"))
    return nullptr;
  return &Problems.front();
}

static std::shared_ptr<TypeSyntax> withDType(const ParsedAnnotation &Parsed,
                                             const std::string &Class) {
  auto Type = std::make_shared<TypeSyntax>(*Parsed.Root);
  Type->DType = Class;
  return Type;
}

static json nestedResult(const json &Case, const ParsedAnnotation &Outer) {
  auto Inner = parseShape(Case["inner"]["ann"].get<std::string>());
  NestResult Nested = nest(withDType(Outer, Case["class"]),
                           withDType(Inner, Case["inner"]["class"]));
  if (Nested.Error)
    return encode(*Nested.Error);
  json Out;
  encode(Nested.Type->Shape, Out);
  for (unsigned I = 0; I < exactDTypeNames().size(); ++I)
    if (admittedDTypes(Nested.Type->DType) >> I & 1)
      Out["dtypes"].push_back(exactDTypeNames()[I].str());
  return Out;
}

static json scalarResult(const json &Case, const ParsedAnnotation &Parsed) {
  std::string Scalar = Case["array"];
  if (collapsesToScalar(Case["class"].get<std::string>(), Parsed.Root->Shape,
                        Scalar))
    return {{"plain", Scalar}};
  return {{"error", "P_SCALAR_INVALID"}};
}

static json resultOf(const json &Case) {
  ParsedAnnotation Parsed = parseShape(Case["ann"].get<std::string>());
  if (const Problem *P = jaxtypingError(Parsed.Problems))
    return encode(*P);
  if (Case.contains("inner"))
    return nestedResult(Case, Parsed);
  if (Case.contains("array"))
    return scalarResult(Case, Parsed);
  json Out;
  encode(Parsed.Root->Shape, Out);
  return Out;
}

static json expectedOf(json Case) {
  for (const char *Input : {"ann", "class", "inner", "array", "show_dtypes"})
    Case.erase(Input);
  return Case;
}

TEST(ParserConformance, ParseCases) {
  json Cases = loadCases()["parse_cases"];
  ASSERT_EQ(Cases.size(), 192u);
  for (const json &Case : Cases)
    EXPECT_EQ(resultOf(Case), expectedOf(Case)) << Case["ann"];
}

static void dropPython(json &Case) {
  if (Case.contains("dims"))
    for (json &Dim : Case["dims"])
      Dim.erase("python");
}

TEST(ParserConformance, RandomParseCases) {
  json Cases = loadRandomCases()["parse_cases"];
  ASSERT_GE(Cases.size(), 1000u);
  for (json &Case : Cases) {
    dropPython(Case);
    EXPECT_EQ(resultOf(Case), expectedOf(Case)) << Case["ann"];
  }
}

// jaxtyping finds out at the first call whether an expression can be evaluated.
TEST(ParserConformance, ExpressionsArePythons) {
  size_t Checked = 0;
  // A copy: a range over a part of a temporary would dangle.
  const json Cases = loadRandomCases()["parse_cases"];
  ASSERT_FALSE(Cases.empty());
  for (const json &Case : Cases) {
    if (!Case.contains("dims"))
      continue;
    ParsedAnnotation Parsed = parseShape(Case["ann"].get<std::string>());
    // Python's integers are unbounded.
    if (llvm::any_of(Parsed.Problems, [](const Problem &P) {
          return P.Code == ProblemCode::E_NUMBER;
        }))
      continue;
    for (size_t I = 0; I < Case["dims"].size(); ++I) {
      std::string Python = Case["dims"][I].value("python", "");
      if (Python.empty())
        continue;
      const Axis &A = Parsed.Root->Shape.Axes[I];
      EXPECT_EQ(A.Expr != nullptr, Python == "number") << A.Text;
      ++Checked;
    }
  }
  EXPECT_GE(Checked, 200u);
}

// The whole language must agree with the shape parser wherever the text uses
// none of its own forms, and that is all of the data.
TEST(ParserConformance, PlainShapesAreAnnotations) {
  const json Cases = loadCases()["parse_cases"];
  ASSERT_FALSE(Cases.empty());
  for (const json &Case : Cases) {
    std::string Text = Case["ann"];
    ParsedAnnotation Shape = parseShape(Text);
    ParsedAnnotation Whole = parseAnnotation(Text);
    EXPECT_EQ(*Shape.Root, *Whole.Root) << Text;
    ASSERT_EQ(Shape.Problems.size(), Whole.Problems.size()) << Text;
    for (size_t I = 0; I < Shape.Problems.size(); ++I)
      EXPECT_EQ(Shape.Problems[I].Code, Whole.Problems[I].Code) << Text;
  }
}

TEST(ParserConformance, PrintedTextParsesToTheSame) {
  const json Cases = loadCases()["parse_cases"];
  ASSERT_FALSE(Cases.empty());
  for (const json &Case : Cases) {
    ParsedAnnotation Parsed = parseAnnotation(Case["ann"].get<std::string>());
    if (!Parsed.ok())
      continue;
    std::string Printed = print(*Parsed.Root);
    ParsedAnnotation Again = parseAnnotation(Printed);
    EXPECT_TRUE(Again.ok()) << Printed;
    EXPECT_EQ(*Parsed.Root, *Again.Root) << Case["ann"] << " as " << Printed;
  }
}

TEST(ParserConformance, StructureCases) {
  json Cases = loadCases()["struct_cases"];
  ASSERT_EQ(Cases.size(), 33u);
  for (const json &Case : Cases) {
    ParsedStructure Parsed = parseStructure(Case["struct"].get<std::string>());
    const Problem *Error = jaxtypingError(Parsed.Problems);
    json Got = Error ? encode(*Error) : json{{"ok", true}};
    json Expected = Case;
    Expected.erase("struct");
    EXPECT_EQ(Got, Expected) << Case["struct"];
  }
}

TEST(ParserConformance, DTypeTable) {
  json Table = loadCases()["dtype_table"];
  ASSERT_EQ(Table.size(), dtypeClasses().size());
  for (const auto &[Class, Names] : Table.items()) {
    std::optional<DTypeMask> Mask = dtypeClassMask(Class);
    ASSERT_TRUE(Mask) << Class;
    if (Names == "any") {
      EXPECT_EQ(*Mask, AnyDType) << Class;
      continue;
    }
    DTypeMask Expected = 0;
    for (const json &Name : Names)
      Expected |= exactDTypeMask(Name.get<std::string>()).value_or(0);
    EXPECT_EQ(*Mask, Expected) << Class;
    EXPECT_EQ(llvm::popcount(*Mask), static_cast<int>(Names.size())) << Class;
  }
}

// nest() relies on it: the intersection of two classes has a name.
TEST(ParserConformance, ClassesAreClosedUnderIntersection) {
  for (const DTypeClass &A : dtypeClasses())
    for (const DTypeClass &B : dtypeClasses())
      if (DTypeMask Both = A.Members & B.Members)
        EXPECT_TRUE(dtypeClassWithMembers(Both))
            << A.Name.str() << B.Name.str();
}

// Malformed expressions in the data are reported at the annotation, which is a
// deliberate difference; well-formed ones must not be.
TEST(ParserConformance, AcceptedCasesHaveNoErrors) {
  // Python pastes the digits of operands together.
  const std::set<std::string> Different = {"{k}{k}"};
  // A copy: a range over a part of the temporary would dangle.
  const json Cases = loadCases()["cases"];
  ASSERT_FALSE(Cases.empty());
  for (const json &Case : Cases) {
    if (Case.value("expect", "") != "accept" || !Case.contains("context"))
      continue;
    for (const json &Item : Case["context"]) {
      if (!Item.contains("ann"))
        continue;
      std::string Text = Item["ann"];
      ParsedAnnotation Parsed = parseAnnotation(Text);
      if (!Different.count(Text))
        EXPECT_TRUE(Parsed.ok())
            << Case["id"] << ": " << Text << ": " << Parsed.Problems[0].Message;
    }
  }
}
