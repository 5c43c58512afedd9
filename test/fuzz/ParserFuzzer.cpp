//===-- ParserFuzzer.cpp - Whatever the text, the parser answers ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// libFuzzer target. The first byte chooses the entry point. No text may crash
// it; a text without errors must survive printing; every span must lie in the
// text; applying a fix must not crash the next round.
//
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/Nesting.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include <cstdlib>

using namespace shapetidy;

/// Fails in every build type, which assert does not.
static void require(bool Condition) {
  if (!Condition)
    std::abort();
}

static void checkSpan(Span Where, llvm::StringRef Text) {
  require(Where.Begin <= Where.End && Where.End <= Text.size());
}

static void checkProblems(llvm::ArrayRef<Problem> Problems,
                          llvm::StringRef Text) {
  require(Problems.size() <= MaxProblems);
  for (const Problem &P : Problems) {
    if (P.Code == ProblemCode::E_TOO_LONG)
      continue;
    require(!P.Message.empty());
    checkSpan(P.Where, Text);
    if (P.Related)
      checkSpan(*P.Related, Text);
    if (P.Fix)
      checkSpan(P.Fix->Where, Text);
  }
}

static void checkAxes(const TypeSyntax &Type, llvm::StringRef Text) {
  for (const Axis &A : Type.Shape.Axes) {
    checkSpan(A.Where, Text);
    checkSpan(A.NameSpan, Text);
    require(Text.slice(A.Where.Begin, A.Where.End) == A.Text);
    if (!A.Expr)
      continue;
    std::string Printed = print(*A.Expr);
    ParsedAnnotation Again = parseShape("(" + Printed + ")");
    require(Again.Root && Again.Root->Shape.Axes.size() == 1);
    const SizeExprPtr &Expr = Again.Root->Shape.Axes[0].Expr;
    // Printing adds parentheses, which may exceed the depth limit.
    require(!Expr || *Expr == *A.Expr);
  }
  for (const TypePtr &Item : Type.Items)
    checkAxes(*Item, Text);
  if (Type.Result)
    checkAxes(*Type.Result, Text);
}

static void checkAnnotation(const ParsedAnnotation &Parsed) {
  checkProblems(Parsed.Problems, Parsed.Text);
  if (!Parsed.Root)
    return;
  checkAxes(*Parsed.Root, Parsed.Text);
  if (!Parsed.ok())
    return;
  std::string Printed = print(*Parsed.Root);
  ParsedAnnotation Again = parseAnnotation(Printed);
  require(Again.ok());
  require(*Again.Root == *Parsed.Root);
  require(print(*Again.Root) == Printed);
  nest(Parsed.Root, Again.Root);
}

static void applyFixes(const ParsedAnnotation &Parsed) {
  for (const Problem &P : Parsed.Problems) {
    if (!P.Fix)
      continue;
    llvm::StringRef Text = Parsed.Text;
    std::string Fixed = Text.take_front(P.Fix->Where.Begin).str();
    Fixed += P.Fix->Replacement;
    Fixed += Text.drop_front(P.Fix->Where.End);
    checkAnnotation(parseAnnotation(Fixed));
  }
}

static void checkContract(llvm::StringRef Text) {
  ParsedContract Parsed = parseContract(Text);
  checkProblems(Parsed.Problems, Text);
  if (!Parsed.ok())
    return;
  ParsedContract Again = parseContract(print(*Parsed.Root));
  require(Again.ok());
  require(*Again.Root == *Parsed.Root);
}

static void checkStructure(llvm::StringRef Text) {
  ParsedStructure Parsed = parseStructure(Text);
  checkProblems(Parsed.Problems, Text);
  if (Parsed.ok())
    require(*parseStructure(print(*Parsed.Root)).Root == *Parsed.Root);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  if (Size == 0)
    return 0;
  llvm::StringRef Text(reinterpret_cast<const char *>(Data) + 1, Size - 1);
  switch (Data[0] % 4) {
  case 0:
    checkProblems(parseShape(Text).Problems, Text);
    break;
  case 1:
    checkContract(Text);
    break;
  case 2:
    checkStructure(Text);
    break;
  case 3: {
    ParsedAnnotation Parsed = parseAnnotation(Text);
    checkAnnotation(Parsed);
    applyFixes(Parsed);
  }
  }
  return 0;
}
