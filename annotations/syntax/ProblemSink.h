//===-- ProblemSink.h - Collects problems while parsing ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Keeps at most MaxProblems, jaxtyping's own errors first, then malformed
// expressions (which jaxtyping would notice later), then lints.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEMSINK_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEMSINK_H

#include "annotations/syntax/Problem.h"
#include "llvm/ADT/SmallVector.h"

namespace shapetidy {

class ProblemSink {
public:
  /// The returned problem may be completed until the next call.
  Problem &add(ProblemCode Code, Span Where, std::string Message);
  Problem &add(Problem P);

  llvm::SmallVector<Problem, 0> take();

private:
  // Each class has its own quota, so that a flood of one cannot hide the
  // other's first problem.
  llvm::SmallVector<Problem, 0> Classes[3];
  Problem Dropped; ///< what add() returns when the quota is used up
};

/// The text between quotes, shortened if it is long: a message is for reading.
std::string quoted(llvm::StringRef Text);

/// Lints are recognised by their code.
Severity severityOf(ProblemCode Code);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_PROBLEMSINK_H
