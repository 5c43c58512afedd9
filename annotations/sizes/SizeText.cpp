//===-- SizeText.cpp - Sizes and goals from text --------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/SizeText.h"
#include "llvm/ADT/StringExtras.h"

using namespace shapetidy;

namespace {
/// Deeper text is refused: the parser recurses once per level.
constexpr unsigned MaxNesting = 200;
/// Reading digits is quadratic; the algebra cuts such numbers off anyway.
constexpr unsigned MaxDigits = 1000;
} // namespace

namespace shapetidy {

/// Recursive descent. The first problem is kept, and everything after it
/// yields 0.
class SizeTextParser {
public:
  SizeTextParser(SizeReader &Reader, llvm::StringRef Text)
      : Reader(Reader), Context(Reader.Context), Rest(Text), Whole(Text) {}

  llvm::Expected<Size> size();
  llvm::Expected<Goal> goal();

private:
  using Operation = Size (SizeContext::*)(Size, Size);
  struct NamedOperation {
    llvm::StringLiteral Name;
    Operation Apply;
  };

  Size sum();
  Size product();
  Size power();
  Size primary();
  Size call(const NamedOperation &Function);
  Size literal();
  Size name();
  std::optional<Relation> relation();

  bool accept(llvm::StringRef Token) {
    Rest = Rest.ltrim();
    return Rest.consume_front(Token);
  }
  Size fail(const llvm::Twine &Message) {
    if (Problem.empty())
      Problem = (Message + " at column " +
                 llvm::Twine(Whole.size() - Rest.size() + 1))
                    .str();
    return Context.zero();
  }
  llvm::Error problem() {
    if (Problem.empty() && !Rest.ltrim().empty())
      fail("unexpected '" + Rest.ltrim().take_front(1) + "'");
    if (Problem.empty())
      return llvm::Error::success();
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s in '%s'",
                                   Problem.c_str(),
                                   Whole.take_front(80).str().c_str());
  }

  SizeReader &Reader;
  SizeContext &Context;
  llvm::StringRef Rest;
  llvm::StringRef Whole;
  std::string Problem;
  unsigned Nesting = 0;
};

Size SizeTextParser::literal() {
  llvm::StringRef Digits = Rest.take_while(llvm::isDigit);
  Rest = Rest.drop_front(Digits.size());
  if (Digits.size() > MaxDigits)
    return fail("a number may have " + llvm::Twine(MaxDigits) + " digits");
  llvm::DynamicAPInt Value(0);
  for (char C : Digits)
    Value = Value * 10 + int64_t(C - '0');
  return Context.constant(Value);
}

Size SizeTextParser::call(const NamedOperation &Function) {
  Size Result = sum();
  while (accept(","))
    Result = (Context.*Function.Apply)(Result, sum());
  return accept(")") ? Result : fail("expected ')'");
}

Size SizeTextParser::name() {
  static constexpr NamedOperation Functions[] = {
      {"min", &SizeContext::min},
      {"max", &SizeContext::max},
      {"broadcast", &SizeContext::broadcast},
      {"cdiv", &SizeContext::truncDiv},
      {"cmod", &SizeContext::truncMod},
  };
  llvm::StringRef Name =
      Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
  Rest = Rest.drop_front(Name.size());
  if (accept("(")) {
    for (const NamedOperation &F : Functions)
      if (F.Name == Name)
        return call(F);
    return fail("unknown function '" + Name + "'");
  }
  if (auto Known = Reader.Names.find(Name); Known != Reader.Names.end())
    return Known->second;
  return Reader.Strict ? fail("undeclared name '" + Name + "'")
                       : Reader.declare(Name);
}

Size SizeTextParser::primary() {
  Rest = Rest.ltrim();
  if (Rest.empty())
    return fail("unexpected end");
  if (Nesting == MaxNesting)
    return fail("nested too deeply");
  ++Nesting;
  Size Result = Context.zero();
  if (llvm::isDigit(Rest.front()))
    Result = literal();
  else if (llvm::isAlpha(Rest.front()) || Rest.front() == '_')
    Result = name();
  else if (accept("-"))
    Result = Context.neg(power());
  else if (!accept("("))
    Result = fail("unexpected '" + Rest.take_front(1) + "'");
  else if (Result = sum(); !accept(")"))
    Result = fail("expected ')'");
  --Nesting;
  return Result;
}

Size SizeTextParser::power() {
  Size Base = primary();
  while (Problem.empty() && accept("**")) {
    std::optional<int64_t> Exponent = primary().asConstant();
    if (!Exponent || *Exponent < 0 || *Exponent > 1000)
      return fail("an exponent must be a literal up to 1000");
    Base = Context.pow(Base, static_cast<unsigned>(*Exponent));
  }
  return Base;
}

Size SizeTextParser::product() {
  static constexpr NamedOperation Operators[] = {
      {"*", &SizeContext::mul},
      {"//", &SizeContext::floorDiv},
      {"/", &SizeContext::truncDiv},
      {"%", &SizeContext::floorMod},
  };
  Size Result = power();
  while (Problem.empty()) {
    const auto *Found = llvm::find_if(
        Operators, [&](const NamedOperation &O) { return accept(O.Name); });
    if (Found == std::end(Operators))
      break;
    Result = (Context.*Found->Apply)(Result, power());
  }
  return Result;
}

Size SizeTextParser::sum() {
  Size Result = product();
  while (Problem.empty()) {
    if (accept("+"))
      Result = Context.add(Result, product());
    else if (accept("-"))
      Result = Context.sub(Result, product());
    else
      break;
  }
  return Result;
}

std::optional<Relation> SizeTextParser::relation() {
  // Longer spellings first.
  for (Relation R : {Relation::EQ, Relation::NE, Relation::LE, Relation::GE,
                     Relation::LT, Relation::GT})
    if (accept(spelling(R)))
      return R;
  return std::nullopt;
}

llvm::Expected<Size> SizeTextParser::size() {
  Size Result = sum();
  if (llvm::Error E = problem())
    return E;
  return Result;
}

llvm::Expected<Goal> SizeTextParser::goal() {
  Size Left = sum();
  std::optional<Relation> Rel = relation();
  if (!Rel)
    fail("expected a comparison");
  Size Right = Rel ? sum() : Context.zero();
  if (llvm::Error E = problem())
    return E;
  return Goal{Left, *Rel, Right};
}

Size SizeReader::declare(llvm::StringRef Name, std::optional<int64_t> Minimum,
                         SymbolNature Nature) {
  Size S = Context.symbol(
      {Name.str(), Nature, Minimum, {Origin::Source::Declaration, 0}});
  Names.insert_or_assign(Name, S);
  return S;
}

llvm::Expected<Size> SizeReader::size(llvm::StringRef Text) {
  return SizeTextParser(*this, Text).size();
}

llvm::Expected<Goal> SizeReader::goal(llvm::StringRef Text) {
  return SizeTextParser(*this, Text).goal();
}

} // namespace shapetidy
