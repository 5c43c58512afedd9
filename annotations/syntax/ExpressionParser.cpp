//===-- ExpressionParser.cpp - Parses symbolic axes -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/ExpressionParser.h"
#include "annotations/syntax/ExpressionCursor.h"
#include "annotations/syntax/NumberText.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

using Kind = SizeExpr::Kind;
using Operator = SizeExpr::Operator;

namespace {
struct InfixRow {
  llvm::StringLiteral Spelling;
  Operator Op;
  unsigned Strength;
};

class ExpressionParser {
public:
  ExpressionParser(llvm::StringRef Text, Span Where)
      : C(Text, Where, ProblemCode::E_EXPRESSION), Whole(Where) {}

  ExpressionResult<SizeExprPtr> run();

private:
  SizeExprPtr parseConditional();
  SizeExprPtr parseInfix(unsigned Weakest);
  /// More comparisons after \p Chain, whose last operand is \p Middle.
  SizeExprPtr chain(SizeExprPtr Chain, SizeExprPtr Middle, uint32_t Begin);
  SizeExprPtr parseNot(uint32_t Begin);
  SizeExprPtr parsePrefix();
  SizeExprPtr parsePower();
  SizeExprPtr parsePrimary();
  SizeExprPtr parseGroup();
  SizeExprPtr parseBraces();
  SizeExprPtr parseNumber();
  SizeExprPtr parseWord();
  SizeExprPtr parseCall(Span Name);
  SizeExprPtr make(Kind What, Operator Op, uint32_t Begin,
                   std::vector<SizeExprPtr> Args);
  std::shared_ptr<SizeExpr> makeLeaf(Kind What, uint32_t Begin);
  const InfixRow *infixHere() const;
  bool consumeWord(llvm::StringRef Word);
  llvm::StringRef wordHere() const;
  void failAtLeftover();
  void failUnclosed(uint32_t Open);
  void failWithBraces(Span Inside, const llvm::Twine &Message);
  void rejectCppAccess(uint32_t Begin);

  ExpressionCursor C;
  Span Whole;
};
} // namespace

// Longer spellings first, so that the first match is the right one. Strengths
// as in Python's grammar; 4 is comparison, which chains instead of associating.
static constexpr InfixRow InfixOperators[] = {
    {"<<", Operator::LeftShift, 8}, {">>", Operator::RightShift, 8},
    {"==", Operator::Equal, 4},     {"!=", Operator::NotEqual, 4},
    {"<=", Operator::LessEqual, 4}, {">=", Operator::GreaterEqual, 4},
    {"//", Operator::FloorDiv, 10}, {"<", Operator::Less, 4},
    {">", Operator::Greater, 4},    {"+", Operator::Add, 9},
    {"-", Operator::Sub, 9},        {"*", Operator::Mul, 10},
    {"/", Operator::TrueDiv, 10},   {"%", Operator::Mod, 10},
    {"&", Operator::BitAnd, 7},     {"^", Operator::BitXor, 6},
    {"|", Operator::BitOr, 5},
};
static constexpr InfixRow WordOperators[] = {
    {"and", Operator::And, 2},
    {"or", Operator::Or, 1},
};
static constexpr unsigned NotStrength = 3;
static constexpr unsigned CompareStrength = 4;

static constexpr llvm::StringLiteral Functions[] = {"min", "max",   "abs",
                                                    "int", "round", "pow"};

static constexpr llvm::StringLiteral Keywords[] = {
    "None",    "and",      "as",       "assert", "async", "await",  "break",
    "class",   "continue", "def",      "del",    "elif",  "else",   "except",
    "finally", "for",      "from",     "global", "if",    "import", "in",
    "is",      "lambda",   "nonlocal", "not",    "or",    "pass",   "raise",
    "return",  "try",      "while",    "with",   "yield"};

static bool isKeyword(llvm::StringRef Word) {
  return llvm::is_contained(Keywords, Word);
}

SizeExprPtr ExpressionParser::make(Kind What, Operator Op, uint32_t Begin,
                                   std::vector<SizeExprPtr> Args) {
  if (C.failed() || !C.countNode())
    return nullptr;
  auto E = std::make_shared<SizeExpr>();
  E->What = What;
  E->Op = Op;
  E->Args = std::move(Args);
  E->Where = C.from(Begin);
  return E;
}

std::shared_ptr<SizeExpr> ExpressionParser::makeLeaf(Kind What,
                                                     uint32_t Begin) {
  if (C.failed() || !C.countNode())
    return nullptr;
  auto E = std::make_shared<SizeExpr>();
  E->What = What;
  E->Where = C.from(Begin);
  return E;
}

