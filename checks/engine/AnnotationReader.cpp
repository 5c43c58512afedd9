//===-- AnnotationReader.cpp - Shape attributes in the AST ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/AnnotationReader.h"
#include "checks/engine/Aliases.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

/// The literal behind casts, constant folding and a named constant.
static const StringLiteral *literalOf(const Expr *E) {
  // A constant may be initialised by another one; a handful is plenty.
  for (int Steps = 0; E && Steps < 8; ++Steps) {
    if (const auto *Folded = dyn_cast<ConstantExpr>(E))
      E = Folded->getSubExpr();
    E = E->IgnoreParenImpCasts();
    if (const auto *Literal = dyn_cast<StringLiteral>(E))
      return Literal;
    if (isa<ConstantExpr>(E))
      continue;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->isConstexpr())
      return nullptr;
    E = Var->getAnyInitializer();
  }
  return nullptr;
}

WrittenAttribute written(const AnnotateAttr &A) {
  const StringLiteral *Literal =
      A.args_size() == 1 ? literalOf(*A.args_begin()) : nullptr;
  // Byte offsets are meant in the narrow encoding.
  if (Literal && Literal->getCharByteWidth() != 1)
    Literal = nullptr;
  return {&A, Literal};
}

llvm::SmallVector<WrittenAttribute, 1> shapeAttributesOn(const Decl &D,
                                                         StringRef Name) {
  llvm::SmallVector<WrittenAttribute, 1> Found;
  if (!D.hasAttrs())
    return Found;
  for (const auto *A : D.specific_attrs<AnnotateAttr>())
    if (!A->isInherited() && A->getAnnotation() == Name)
      Found.push_back(written(*A));
  return Found;
}

SourceLocation userLocation(SourceLocation Where,
                            const SourceManager &Sources) {
  while (Where.isMacroID()) {
    if (!Sources.isMacroArgExpansion(Where))
      return Sources.getExpansionLoc(Where);
    Where = Sources.getImmediateSpellingLoc(Where);
  }
  return Where;
}

/// The literal's quotes as a whole: what is left if bytes cannot be placed.
static CharSourceRange wholeLiteral(const StringLiteral &Literal,
                                    const SourceManager &Sources) {
  SourceLocation Begin = userLocation(Literal.getBeginLoc(), Sources);
  return CharSourceRange::getTokenRange(Begin, Begin);
}

/// Where byte \p Byte is written; invalid if only a macro knows.
static SourceLocation byteLocation(const StringLiteral &Literal, unsigned Byte,
                                   const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (Byte > Literal.getByteLength() || Literal.getCharByteWidth() != 1)
    return {};
  SourceLocation Where = Literal.getLocationOfByte(
      Byte, Sources, Context.getLangOpts(), Context.getTargetInfo());
  while (Where.isMacroID()) {
    if (!Sources.isMacroArgExpansion(Where))
      return {};
    Where = Sources.getImmediateSpellingLoc(Where);
  }
  return Sources.isWrittenInScratchSpace(Where) ? SourceLocation() : Where;
}

CharSourceRange rangeInLiteral(const StringLiteral &Literal, Span Where,
                               const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Begin = byteLocation(Literal, Where.Begin, Context);
  if (Begin.isInvalid())
    return wholeLiteral(Literal, Sources);
  if (Where.size() == 0)
    return CharSourceRange::getCharRange(Begin, Begin);
  // From the last byte and not the one behind it, which may stand in the next
  // of several literals.
  SourceLocation Last = byteLocation(Literal, Where.End - 1, Context);
  bool Follows = Last.isValid() && Sources.isWrittenInSameFile(Begin, Last) &&
                 Sources.getFileOffset(Begin) <= Sources.getFileOffset(Last);
  SourceLocation End = (Follows ? Last : Begin).getLocWithOffset(1);
  return CharSourceRange::getCharRange(Begin, End);
}

CharSourceRange replaceableRange(const StringLiteral &Literal, Span Where,
                                 const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Begin = byteLocation(Literal, Where.Begin, Context);
  if (Begin.isInvalid() || Where.End > Literal.getByteLength())
    return {};
  SourceLocation End = Begin.getLocWithOffset(Where.size());
  auto Range = CharSourceRange::getCharRange(Begin, End);
  StringRef Written =
      Lexer::getSourceText(Range, Sources, Context.getLangOpts());
  if (Written != Literal.getBytes().slice(Where.Begin, Where.End))
    return {};
  return Range;
}

const AnnotationUse &AnnotationReader::use(const StringLiteral &Literal,
                                           const NamedDecl &On) {
  const AnnotationUse *&Cached = Known[{&Literal, &On}];
  if (Cached)
    return *Cached;
  const AnnotationUse *&First = FirstUse[&Literal];
  Uses.push_back({&Literal, &On,
                  First ? First->Parsed : parseAnnotation(Literal.getBytes())});
  Cached = &Uses.back();
  if (!First)
    First = Cached;
  return *Cached;
}

UseList AnnotationReader::usesOn(const NamedDecl &D) {
  UseList Found;
  for (const WrittenAttribute &A : shapeAttributesOn(D))
    if (A.Literal)
      Found.push_back(&use(*A.Literal, D));
  return Found;
}

UseList AnnotationReader::usesInType(QualType Type, const ASTContext &Context) {
  UseList Found;
  forEachAlias(Type, Context, [&](const TypedefNameDecl &Alias) {
    for (const TypedefNameDecl *Redecl : Alias.redecls()) {
      UseList Here = usesOn(*Redecl);
      if (Here.empty())
        continue;
      Found.push_back(Here.front());
      break;
    }
    return true;
  });
  return Found;
}

} // namespace shapetidy
