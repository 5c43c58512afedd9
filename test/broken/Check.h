//===-- Check.h - Parsing a program and checking it -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What Clang and the engine say of one program, broken or not: where errors
// are, and which findings stand in which declaration. The engine is asked
// directly; the checks' own question whether the program compiles is left out.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_BROKEN_CHECK_H
#define SHAPETIDY_TEST_BROKEN_CHECK_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace shapetidy::test {

/// Offsets in the program's text, the end included: an error may stand behind
/// the last token.
struct Extent {
  unsigned Begin, End;
  bool contains(unsigned Offset) const {
    return Begin <= Offset && Offset <= End;
  }
};

struct Reported {
  unsigned Code;
  unsigned Offset;
  std::string Text;
  /// The function, variable, field or alias it stands in, from its attributes
  /// to its end.
  std::optional<Extent> Inside;
};

struct Outcome {
  enum class End { Done, ClangCrashed, EngineCrashed };
  End How = End::Done;
  std::vector<Reported> Findings;
  std::vector<unsigned> Errors;
  /// Errors outside of the program, or without a place.
  unsigned OtherErrors = 0;
  double AnalysisSeconds = 0;

  bool broken() const { return !Errors.empty() || OtherErrors; }
};

/// Parses \p Text as the file \p Name and runs the engine. A crash of either
/// is survived.
Outcome check(const std::string &Text, const std::string &Name,
              const std::vector<std::string> &Flags);

} // namespace shapetidy::test

#endif // SHAPETIDY_TEST_BROKEN_CHECK_H
