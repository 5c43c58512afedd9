//===-- AxisParser.cpp - Parses one word of a shape string ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/AxisParser.h"
#include "annotations/syntax/Characters.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

namespace {
/// The modifiers, in the order of the tables below.
enum Modifier : unsigned { Hash, Star, Underscore, Question, ModifierCount };

struct ModifierRow {
  char Spelling;
  ProblemCode Duplicate;
};

/// A modifier that a kind of axis does not accept.
struct Rejection {
  Modifier Which;
  ProblemCode Code;
  llvm::StringLiteral Message;
};

class AxisParser {
public:
  AxisParser(llvm::StringRef Text, Span Where, ProblemSink &Problems,
             Axis &Result)
      : Text(Text), Word(Text.slice(Where.Begin, Where.End)), Where(Where),
        Rest(Where.Begin), Problems(Problems), Result(Result) {}

  AxisOutcome run(const Axis *FirstVariadic);

private:
  bool checkWholeWord();
  bool rejectComma();
  bool rejectTrailingHash();
  bool rejectEllipsis();
  bool readModifiers();
  bool readModifier(Modifier M);
  void dropDocName(size_t Equals);
  void classify(AxisOutcome &Outcome);
  bool checkVariadic(const Axis *FirstVariadic);
  bool checkModifiers();
  bool reject(const Rejection &Row);
  void lintNames();

  llvm::StringRef rest() const { return Text.slice(Rest, Where.End); }
  bool has(Modifier M) const { return At[M].has_value(); }
  Problem &problem(ProblemCode Code, Span Where, const llvm::Twine &Message) {
    return Problems.add(Code, Where, Message.str());
  }

  llvm::StringRef Text;
  llvm::StringRef Word;
  Span Where;
  uint32_t Rest;
  ProblemSink &Problems;
  Axis &Result;
  std::optional<uint32_t> At[ModifierCount];
  std::optional<Span> DocSpan;
};
} // namespace

static constexpr ModifierRow Modifiers[] = {
    {'#', ProblemCode::P_DUP_HASH},
    {'*', ProblemCode::P_DUP_STAR},
    {'_', ProblemCode::P_DUP_UNDERSCORE},
    {'?', ProblemCode::P_DUP_QUESTION},
};

// In jaxtyping's order of testing.
static constexpr Rejection FixedRejects[] = {
    {Star, ProblemCode::P_FIXED_VARIADIC,
     "a fixed size is one axis and cannot be variadic"},
    {Underscore, ProblemCode::P_FIXED_ANONYMOUS,
     "a fixed size has no name that '_' could discard"},
    {Question, ProblemCode::P_FIXED_TREEPATH,
     "a fixed size cannot depend on the position in a tree"},
};
static constexpr Rejection SymbolicRejects[] = {
    {Underscore, ProblemCode::P_SYMBOLIC_ANONYMOUS,
     "an expression has no name that '_' could discard"},
    {Star, ProblemCode::P_SYMBOLIC_VARIADIC,
     "an expression is one axis and cannot be variadic"},
    {Question, ProblemCode::P_SYMBOLIC_TREEPATH,
     "an expression cannot depend on the position in a tree"},
};
static constexpr Rejection AnonymousRejects[] = {
    {Hash, ProblemCode::P_ANONYMOUS_BROADCAST,
     "an anonymous axis accepts every size, so '#' means nothing"},
};

/// \p Word with the character at \p Drop taken out.
static std::string without(llvm::StringRef Word, size_t Drop) {
  return (Word.take_front(Drop) + Word.drop_front(Drop + 1)).str();
}

static std::string didYouMean(llvm::StringRef Text) {
  return "did you mean " + quoted(Text) + "?";
}

/// Each comma becomes a blank, or nothing where the word ends.
bool AxisParser::rejectComma() {
  size_t Comma = Word.find(',');
  if (Comma == llvm::StringRef::npos || Word.contains('('))
    return false;
  uint32_t Pos = Where.Begin + static_cast<uint32_t>(Comma);
  Problem &P = problem(ProblemCode::P_COMMA, {Pos, Pos + 1},
                       "axes are separated by blanks, not by commas");
  std::string Fixed;
  for (char C : Word)
    Fixed += C == ',' ? ' ' : C;
  llvm::StringRef Bare = llvm::StringRef(Fixed).trim();
  if (Bare.empty()) {
    P.Fix = FixIt{Where, ""};
    P.Hint = "leave the comma out";
    return true;
  }
  P.Hint = didYouMean(Bare);
  P.Fix = FixIt{Where, Bare.str()};
  return true;
}

