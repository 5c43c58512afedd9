//===-- Problem.h - What is wrong with an annotation, as data ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A malformed or doubtful annotation. Codes P_* are those of jaxtyping's
// semantics, E_* are errors of our own constructs or of text jaxtyping would
// only reject when it evaluates it, L_* are lints: legal, but hardly meant.
//
// Worked example. `a, b` gives
//   Code = P_COMMA   Where = {1, 2}   Fix = {{1, 2}, ""}
//   Message = "a comma cannot separate axes"
//   Hint = "did you mean 'a b'?"
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEM_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEM_H

#include "annotations/syntax/Span.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace shapetidy {

enum class ProblemCode : uint8_t {
#define PROBLEM(CODE) CODE,
#include "annotations/syntax/ProblemCodes.def"
};

enum class Severity : uint8_t { Error, Lint };

struct FixIt {
  Span Where; ///< empty for an insertion
  std::string Replacement;
};

struct Problem {
  ProblemCode Code = ProblemCode::P_COMMA;
  Severity Level = Severity::Error;
  Span Where;
  /// A plain sentence; begins with an ordinary lower-case word or a quoted
  /// name, has no final stop.
  std::string Message;
  std::string Hint; ///< "did you mean ...?", advice, or empty
  std::optional<FixIt> Fix;
  /// A second place, for instance the first of two variadic axes.
  std::optional<Span> Related;
  std::string RelatedMessage;
};

/// "P_COMMA" and so on.
llvm::StringRef codeName(ProblemCode Code);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEM_H
