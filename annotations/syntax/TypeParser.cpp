//===-- TypeParser.cpp - Parses the forms around shape strings ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/TypeParser.h"
#include "annotations/syntax/Characters.h"
#include "annotations/syntax/ShapeParser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

using Kind = TypeSyntax::Kind;

static constexpr llvm::StringLiteral ScalarNames[] = {"int", "float", "bool",
                                                      "complex", "str"};
static constexpr llvm::StringLiteral VectorizedWord = "vectorized";

TypePtr TypeParser::make(TypeSyntax Type, Span Where) {
  Type.Where = Where;
  return std::make_shared<const TypeSyntax>(std::move(Type));
}

static TypeSyntax ofKind(Kind What) {
  TypeSyntax Type;
  Type.What = What;
  return Type;
}

/// An error where a type is needed; Any keeps the tree complete.
TypePtr TypeParser::missing(Span Where, llvm::StringRef What) {
  Problem &P = Problems.add(ProblemCode::E_MISSING_TYPE, Where, What.str());
  P.Hint = "a scalar (rank 0) is written 'Shaped[]' here";
  return make(ofKind(Kind::Any), Where);
}

std::optional<uint32_t> TypeParser::findArrow(Span Where) const {
  return Pairs.findOutside(Where, [&](uint32_t I) {
    return Text[I] == '-' && I + 1 < Where.End && Text[I + 1] == '>';
  });
}

/// What stands between the parentheses that enclose all of \p Where.
std::optional<Span> TypeParser::insideParens(Span Where) const {
  if (Where.size() < 2 || Text[Where.Begin] != '(' ||
      Pairs.close(Where.Begin, Where.End) != Where.End - 1)
    return std::nullopt;
  return Span{Where.Begin + 1, Where.End - 1};
}

std::optional<Span> TypeParser::bracketWord(Span Where) const {
  size_t Length = identifierLength(Text.take_front(Where.End), Where.Begin);
  Span Word = {Where.Begin, static_cast<uint32_t>(Where.Begin + Length)};
  if (Length == 0 || Word.End >= Where.End || Text[Word.End] != '[')
    return std::nullopt;
  llvm::StringRef Name = text(Word);
  if (bracketFormOf(Name) != BracketForm::Unknown)
    return Word;
  // `f[...]` is a jaxtyping token, if a malformed one; `Matrix[3 4]` and
  // `flaot32[n]` can only be meant as types.
  bool Capital = llvm::isUpper(Name[0]);
  if (Capital || !closestFormName(Name).empty())
    return Word;
  return std::nullopt;
}

/// Whether parentheses around \p Where group a type; otherwise they belong to
/// an axis expression such as `(n)`.
bool TypeParser::isForm(Span Where) const {
  Where = trimmed(Text, Where);
  while (std::optional<Span> Inside = insideParens(Where))
    Where = trimmed(Text, *Inside);
  auto IsBar = [&](uint32_t I) { return Text[I] == '|'; };
  return bracketWord(Where) || findArrow(Where) ||
         Pairs.findOutside(Where, IsBar);
}

std::optional<TypeSyntax> TypeParser::wordForm(Span Where, Place At) const {
  llvm::StringRef Word = text(Where);
  if (Word == "None")
    return ofKind(Kind::None);
  if (Word == "PyTree")
    return ofKind(Kind::Tree);
  if (At == Place::Top)
    return std::nullopt;
  if (Word == "Any")
    return ofKind(Kind::Any);
  if (!llvm::is_contained(ScalarNames, Word))
    return std::nullopt;
  TypeSyntax Type = ofKind(Kind::Scalar);
  Type.ScalarName = Word.str();
  return Type;
}

TypePtr TypeParser::parseShapeString(Span Where) {
  auto Type = std::make_shared<TypeSyntax>();
  parseShapePart(Text, Where, Problems, Type->Shape);
  Type->Where = Where;
  return Type;
}

TypePtr TypeParser::parseAlternative(Span Where, Place At) {
  Where = trimmed(Text, Where);
  if (Where.size() == 0 && At == Place::Inner)
    return missing(Where, "a type is missing here");
  if (std::optional<Span> Inside = insideParens(Where))
    if (isForm(*Inside))
      return parseType(*Inside, Place::Inner);
  if (std::optional<Span> Word = bracketWord(Where))
    return parseBracketForm(Where, *Word);
  if (std::optional<TypeSyntax> Type = wordForm(Where, At))
    return make(std::move(*Type), Where);
  llvm::StringRef Rest = text(Where);
  if (Rest.consume_front(VectorizedWord) && Rest.ltrim().starts_with("(")) {
    Problems.add(ProblemCode::E_CALLABLE, Where,
                 "'->' and a result are missing after the parameters");
    return make(ofKind(Kind::Any), Where);
  }
  return parseShapeString(Where);
}

