//===-- NameLint.h - One spelling in two namespaces -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Axis `n`, variadic `*n` and structure `n` never meet, so a contract that
// uses one spelling for two of them is legal and hardly meant.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_NAMELINT_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_NAMELINT_H

#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/ArrayRef.h"

namespace shapetidy {

/// A lint in annotation \p Item; its Related span lies in RelatedItem.
struct NameLint {
  unsigned Item = 0;
  unsigned RelatedItem = 0;
  Problem What;
};

/// \p Types are the annotations of one function in source order (null ones are
/// skipped). Each clash is reported once, at the first use of the second
/// namespace. parseAnnotation already reports clashes inside one string:
/// clients that print its problems pass only those with Item != RelatedItem.
std::vector<NameLint> lintNames(llvm::ArrayRef<const TypeSyntax *> Types);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_NAMELINT_H
