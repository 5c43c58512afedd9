//===-- ShapeParser.h - Parses jaxtyping shape strings ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Internal to the parser: sections 2 and 10.3 of the semantics, on a part of an
// annotation's text.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_SHAPEPARSER_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_SHAPEPARSER_H

#include "annotations/syntax/Annotation.h"
#include "annotations/syntax/ProblemSink.h"

namespace shapetidy {

/// \p Text is the whole annotation, valid UTF-8; \p Where is the shape in it.
void parseShapePart(llvm::StringRef Text, Span Where, ProblemSink &Problems,
                    ShapeSyntax &Result);

StructureSyntax parseStructurePart(llvm::StringRef Text, Span Where,
                                   ProblemSink &Problems);

/// The word that begins at \p Pos: up to white space outside braces.
Span wordAt(llvm::StringRef Text, uint32_t Pos);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_SHAPEPARSER_H
