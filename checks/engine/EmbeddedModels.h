//===-- EmbeddedModels.h - library models inside the binary -----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The files checks/models/*.json as they were at build time: the plugin is one
// shared object and the programs are one executable each, none of them looks
// for data beside itself.
//
// A model is a pair of name (the file's stem, `libtorch`) and text (the JSON,
// unparsed). Reading and validating it is the model reader's job.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_EMBEDDEDMODELS_H
#define SHAPETIDY_CHECKS_ENGINE_EMBEDDEDMODELS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <utility>

namespace shapetidy {

/// All models in alphabetical order of their names.
llvm::ArrayRef<std::pair<llvm::StringRef, llvm::StringRef>> embeddedModels();

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_EMBEDDEDMODELS_H
