//===-- ShapeSilentBroadcastCheck.cpp - shape-silent-broadcast ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/ShapeSilentBroadcastCheck.h"

using namespace shapetidy;

ShapeSilentBroadcastCheck::ShapeSilentBroadcastCheck(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context)
    : ShapeCheck(Name, Context) {}
