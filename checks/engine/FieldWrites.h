//===-- FieldWrites.h - Fields that keep what constructors gave -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which fields may change once their object exists. A field is *kept* if no
// body of the translation unit assigns it, calls a method on it that may give
// it another shape, or lets somebody else write it, constructors of its own
// class aside; and if no body that could do so is somewhere else.
//
// Worked example. Of
//   class Net { Tensor w, cache; int64_t k;
//     Net(int64_t n) : w(zeros({n})), k(n) { cache = w; }
//     Tensor run(Tensor x) { cache = x; return x + w; } };
// `w` and `k` are kept, `cache` is not. Were `run` defined in another file,
// none of them would be.
//
// What is not understood counts as a write.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FIELDWRITES_H
#define SHAPETIDY_CHECKS_ENGINE_FIELDWRITES_H

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace shapetidy {

struct Session;

/// May this method of an array give it another shape? libtorch's in-place
/// methods are const: `w.unsqueeze_(0)`.
bool changesShape(Session &S, const clang::CXXMethodDecl *Method);

class FieldWrites {
public:
  /// Looks at all bodies when asked first.
  bool isKept(Session &S, const clang::FieldDecl *Field);

private:
  void scan(Session &S);
  bool isWholeHere(const clang::CXXRecordDecl *Class);

  bool IsScanned = false;
  llvm::DenseSet<const clang::FieldDecl *> Written;
  /// Objects of these classes are assigned as a whole by their own methods.
  llvm::DenseSet<const clang::CXXRecordDecl *> Reassigned;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> WholeClasses;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FIELDWRITES_H