bool AxisParser::rejectTrailingHash() {
  if (!Word.ends_with("#"))
    return false;
  Problem &P = problem(ProblemCode::P_TRAILING_HASH, {Where.End - 1, Where.End},
                       "'#' stands before an axis, not after it");
  llvm::StringRef Bare = Word.drop_back();
  bool Named = !Bare.empty() && !Bare.ends_with("#") && !Bare.ends_with("=") &&
               !Bare.ends_with("*") && !Bare.ends_with("_") &&
               !Bare.ends_with("?");
  if (!Named)
    return true;
  std::string Fixed = Bare.contains('#') ? Bare.str() : ("#" + Bare).str();
  P.Hint = didYouMean(Fixed);
  P.Fix = FixIt{Where, std::move(Fixed)};
  return true;
}

/// What the author of a word with an ellipsis in it meant; empty if unclear.
static std::string ellipsisRepair(llvm::StringRef Word) {
  llvm::StringRef Doc;
  if (Word.count('=') == 1)
    std::tie(Doc, Word) = Word.split('=');
  llvm::StringRef Bare = Word.trim(".#*?_");
  bool Broadcast = Word.contains('#');
  if (Bare.empty() && Doc.empty())
    return "...";
  if (Bare.empty())
    return (Doc + "=*_").str();
  if (!isIdentifier(Bare) || !Doc.empty())
    return "";
  return ((Broadcast ? "*#" : "*") + Bare).str();
}

bool AxisParser::rejectEllipsis() {
  size_t Dots = Word.find("...");
  if (Dots == llvm::StringRef::npos || Word == "...")
    return false;
  uint32_t Pos = Where.Begin + static_cast<uint32_t>(Dots);
  Problem &P = problem(ProblemCode::P_ELLIPSIS_NOT_ALONE, {Pos, Pos + 3},
                       "'...' stands alone and takes no name or modifier");
  std::string Fixed = ellipsisRepair(Word);
  if (Fixed.empty())
    return true;
  P.Hint = didYouMean(Fixed);
  P.Fix = FixIt{Where, std::move(Fixed)};
  return true;
}

bool AxisParser::checkWholeWord() {
  return !rejectComma() && !rejectTrailingHash() && !rejectEllipsis();
}

bool AxisParser::readModifier(Modifier M) {
  if (!has(M)) {
    At[M] = Rest++;
    return true;
  }
  std::string Fixed = without(Word, Rest - Where.Begin);
  Problem &P = problem(Modifiers[M].Duplicate, {Rest, Rest + 1},
                       llvm::Twine("'") + llvm::Twine(Modifiers[M].Spelling) +
                           "' is written twice on one axis");
  P.Hint = didYouMean(Fixed);
  P.Fix = FixIt{{Rest, Rest + 1}, ""};
  P.Related = Span{*At[M], *At[M] + 1};
  P.RelatedMessage = "the first one is here";
  return false;
}

void AxisParser::dropDocName(size_t Equals) {
  DocSpan = Span{Rest, static_cast<uint32_t>(Rest + Equals)};
  Result.HasDocName = true;
  Result.DocName = rest().take_front(Equals).str();
  Rest += static_cast<uint32_t>(Equals) + 1;
}

bool AxisParser::readModifiers() {
  while (Rest < Where.End) {
    size_t M = llvm::StringRef("#*_?").find(Text[Rest]);
    if (M != llvm::StringRef::npos) {
      if (!readModifier(static_cast<Modifier>(M)))
        return false;
      continue;
    }
    size_t Equals = rest().find('=');
    if (Equals == llvm::StringRef::npos || rest().count('=') != 1)
      break;
    dropDocName(Equals);
  }
  return true;
}

void AxisParser::classify(AxisOutcome &Outcome) {
  llvm::StringRef Payload = rest();
  Result.NameSpan = {Rest, Where.End};
  Result.Broadcast = has(Hash);
  if (Payload.empty() || isIdentifier(Payload)) {
    Result.Kind = has(Star) ? AxisKind::NamedVariadic : AxisKind::Named;
    if (has(Underscore))
      Result.Kind =
          has(Star) ? AxisKind::AnonymousVariadic : AxisKind::Anonymous;
    else
      Result.Name = Payload.str();
    Result.TreePath = has(Question) && !has(Underscore);
    return;
  }
  IntegerText Integer = readPythonInteger(Payload);
  if (Integer.IsInteger) {
    Result.Kind = AxisKind::Fixed;
    Result.Fixed = Integer.Value;
    if (Integer.Overflow)
      problem(ProblemCode::E_NUMBER, Result.NameSpan,
              quoted(Payload) + " does not fit into 64 bits");
    return;
  }
  Result.Kind = AxisKind::Symbolic;
  Result.ExprText = Payload.str();
  Outcome.Variadic = has(Star);
}