TypePtr TypeParser::parseUnion(Span Where, Place At,
                               std::optional<uint32_t> Arrow) {
  // The result of a callable extends as far as possible.
  auto Parts = Pairs.split({Where.Begin, Arrow.value_or(Where.End)}, '|');
  Parts.back().End = Where.End;
  if (Parts.size() > 1)
    At = Place::Inner;
  TypeSyntax Union = ofKind(Kind::Union);
  for (Span Part : Parts) {
    bool IsCallable = Arrow && Part.End == Where.End;
    TypePtr Item = IsCallable ? parseCallable(trimmed(Text, Part), *Arrow)
                              : parseAlternative(Part, At);
    if (Parts.size() == 1)
      return Item;
    if (Item->What == Kind::Union)
      llvm::append_range(Union.Items, Item->Items);
    else
      Union.Items.push_back(std::move(Item));
  }
  return make(std::move(Union), Where);
}

TypePtr TypeParser::parseType(Span Where, Place At) {
  Where = trimmed(Text, Where);
  if (Depth == MaxTypeDepth) {
    Problems.add(ProblemCode::E_TOO_DEEP, {Where.Begin, Where.Begin},
                 "types are nested too deeply here");
    return make(ofKind(Kind::Any), Where);
  }
  ++Depth;
  TypePtr Type = parseUnion(Where, At, findArrow(Where));
  --Depth;
  return Type;
}

/// A parameter or result of a callable: parentheses around all of it group.
TypePtr TypeParser::parseSlot(Span Where) {
  Where = trimmed(Text, Where);
  if (std::optional<Span> Inside = insideParens(Where))
    return parseType(*Inside, Place::Group);
  return parseType(Where, Place::Inner);
}

std::vector<TypePtr> TypeParser::parseParams(Span Head) {
  std::vector<TypePtr> Params;
  std::optional<Span> Inside = insideParens(Head);
  if (Inside && trimmed(Text, *Inside).size() == 0)
    return Params;
  for (Span Part : Pairs.split(Inside.value_or(Head), ','))
    Params.push_back(parseSlot(Part));
  if (Inside)
    return Params;
  Problem &P = Problems.add(ProblemCode::E_CALLABLE, Head,
                            "the parameters of a callable stand in one pair of "
                            "parentheses");
  std::string Fixed = "(";
  for (const TypePtr &Param : Params)
    Fixed += (Fixed.size() > 1 ? ", " : "") + print(*Param);
  Fixed += ")";
  P.Hint = "did you mean " + quoted(Fixed + " -> ...") + "?";
  P.Fix = FixIt{Head, std::move(Fixed)};
  return Params;
}

TypePtr TypeParser::parseCallable(Span Where, uint32_t Arrow) {
  TypeSyntax Type = ofKind(Kind::Callable);
  Span Head = trimmed(Text, {Where.Begin, Arrow});
  llvm::StringRef Rest = text(Head);
  if (Rest.consume_front(VectorizedWord) && !Rest.empty() &&
      identifierLength(Rest, 0) == 0) {
    Type.Vectorized = true;
    Head.Begin += VectorizedWord.size();
    Head = trimmed(Text, Head);
  }
  if (Head.size() == 0)
    Problems.add(ProblemCode::E_CALLABLE, {Arrow, Arrow + 2},
                 "parameters in parentheses are missing before '->'");
  else
    Type.Items = parseParams(Head);
  Type.Result = parseSlot({Arrow + 2, Where.End});
  return make(std::move(Type), Where);
}

TypePtr TypeParser::parseContractItem(Span Where) {
  Where = trimmed(Text, Where);
  if (text(Where) == "_")
    return make(ofKind(Kind::Any), Where);
  if (std::optional<Span> Inside = insideParens(Where))
    return parseType(*Inside, Place::Group);
  bool Bare = Where.size() > 0 && !isForm(Where) &&
              !wordForm(Where, Place::Inner).has_value();
  if (Bare) {
    Problem &P = Problems.add(ProblemCode::E_CALLABLE, Where,
                              "a shape stands in parentheses here");
    P.Hint = "did you mean " + quoted(("(" + text(Where) + ")").str()) + "?";
    P.Fix = FixIt{Where, ("(" + text(Where) + ")").str()};
  }
  return parseType(Where, Place::Inner);
}

ContractSyntax TypeParser::parseContract(Span Where) {
  ContractSyntax Contract;
  std::optional<uint32_t> Arrow = findArrow(Where);
  Span Head = trimmed(Text, {Where.Begin, Arrow.value_or(Where.End)});
  if (Head.size() > 0)
    for (Span Part : Pairs.split(Head, ','))
      Contract.Params.push_back(parseContractItem(Part));
  if (!Arrow) {
    Contract.Result = make(ofKind(Kind::Any), {Where.End, Where.End});
    return Contract;
  }
  Span Tail = {*Arrow + 2, Where.End};
  auto Results = Pairs.split(Tail, ',');
  if (Results.size() > 1)
    Problems.add(ProblemCode::E_CALLABLE, Tail,
                 "there is one result; several are written 'tuple[...]'");
  Contract.Result = parseContractItem(Results.front());
  return Contract;
}

} // namespace shapetidy
