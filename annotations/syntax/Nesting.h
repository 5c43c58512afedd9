//===-- Nesting.h - Annotations over annotations and scalars ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What an annotation on a type that is annotated itself means: the shape is
// put in front, the dtype classes are intersected (semantics, sections 7, 9).
//
// Worked example. With `using Image [[shape("Float[c h w]")]] = Tensor;` a
// parameter `[[shape("Float32[n]")]] Image x` has the type `Float32[n c h w]`;
// `Int[n]` over it is P_DTYPES_DISJOINT, `*a` over `*b` is
// P_TWO_VARIADICS_NESTED. Over a union it distributes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_NESTING_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_NESTING_H

#include "annotations/syntax/Annotation.h"

namespace shapetidy {

/// A type, or what prevents it. The span of an error lies in the outer
/// annotation. Axes keep the spans of the annotation they come from: the first
/// OuterAxes axes of an array are those of the outer one.
struct NestResult {
  TypePtr Type;
  unsigned OuterAxes = 0;
  std::optional<Problem> Error;
};

NestResult nest(const TypePtr &Outer, const TypePtr &Inner);

/// A shape and dtype class over a plain number: true if the annotation is just
/// that number type, false if no value can fit (P_SCALAR_INVALID). \p Scalar
/// is one of bool, int, float, complex; an empty \p DTypeClass is `Shaped`.
bool collapsesToScalar(llvm::StringRef DTypeClass, const ShapeSyntax &Shape,
                       llvm::StringRef Scalar);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_NESTING_H
