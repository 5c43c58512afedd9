//===-- ModelsCommand.h - shape-tidy models ---------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Questions about library models, which need no program:
//
//   shape-tidy models list              every function with a row
//   shape-tidy models count             the number of rows of each library
//   shape-tidy models show NAME         the rows of a function, as written
//   shape-tidy models check FILE...     what is wrong with a user's models
//   shape-tidy models coverage HEADER -- FLAGS
//                                       functions on arrays without a row
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TOOL_SHAPETIDY_MODELSCOMMAND_H
#define SHAPETIDY_TOOL_SHAPETIDY_MODELSCOMMAND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace shapetidy {

/// \p Args is what stands behind `models`. The exit code is that of the
/// program: findings are problems of a file, or functions without a row.
int runModelsCommand(llvm::ArrayRef<llvm::StringRef> Args,
                     const std::string &ResourceDirectory);

} // namespace shapetidy

#endif // SHAPETIDY_TOOL_SHAPETIDY_MODELSCOMMAND_H
