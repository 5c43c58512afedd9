//===-- ModelText.h - Library calls as text ---------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads argument values, applies a row, prints what came out:
//
//   ModelText().call("reshape", "self shape", {"(b, 3, 4)", "[b, -1]"})
//     == "(b, 12)"
//
// Values: `(b, ?, 3)` array, with `float32` behind it a dtype, `*r` and `...`
// rows; `[2, n]` integer list; `{(n) | (m)}` aggregate; `?` unknown; `none`;
// `dtype float32`; anything else an integer. The names s and t are flexible
// axes, k is a flexible integer of any sign, all others are rigid axes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ENGINE_MODELTEXT_H
#define SHAPETIDY_TEST_UNIT_ENGINE_MODELTEXT_H

#include "checks/engine/Models.h"
#include <map>

namespace shapetidy {

class ModelText {
public:
  ModelText();

  Value value(llvm::StringRef Text);
  /// A row that runs one built-in over parameters named \p Params.
  std::string call(llvm::StringRef Transfer, llvm::StringRef Params,
                   llvm::ArrayRef<llvm::StringRef> Args);
  /// The first row of a model file without C++: it has to have `params`.
  std::string callRow(llvm::StringRef RowJson,
                      llvm::ArrayRef<llvm::StringRef> Args);
  /// "proved", "refuted" or "open" under the facts learned so far.
  std::string ask(llvm::StringRef Goal);

  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;

private:
  Size size(llvm::StringRef Text);
  Shape shape(llvm::StringRef Inside);
  std::string print(const OperationConflict &Why);
  std::string print(const OperandSide &Side);

  struct Reader;
  std::shared_ptr<Reader> Read;
  std::map<std::string, RowId> Rows;
};

struct ModelCase {
  std::vector<llvm::StringRef> Args;
  const char *Result;
};
/// Expects of a built-in what the cases say, each without facts.
void checkModel(llvm::StringRef Transfer, llvm::StringRef Params,
                std::initializer_list<ModelCase> Cases);

} // namespace shapetidy

#endif // SHAPETIDY_TEST_UNIT_ENGINE_MODELTEXT_H