llvm::StringRef ExpressionParser::wordHere() const {
  return C.rest().take_front(identifierLength(C.rest(), 0));
}

bool ExpressionParser::consumeWord(llvm::StringRef Word) {
  if (wordHere() != Word)
    return false;
  C.advance(Word.size());
  return true;
}

void ExpressionParser::failUnclosed(uint32_t Open) {
  C.fail({Open, Open + 1}, "this parenthesis is never closed",
         ExpressionFault::UnclosedParen);
}

/// The text \p Inside is C++ and belongs between braces.
void ExpressionParser::failWithBraces(Span Inside, const llvm::Twine &Message) {
  Problem *P = C.fail(Inside, Message);
  if (!P)
    return;
  std::string Fixed = ("{" + C.text(Inside) + "}").str();
  P->Hint = "did you mean " + quoted(Fixed) + "?";
  P->Fix = FixIt{Inside, std::move(Fixed)};
}

const InfixRow *ExpressionParser::infixHere() const {
  if (C.startsWith("**"))
    return nullptr;
  for (const InfixRow &Row : InfixOperators)
    if (C.startsWith(Row.Spelling))
      return &Row;
  llvm::StringRef Word = wordHere();
  for (const InfixRow &Row : WordOperators)
    if (Word == Row.Spelling)
      return &Row;
  return nullptr;
}

SizeExprPtr ExpressionParser::parseConditional() {
  ExpressionCursor::Nested Level(C);
  uint32_t Begin = C.position();
  SizeExprPtr Then = parseInfix(0);
  if (C.failed() || !consumeWord("if"))
    return Then;
  SizeExprPtr Condition = parseInfix(0);
  if (!C.failed() && !consumeWord("else"))
    C.fail(C.atEnd() ? Whole : C.character(),
           "'else' is missing after 'if' in this expression");
  SizeExprPtr Else = C.failed() ? nullptr : parseConditional();
  return make(Kind::Conditional, Operator::None, Begin,
              {Then, Condition, Else});
}

/// `a<b<c` is `(a<b)and(b<c)`. Only a leaf may stand in the middle: it occurs
/// twice in the tree, and larger ones could double at every level of nesting.
SizeExprPtr ExpressionParser::chain(SizeExprPtr Chain, SizeExprPtr Middle,
                                    uint32_t Begin) {
  while (!C.failed()) {
    const InfixRow *Row = infixHere();
    if (!Row || Row->Strength != CompareStrength)
      break;
    if (!Middle->Args.empty()) {
      C.fail(Middle->Where, "only a name or a number can stand between two "
                            "comparisons");
      break;
    }
    C.advance(Row->Spelling.size());
    SizeExprPtr Right = parseInfix(CompareStrength + 1);
    SizeExprPtr Link = make(Kind::Compare, Row->Op, Begin, {Middle, Right});
    Chain = make(Kind::Binary, Operator::And, Begin, {Chain, Link});
    Middle = Right;
  }
  return Chain;
}

SizeExprPtr ExpressionParser::parseInfix(unsigned Weakest) {
  uint32_t Begin = C.position();
  SizeExprPtr Left = Weakest <= NotStrength && consumeWord("not")
                         ? parseNot(Begin)
                         : parsePrefix();
  while (!C.failed()) {
    const InfixRow *Row = infixHere();
    if (!Row || Row->Strength < Weakest)
      break;
    bool Compares = Row->Strength == CompareStrength;
    C.advance(Row->Spelling.size());
    SizeExprPtr Right = parseInfix(Row->Strength + 1);
    Left = make(Compares ? Kind::Compare : Kind::Binary, Row->Op, Begin,
                {Left, Right});
    if (Compares)
      Left = chain(std::move(Left), std::move(Right), Begin);
  }
  return Left;
}

SizeExprPtr ExpressionParser::parseNot(uint32_t Begin) {
  ExpressionCursor::Nested Level(C);
  SizeExprPtr Inner = C.failed() ? nullptr : parseInfix(NotStrength);
  return make(Kind::Unary, Operator::Not, Begin, {Inner});
}

