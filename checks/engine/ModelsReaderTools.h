//===-- ModelsReaderTools.h - Places in a model file ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the readers of model files and of user configurations share: a JSON
// node together with its pointer, complaints located at such a place, and the
// suggestion of a near name.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELSREADERTOOLS_H
#define SHAPETIDY_CHECKS_ENGINE_MODELSREADERTOOLS_H

#include "checks/engine/Models.h"
#include "checks/engine/ModelsJson.h"
#include "llvm/ADT/ArrayRef.h"

namespace shapetidy {

/// A node and the JSON pointer that leads to it.
struct ModelPlace {
  const JsonNode *Node;
  std::string Pointer;

  ModelPlace item(size_t Index) const;
  ModelPlace member(llvm::StringRef Key, const JsonNode &Value) const;
  std::optional<ModelPlace> find(llvm::StringRef Key) const;
  std::optional<int64_t> integer() const;
  std::optional<int64_t> integerOrFlag() const;
};

class ModelComplaints {
public:
  ModelComplaints(llvm::StringRef File, std::vector<ModelProblem> &Problems)
      : File(File), Problems(Problems) {}

  void at(const ModelPlace &Where, std::string Message);
  /// "expected WHAT, found a string".
  void expected(const ModelPlace &Where, llvm::StringRef What);
  size_t count() const { return Problems.size(); }

private:
  llvm::StringRef File;
  std::vector<ModelProblem> &Problems;
};

/// Complains unless \p At is an object with these keys only; false if it is no
/// object.
bool checkKeys(ModelComplaints &Wrong, const ModelPlace &At,
               llvm::ArrayRef<llvm::StringLiteral> Known);
std::string readString(ModelComplaints &Wrong, const ModelPlace &At);
bool readFlag(ModelComplaints &Wrong, const ModelPlace &At);
/// One string, or an array of them.
std::vector<std::string> readStrings(ModelComplaints &Wrong,
                                     const ModelPlace &At);

/// "; did you mean 'x'?", or nothing if no name is near.
std::string didYouMean(llvm::StringRef Written,
                       llvm::ArrayRef<llvm::StringRef> Known);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELSREADERTOOLS_H
