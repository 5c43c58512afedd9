//===-- FormNames.cpp - Words that begin a type ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/DTypeNames.h"
#include "annotations/syntax/TypeParser.h"

namespace shapetidy {

namespace {
struct FormRow {
  llvm::StringLiteral Name;
  BracketForm Form;
};
} // namespace

static constexpr FormRow Forms[] = {
    {"tuple", BracketForm::Tuple},
    {"list", BracketForm::List},
    {"dict", BracketForm::Dict},
    {"PyTree", BracketForm::Tree},
};

BracketForm bracketFormOf(llvm::StringRef Name) {
  for (const FormRow &Row : Forms)
    if (Row.Name == Name)
      return Row.Form;
  bool Array = isDTypeClassName(Name) || numbaDTypeClass(Name);
  return Array ? BracketForm::Array : BracketForm::Unknown;
}

namespace {
/// Keeps the candidate with the fewest edits, whatever its case.
class ClosestName {
public:
  explicit ClosestName(llvm::StringRef Wanted)
      : Wanted(Wanted), Limit(2 * (Wanted.size() < 4   ? 1
                                   : Wanted.size() < 9 ? 2
                                                       : 3)) {}

  void offer(llvm::StringRef Candidate) {
    // Twice the edits, one more if the case differs as well.
    unsigned Edits =
        Wanted.edit_distance_insensitive(Candidate, true, Limit / 2);
    unsigned Distance = 2 * Edits + (Edits == 0 && Wanted != Candidate);
    if (Distance > Limit || (!Best.empty() && Distance >= BestDistance))
      return;
    Best = Candidate;
    BestDistance = Distance;
  }
  llvm::StringRef best() const { return Best; }

private:
  llvm::StringRef Wanted;
  unsigned Limit;
  llvm::StringRef Best;
  unsigned BestDistance = 0;
};
} // namespace

llvm::StringRef closestFormName(llvm::StringRef Name) {
  // No known name is longer than 17 letters.
  if (Name.size() < 2 || Name.size() > 24)
    return "";
  ClosestName Closest(Name);
  for (const DTypeClass &Class : dtypeClasses())
    Closest.offer(Class.Name);
  for (const FormRow &Row : Forms)
    Closest.offer(Row.Name);
  return Closest.best();
}

} // namespace shapetidy
