//===-- ShapeText.h - Shapes and matches as text ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Lets the tests of shapes, broadcasting and matching be text in and text out.
//
//   ShapeText T;
//   T.flexible("s");               // n, m, ... are rigid unless declared
//   T.row("b");                    // a rigid row, written *b
//   T.match("*c k", "(*b, s, ?)")  // "fits *c = (*b, s), k = ?"
//
// A shape is written as the tool prints it: `?` is an unknown length, `...` an
// unknown row. "fits?" means that something was learned or is unknown.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ANNOTATIONS_SHAPETEXT_H
#define SHAPETIDY_TEST_UNIT_ANNOTATIONS_SHAPETEXT_H

#include "annotations/shapes/Broadcast.h"
#include "annotations/shapes/Unifier.h"
#include "annotations/sizes/SizeText.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace shapetidy {

class ShapeText {
public:
  explicit ShapeText(Unifier::Options Opts = {false, false})
      : Decide(Sizes), Read(Sizes), Names(Sizes, Decide, Facts, Opts) {}

  void flexible(llvm::StringRef List) {
    for (llvm::StringRef Name : llvm::split(List, ' '))
      Read.declare(Name, 1, SymbolNature::Flexible);
  }
  void row(llvm::StringRef Name, SymbolNature Nature = SymbolNature::Rigid) {
    Rows[Name.str()] = Sizes.freshRow(Name.str(), Nature, {});
  }
  void fact(llvm::StringRef Text) {
    Facts = Facts.with({llvm::cantFail(Read.goal(Text)), {}});
  }
  void operand(llvm::StringRef Name, llvm::StringRef Value) {
    Operands.insert_or_assign(Name.str(), size(Value));
  }

  Size size(llvm::StringRef Text) { return llvm::cantFail(Read.size(Text)); }

  Shape shape(llvm::StringRef Text) {
    llvm::SmallVector<Dim, 4> Prefix, Suffix;
    std::optional<Row> Middle;
    for (llvm::StringRef Piece : llvm::split(inside(Text), ", ")) {
      if (Piece.empty())
        continue;
      if (Piece == "...")
        Middle = Row();
      else if (Piece.starts_with("*"))
        Middle = Row{Rows.at(Piece.drop_front().str()), {}};
      else
        (Middle ? Suffix : Prefix).push_back(dim(Piece));
    }
    return Middle ? Shape::around(Prefix, *Middle, Suffix)
                  : Shape::ofDims(Prefix);
  }

  /// `float32 (n, 3)`, or a shape alone.
  ArrayValue value(llvm::StringRef Text) {
    size_t Open = Text.find('(');
    llvm::StringRef Before = Text.take_front(Open),
                    Rest = Text.drop_front(Open);
    DTypeSet DTypes = Before.trim().empty() ? DTypeSet::any()
                                            : DTypeSet::ofName(Before.trim());
    return {shape(Rest), DTypes};
  }

  const TypeSyntax &type(llvm::StringRef Text) {
    Parsed.push_back(parseAnnotation(Text));
    return *Parsed.back().Root;
  }

  std::string match(llvm::StringRef Annotation, llvm::StringRef Value,
                    unsigned Item = 0) {
    return text(Names.match(type(Annotation), value(Value), Item, resolver(),
                            Origin()));
  }
  std::string finish() { return text(Names.finish(resolver())); }

  std::string
  call(std::vector<std::pair<std::string, std::string>> Parameters) {
    std::vector<const TypeSyntax *> Types;
    std::vector<ArrayValue> Values;
    for (auto &[Annotation, Value] : Parameters) {
      Types.push_back(Annotation == "-" ? nullptr : &type(Annotation));
      Values.push_back(value(Value));
    }
    return text(Names.matchCall(Types, Values, resolver(), Origin()));
  }

  std::string result(llvm::StringRef Annotation) {
    return print(Names.instantiate(type(Annotation), AxisSite::ReturnItem,
                                   FreshNames::Unknown, resolver(), Origin()));
  }
  std::string body(std::vector<std::string> Annotations) {
    std::vector<const TypeSyntax *> Types;
    for (const std::string &Annotation : Annotations)
      Types.push_back(&type(Annotation));
    std::string Text;
    for (const ArrayValue &Value :
         Names.instantiateParameters(Types, resolver(), {})) {
      Text += Text.empty() ? "" : " ";
      Text += print(Value);
      Values.push_back(Value);
    }
    return Text;
  }

  std::string broadcast(llvm::StringRef A, llvm::StringRef B) {
    return broadcast(shape(A), shape(B));
  }
  std::string broadcast(const Shape &A, const Shape &B) {
    Judge With(Sizes, Decide, Facts, {});
    BroadcastResult Result = broadcastShapes(With, A, B);
    if (!Result.Conflict)
      return Result.Axes.print(Sizes) + (Result.Certain ? "" : " ?");
    const BroadcastConflict &C = *Result.Conflict;
    return "axes " + (C.FirstAxis ? std::to_string(*C.FirstAxis) : "row") +
           " and " + (C.SecondAxis ? std::to_string(*C.SecondAxis) : "row") +
           ": " + print(C.First) + " against " + print(C.Second) +
           print(C.Verdict);
  }

