//===-- ModelsReader.h - Model files to rows --------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads a model file. What is wrong is reported with file, line and JSON
// pointer; the row that contains it is dropped, the rest works:
//
//   my.json:4: /functions/1/transferr: unknown key; did you mean 'transfer'?
//
// The keys and their meaning are in docs/models.md; docs/models.schema.json
// says the same for editors.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELSREADER_H
#define SHAPETIDY_CHECKS_ENGINE_MODELSREADER_H

#include "checks/engine/ModelRow.h"
#include "checks/engine/Models.h"
#include "checks/engine/ModelsJson.h"

namespace shapetidy {

/// A whole model file.
ModelFile readModelFile(llvm::StringRef Path, llvm::StringRef Text,
                        std::vector<ModelProblem> &Problems);
/// One that is part of a larger document; \p Pointer is where.
ModelFile readModel(llvm::StringRef Path, const JsonNode &Node,
                    llvm::StringRef Pointer,
                    std::vector<ModelProblem> &Problems);

/// The complaint about a second row for one node of trees.
std::string registeredTwice(llvm::StringRef TreeNode);

/// "a{,b,c}d" is ad, abd, acd. No value if the braces do not match, or stand
/// for more than 256 names.
std::optional<std::vector<std::string>> expandBraces(llvm::StringRef Pattern);

/// The keys of each kind of object, for the test that compares the schema.
llvm::ArrayRef<llvm::StringLiteral> modelFileKeys();
llvm::ArrayRef<llvm::StringLiteral> functionKeys();
llvm::ArrayRef<llvm::StringLiteral> classKeys();
llvm::ArrayRef<llvm::StringLiteral> constantKeys();

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELSREADER_H
