//===-- Problem.cpp - Codes of annotation problems and their collection ---===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Problem.h"
#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/ProblemSink.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

static constexpr llvm::StringLiteral CodeNames[] = {
#define PROBLEM(CODE) #CODE,
#include "annotations/syntax/ProblemCodes.def"
};

llvm::StringRef codeName(ProblemCode Code) {
  return CodeNames[static_cast<unsigned>(Code)];
}

std::string quoted(llvm::StringRef Text) {
  constexpr size_t Limit = 60;
  if (Text.size() <= Limit)
    return ("'" + Text + "'").str();
  size_t End = Limit;
  while (End > 0 && (Text[End] & 0xC0) == 0x80)
    --End;
  return ("'" + Text.take_front(End) + "...'").str();
}

Severity severityOf(ProblemCode Code) {
  return codeName(Code).starts_with("L_") ? Severity::Lint : Severity::Error;
}

/// jaxtyping accepts these when the annotation is made.
static bool isFoundOnlyAtEvaluation(ProblemCode Code) {
  return Code == ProblemCode::E_EXPRESSION || Code == ProblemCode::E_OPERAND ||
         Code == ProblemCode::E_NUMBER;
}

Problem &ProblemSink::add(Problem P) {
  P.Level = severityOf(P.Code);
  unsigned Class = P.Level == Severity::Lint         ? 2
                   : isFoundOnlyAtEvaluation(P.Code) ? 1
                                                     : 0;
  if (Classes[Class].size() == MaxProblems)
    return Dropped = std::move(P);
  Classes[Class].push_back(std::move(P));
  return Classes[Class].back();
}

Problem &ProblemSink::add(ProblemCode Code, Span Where, std::string Message) {
  Problem P;
  P.Code = Code;
  P.Where = Where;
  P.Message = std::move(Message);
  return add(std::move(P));
}

llvm::SmallVector<Problem, 0> ProblemSink::take() {
  llvm::SmallVector<Problem, 0> All = std::move(Classes[0]);
  for (auto *Class : {&Classes[1], &Classes[2]})
    for (Problem &P : *Class)
      if (All.size() < MaxProblems)
        All.push_back(std::move(P));
  return All;
}

} // namespace shapetidy
