//===-- Span.h - A piece of an annotation's text ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_SPAN_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_SPAN_H

#include <cstdint>

namespace shapetidy {

/// Byte offsets into the text of one annotation, half open. In `n m+1` the
/// axis `m+1` is {2, 5}. Clients add the start of the string literal.
struct Span {
  uint32_t Begin = 0;
  uint32_t End = 0;

  uint32_t size() const { return End - Begin; }
  bool operator==(const Span &Other) const = default;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_SPAN_H
