//===-- Characters.h - Characters as Python sees them -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// jaxtyping splits, names and counts with Python's str.split, str.isidentifier
// and int. These are the same tests on UTF-8 text. All functions expect valid
// UTF-8; findInvalidText says where it is not.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_CHARACTERS_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_CHARACTERS_H

#include "annotations/syntax/Span.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace shapetidy {

/// The first NUL byte or byte sequence that is not UTF-8.
std::optional<Span> findInvalidText(llvm::StringRef Text);

/// Bytes of the white-space character that begins at \p Pos, or 0; 0 as well in
/// the middle of a character.
unsigned spaceLength(llvm::StringRef Text, size_t Pos);

/// The part of \p Text inside \p Range without white space at its ends.
Span trimmed(llvm::StringRef Text, Span Range);

/// Length of the identifier that begins at \p Pos; 0 if there is none.
size_t identifierLength(llvm::StringRef Text, size_t Pos);

/// Python's str.isidentifier, except that nothing is no identifier.
bool isIdentifier(llvm::StringRef Text);

/// What Python's int() makes of a text.
struct IntegerText {
  bool IsInteger = false;
  bool Overflow = false; ///< beyond 64 bits; Value is the nearest limit
  int64_t Value = 0;
};
IntegerText readPythonInteger(llvm::StringRef Text);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_CHARACTERS_H
