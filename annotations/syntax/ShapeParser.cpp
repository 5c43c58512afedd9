//===-- ShapeParser.cpp - Parses jaxtyping shape strings ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/ShapeParser.h"
#include "annotations/syntax/AxisParser.h"
#include "annotations/syntax/Characters.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

/// End of the operand that opens at \p Open: the next brace must close it,
/// because operands contain none. Otherwise the brace is an ordinary character.
static std::optional<uint32_t> closingBrace(llvm::StringRef Text,
                                            uint32_t Open) {
  size_t Next = Text.find_first_of("{}", Open + 1);
  if (Next == llvm::StringRef::npos || Text[Next] == '{')
    return std::nullopt;
  return static_cast<uint32_t>(Next);
}

Span wordAt(llvm::StringRef Text, uint32_t Pos) {
  uint32_t Begin = Pos;
  while (Pos < Text.size() && spaceLength(Text, Pos) == 0) {
    if (Text[Pos] == '{')
      Pos = closingBrace(Text, Pos).value_or(Pos);
    ++Pos;
  }
  return {Begin, Pos};
}

namespace {
class ShapeParser {
public:
  ShapeParser(llvm::StringRef Text, Span Where, ProblemSink &Problems,
              ShapeSyntax &Result)
      : Text(Text.take_front(Where.End)), Pos(Where.Begin), Problems(Problems),
        Result(Result) {}

  void run();

private:
  void skipSpaces() {
    while (Pos < Text.size()) {
      unsigned Length = spaceLength(Text, Pos);
      if (Length == 0)
        return;
      Pos += Length;
    }
  }
  void parseOne(Span Word);
  void reportExpression(Span Word, ExpressionResult<SizeExprPtr> Bad);
  void blameBlanks(Span Word, ExpressionFault Fault, Problem &P);
  void joinThroughParen(Span Word, Problem &P);
  void joinAcross(Span Around, Problem &P);

  llvm::StringRef Text;
  uint32_t Pos;
  ProblemSink &Problems;
  ShapeSyntax &Result;
  /// Words before this position belong to an expression that was reported.
  uint32_t ExplainedUntil = 0;
  /// Looking for a closing parenthesis reads the whole rest: do it once.
  bool SearchedParen = false;
};
} // namespace

static std::string withoutSpaces(llvm::StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size();) {
    unsigned Length = spaceLength(Text, I);
    if (Length == 0)
      Out += Text[I++];
    else
      I += Length;
  }
  return Out;
}

/// Replaces \p Around by the same without blanks.
void ShapeParser::joinAcross(Span Around, Problem &P) {
  std::string Joined = withoutSpaces(Text.slice(Around.Begin, Around.End));
  P.Message = "an axis expression is written without blanks";
  P.Where = Around;
  P.Hint = "did you mean " + quoted(Joined) + "?";
  P.Fix = FixIt{Around, std::move(Joined)};
  ExplainedUntil = Around.End;
}

void ShapeParser::joinThroughParen(Span Word, Problem &P) {
  if (SearchedParen)
    return;
  SearchedParen = true;
  unsigned Depth = 0;
  for (uint32_t I = Word.Begin; I < Text.size(); ++I) {
    Depth += Text[I] == '(';
    if (Text[I] != ')' || Depth == 0 || --Depth > 0)
      continue;
    joinAcross({Word.Begin, wordAt(Text, I).End}, P);
    return;
  }
}

/// An operator that lost its operands to blanks. `*` is not among them: alone
/// it is a legal, if odd, variadic axis.
static bool isLonelyOperator(llvm::StringRef Word) {
  return Word == "+" || Word == "-" || Word == "/" || Word == "//" ||
         Word == "%";
}

void ShapeParser::blameBlanks(Span Word, ExpressionFault Fault, Problem &P) {
  if (Fault == ExpressionFault::UnclosedParen) {
    joinThroughParen(Word, P);
    return;
  }
  bool Lonely = isLonelyOperator(Text.slice(Word.Begin, Word.End));
  if ((!Lonely && Fault != ExpressionFault::MissingAtEnd) || Pos == Text.size())
    return;
  bool HasLeft = Lonely && !Result.Axes.empty();
  uint32_t Begin = HasLeft ? Result.Axes.back().Where.Begin : Word.Begin;
  joinAcross({Begin, wordAt(Text, Pos).End}, P);
}

void ShapeParser::reportExpression(Span Word,
                                   ExpressionResult<SizeExprPtr> Bad) {
  if (Word.Begin < ExplainedUntil)
    return;
  blameBlanks(Word, Bad.Fault, Bad.Error);
  Problems.add(std::move(Bad.Error));
}

