//===-- Judgement.cpp - From conflicts to findings ------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Judgement.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Memory.h"
#include "checks/engine/SizeEvidence.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

namespace {
/// The sentences about one subject, by what is wrong.
struct SubjectRow {
  FindingCode Axis, AxisFails, Rank, RankFails, DType, None, NotArray, Union,
      Evaluation, Structure, StructureFails, Kind;
};
} // namespace

#define SUBJECT_ROW(NAME)                                                      \
  {FindingCode::NAME##Axis,           FindingCode::NAME##AxisFails,            \
   FindingCode::NAME##Rank,           FindingCode::NAME##RankFails,            \
   FindingCode::NAME##DType,          FindingCode::NAME##None,                 \
   FindingCode::NAME##NotArray,       FindingCode::NAME##Union,                \
   FindingCode::NAME##Evaluation,     FindingCode::NAME##Structure,            \
   FindingCode::NAME##StructureFails, FindingCode::NAME##Kind}
/// In the order of Subject::Kind.
static constexpr SubjectRow SubjectRows[] = {
    SUBJECT_ROW(Argument),     SUBJECT_ROW(Return),
    SUBJECT_ROW(Variable),     SUBJECT_ROW(Field),
    SUBJECT_ROW(Expect),       SUBJECT_ROW(HandedParameter),
    SUBJECT_ROW(HandedResult), SUBJECT_ROW(Output),
};
#undef SUBJECT_ROW

static FindingCode codeFor(const Conflict &Why, Subject::Kind Kind) {
  const SubjectRow &Row = SubjectRows[static_cast<size_t>(Kind)];
  switch (Why.What) {
  case Conflict::Kind::Rank:
  case Conflict::Kind::VariadicRank:
    return Why.isContingent() && !Why.RowName.empty() ? Row.RankFails
                                                      : Row.Rank;
  case Conflict::Kind::Axis:
  case Conflict::Kind::VariadicAxis:
    return Why.isContingent() ? Row.AxisFails : Row.Axis;
  case Conflict::Kind::DType:
    return Row.DType;
  case Conflict::Kind::NoneValue:
    return Row.None;
  case Conflict::Kind::NotAnArray:
    return Row.NotArray;
  case Conflict::Kind::NoAlternative:
    return Row.Union;
  case Conflict::Kind::Evaluation:
    return Row.Evaluation;
  case Conflict::Kind::UnboundName:
    return FindingCode::UnboundAxisName;
  case Conflict::Kind::UnboundOperand:
    return FindingCode::UnboundOperand;
  case Conflict::Kind::TreePathOutside:
    return FindingCode::TreePathOutside;
  case Conflict::Kind::NestedStructure:
    return FindingCode::NestedStructure;
  case Conflict::Kind::UnboundStructure:
    return FindingCode::UnboundStructure;
  case Conflict::Kind::Structure:
    return Why.Verdict.Failing ? Row.StructureFails : Row.Structure;
  case Conflict::Kind::WrongKind:
    return Row.Kind;
  }
  return Row.Axis;
}

static std::string shapeText(Point &P, const Value &Got) {
  const ArrayValue *Array = Got.asArray();
  return Array ? shapeArg(Array->Axes, P.S.Sizes) : Got.print(P.S.Sizes);
}

static bool isAboutRank(const Conflict &Why) {
  return Why.What == Conflict::Kind::Rank ||
         Why.What == Conflict::Kind::VariadicRank;
}

std::string structureArg(Point &P, const Structure &S) {
  if (S.isLeaf())
    return "a leaf";
  return "'" + textArg(S.print(P.S.Sizes)) + "'";
}

std::string placeArg(llvm::StringRef Path) {
  return Path.empty() ? "the root" : "'" + textArg(Path) + "'";
}

static std::string gotArg(Point &P, const Conflict &Why, const Subject &B) {
  if (Why.What == Conflict::Kind::Structure)
    return structureArg(P, Why.GotTree);
  if (!Why.GotText.empty())
    return textArg(Why.GotText);
  if (isAboutRank(Why))
    return axesArg(Why.GotRank, Why.GotAtLeast) + " " + shapeText(P, B.Got);
  if (Why.What == Conflict::Kind::DType)
    return Why.GotDTypes.print();
  if (Why.What == Conflict::Kind::NoAlternative ||
      Why.What == Conflict::Kind::NotAnArray)
    return shapeText(P, B.Got);
  return sizeArg(nameOf(P, Why.Got), shown(P, Why.Got), P.S.Sizes);
}

static std::string typeText(const EffectiveAnnotation *Says) {
  return Says && Says->Type ? textArg(print(*Says->Type)) : std::string();
}

static std::string expectedArg(Point &P, const Conflict &Why,
                               const Subject &B) {
  switch (Why.What) {
  case Conflict::Kind::Rank:
  case Conflict::Kind::VariadicRank:
    return axesArg(Why.ExpectedRank, Why.ExpectedAtLeast) +
           (typeText(B.Says).empty() ? "" : " '" + typeText(B.Says) + "'");
  case Conflict::Kind::DType:
    return Why.ExpectedDTypes.print();
  case Conflict::Kind::Axis:
  case Conflict::Kind::VariadicAxis:
    return sizeArg(Why.Name, shown(P, Why.Expected), P.S.Sizes) +
           (Why.OrOne ? " or 1" : "");
  case Conflict::Kind::Evaluation:
  case Conflict::Kind::Structure:
  case Conflict::Kind::WrongKind:
    return textArg(Why.Name);
  default:
    return typeText(B.Says);
  }
}

/// The word of the annotation as written.
static std::string wordOf(const EffectiveAnnotation &Says, unsigned Axis) {
  if (Says.Type->What != TypeSyntax::Kind::Array ||
      Axis >= Says.Type->Shape.Axes.size())
    return typeText(&Says);
  return textArg(Says.Type->Shape.Axes[Axis].Text);
}

static void noteBinding(Point &P, Finding &F, const Conflict &Why,
                        const Evidence &Known) {
  if (!Why.BoundAt || Why.BoundAt->Item == Why.Item)
    return;
  const EffectiveAnnotation *Says = Known.Says(Why.BoundAt->Item);
  const Expr *Argument = Known.Argument(Why.BoundAt->Item);
  if (!(Says && Says->Type) &&
      !(Argument && Why.What == Conflict::Kind::Structure))
    return;
  if (Why.What == Conflict::Kind::Structure)
    return addNote(
        F, NoteCode::StructureHere,
        Argument ? CharSourceRange::getTokenRange(Argument->getSourceRange())
                 : Says->rangeOf(Why.BoundAt->Where, 0, P.S.Context),
        {textArg(Why.Name), textArg(Why.WholeExpected.print(P.S.Sizes))});
  if (!Argument && opensValues(*Says->Type))
    return addNote(F, NoteCode::BoundByAnnotation,
                   Says->rangeOf(Why.BoundAt->Where, 0, P.S.Context),
                   {Why.Name});
  if (!Argument) {
    addNote(F, NoteCode::BoundByAnnotation,
            Says->rangeOfAxis(Why.BoundAt->Axis, P.S.Context), {Why.Name});
    return;
  }
  std::string Text = textArg(textOf(P, Argument));
  Value Bound = valueOf(P, Argument);
  if (Why.What == Conflict::Kind::VariadicRank && Bound.asArray())
    return addNote(F, NoteCode::RowBoundByArgument, Argument->getSourceRange(),
                   {Why.Name, axesArg(Why.ExpectedRank, Why.ExpectedAtLeast),
                    Text, shapeText(P, Bound)});
  std::string Length =
      Why.Expected.Length ? P.S.Sizes.print(*Why.Expected.Length) : "?";
  // It is a leaf of the argument that has a shape.
  if (!Bound.asArray())
    return addNote(F, NoteCode::ShownHere, Argument->getSourceRange(),
                   {Why.Name, Length});
  addNote(F, NoteCode::BoundByArgument, Argument->getSourceRange(),
          {Why.Name, Length, Text, shapeText(P, Bound)});
}

static void noteValue(Point &P, Finding &F, const Conflict &Why,
                      const Subject &B) {
  // The text of an output's string is not what has the shape.
  if (B.What == Subject::Kind::HandedParameter ||
      B.What == Subject::Kind::Output)
    return;
  if (B.Blamed && Why.What == Conflict::Kind::Structure)
    addNote(
        F, NoteCode::GotStructure, B.Blamed->getSourceRange(),
        {textArg(textOf(P, B.Blamed)), textArg(Why.WholeGot.print(P.S.Sizes))});
  if (!B.Blamed || isAboutRank(Why) || Why.What == Conflict::Kind::NoneValue ||
      !B.Got.asArray())
    return;
  std::string Text = textArg(textOf(P, B.Blamed));
  if (Why.What == Conflict::Kind::Axis ||
      Why.What == Conflict::Kind::VariadicAxis)
    addNote(F, NoteCode::GotShape, B.Blamed->getSourceRange(),
            {Text, shapeText(P, B.Got)});
}

/// The part of the annotation that the value does not keep.
static void noteAnnotation(Point &P, Finding &F, const Conflict &Why,
                           const Subject &B) {
  if (!B.Says || B.Says->Uses.empty())
    return;
  const TypeSyntax &Type = *B.Says->Type;
  if (opensValues(Type))
    return addNote(F, NoteCode::AnnotationSays,
                   B.Says->rangeOf(Why.Where, 0, P.S.Context),
                   {textArg(B.Says->useOfAxis(0).Parsed.Text.substr(
                       Why.Where.Begin, Why.Where.size()))});
  bool IsOneAxis = Why.What == Conflict::Kind::Axis ||
                   Why.What == Conflict::Kind::VariadicAxis ||
                   Why.What == Conflict::Kind::Evaluation;
  if (IsOneAxis)
    return addNote(F, NoteCode::AnnotationSays,
                   B.Says->rangeOfAxis(Why.Axis, P.S.Context),
                   {wordOf(*B.Says, Why.Axis)});
  if (Why.What == Conflict::Kind::DType && !Type.DType.empty())
    return addNote(F, NoteCode::AnnotationSays,
                   B.Says->rangeOf(Type.DTypeSpan, 0, P.S.Context),
                   {textArg(Type.DType)});
  addNote(F, NoteCode::AnnotationSays, B.Says->rangeOfAxis(0, P.S.Context),
          {typeText(B.Says)});
}

/// An annotation error is the annotation's, wherever it came to light.
static bool reportInAnnotation(Point &P, const Conflict &Why,
                               const Evidence &Known) {
  if (!Why.isAnnotationError())
    return false;
  const EffectiveAnnotation *Says = Known.Says(Why.Item);
  if (!Says)
    return true;
  CharSourceRange Range = Says->rangeOf(Why.Where, Why.Axis, P.S.Context);
  Finding F;
  F.Code = codeFor(Why, Subject::Kind::Argument);
  F.Where = Range.getBegin();
  F.Args = {textArg(Why.Name)};
  F.Ranges = {Range};
  P.report(std::move(F));
  return true;
}

/// In the order of the sentences of FindingCodes.def.
static llvm::SmallVector<std::string, 4>
conflictArgs(Point &P, const Conflict &Why, const Subject &Blamed) {
  if (Why.What == Conflict::Kind::Structure)
    return {textArg(Blamed.Name),
            textArg(Blamed.Function),
            gotArg(P, Why, Blamed),
            placeArg(Why.Path),
            expectedArg(P, Why, Blamed),
            structureArg(P, Why.ExpectedTree),
            witnessArg(Why.Verdict, P.S.Sizes)};
  return {textArg(Blamed.Name + Why.Path),
          textArg(Blamed.Function),
          gotArg(P, Why, Blamed),
          isAboutRank(Why) ? llvm::utostr(Why.FailsWhenRowHas)
                           : llvm::itostr(Why.ValueAxis),
          expectedArg(P, Why, Blamed),
          isAboutRank(Why) ? Why.RowName : witnessArg(Why.Verdict, P.S.Sizes)};
}

void reportConflict(Point &P, const Conflict &Why, const Subject &Blamed,
                    const Evidence &Known) {
  if (!P.F.Reporting || reportInAnnotation(P, Why, Known) ||
      isConsequence(P, Why.Verdict, {&Why.Expected, &Why.Got}))
    return;
  Finding F;
  F.Code = codeFor(Why, Blamed.What);
  F.Where = Blamed.Blamed ? Blamed.Blamed->getExprLoc() : SourceLocation();
  F.Args = conflictArgs(P, Why, Blamed);
  if (Blamed.Blamed)
    F.Ranges = {
        CharSourceRange::getTokenRange(Blamed.Blamed->getSourceRange())};
  if (Blamed.What == Subject::Kind::Output) {
    CharSourceRange Range =
        Blamed.Says->rangeOf(Blamed.Says->Type->Where, 0, P.S.Context);
    F.Where = Range.getBegin();
    F.Ranges = {Range};
  }
  noteValue(P, F, Why, Blamed);
  noteAnnotation(P, F, Why, Blamed);
  noteBinding(P, F, Why, Known);
  noteSizes(P, F, Why.Expected, Why.Got, Why.Verdict);
  P.report(std::move(F));
}

void reportReveal(Point &P, const Expr *Asked, const Value &Known) {
  Finding F;
  F.Code = Known.isUnknown() ? FindingCode::RevealUnknown
           : Known.asArray() ? FindingCode::RevealArray
                             : FindingCode::RevealValue;
  F.Where = Asked->getExprLoc();
  F.Args = {textArg(textOf(P, Asked)), textArg(Known.print(P.S.Sizes))};
  F.Ranges = {CharSourceRange::getTokenRange(Asked->getSourceRange())};
  P.report(std::move(F));
}

} // namespace shapetidy