  std::string facts() const {
    std::string Text;
    for (const Fact &F : Facts)
      Text += (Text.empty() ? "" : ", ") + shapetidy::print(Sizes, F.Claim);
    return Text;
  }

  std::string print(const ArrayValue &Value) const {
    std::string Axes = Value.Axes.print(Sizes);
    return Value.DTypes.isAny() ? Axes : Value.DTypes.print() + " " + Axes;
  }
  std::string print(const Dim &D) const {
    return D.Length ? Sizes.print(*D.Length) : "?";
  }
  std::string text(const MatchResult &Result) const;
  OperandResolver resolver() { return Resolve; }

  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;
  SizeReader Read;
  Unifier Names;
  std::vector<ArrayValue> Values; ///< of the last body

private:
  static llvm::StringRef inside(llvm::StringRef Text) {
    return Text.drop_front().drop_back();
  }
  Dim dim(llvm::StringRef Piece) {
    return {Piece == "?" ? std::nullopt : std::optional(size(Piece)), {}};
  }

  std::string print(const Decision &D) const {
    if (D.Answer != Verdict::Contingent)
      return "";
    std::string Text = ", fails";
    if (!D.Failing)
      return Text;
    for (auto [Symbol, Value] : D.Failing->Values)
      Text += " " + Sizes.info(Symbol).Name + " = " + std::to_string(Value);
    return Text;
  }
  std::string print(const Conflict &C) const;

  std::vector<ParsedAnnotation> Parsed;
  std::map<std::string, RowId> Rows;
  std::map<std::string, Size> Operands;
  std::function<OperandValue(const OperandExpr &, unsigned)> Resolve =
      [this](const OperandExpr &E, unsigned) -> OperandValue {
    auto Found = Operands.find(E.Name);
    if (Found == Operands.end())
      return {OperandValue::State::Unbound, std::nullopt};
    return {OperandValue::State::Known, Found->second};
  };
};

inline std::string ShapeText::print(const Conflict &C) const {
  auto Rank = [](unsigned Count, bool AtLeast) {
    return std::to_string(Count) + (AtLeast ? "+" : "");
  };
  std::string Ranks = "rank " + Rank(C.ExpectedRank, C.ExpectedAtLeast) +
                      " against " + Rank(C.GotRank, C.GotAtLeast);
  std::string Axis = "axis " + std::to_string(C.Axis) + " '" + C.Name +
                     "': " + print(C.Expected) + (C.OrOne ? " or 1" : "") +
                     " against " + print(C.Got) + " at " +
                     std::to_string(C.ValueAxis);
  switch (C.What) {
  case Conflict::Kind::Rank:
    return Ranks + (C.isContingent() ? ", fails if *" + C.RowName + " has " +
                                           std::to_string(C.FailsWhenRowHas)
                                     : "");
  case Conflict::Kind::Axis:
  case Conflict::Kind::VariadicAxis:
    return Axis + print(C.Verdict);
  case Conflict::Kind::VariadicRank:
    return "'" + C.Name + "': " + Ranks + print(C.Verdict);
  case Conflict::Kind::DType:
    return C.ExpectedDTypes.print() + " against " + C.GotDTypes.print();
  case Conflict::Kind::NotAnArray:
    return "not an array";
  case Conflict::Kind::NoneValue:
    return "none";
  case Conflict::Kind::NoAlternative:
    return "no alternative";
  case Conflict::Kind::UnboundName:
    return "unbound name '" + C.Name + "'";
  case Conflict::Kind::UnboundOperand:
    return "unbound operand '" + C.Name + "'";
  case Conflict::Kind::TreePathOutside:
    return "'" + C.Name + "' outside a tree";
  case Conflict::Kind::NestedStructure:
    return "'" + C.Name + "' inside another structure";
  case Conflict::Kind::UnboundStructure:
    return "unbound structure '" + C.Name + "'";
  case Conflict::Kind::Structure:
    return "'" + C.Name + "': " + C.ExpectedTree.print(Sizes) + " against " +
           C.GotTree.print(Sizes) + print(C.Verdict);
  case Conflict::Kind::WrongKind:
    return "'" + C.Name + "' against " + C.GotText;
  case Conflict::Kind::Evaluation:
    return "'" + C.Name + "' has no value";
  }
  return "";
}

inline std::string ShapeText::text(const MatchResult &Result) const {
  if (Result.Why)
    return "item " + std::to_string(Result.Why->Item) + Result.Why->Path +
           ": " + print(*Result.Why);
  std::string Bound = Names.bindings().print(Sizes);
  std::string Answer = Result.Answer == MatchAnswer::Unknown ? "unknown"
                       : Result.Certain                      ? "fits"
                                                             : "fits?";
  return Bound.empty() ? Answer : Answer + " " + Bound;
}

} // namespace shapetidy

#endif // SHAPETIDY_TEST_UNIT_ANNOTATIONS_SHAPETEXT_H
