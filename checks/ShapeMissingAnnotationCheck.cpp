//===-- ShapeMissingAnnotationCheck.cpp - shape-missing-annotation -------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/ShapeMissingAnnotationCheck.h"

using namespace shapetidy;

ShapeMissingAnnotationCheck::ShapeMissingAnnotationCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context)
    : ShapeCheck(Name, Context) {}
