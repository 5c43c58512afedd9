//===-- TreeRegistrations.h - Classes that are nodes twice ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// There is one registry of nodes, and each class is in it once: by
// [[shape::tree_node]], by a specialisation of shape::tree_node such as
// SHAPE_TREE_NODE makes, or by a model file. Two of the same kind are the
// compiler's to refuse, or the model reader's; this is about different ones,
// of which the tool would silently follow one.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TREEREGISTRATIONS_H
#define SHAPETIDY_CHECKS_ENGINE_TREEREGISTRATIONS_H

#include "checks/engine/Finding.h"
#include "checks/engine/Models.h"
#include "clang/AST/ASTContext.h"

namespace shapetidy {

/// Each finding stands at the second place.
std::vector<Finding> checkTreeRegistrations(clang::ASTContext &Context,
                                            const ModelLibrary &Models,
                                            bool SystemHeaders);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TREEREGISTRATIONS_H
