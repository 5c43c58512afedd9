//===-- SizeText.h - Sizes and goals from text ------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads size arithmetic in Python's spelling, as tests, tools and benchmarks
// write it:
//
//   SizeReader Read(Sizes);
//   Read.goal("2*(H // 2) == H");
//   Read.size("min(n, 4) + broadcast(a, b) - m % 3");
//
// Operators: + - * // % (floor), / (truncating), ** by a literal, unary minus,
// parentheses, and the functions min, max, broadcast, cdiv and cmod (C++'s /
// and %). A name not seen before becomes a rigid axis, at least 1. This is no
// part of the annotation language, whose parser keeps source positions.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_SIZETEXT_H
#define SHAPETIDY_ANNOTATIONS_SIZES_SIZETEXT_H

#include "annotations/sizes/Fact.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace shapetidy {

class SizeReader {
public:
  explicit SizeReader(SizeContext &Context) : Context(Context) {}

  /// Declares (or redeclares) a name.
  Size declare(llvm::StringRef Name, std::optional<int64_t> Minimum = 1,
               SymbolNature Nature = SymbolNature::Rigid);
  /// Afterwards a name not declared is an error instead of a new symbol.
  void requireDeclarations() { Strict = true; }

  llvm::Expected<Size> size(llvm::StringRef Text);
  llvm::Expected<Goal> goal(llvm::StringRef Text);

private:
  friend class SizeTextParser;

  SizeContext &Context;
  llvm::StringMap<Size> Names;
  bool Strict = false;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SIZES_SIZETEXT_H
