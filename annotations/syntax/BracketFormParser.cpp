//===-- BracketFormParser.cpp - Parses Word[...] types --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Characters.h"
#include "annotations/syntax/DTypeNames.h"
#include "annotations/syntax/ShapeParser.h"
#include "annotations/syntax/TypeParser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

using Kind = TypeSyntax::Kind;
using Layout = TypeSyntax::Layout;

/// What stands in the brackets after \p Word; reports a missing bracket and
/// text after the last one.
Span TypeParser::contentOf(Span Where, Span Word) {
  uint32_t Open = Word.End;
  std::optional<uint32_t> Close = Pairs.close(Open, Where.End);
  if (!Close) {
    Problem &P = Problems.add(ProblemCode::E_BRACKET, {Open, Open + 1},
                              "this bracket is never closed");
    P.Fix = FixIt{{Where.End, Where.End}, "]"};
    P.Hint = "did you forget ']' at the end?";
    return {Open + 1, Where.End};
  }
  Span Rest = trimmed(Text, {*Close + 1, Where.End});
  if (Rest.size() == 0)
    return {Open + 1, *Close};
  bool Stray = text(Rest).find_first_not_of(")]}") == llvm::StringRef::npos;
  Problem &P = Problems.add(
      Stray ? ProblemCode::E_BRACKET : ProblemCode::E_UNEXPECTED, Rest,
      Stray ? "this bracket closes nothing"
            : quoted(text(Rest)) + " follows a complete type");
  if (Stray)
    P.Fix = FixIt{Rest, ""};
  else
    P.Hint = "all axes of an array stand inside the brackets; alternatives "
             "are separated by '|'";
  return {Open + 1, *Close};
}

/// `Float[Array, "b c"]` is what Python needs; here the shape is enough.
Span TypeParser::rejectPythonArray(Span Inside) {
  if (!text(Inside).contains('"') && !text(Inside).contains('\''))
    return Inside;
  Span Last = trimmed(Text, Pairs.split(Inside, ',').back());
  llvm::StringRef Quoted = text(Last);
  bool IsQuoted = Quoted.size() >= 2 && Quoted.front() == Quoted.back() &&
                  (Quoted.front() == '"' || Quoted.front() == '\'');
  if (!IsQuoted)
    return Inside;
  Span Shape = {Last.Begin + 1, Last.End - 1};
  Problem &P = Problems.add(
      ProblemCode::E_ARRAY_TYPE, Inside,
      "the shape stands in the brackets alone, without array type or quotes");
  P.Hint = "did you mean " + quoted(text(Shape)) + "?";
  P.Fix = FixIt{Inside, text(Shape).str()};
  return Shape;
}

/// `Float32[:, :]` mixes Numba's axes with a dtype class.
bool TypeParser::rejectNumbaAxes(const TypeSyntax &Type, Span Inside) {
  if (!text(trimmed(Text, Inside)).starts_with(":"))
    return false;
  Problem &P = Problems.add(ProblemCode::E_NUMBA, Inside,
                            "':' is an axis in Numba's type names only");
  std::string Fixed;
  for (Span Part : Pairs.split(Inside, ','))
    Fixed += (Part.Begin == Inside.Begin ? "" : " ") + std::string("_");
  P.Hint = "did you mean " + quoted(Type.DType + "[" + Fixed + "]") + "?";
  P.Fix = FixIt{Inside, std::move(Fixed)};
  return true;
}

void TypeParser::parseArray(TypeSyntax &Type, Span Inside) {
  if (rejectNumbaAxes(Type, Inside))
    return;
  parseShapePart(Text, rejectPythonArray(Inside), Problems, Type.Shape);
}

static Axis anonymousAxis(llvm::StringRef Text, Span Where) {
  Axis A;
  A.Kind = AxisKind::Anonymous;
  A.Text = Text.slice(Where.Begin, Where.End).str();
  A.Where = A.NameSpan = Where;
  return A;
}

