//===-- Variants.cpp - Broken versions of a program -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Variants.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace shapetidy::test {

uint64_t mixed(uint64_t A, uint64_t B) {
  // SplitMix64's finaliser.
  uint64_t X = A * 0x9E3779B97F4A7C15ull + B + 0x632BE59BD9B4E019ull;
  X = (X ^ (X >> 30)) * 0xBF58476D1CE4E5B9ull;
  X = (X ^ (X >> 27)) * 0x94D049BB133111EBull;
  return X ^ (X >> 31);
}

static LangOptions languageOfTests() {
  LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 =
      Language.CPlusPlus17 = Language.CPlusPlus20 = true;
  Language.Bool = Language.LineComment = true;
  return Language;
}

VariantSource::VariantSource(std::string Text, uint64_t Seed)
    : Original(std::move(Text)), Seed(Seed) {
  LangOptions Language = languageOfTests();
  const char *Start = Original.c_str();
  Lexer Lex(SourceLocation(), Language, Start, Start, Start + Original.size());
  bool InIncludes = true, InDirective = false;
  for (clang::Token Next; !Lex.LexFromRawLexer(Next) || Next.isNot(tok::eof);) {
    unsigned End = Lex.getBufferLocation() - Start;
    unsigned Begin = End - Next.getLength();
    if (Next.isAtStartOfLine())
      InDirective = Next.is(tok::hash);
    InIncludes &= InDirective;
    if (InIncludes)
      Includes = End;
    Tokens.push_back({Begin, End});
  }
}

Variant VariantSource::variant(unsigned Number) const {
  if (Number < Tokens.size()) {
    unsigned Cut = Tokens[Number].Begin;
    return {Variant::Kind::Truncated, Original.substr(0, Cut), Cut,
            static_cast<unsigned>(Original.size())};
  }
  uint64_t Random = mixed(Seed, Number);
  Token T = Tokens[(Random >> 1) % Tokens.size()];
  std::string Before = Original.substr(0, T.Begin);
  std::string After = Original.substr(T.End);
  if (Random & 1)
    return {Variant::Kind::Deleted, Before + After, T.Begin, T.End};
  std::string Twice = Original.substr(T.Begin, T.End - T.Begin);
  return {Variant::Kind::Duplicated, Before + Twice + " " + Twice + After,
          T.Begin, T.End};
}

std::optional<unsigned> Variant::original(unsigned Here) const {
  unsigned Length = End - Begin;
  switch (What) {
  case Kind::Truncated:
    return Here;
  case Kind::Deleted:
    return Here < Begin ? Here : Here + Length;
  case Kind::Duplicated:
    if (Here < End)
      return Here;
    if (Here < End + 1 + Length)
      return std::nullopt;
    return Here - 1 - Length;
  }
  return std::nullopt;
}

std::string Variant::describe(llvm::StringRef Original) const {
  llvm::StringRef Upto = Original.take_front(Begin);
  std::string Place = std::to_string(Upto.count('\n') + 1) + ":" +
                      std::to_string(Begin - (Upto.rfind('\n') + 1) + 1);
  if (What == Kind::Truncated)
    return "truncated at " + Place;
  return "'" + Original.slice(Begin, End).str() + "' at " + Place +
         (What == Kind::Deleted ? " deleted" : " duplicated");
}

} // namespace shapetidy::test
