//===-- OpaqueUses.h - What an opaque block does to variables ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Looks at an opaque block from outside: which variables and fields that exist
// around it are mentioned, and whether they may be other ones afterwards. Values
// are not followed.
//
// Worked example. Of
//   { const double *p = x.data(); y = solve(p); fill(z); std::swap(u, v); }
// `x` is read, `y` is assigned, and `z` (if `fill` takes a reference), `u` and
// `v` may be written.
//
// What is not understood counts as a write.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPAQUEUSES_H
#define SHAPETIDY_CHECKS_ENGINE_OPAQUEUSES_H

#include "checks/engine/OpaqueBlocks.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace shapetidy {

struct Session;

struct OpaqueUse {
  enum Kind : uint8_t {
    Reads,
    /// A pointer is handed to somebody who may write through it.
    WritesThrough,
    MayWrite,
    Assigns,
  } What = Reads;
  /// Null for the object of the method.
  const clang::ValueDecl *Variable = nullptr;
  const clang::CXXRecordDecl *Object = nullptr;
  llvm::SmallVector<const clang::FieldDecl *, 2> Path;
  const clang::Expr *Where = nullptr;

  /// The variable, or the field.
  const clang::ValueDecl *named() const;
};

/// In the order of the source; variables of the block itself are left out.
std::vector<OpaqueUse> usesIn(Session &S, const clang::Stmt *Body);

/// May anybody look at the variable once control has left the block?
bool isUsedBehind(const clang::FunctionDecl &Function, const OpaqueBlock &Block,
                  const clang::ValueDecl &Variable);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPAQUEUSES_H