SizeExprPtr ExpressionParser::parsePrefix() {
  ExpressionCursor::Nested Level(C);
  if (C.failed())
    return nullptr;
  uint32_t Begin = C.position();
  Operator Op = C.consume("+")   ? Operator::Plus
                : C.consume("-") ? Operator::Minus
                : C.consume("~") ? Operator::Invert
                                 : Operator::None;
  if (Op == Operator::None)
    return parsePower();
  SizeExprPtr Inner = parsePrefix();
  return make(Kind::Unary, Op, Begin, {Inner});
}

SizeExprPtr ExpressionParser::parsePower() {
  uint32_t Begin = C.position();
  SizeExprPtr Base = parsePrimary();
  if (C.failed() || !C.consume("**"))
    return Base;
  SizeExprPtr Exponent = parsePrefix();
  return make(Kind::Binary, Operator::Pow, Begin, {Base, Exponent});
}

SizeExprPtr ExpressionParser::parsePrimary() {
  if (C.atEnd()) {
    C.fail(Whole, "the expression " + quoted(C.text(Whole)) + " is incomplete",
           ExpressionFault::MissingAtEnd);
    return nullptr;
  }
  uint32_t Begin = C.position();
  SizeExprPtr E;
  char Ch = C.peek();
  if (Ch == '(')
    E = parseGroup();
  else if (Ch == '{')
    E = parseBraces();
  else if (llvm::isDigit(Ch) || (Ch == '.' && llvm::isDigit(C.peek(1))))
    E = parseNumber();
  else if (identifierLength(C.rest(), 0) > 0)
    E = parseWord();
  else
    C.fail(C.character(), "unexpected " + quoted(C.text(C.character())) +
                              " in an axis expression");
  if (!C.failed())
    rejectCppAccess(Begin);
  return E;
}

/// `x.size`, `p->n` and `x[0]` are legal between braces only.
void ExpressionParser::rejectCppAccess(uint32_t Begin) {
  char Ch = C.peek();
  bool Access = Ch == '.' || Ch == '[' || (Ch == '-' && C.peek(1) == '>');
  if (!Access)
    return;
  size_t Length = 0;
  unsigned Depth = 0;
  for (char Next : C.rest()) {
    bool Opens = Next == '(' || Next == '[';
    bool Closes = Next == ')' || Next == ']';
    bool Joins = Next == '.' || Next == '_' || llvm::isAlnum(Next) ||
                 C.rest().substr(Length).starts_with("->") ||
                 (Length > 0 && C.rest()[Length - 1] == '-' && Next == '>');
    if (Closes && Depth == 0)
      break;
    if (!Opens && !Closes && Depth == 0 && !Joins)
      break;
    Depth += Opens;
    Depth -= Closes;
    ++Length;
  }
  if (Length <= 1 || Depth != 0)
    return failAtLeftover();
  failWithBraces({Begin, static_cast<uint32_t>(C.position() + Length)},
                 "C++ expressions stand between braces in an axis");
}

SizeExprPtr ExpressionParser::parseGroup() {
  uint32_t Open = C.position();
  C.advance(1);
  if (C.peek() == ')') {
    C.failWithHint({Open, Open + 2}, "nothing stands between the parentheses",
                   "the empty string is a scalar (rank 0)");
    return nullptr;
  }
  SizeExprPtr Inner = parseConditional();
  if (C.failed() || C.consume(")"))
    return Inner;
  if (C.peek() == ',')
    C.fail(C.character(), "a tuple is not a size");
  else if (C.atEnd())
    failUnclosed(Open);
  else
    failAtLeftover();
  return nullptr;
}

SizeExprPtr ExpressionParser::parseBraces() {
  uint32_t Open = C.position();
  size_t Close = C.rest().find('}');
  if (Close == llvm::StringRef::npos) {
    if (Problem *P = C.fail({Open, Open + 1}, "this brace is never closed"))
      P->Code = ProblemCode::E_OPERAND;
    return nullptr;
  }
  Span Inside = {Open + 1, static_cast<uint32_t>(Open + Close)};
  ExpressionResult<OperandPtr> Operand = parseOperand(C.prefix(), Inside);
  if (!Operand.Expr) {
    if (Problem *P = C.fail(Inside, ""))
      *P = std::move(Operand.Error);
    return nullptr;
  }
  C.advance(Close + 1);
  auto E = makeLeaf(Kind::Operand, Open);
  if (E)
    E->Inner = std::move(Operand.Expr);
  return E;
}

