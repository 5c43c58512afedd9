//===-- OutputsParser.h - Parses what an opaque boundary gives --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: the list `y: Int64[n], z: float64[:, :]` of names and
// types. Commas and colons in brackets belong to the types.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_OUTPUTSPARSER_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_OUTPUTSPARSER_H

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/Brackets.h"
#include "annotations/syntax/ProblemSink.h"
#include "annotations/syntax/TypeParser.h"

namespace shapetidy {

class OutputsParser {
public:
  OutputsParser(llvm::StringRef Text, ProblemSink &Problems)
      : Text(Text), Pairs(Text), Problems(Problems), Types(Text, Problems) {}

  OutputsSyntax parse();

private:
  void parseItem(Span Where);
  TypePtr parseOutputType(Span Where);
  void rejectEmpty(Span Where);
  void rejectItem(Span Where);
  void rejectDuplicate(const OutputsSyntax::Output &Item);
  llvm::StringRef text(Span Where) const {
    return Text.slice(Where.Begin, Where.End);
  }

  llvm::StringRef Text;
  Brackets Pairs;
  ProblemSink &Problems;
  TypeParser Types;
  OutputsSyntax Out;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_OUTPUTSPARSER_H
