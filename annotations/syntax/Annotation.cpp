//===-- Annotation.cpp - Entry points of the parser -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/Characters.h"
#include "annotations/syntax/NameLint.h"
#include "annotations/syntax/OutputsParser.h"
#include "annotations/syntax/ShapeParser.h"
#include "annotations/syntax/TypeParser.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

/// Nothing can be said about a text that is too long or not text at all.
static bool isReadable(llvm::StringRef Text, ProblemSink &Problems) {
  if (Text.size() > MaxAnnotationBytes) {
    uint32_t Limit = MaxAnnotationBytes;
    Problems.add(ProblemCode::E_TOO_LONG, {Limit, Limit + 1},
                 ("an annotation has at most " +
                  llvm::Twine(MaxAnnotationBytes) + " bytes")
                     .str());
    return false;
  }
  std::optional<Span> Bad = findInvalidText(Text);
  if (!Bad)
    return true;
  Problems.add(ProblemCode::E_ENCODING, *Bad,
               Text[Bad->Begin] == '\0' ? "a NUL byte cannot be part of an "
                                          "annotation"
                                        : "this byte is not valid UTF-8");
  return false;
}

static Span whole(llvm::StringRef Text) {
  return {0, static_cast<uint32_t>(Text.size())};
}

/// Most annotations are plain shapes and need no bracket pairs.
static bool mayUseForms(llvm::StringRef Text) {
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '[' || C == '|' || (C == '>' && I > 0 && Text[I - 1] == '-'))
      return true;
  }
  llvm::StringRef Word = Text.trim();
  return Word == "None" || Word == "PyTree" || Word.starts_with("vectorized");
}

static TypePtr parsePlainShape(llvm::StringRef Text, ProblemSink &Problems) {
  auto Type = std::make_shared<TypeSyntax>();
  parseShapePart(Text, whole(Text), Problems, Type->Shape);
  Type->Where = whole(Text);
  return Type;
}

static void addNameLints(const TypeSyntax &Root, ProblemSink &Problems) {
  const TypeSyntax *const Types[] = {&Root};
  for (NameLint &Lint : lintNames(Types))
    Problems.add(std::move(Lint.What));
}

ParsedAnnotation parseAnnotation(llvm::StringRef Text) {
  ParsedAnnotation Result;
  Result.Text = Text.str();
  ProblemSink Problems;
  if (isReadable(Text, Problems)) {
    if (mayUseForms(Text))
      Result.Root = TypeParser(Text, Problems)
                        .parseType(whole(Text), TypeParser::Place::Top);
    else
      Result.Root = parsePlainShape(Text, Problems);
    addNameLints(*Result.Root, Problems);
  }
  Result.Problems = Problems.take();
  return Result;
}

ParsedAnnotation parseShape(llvm::StringRef Text) {
  ParsedAnnotation Result;
  Result.Text = Text.str();
  ProblemSink Problems;
  if (isReadable(Text, Problems)) {
    Result.Root = parsePlainShape(Text, Problems);
    addNameLints(*Result.Root, Problems);
  }
  Result.Problems = Problems.take();
  return Result;
}

ParsedStructure parseStructure(llvm::StringRef Text) {
  ParsedStructure Result;
  Result.Text = Text.str();
  ProblemSink Problems;
  if (isReadable(Text, Problems))
    Result.Root = std::make_shared<const StructureSyntax>(
        parseStructurePart(Text, whole(Text), Problems));
  Result.Problems = Problems.take();
  return Result;
}

ParsedContract parseContract(llvm::StringRef Text) {
  ParsedContract Result;
  Result.Text = Text.str();
  ProblemSink Problems;
  if (isReadable(Text, Problems))
    Result.Root = std::make_shared<const ContractSyntax>(
        TypeParser(Text, Problems).parseContract(whole(Text)));
  Result.Problems = Problems.take();
  return Result;
}

ParsedOutputs parseOutputs(llvm::StringRef Text) {
  ParsedOutputs Result;
  Result.Text = Text.str();
  ProblemSink Problems;
  if (isReadable(Text, Problems)) {
    auto Root = std::make_shared<const OutputsSyntax>(
        OutputsParser(Text, Problems).parse());
    llvm::SmallVector<const TypeSyntax *, 4> Types;
    for (const OutputsSyntax::Output &Item : Root->Items)
      Types.push_back(Item.Type.get());
    for (NameLint &Lint : lintNames(Types))
      Problems.add(std::move(Lint.What));
    Result.Root = std::move(Root);
  }
  Result.Problems = Problems.take();
  return Result;
}

} // namespace shapetidy
