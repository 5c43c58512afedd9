//===-- AnnotationPlace.h - Where an annotation has no effect ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The compiler accepts shape attributes in more places than mean something: on
// a function that returns nothing, a number, a class, a namespace. Users
// should hear of an annotation that nobody reads.
//
// A number is an array of rank 0 to jaxtyping, so `[[shape("")]] float x` is
// in order. A pointer or any class may be an array.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ANNOTATIONPLACE_H
#define SHAPETIDY_CHECKS_ENGINE_ANNOTATIONPLACE_H

#include "checks/engine/FindingList.h"

namespace shapetidy {

/// The finding about \p Use, which stands on \p D, if it has no effect there.
std::optional<Finding> checkPlace(const AnnotationUse &Use,
                                  const clang::NamedDecl &D,
                                  const clang::ASTContext &Context,
                                  const FindingList &Out);

/// False if the type is a number and the annotation is for something else.
bool canDescribe(const TypeSyntax &Annotation, clang::QualType Type);

/// The span of the whole text of a use.
Span wholeText(const AnnotationUse &Use);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ANNOTATIONPLACE_H