bool AxisParser::checkVariadic(const Axis *FirstVariadic) {
  if (!has(Star) || !FirstVariadic)
    return true;
  Problem &P =
      problem(ProblemCode::P_TWO_VARIADICS, Where,
              "only one axis of a shape can stand for any number of axes");
  P.Related = FirstVariadic->Where;
  P.RelatedMessage = quoted(FirstVariadic->Text) + " is the first one";
  return false;
}

bool AxisParser::reject(const Rejection &Row) {
  if (!has(Row.Which))
    return false;
  uint32_t Pos = *At[Row.Which];
  Problem &P = problem(Row.Code, {Pos, Pos + 1}, Row.Message);
  std::string Fixed = without(Word, Pos - Where.Begin);
  P.Hint = didYouMean(Fixed);
  P.Fix = FixIt{{Pos, Pos + 1}, ""};
  return true;
}

bool AxisParser::checkModifiers() {
  llvm::ArrayRef<Rejection> Rows;
  if (Result.Kind == AxisKind::Fixed)
    Rows = FixedRejects;
  else if (Result.Kind == AxisKind::Symbolic)
    Rows = SymbolicRejects;
  else if (has(Underscore))
    Rows = AnonymousRejects;
  for (const Rejection &Row : Rows)
    if (reject(Row))
      return false;
  return true;
}

void AxisParser::lintNames() {
  bool Named =
      Result.Kind == AxisKind::Named || Result.Kind == AxisKind::NamedVariadic;
  bool Compared = DocSpan && llvm::StringRef("<>!").contains(
                                 Text[DocSpan->End > 0 ? DocSpan->End - 1 : 0]);
  if (Compared && DocSpan->size() > 0) {
    Problem &P =
        problem(ProblemCode::L_COMPARISON, {DocSpan->End - 1, DocSpan->End + 1},
                quoted(Word) + " is no condition: it means " + quoted(rest()));
    P.Hint = "bounds on a size cannot be written; text before '=' is only "
             "documentation";
    return;
  }
  if (Named && Result.Name.empty()) {
    Problem &P = problem(ProblemCode::L_EMPTY_NAME, Where,
                         quoted(Word) + " is an axis whose name is empty");
    P.Hint = has(Star) ? "did you mean '*name' or '...'?"
                       : "write a name or a size after '='";
    return;
  }
  if (DocSpan && !isIdentifier(Result.DocName) && DocSpan->size() > 0)
    problem(ProblemCode::L_DOC_NAME, *DocSpan,
            quoted(Result.DocName) + " before '=' is not a name");
}

AxisOutcome AxisParser::run(const Axis *FirstVariadic) {
  Result.Text = Word.str();
  Result.Where = Result.NameSpan = Where;
  AxisOutcome Outcome;
  // Whatever is wrong, the axis keeps its place in the shape.
  Result.Kind = AxisKind::Anonymous;
  Outcome.Ok = checkWholeWord();
  if (!Outcome.Ok)
    return Outcome;
  if (Word == "...") {
    At[Star] = Where.Begin;
    At[Underscore] = Where.Begin;
    Result.Kind = AxisKind::AnonymousVariadic;
  } else {
    Outcome.Ok = readModifiers();
    if (!Outcome.Ok)
      return Outcome;
    classify(Outcome);
  }
  Outcome.Variadic = has(Star);
  Outcome.Ok = checkVariadic(FirstVariadic) && checkModifiers();
  if (!Outcome.Ok)
    return Outcome;
  lintNames();
  if (Result.Kind != AxisKind::Symbolic)
    return Outcome;
  auto Parsed = parseSizeExpression(Text, Result.NameSpan);
  if (Parsed.Expr)
    Result.Expr = std::move(Parsed.Expr);
  else
    Outcome.BadExpression = std::move(Parsed);
  return Outcome;
}

AxisOutcome parseAxis(llvm::StringRef Text, Span Where,
                      const Axis *FirstVariadic, ProblemSink &Problems,
                      Axis &Result) {
  return AxisParser(Text, Where, Problems, Result).run(FirstVariadic);
}

} // namespace shapetidy
