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
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"
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

/// Does the graph of this body lack what the body says? Before Clang 20 a graph
/// leaves `[[assume(c)]]` out, so c may be what the rest depends on.
inline bool graphDropsAssumptions([[maybe_unused]] const clang::Stmt *Body) {
#if LLVM_VERSION_MAJOR < 20
  llvm::SmallVector<const clang::Stmt *, 32> Open = {Body};
  while (!Open.empty()) {
    const clang::Stmt *Next = Open.pop_back_val();
    const auto *Attributed =
        llvm::dyn_cast_or_null<clang::AttributedStmt>(Next);
    if (Attributed &&
        clang::hasSpecificAttr<clang::CXXAssumeAttr>(Attributed->getAttrs()))
      return true;
    if (Next)
      Open.append(Next->child_begin(), Next->child_end());
  }
#endif
  return false;
}

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CLANGCOMPAT_H
