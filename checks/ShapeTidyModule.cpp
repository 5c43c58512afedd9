//===-- ShapeTidyModule.cpp - the clang-tidy module -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/ShapeAnnotationCheck.h"
#include "checks/ShapeBoundaryCheck.h"
#include "checks/ShapeCallbackCheck.h"
#include "checks/ShapeDTypeCheck.h"
#include "checks/ShapeMismatchCheck.h"
#include "checks/ShapeMissingAnnotationCheck.h"
#include "checks/ShapeOverrideCheck.h"
#include "checks/ShapeRevealCheck.h"
#include "checks/ShapeSilentBroadcastCheck.h"
#include "checks/ShapeStructureCheck.h"
#include "checks/ShapeUnprovenCheck.h"

#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR < 22
// Later lines have the registry in the header above and deprecate this one.
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

using namespace shapetidy;

namespace {

/// Static checking of the shapes of tensors against their annotations.
class ShapeTidyModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<ShapeAnnotationCheck>("shape-annotation");
    Factories.registerCheck<ShapeBoundaryCheck>("shape-boundary");
    Factories.registerCheck<ShapeCallbackCheck>("shape-callback");
    Factories.registerCheck<ShapeDTypeCheck>("shape-dtype");
    Factories.registerCheck<ShapeMismatchCheck>("shape-mismatch");
    Factories.registerCheck<ShapeMissingAnnotationCheck>(
        "shape-missing-annotation");
    Factories.registerCheck<ShapeOverrideCheck>("shape-override");
    Factories.registerCheck<ShapeRevealCheck>("shape-reveal");
    Factories.registerCheck<ShapeSilentBroadcastCheck>(
        "shape-silent-broadcast");
    Factories.registerCheck<ShapeStructureCheck>("shape-structure");
    Factories.registerCheck<ShapeUnprovenCheck>("shape-unproven");
  }
};

} // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<ShapeTidyModule>
    Registration("shape-module", "Checks the shapes of tensors.");
