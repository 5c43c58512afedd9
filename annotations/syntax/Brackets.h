//===-- Brackets.h - Which bracket closes which -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser. One pass over the text pairs brackets, so that
// nested types are found without reading their insides again and again.
//
// A closing bracket belongs to the innermost open one of its kind; those
// skipped over, and closing ones without partner, are ordinary characters.
// In `tuple[(a, b]` the parenthesis is ordinary and `[` closes at the end.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_BRACKETS_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_BRACKETS_H

#include "annotations/syntax/Span.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace shapetidy {

class Brackets {
public:
  explicit Brackets(llvm::StringRef Text);

  /// Where the bracket at \p Open closes, if it does so before \p Limit.
  std::optional<uint32_t> close(uint32_t Open, uint32_t Limit) const;

  /// The first position in \p Where outside brackets that \p Wanted accepts.
  std::optional<uint32_t>
  findOutside(Span Where, llvm::function_ref<bool(uint32_t)> Wanted) const;

  /// The parts of \p Where between separators outside brackets; at least one.
  llvm::SmallVector<Span, 4> split(Span Where, char Separator) const;

private:
  llvm::StringRef Text;
  llvm::SmallVector<uint32_t, 0> Partner; ///< 0 if there is none
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_BRACKETS_H