SizeExprPtr ExpressionParser::parseNumber() {
  uint32_t Begin = C.position();
  C.advance(pythonNumberLength(C.rest()));
  llvm::StringRef Word = wordHere();
  if (!Word.empty() && !isKeyword(Word)) {
    std::string Product = (C.text(C.from(Begin)) + "*" + Word).str();
    C.advance(Word.size());
    C.failWithHint(C.from(Begin),
                   quoted(C.text(C.from(Begin))) +
                       " is neither a number nor an axis name",
                   "did you mean " + quoted(Product) + "?");
    return nullptr;
  }
  Span Where = C.from(Begin);
  std::optional<DecimalText> Read = readPythonNumber(C.text(Where));
  if (!Read) {
    C.fail(Where, quoted(C.text(Where)) + " is not a number");
    return nullptr;
  }
  if (Read->Overflow) {
    if (Problem *P =
            C.fail(Where, quoted(C.text(Where)) + " does not fit into 64 bits"))
      P->Code = ProblemCode::E_NUMBER;
    return nullptr;
  }
  auto E = makeLeaf(Kind::Number, Begin);
  if (E) {
    E->Value = Read->Value;
    E->Denominator = Read->Denominator;
  }
  return E;
}

SizeExprPtr ExpressionParser::parseWord() {
  uint32_t Begin = C.position();
  llvm::StringRef Word = wordHere();
  C.advance(Word.size());
  Span Where = C.from(Begin);
  if (C.peek() == '(' && !isKeyword(Word))
    return parseCall(Where);
  bool IsTruth = Word == "True" || Word == "False";
  if (isKeyword(Word)) {
    C.fail(Where, quoted(Word) + " is a Python keyword and cannot name an axis "
                                 "in an expression");
    return nullptr;
  }
  auto E = makeLeaf(IsTruth ? Kind::Number : Kind::Name, Begin);
  if (E && IsTruth)
    E->Value = Word == "True";
  else if (E)
    E->Name = Word.str();
  return E;
}

static bool acceptsArguments(llvm::StringRef Function, size_t Count) {
  if (Function == "min" || Function == "max")
    return Count >= 2;
  return Count == (Function == "pow" ? 2 : 1);
}

SizeExprPtr ExpressionParser::parseCall(Span Name) {
  llvm::StringRef Function = C.text(Name);
  uint32_t Open = C.position();
  if (!llvm::is_contained(Functions, Function)) {
    size_t Close = C.rest().find(')');
    if (Close == llvm::StringRef::npos)
      failUnclosed(Open);
    else
      failWithBraces({Name.Begin, static_cast<uint32_t>(Open + Close + 1)},
                     quoted(Function) + " is no function of axis expressions");
    return nullptr;
  }
  C.advance(1);
  std::vector<SizeExprPtr> Args;
  while (!C.failed() && C.peek() != ')' && !C.atEnd()) {
    Args.push_back(parseConditional());
    if (!C.consume(","))
      break;
  }
  if (!C.failed() && !C.consume(")")) {
    if (C.atEnd())
      failUnclosed(Open);
    else
      failAtLeftover();
  }
  if (!C.failed() && !acceptsArguments(Function, Args.size()))
    C.fail(C.from(Name.Begin),
           "wrong number of arguments for '" + Function + "'");
  SizeExprPtr Call =
      make(Kind::Call, Operator::None, Name.Begin, std::move(Args));
  if (Call)
    std::const_pointer_cast<SizeExpr>(Call)->Name = Function.str();
  return Call;
}

/// Something complete is followed by what cannot follow it.
void ExpressionParser::failAtLeftover() {
  Span At = C.character();
  llvm::StringRef Ch = C.text(At);
  bool Operand = Ch == "{" || Ch == "(" || identifierLength(C.rest(), 0) > 0 ||
                 llvm::isDigit(C.peek());
  if (Operand)
    return C.failWithHint(
        At, "an operator is missing before '" + Ch + "'",
        "did you mean " +
            quoted((C.text({Whole.Begin, At.Begin}) + "*" + C.rest()).str()) +
            "?");
  if (Ch == "=")
    return C.failWithHint(At, "unexpected '=' in an axis expression",
                          "an axis has at most one 'name=' in front");
  C.fail(At, "unexpected '" + Ch + "' in an axis expression");
}

ExpressionResult<SizeExprPtr> ExpressionParser::run() {
  SizeExprPtr E = parseConditional();
  if (!C.failed() && !C.atEnd())
    failAtLeftover();
  return C.result(std::move(E));
}

ExpressionResult<SizeExprPtr> parseSizeExpression(llvm::StringRef Text,
                                                  Span Where) {
  return ExpressionParser(Text, Where).run();
}

} // namespace shapetidy
