//===-- OutputsParser.cpp - Parses what an opaque boundary gives ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/OutputsParser.h"
#include "annotations/syntax/Characters.h"
#include "annotations/syntax/DTypeNames.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

OutputsSyntax OutputsParser::parse() {
  Span Whole = trimmed(Text, {0, static_cast<uint32_t>(Text.size())});
  if (Whole.size() == 0)
    return std::move(Out);
  for (Span Part : Pairs.split(Whole, ',')) {
    Span Item = trimmed(Text, Part);
    if (Item.size() == 0)
      rejectEmpty(Part);
    else
      parseItem(Item);
  }
  return std::move(Out);
}

/// `y: n,` and `y: n,, z: m`: one comma too many, which can be left out.
void OutputsParser::rejectEmpty(Span Where) {
  Span Comma = Where.Begin > 0 ? Span{Where.Begin - 1, Where.Begin}
                               : Span{Where.End, Where.End + 1};
  Problem &P = Problems.add(ProblemCode::E_OUTPUT, Comma,
                            "there is no output on one side of this comma");
  P.Hint = "leave the comma out";
  P.Fix = FixIt{Comma, ""};
}

/// The end of the C++ name at the beginning of \p Where.
static uint32_t endOfName(llvm::StringRef Text, Span Where) {
  return Where.Begin + static_cast<uint32_t>(identifierLength(
                           Text.take_front(Where.End), Where.Begin));
}

/// No `name: type`. What is in the way of one can often be told.
void OutputsParser::rejectItem(Span Where) {
  Problem &P = Problems.add(ProblemCode::E_OUTPUT, Where,
                            "an output is written 'name: type'");
  uint32_t End = endOfName(Text, Where);
  llvm::StringRef Name = text({Where.Begin, End});
  llvm::StringRef Rest = text({End, Where.End}).trim();
  bool IsPython = Rest.consume_front("=");
  if (IsPython)
    Rest = Rest.trim(" '\"");
  bool HasType = !Rest.empty() && (IsPython || Text[End] == ' ');
  if (Name.empty() || !HasType)
    return;
  std::string Fixed = Name.str() + ": " + Rest.str();
  P.Hint = "did you mean " + quoted(Fixed) + "?";
  P.Fix = FixIt{Where, std::move(Fixed)};
}

void OutputsParser::rejectDuplicate(const OutputsSyntax::Output &Item) {
  auto First = llvm::find_if(
      Out.Items, [&](const auto &Known) { return Known.Name == Item.Name; });
  if (First == Out.Items.end())
    return;
  Problem &P =
      Problems.add(ProblemCode::E_OUTPUT, Item.NameSpan,
                   "output " + quoted(Item.Name) + " is declared twice");
  P.Related = First->NameSpan;
  P.RelatedMessage = "first declaration is here";
}

/// A Numba type without axes is a number; elsewhere it would name an axis.
TypePtr OutputsParser::parseOutputType(Span Where) {
  Span Word = trimmed(Text, Where);
  std::optional<llvm::StringRef> Class = numbaDTypeClass(text(Word));
  if (!Class)
    return Types.parseType(Where, TypeParser::Place::Inner);
  auto Number = std::make_shared<TypeSyntax>();
  Number->DType = Class->str();
  Number->DTypeSpan = Word;
  Number->Shape.Where = {Word.End, Word.End};
  Number->Where = Word;
  return Number;
}

void OutputsParser::parseItem(Span Where) {
  uint32_t End = endOfName(Text, Where);
  Span Behind = trimmed(Text, {End, Where.End});
  bool HasColon = Behind.size() > 0 && Text[Behind.Begin] == ':' &&
                  !text(Behind).starts_with("::");
  if (End == Where.Begin || !HasColon)
    return rejectItem(Where);
  OutputsSyntax::Output Item;
  Item.NameSpan = {Where.Begin, End};
  Item.Name = text(Item.NameSpan).str();
  Item.Type = parseOutputType({Behind.Begin + 1, Where.End});
  rejectDuplicate(Item);
  Out.Items.push_back(std::move(Item));
}

} // namespace shapetidy
