//===-- FindingList.cpp - Findings about annotation texts -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/FindingList.h"
#include "checks/engine/FindingArgs.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

void FindingList::add(Finding F) {
  std::string Key = std::to_string(static_cast<unsigned>(F.Code)) + ' ' +
                    std::to_string(F.Where.getRawEncoding());
  for (const std::string &Arg : F.Args)
    (Key += '\0') += Arg;
  if (Seen.insert(Key).second)
    Findings.push_back(std::move(F));
}

static bool isForeignAlias(const AnnotationUse &Use, const NamedDecl &Reader) {
  return isa<TypedefNameDecl>(Use.On) && Use.On != &Reader;
}

FindingNote FindingList::noteAt(const AnnotationUse &Use, Span Where,
                                NoteCode Code,
                                llvm::ArrayRef<std::string> Args) const {
  CharSourceRange Range = rangeInLiteral(*Use.Literal, Where, Context);
  FindingNote Note{Code, Range.getBegin(), {}, {Range}};
  for (const std::string &Arg : Args)
    Note.Args.push_back(textArg(Arg));
  return Note;
}

Finding FindingList::onDeclaration(const Decl &D, FindingCode Code,
                                   llvm::ArrayRef<std::string> Args) const {
  Finding F;
  F.Code = Code;
  F.Where = userLocation(D.getLocation(), Context.getSourceManager());
  for (const std::string &Arg : Args)
    F.Args.push_back(textArg(Arg));
  return F;
}

Finding FindingList::at(const AnnotationUse &Use, Span Where,
                        const NamedDecl &Reader, FindingCode Code,
                        llvm::ArrayRef<std::string> Args) const {
  Finding F = onDeclaration(Reader, Code, Args);
  if (isForeignAlias(Use, Reader)) {
    F.Notes.push_back(noteAt(Use, Where, NoteCode::AliasHere,
                             {Use.On->getNameAsString(), Use.Parsed.Text}));
    return F;
  }
  CharSourceRange Range = rangeInLiteral(*Use.Literal, Where, Context);
  F.Where = Range.getBegin();
  F.Ranges.push_back(Range);
  return F;
}

void FindingList::suggest(Finding &F, const AnnotationUse &Use, Span Where,
                          const NamedDecl &Reader,
                          StringRef Replacement) const {
  if (isForeignAlias(Use, Reader))
    return;
  CharSourceRange Range = replaceableRange(*Use.Literal, Where, Context);
  if (Range.isValid())
    F.Fixes.push_back(FixItHint::CreateReplacement(Range, Replacement));
}

} // namespace shapetidy
