//===-- OpaqueBlocks.h - Blocks that nobody looks into ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds the opaque blocks of a function, whichever way they are written, and
// the variables that their outputs name.
//
// Vocabulary: an *opaque block* is a compound statement with the attribute, or
// one between SHAPE_OPAQUE_BEGIN and SHAPE_OPAQUE_END; an *output* is a variable
// or a field that exists behind the block and that the block's string declares;
// a *target* is what the name of an output stands for.
//
// Worked example. In
//   Tensor y;
//   [[shape::opaque("y: Int64[n], z: Int64[n]")]] { Tensor z; y = f(&z); }
// `y` is the variable in front, and `z` is Inside: it ends with the block.
//
// Blocks inside of an opaque block are not searched for: they are mistakes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPAQUEBLOCKS_H
#define SHAPETIDY_CHECKS_ENGINE_OPAQUEBLOCKS_H

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

struct OpaqueBlock {
  const clang::CompoundStmt *Body = nullptr;
  const clang::AnnotateAttr *Attr = nullptr;
  /// Null if the attribute has no ordinary string.
  const clang::StringLiteral *Literal = nullptr;
  /// Variables that exist behind the block, innermost last.
  llvm::SmallVector<const clang::ValueDecl *, 8> Visible;
  /// Loops around it: what comes before it comes behind it, too.
  bool IsInLoop = false;
};

/// The block that \p S is, without what is visible there.
std::optional<OpaqueBlock> asOpaqueBlock(const clang::Stmt *S);
/// The outermost opaque blocks of the body, in source order.
std::vector<OpaqueBlock> opaqueBlocksIn(const clang::FunctionDecl &Function);

/// The attribute that makes a function opaque, on any of its declarations or
/// the template it comes from; null for others.
const clang::AnnotateAttr *opaqueAttribute(const clang::FunctionDecl &Function);

struct OutputTarget {
  enum Kind : uint8_t {
    Nothing,  ///< no such name
    Inside,   ///< Decl ends with the block
    Unknown,  ///< something that cannot be told from here
    Variable, ///< Decl
    Field,    ///< Decl, of the object of the method
  } What = Nothing;
  const clang::ValueDecl *Decl = nullptr;
};

OutputTarget findOutput(const clang::FunctionDecl &Function,
                        const OpaqueBlock &Block, llvm::StringRef Name);
/// A name that \p Typed may have been meant to be, or empty.
std::string nearestOutput(const clang::FunctionDecl &Function,
                          const OpaqueBlock &Block, llvm::StringRef Typed);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPAQUEBLOCKS_H
