//===-- FindingList.h - Findings about annotation texts ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Collects findings, each once, and places them on the characters of the
// annotation they are about.
//
// Vocabulary: the *reader* of a use is the declaration whose meaning is at
// stake. If the use stands on an alias and the reader is another declaration,
// the finding stands on the reader and a note on the alias, because the alias
// is right in other places.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FINDINGLIST_H
#define SHAPETIDY_CHECKS_ENGINE_FINDINGLIST_H

#include "checks/engine/AnnotationReader.h"
#include "llvm/ADT/StringSet.h"

namespace shapetidy {

class FindingList {
public:
  explicit FindingList(const clang::ASTContext &Context) : Context(Context) {}

  /// Drops a finding whose code, place and arguments are there already.
  void add(Finding F);

  /// A finding about bytes \p Where of \p Use, read by \p Reader. Add it when
  /// its notes are complete.
  Finding at(const AnnotationUse &Use, Span Where,
             const clang::NamedDecl &Reader, FindingCode Code,
             llvm::ArrayRef<std::string> Args) const;
  FindingNote noteAt(const AnnotationUse &Use, Span Where, NoteCode Code,
                     llvm::ArrayRef<std::string> Args) const;
  /// Lets the finding replace the bytes, unless macros or escapes are in the
  /// way or the text belongs to an alias.
  void suggest(Finding &F, const AnnotationUse &Use, Span Where,
               const clang::NamedDecl &Reader,
               llvm::StringRef Replacement) const;
  Finding onDeclaration(const clang::Decl &D, FindingCode Code,
                        llvm::ArrayRef<std::string> Args) const;

  std::vector<Finding> take() { return std::move(Findings); }

private:
  const clang::ASTContext &Context;
  std::vector<Finding> Findings;
  llvm::StringSet<> Seen;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FINDINGLIST_H