/// `::1` marks the axis whose elements are adjacent: the last one in C order,
/// the first one in Fortran order.
void TypeParser::parseNumba(TypeSyntax &Type, Span Inside) {
  Type.Memory = Layout::Any;
  Type.Shape.Where = trimmed(Text, Inside);
  auto Parts = Pairs.split(Inside, ',');
  for (Span &Part : Parts) {
    Part = trimmed(Text, Part);
    bool First = &Part == Parts.begin();
    bool Last = &Part + 1 == Parts.end();
    bool Adjacent = text(Part) == "::1";
    if (Adjacent && Type.Memory == Layout::Any && (First || Last))
      Type.Memory = Last ? Layout::C : Layout::F;
    else if (text(Part) != ":")
      Problems.add(ProblemCode::E_NUMBA, Part,
                   Adjacent ? "'::1' marks the first or the last axis, once"
                            : "an axis of a Numba type is ':' or '::1'");
    if (Type.Shape.Axes.size() < MaxAxes)
      Type.Shape.Axes.push_back(anonymousAxis(Text, Part));
  }
  if (Parts.size() > MaxAxes)
    Problems.add(
        ProblemCode::E_TOO_MANY_AXES, Parts[MaxAxes],
        ("a shape has at most " + llvm::Twine(MaxAxes) + " axes").str());
}

void TypeParser::rejectNumbaName(Span Word) {
  llvm::StringRef Class = *numbaDTypeClass(text(Word));
  Problem &P =
      Problems.add(ProblemCode::E_UNKNOWN_DTYPE, Word,
                   quoted(text(Word)) + " is a Numba type, whose axes are ':'");
  P.Hint = "did you mean " + quoted(Class) + "?";
  P.Fix = FixIt{Word, Class.str()};
}

/// Reports a word that begins no type; returns the form it most likely is.
BracketForm TypeParser::rejectUnknownWord(Span Word) {
  Problem &P = Problems.add(ProblemCode::E_UNKNOWN_DTYPE, Word,
                            quoted(text(Word)) + " is not a dtype class");
  llvm::StringRef Closest = closestFormName(text(Word));
  if (Closest.empty()) {
    P.Hint = "'Shaped[...]' accepts every dtype";
    return BracketForm::Array;
  }
  P.Hint = "did you mean " + quoted(Closest) + "?";
  P.Fix = FixIt{Word, Closest.str()};
  return bracketFormOf(Closest);
}

void TypeParser::parseItems(TypeSyntax &Type, Span Inside) {
  bool IsTuple = Type.What == Kind::Tuple;
  if (IsTuple && trimmed(Text, Inside).size() == 0)
    return;
  auto Parts = Pairs.split(Inside, ',');
  if (!IsTuple && Parts.size() > 1) {
    Problem &P = Problems.add(ProblemCode::E_UNEXPECTED, Parts[1],
                              "only one type stands in these brackets");
    P.Hint = Type.What == Kind::Dict
                 ? "only the values of a dict have a type here"
                 : "different types are written 'tuple[...]'";
    Parts.truncate(1);
  }
  for (Span Part : Parts)
    Type.Items.push_back(parseType(Part, Place::Inner));
}

void TypeParser::parseTree(TypeSyntax &Type, Span Inside) {
  auto Parts = Pairs.split(Inside, ',');
  Type.Items.push_back(parseType(Parts[0], Place::Inner));
  if (Parts.size() > 1)
    Type.Structure = parseStructurePart(Text, Parts[1], Problems);
  if (Parts.size() > 2)
    Problems.add(ProblemCode::P_STRUCT_NOT_IDENTIFIER,
                 {Parts[2].Begin, Inside.End},
                 "a tree has one leaf type and at most one structure");
}

TypePtr TypeParser::parseBracketForm(Span Where, Span Word) {
  TypeSyntax Type;
  Span Inside = contentOf(Where, Word);
  BracketForm Form = bracketFormOf(text(Word));
  bool Numba = numbaDTypeClass(text(Word)).has_value();
  bool NumbaAxes = text(trimmed(Text, Inside)).starts_with(":");
  if (Form == BracketForm::Unknown)
    Form = rejectUnknownWord(Word);
  else if (Numba && !NumbaAxes)
    rejectNumbaName(Word);
  switch (Form) {
  case BracketForm::Tuple:
  case BracketForm::List:
  case BracketForm::Dict:
    Type.What = Form == BracketForm::Tuple  ? Kind::Tuple
                : Form == BracketForm::List ? Kind::List
                                            : Kind::Dict;
    parseItems(Type, Inside);
    break;
  case BracketForm::Tree:
    Type.What = Kind::Tree;
    parseTree(Type, Inside);
    break;
  case BracketForm::Array:
  case BracketForm::Unknown:
    Type.DType = text(Word).str();
    Type.DTypeSpan = Word;
    if (Numba && NumbaAxes)
      parseNumba(Type, Inside);
    else
      parseArray(Type, Inside);
  }
  return make(std::move(Type), Where);
}

} // namespace shapetidy
