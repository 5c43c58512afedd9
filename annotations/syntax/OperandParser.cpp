//===-- OperandParser.cpp - Parses C++ integers between braces ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/ExpressionCursor.h"

namespace shapetidy {

using Kind = OperandExpr::Kind;

namespace {
class OperandParser {
public:
  OperandParser(llvm::StringRef Text, Span Where)
      : C(Text, Where, ProblemCode::E_OPERAND), Whole(Where) {}

  ExpressionResult<OperandPtr> run();

private:
  OperandPtr parseSum();
  OperandPtr parseProduct();
  OperandPtr parseUnary();
  OperandPtr parsePostfix();
  OperandPtr parsePrimary();
  OperandPtr parseNumber();
  OperandPtr parseName();
  OperandPtr parseMember(OperandPtr Base);
  OperandPtr parseArguments(OperandPtr Base, Kind What, char Close);
  OperandPtr parseGroup();
  OperandPtr make(Kind What, uint32_t Begin, std::vector<OperandPtr> Args,
                  llvm::StringRef Name = "");
  void skipSpaces();
  std::optional<Kind> sumOperator();
  std::optional<Kind> productOperator();

  ExpressionCursor C;
  Span Whole;
};
} // namespace

OperandPtr OperandParser::make(Kind What, uint32_t Begin,
                               std::vector<OperandPtr> Args,
                               llvm::StringRef Name) {
  if (C.failed() || !C.countNode())
    return nullptr;
  auto E = std::make_shared<OperandExpr>();
  E->What = What;
  E->Name = Name.str();
  E->Args = std::move(Args);
  E->Where = C.from(Begin);
  return E;
}

void OperandParser::skipSpaces() {
  while (!C.atEnd()) {
    unsigned Length = spaceLength(C.rest(), 0);
    if (Length == 0)
      return;
    C.advance(Length);
  }
}

std::optional<Kind> OperandParser::sumOperator() {
  skipSpaces();
  if (C.startsWith("++") || C.startsWith("--") || C.startsWith("+=") ||
      C.startsWith("-=")) {
    C.fail({C.position(), C.position() + 2},
           "'" + C.rest().take_front(2) +
               "' changes a variable; an operand "
               "only reads");
    return std::nullopt;
  }
  if (C.startsWith("->"))
    return std::nullopt;
  if (C.consume("+"))
    return Kind::Add;
  if (C.consume("-"))
    return Kind::Sub;
  return std::nullopt;
}

std::optional<Kind> OperandParser::productOperator() {
  skipSpaces();
  Span Two = {C.position(), C.position() + 2};
  if (C.startsWith("//")) {
    Problem *P = C.fail(Two, "'//' is no C++ operator");
    P->Hint = "did you mean '/'?";
    P->Fix = FixIt{Two, "/"};
    return std::nullopt;
  }
  if (C.startsWith("**")) {
    C.failWithHint(Two, "'**' is no C++ operator",
                   "outside the braces '**' is a power");
    return std::nullopt;
  }
  if (C.consume("*"))
    return Kind::Mul;
  if (C.consume("/"))
    return Kind::Div;
  if (C.consume("%"))
    return Kind::Mod;
  return std::nullopt;
}

OperandPtr OperandParser::parseSum() {
  ExpressionCursor::Nested Level(C);
  skipSpaces();
  uint32_t Begin = C.position();
  OperandPtr Left = parseProduct();
  while (!C.failed()) {
    std::optional<Kind> Op = sumOperator();
    if (!Op)
      break;
    OperandPtr Right = parseProduct();
    Left = make(*Op, Begin, {Left, Right});
  }
  return Left;
}

OperandPtr OperandParser::parseProduct() {
  skipSpaces();
  uint32_t Begin = C.position();
  OperandPtr Left = parseUnary();
  while (!C.failed()) {
    std::optional<Kind> Op = productOperator();
    if (!Op)
      break;
    OperandPtr Right = parseUnary();
    Left = make(*Op, Begin, {Left, Right});
  }
  return Left;
}

OperandPtr OperandParser::parseUnary() {
  ExpressionCursor::Nested Level(C);
  if (C.failed())
    return nullptr;
  skipSpaces();
  uint32_t Begin = C.position();
  if (C.startsWith("->") || C.startsWith("++") || C.startsWith("--")) {
    C.fail({Begin, Begin + 2},
           "'" + C.rest().take_front(2) + "' cannot begin an operand");
    return nullptr;
  }
  if (C.consume("+"))
    return parseUnary();
  if (!C.consume("-"))
    return parsePostfix();
  OperandPtr Inner = parseUnary();
  return make(Kind::Negate, Begin, {Inner});
}

OperandPtr OperandParser::parsePostfix() {
  OperandPtr E = parsePrimary();
  while (!C.failed()) {
    skipSpaces();
    if (C.startsWith("->") || C.peek() == '.')
      E = parseMember(std::move(E));
    else if (C.consume("["))
      E = parseArguments(std::move(E), Kind::Index, ']');
    else if (C.consume("("))
      E = parseArguments(std::move(E), Kind::Call, ')');
    else
      break;
  }
  return E;
}

OperandPtr OperandParser::parseMember(OperandPtr Base) {
  bool Arrow = C.peek() == '-';
  C.advance(Arrow ? 2 : 1);
  skipSpaces();
  size_t Length = identifierLength(C.rest(), 0);
  if (Length == 0) {
    C.fail(C.character(), llvm::Twine("a member name is missing after '") +
                              (Arrow ? "->" : ".") + "'");
    return nullptr;
  }
  llvm::StringRef Name = C.rest().take_front(Length);
  C.advance(Length);
  if (C.failed() || !C.countNode())
    return nullptr;
  auto E = std::make_shared<OperandExpr>();
  E->What = Kind::Member;
  E->Arrow = Arrow;
  E->Name = Name.str();
  E->Where = C.from(Base->Where.Begin);
  E->Args = {std::move(Base)};
  return E;
}

OperandPtr OperandParser::parseArguments(OperandPtr Base, Kind What,
                                         char Close) {
  uint32_t Open = C.position() - 1;
  uint32_t Begin = Base->Where.Begin;
  std::vector<OperandPtr> Args = {std::move(Base)};
  skipSpaces();
  bool MayBeEmpty = What == Kind::Call;
  if (MayBeEmpty && C.consume(")"))
    return make(What, Begin, std::move(Args));
  do {
    Args.push_back(parseSum());
    skipSpaces();
  } while (!C.failed() && C.consume(","));
  if (!C.failed() && !C.consume(llvm::StringRef(&Close, 1))) {
    bool AtEnd = C.atEnd();
    C.fail(AtEnd ? Span{Open, Open + 1} : C.character(),
           AtEnd ? llvm::Twine("this bracket is never closed")
                 : "unexpected " + quoted(C.text(C.character())) +
                       " in an operand");
  }
  return make(What, Begin, std::move(Args));
}

OperandPtr OperandParser::parseGroup() {
  uint32_t Open = C.position();
  C.advance(1);
  OperandPtr Inner = parseSum();
  skipSpaces();
  if (C.failed() || C.consume(")"))
    return Inner;
  C.fail(C.atEnd() ? Span{Open, Open + 1} : C.character(),
         C.atEnd() ? llvm::Twine("this bracket is never closed")
                   : "unexpected " + quoted(C.text(C.character())) +
                         " in an operand");
  return nullptr;
}

OperandPtr OperandParser::parseNumber() {
  uint32_t Begin = C.position();
  size_t Length = C.rest()
                      .take_while([](char Ch) {
                        return llvm::isAlnum(Ch) || Ch == '\'' || Ch == '.';
                      })
                      .size();
  C.advance(Length);
  Span Where = C.from(Begin);
  std::string Digits;
  for (char Ch : C.text(Where))
    if (Ch != '\'')
      Digits += llvm::toLower(Ch);
  llvm::StringRef Number = llvm::StringRef(Digits).rtrim("uzl");
  llvm::APInt Value;
  // 64 binary digits and a prefix; longer texts would only cost time.
  bool Long = Number.size() > 66;
  if (!Long && Number.getAsInteger(0, Value)) {
    C.fail(Where, quoted(C.text(Where)) + " is not an integer");
    return nullptr;
  }
  if (Long || Value.getActiveBits() > 63) {
    Problem *P =
        C.fail(Where, quoted(C.text(Where)) + " does not fit into 64 bits");
    P->Code = ProblemCode::E_NUMBER;
    return nullptr;
  }
  if (!C.countNode())
    return nullptr;
  auto E = std::make_shared<OperandExpr>();
  E->What = Kind::Number;
  E->Value = static_cast<int64_t>(Value.getZExtValue());
  E->Where = Where;
  return E;
}

OperandPtr OperandParser::parseName() {
  uint32_t Begin = C.position();
  C.consume("::");
  while (size_t Length = identifierLength(C.rest(), 0)) {
    C.advance(Length);
    bool GoesOn = C.startsWith("::") && identifierLength(C.rest(), 2) > 0;
    if (!GoesOn)
      break;
    C.advance(2);
  }
  llvm::StringRef Name = C.text(C.from(Begin));
  bool IsThis = Name == "this" || Name == "self";
  return make(IsThis ? Kind::This : Kind::Name, Begin, {}, Name);
}

OperandPtr OperandParser::parsePrimary() {
  if (C.failed())
    return nullptr;
  if (C.atEnd()) {
    C.fail(Whole, C.text(Whole).trim().empty()
                      ? "an operand is missing between the braces"
                      : "this operand is incomplete");
    return nullptr;
  }
  if (C.peek() == '(')
    return parseGroup();
  if (llvm::isDigit(C.peek()))
    return parseNumber();
  bool Global = C.startsWith("::") && identifierLength(C.rest(), 2) > 0;
  if (Global || identifierLength(C.rest(), 0) > 0)
    return parseName();
  C.fail(C.character(),
         "unexpected " + quoted(C.text(C.character())) + " in an operand");
  return nullptr;
}

/// Python's format specifications are the likeliest leftovers.
static llvm::StringRef hintForLeftover(char Ch) {
  if (Ch == ':' || Ch == '!')
    return "an operand has no format";
  if (Ch == '<' || Ch == '>' || Ch == '=' || Ch == '?' || Ch == '&')
    return "an operand is an integer made with + - * / % only";
  return "";
}

ExpressionResult<OperandPtr> OperandParser::run() {
  OperandPtr E = parseSum();
  skipSpaces();
  if (!C.failed() && !C.atEnd())
    C.failWithHint(C.character(),
                   "unexpected " + quoted(C.text(C.character())) +
                       " in an operand",
                   hintForLeftover(C.peek()));
  return C.result(std::move(E));
}

ExpressionResult<OperandPtr> parseOperand(llvm::StringRef Text, Span Where) {
  return OperandParser(Text, Where).run();
}

} // namespace shapetidy
