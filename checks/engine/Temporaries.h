//===-- Temporaries.h - Objects that end with their statement ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Some objects complain in their destructor: Eigen's comma initialiser wants
// all coefficients by then. Where that is has to be certain.
//
// Vocabulary: a *last call* is the outermost call of a statement that consists
// of an expression, made on a temporary that the same expression made.
//
// Worked example. Of
//   m << 1, 2;
// the comma is the last call: the temporary that `<<` made is handed through it
// and ends at the semicolon. It is not in `auto init = (m << 1, 2);`, nor in
// `init, 3;`, nor in `(m << 1, 2).finished();`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TEMPORARIES_H
#define SHAPETIDY_CHECKS_ENGINE_TEMPORARIES_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace shapetidy {

class Temporaries {
public:
  explicit Temporaries(const clang::FunctionDecl *Function);

  bool endWith(const clang::Expr *LastCall) const;

private:
  /// Without what wraps them.
  llvm::DenseSet<const clang::Expr *> Statements;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TEMPORARIES_H
