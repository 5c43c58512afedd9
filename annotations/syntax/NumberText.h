//===-- NumberText.h - Python's number literals -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: the numbers that may occur in axis expressions.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_NUMBERTEXT_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_NUMBERTEXT_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace shapetidy {

/// `2.5` is 25/10. The denominator is a power of ten.
struct DecimalText {
  int64_t Value = 0;
  int64_t Denominator = 1;
  bool Overflow = false; ///< beyond 64 bits or 18 places
};

/// Reads `12`, `1_000`, `0x1f`, `2.5`, `1e3`; no value if it is no number.
std::optional<DecimalText> readPythonNumber(llvm::StringRef Spelling);

/// Length of the number that begins \p Text: of `1` in `1if(n)else(2)`.
size_t pythonNumberLength(llvm::StringRef Text);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_NUMBERTEXT_H
