//===-- ModelsReaderParts.h - Parts of model files --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The readers of one row each, and what several of them need. Those of
// constants and trees are with the reader of whole files, ModelsReader.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELSREADERPARTS_H
#define SHAPETIDY_CHECKS_ENGINE_MODELSREADERPARTS_H

#include "checks/engine/ModelRow.h"
#include "checks/engine/ModelsReaderTools.h"

namespace shapetidy {

/// One name or an array of them, with their braces expanded.
std::vector<std::string> readNames(ModelComplaints &Wrong,
                                   const ModelPlace &At);
std::optional<DTypeRule> readDTypeRule(ModelComplaints &Wrong,
                                       const ModelPlace &At);
/// No value if something is wrong.
std::optional<ModelRow> readFunction(ModelComplaints &Wrong,
                                     const ModelPlace &At);
/// Adds a class for each name, unless something is wrong.
void readClass(ModelComplaints &Wrong, const ModelPlace &At, ModelFile &Out);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELSREADERPARTS_H