void ShapeParser::parseOne(Span Word) {
  const Axis *First =
      Result.Variadic ? &Result.Axes[*Result.Variadic] : nullptr;
  Axis A;
  AxisOutcome Outcome = parseAxis(Text, Word, First, Problems, A);
  if (Outcome.BadExpression)
    reportExpression(Word, std::move(*Outcome.BadExpression));
  if (Outcome.Variadic && !Result.Variadic)
    Result.Variadic = Result.Axes.size();
  Result.Axes.push_back(std::move(A));
}

void ShapeParser::run() {
  skipSpaces();
  Result.Where = {Pos, Pos};
  while (Pos < Text.size()) {
    Span Word = wordAt(Text, Pos);
    if (Result.Axes.size() == MaxAxes) {
      Problems.add(
          ProblemCode::E_TOO_MANY_AXES, Word,
          ("a shape has at most " + llvm::Twine(MaxAxes) + " axes").str());
      return;
    }
    Pos = Word.End;
    skipSpaces();
    parseOne(Word);
    Result.Where.End = Word.End;
  }
}

/// `[a, b]`, the list that other tools write: one problem with one fix.
static bool rejectList(llvm::StringRef Text, Span Where,
                       ProblemSink &Problems) {
  Where = trimmed(Text, Where);
  llvm::StringRef List = Text.slice(Where.Begin, Where.End);
  size_t Comma = List.find(',');
  if (!List.starts_with("[") || !List.ends_with("]") || List.contains('(') ||
      Comma == llvm::StringRef::npos)
    return false;
  uint32_t Pos = Where.Begin + static_cast<uint32_t>(Comma);
  Problem &P = Problems.add(ProblemCode::P_COMMA, {Pos, Pos + 1},
                            "axes are separated by blanks, not by commas");
  std::string Fixed;
  llvm::SmallVector<llvm::StringRef, 8> Words;
  llvm::SplitString(List.drop_front().drop_back(), Words, ", \t\n");
  for (llvm::StringRef Word : Words)
    Fixed += (Fixed.empty() ? "" : " ") + Word.str();
  P.Hint = "did you mean " + quoted(Fixed) + "?";
  P.Fix = FixIt{Where, std::move(Fixed)};
  return true;
}

void parseShapePart(llvm::StringRef Text, Span Where, ProblemSink &Problems,
                    ShapeSyntax &Result) {
  ProblemSink Unused;
  bool Explained = rejectList(Text, Where, Problems);
  ShapeParser(Text, Where, Explained ? Unused : Problems, Result).run();
}

static void reportPiece(llvm::StringRef Piece, Span Where,
                        ProblemSink &Problems) {
  Problem &P = Problems.add(
      ProblemCode::P_STRUCT_NOT_IDENTIFIER, Where,
      Piece == "..."
          ? "'...' can only be the first or the last piece of a structure"
          : quoted(Piece) + " is not a structure name");
  llvm::StringRef Bare = Piece.trim(".*#?\"'");
  if (Piece == "..." || Bare == Piece || !isIdentifier(Bare))
    return;
  bool Dots = Piece.starts_with("...") || Piece.ends_with("...");
  std::string Fixed = !Dots                      ? Bare.str()
                      : Piece.starts_with("...") ? ("... " + Bare).str()
                                                 : (Bare + " ...").str();
  P.Hint = "did you mean " + quoted(Fixed) + "?";
  P.Fix = FixIt{Where, std::move(Fixed)};
}

StructureSyntax parseStructurePart(llvm::StringRef Text, Span Where,
                                   ProblemSink &Problems) {
  StructureSyntax Result;
  Result.Where = trimmed(Text, Where);
  Result.Text = Text.slice(Result.Where.Begin, Result.Where.End).str();
  llvm::SmallVector<Span, 4> Words;
  Text = Text.take_front(Result.Where.End);
  for (uint32_t Pos = Result.Where.Begin; Pos < Text.size();) {
    if (unsigned Length = spaceLength(Text, Pos)) {
      Pos += Length;
      continue;
    }
    uint32_t Begin = Pos;
    while (Pos < Text.size() && spaceLength(Text, Pos) == 0)
      ++Pos;
    Words.push_back({Begin, Pos});
  }
  if (Words.empty())
    Problems.add(ProblemCode::P_STRUCT_EMPTY, Where,
                 "a structure needs at least one name or '...'");
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef Piece = Text.slice(Words[I].Begin, Words[I].End);
    if (Piece == "..." && I == 0)
      Result.LeadingEllipsis = true;
    else if (Piece == "..." && I + 1 == Words.size())
      Result.TrailingEllipsis = true;
    else if (isIdentifier(Piece))
      Result.Pieces.push_back({Piece.str(), Words[I]});
    else
      reportPiece(Piece, Words[I], Problems);
  }
  if (Result.LeadingEllipsis && Result.TrailingEllipsis)
    Problems.add(ProblemCode::L_STRUCT_UNUSABLE, Words.back(),
                 "no tree fits '...' at both ends of a structure");
  return Result;
}

} // namespace shapetidy
