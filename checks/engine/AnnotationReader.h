//===-- AnnotationReader.h - Shape attributes in the AST --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds the shape attributes written on a declaration and on the aliases in
// its type, parses each string literal once, and knows which characters of the
// source a piece of an annotation's text is.
//
// Vocabulary: an attribute is *written on* a declaration if it stands there,
// as opposed to those that Clang copies from an earlier redeclaration.
//
// Worked example. Of `[[shape("n")]] const ns::Image &x` the reader returns
// the use "n" for the parameter, and for its type the use on the alias Image.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ANNOTATIONREADER_H
#define SHAPETIDY_CHECKS_ENGINE_ANNOTATIONREADER_H

#include "checks/engine/Contract.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Type.h"
#include <deque>

namespace shapetidy {

using UseList = llvm::SmallVector<const AnnotationUse *, 1>;

/// One shape attribute and its string; the literal is null if the argument is
/// none.
struct WrittenAttribute {
  const clang::AnnotateAttr *Attr;
  const clang::StringLiteral *Literal;
};

/// The shape attributes written on \p D, in source order, or those of another
/// name.
llvm::SmallVector<WrittenAttribute, 1>
shapeAttributesOn(const clang::Decl &D, llvm::StringRef Name = "shape");
/// The same for one attribute of a statement.
WrittenAttribute written(const clang::AnnotateAttr &A);

/// Where bytes \p Where of the literal stand in the user's file: inside the
/// quotes, also if the literal is the argument of a macro. If it stands in the
/// body of a macro, or was pasted, the place where the macro is used.
clang::CharSourceRange rangeInLiteral(const clang::StringLiteral &Literal,
                                      Span Where,
                                      const clang::ASTContext &Context);
/// The range of the characters that are exactly the bytes \p Where, so that an
/// editor may replace them; invalid if escapes, macros or the seam of two
/// literals are in the way.
clang::CharSourceRange replaceableRange(const clang::StringLiteral &Literal,
                                        Span Where,
                                        const clang::ASTContext &Context);
/// The place in the user's file for any location: macro arguments where they
/// are written, all else of a macro where it is used.
clang::SourceLocation userLocation(clang::SourceLocation Where,
                                   const clang::SourceManager &Sources);

/// Parses and owns; pointers stay valid as long as the reader lives.
class AnnotationReader {
public:
  /// The annotations written on \p D.
  UseList usesOn(const clang::NamedDecl &D);
  /// The annotations of the aliases in \p Type, outermost first.
  UseList usesInType(clang::QualType Type, const clang::ASTContext &Context);

private:
  const AnnotationUse &use(const clang::StringLiteral &Literal,
                           const clang::NamedDecl &On);

  std::deque<AnnotationUse> Uses;
  llvm::DenseMap<
      std::pair<const clang::StringLiteral *, const clang::NamedDecl *>,
      const AnnotationUse *>
      Known;
  /// Instantiations share literals; each is parsed once.
  llvm::DenseMap<const clang::StringLiteral *, const AnnotationUse *> FirstUse;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ANNOTATIONREADER_H
