//===-- TypeParser.h - Parses the forms around shape strings ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: the table of DESIGN 2.1 in recursive descent over
// bracket-paired text. What looks like none of the forms is a shape string.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_TYPEPARSER_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_TYPEPARSER_H

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/Brackets.h"
#include "annotations/syntax/ProblemSink.h"

namespace shapetidy {

/// What `Name[` means.
enum class BracketForm : uint8_t { Tuple, List, Dict, Tree, Array, Unknown };
BracketForm bracketFormOf(llvm::StringRef Name);
/// The known name that \p Name was probably meant to be, or empty.
llvm::StringRef closestFormName(llvm::StringRef Name);

class TypeParser {
public:
  /// Where a type stands decides what its words mean.
  enum class Place : uint8_t {
    Top,   ///< the whole annotation: only the forms are special
    Inner, ///< inside a form: `Any`, `int`, ... are types as well
    Group, ///< an item of a contract: as Inner, and nothing is rank 0
  };

  TypeParser(llvm::StringRef Text, ProblemSink &Problems)
      : Text(Text), Pairs(Text), Problems(Problems) {}

  TypePtr parseType(Span Where, Place At);
  ContractSyntax parseContract(Span Where);

private:
  TypePtr parseUnion(Span Where, Place At, std::optional<uint32_t> Arrow);
  TypePtr parseAlternative(Span Where, Place At);
  TypePtr parseShapeString(Span Where);
  std::optional<TypeSyntax> wordForm(Span Where, Place At) const;

  TypePtr parseCallable(Span Where, uint32_t Arrow);
  std::vector<TypePtr> parseParams(Span Head);
  TypePtr parseSlot(Span Where);
  TypePtr parseContractItem(Span Where);

  TypePtr parseBracketForm(Span Where, Span Word);
  Span contentOf(Span Where, Span Word);
  void parseItems(TypeSyntax &Type, Span Inside);
  void parseTree(TypeSyntax &Type, Span Inside);
  void parseArray(TypeSyntax &Type, Span Inside);
  void parseNumba(TypeSyntax &Type, Span Inside);
  Span rejectPythonArray(Span Inside);
  bool rejectNumbaAxes(const TypeSyntax &Type, Span Inside);
  BracketForm rejectUnknownWord(Span Word);
  void rejectNumbaName(Span Word);

  TypePtr missing(Span Where, llvm::StringRef What);
  std::optional<uint32_t> findArrow(Span Where) const;
  std::optional<Span> insideParens(Span Where) const;
  bool isForm(Span Where) const;
  /// The word of `Word[`, if the text begins with a bracket form.
  std::optional<Span> bracketWord(Span Where) const;
  static TypePtr make(TypeSyntax Type, Span Where);
  llvm::StringRef text(Span Where) const {
    return Text.slice(Where.Begin, Where.End);
  }

  llvm::StringRef Text;
  Brackets Pairs;
  ProblemSink &Problems;
  unsigned Depth = 0;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_TYPEPARSER_H
