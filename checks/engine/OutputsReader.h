//===-- OutputsReader.h - What opaque boundaries declare --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Parses the string of an opaque attribute once, and makes of each output an
// annotation like any other: its spans point into the one string that all
// outputs stand in.
//
// Worked example. `"y: Int64[n], failed: intp"` has two outputs; the axis of
// `y` is byte 9 of the literal.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OUTPUTSREADER_H
#define SHAPETIDY_CHECKS_ENGINE_OUTPUTSREADER_H

#include "checks/engine/Contract.h"
#include <deque>

namespace shapetidy {

/// A name and what is declared of it.
struct DeclaredOutput {
  std::string Name;
  Span NameSpan;
  AnnotationUse Use;
  EffectiveAnnotation Says;
};

/// One string.
struct DeclaredOutputs {
  /// The text as a whole, with its problems; without a root.
  AnnotationUse Use;
  std::deque<DeclaredOutput> Items;
};

class OutputsReader {
public:
  /// \p On is the function that the string stands on or in.
  const DeclaredOutputs &read(const clang::StringLiteral &Literal,
                              const clang::NamedDecl &On);

private:
  llvm::DenseMap<const clang::StringLiteral *, std::unique_ptr<DeclaredOutputs>>
      Known;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OUTPUTSREADER_H
