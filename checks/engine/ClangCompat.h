//===-- ClangCompat.h - what differs between Clang 19 and 22 ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place of the engine that asks for LLVM's version: a function for each
// question that the two supported lines spell differently.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CLANGCOMPAT_H
#define SHAPETIDY_CHECKS_ENGINE_CLANGCOMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/Config/llvm-config.h"

namespace shapetidy {

/// The canonical type that \p Tag declares.
inline clang::QualType canonicalType(const clang::TagDecl *Tag) {
  const clang::ASTContext &Context = Tag->getASTContext();
#if LLVM_VERSION_MAJOR >= 22
  return Context.getCanonicalTagType(Tag);
#else
  return Context.getCanonicalType(Context.getTypeDeclType(Tag));
#endif
}

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CLANGCOMPAT_H
