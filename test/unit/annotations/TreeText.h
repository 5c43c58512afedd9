//===-- TreeText.h - Structures and trees as text ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Lets the tests of tree structures and of matching trees be text in and text
// out.
//
//   TreeText T;
//   T.equal("(*, T)", "(*, *)")     // "fails at [1]: T against *"
//   T.match("PyTree[n, T]", "(<2>, [<2>])")   // "fits n = 2, T: (*, [*])"
//
// `*` is a leaf, `?` is unknown, capital letters are rigid names and small ones
// flexible names; `<2 n>` is an array, `<2 n int32>` one with a dtype; `int`,
// `str`, ... are atoms and so is `@Config`; `[x] * n` is a container of n
// elements, `[x] * ?` one of nobody knows how many.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ANNOTATIONS_TREETEXT_H
#define SHAPETIDY_TEST_UNIT_ANNOTATIONS_TREETEXT_H

#include "ShapeText.h"
#include "annotations/trees/StructureMatch.h"

namespace shapetidy {

class TreeText : public ShapeText {
public:
  using ShapeText::match;
  using ShapeText::ShapeText;

  Structure structure(llvm::StringRef Text) { return structure(parsed(Text)); }
  TreeValue tree(llvm::StringRef Text) { return tree(parsed(Text)); }

  std::string print(const Structure &S) const { return S.print(Sizes); }
  std::string equal(llvm::StringRef A, llvm::StringRef B) {
    return answer(equalStructures(structure(A), structure(B), judge()));
  }
  std::string prefix(llvm::StringRef A, llvm::StringRef B) {
    return answer(beginsWith(structure(A), structure(B), judge()));
  }
  std::string suffix(llvm::StringRef A, llvm::StringRef B) {
    return answer(endsIn(structure(A), structure(B), judge()));
  }

  std::string match(llvm::StringRef Annotation, llvm::StringRef Value,
                    unsigned Item = 0) {
    return text(
        Names.match(type(Annotation), tree(Value), Item, resolver(), Origin()));
  }
  std::string
  call(std::vector<std::pair<std::string, std::string>> Parameters) {
    std::vector<const TypeSyntax *> Types;
    std::vector<TreeValue> Values;
    for (auto &[Annotation, Value] : Parameters) {
      Types.push_back(&type(Annotation));
      Values.push_back(tree(Value));
    }
    return text(Names.matchCall(Types, llvm::ArrayRef<TreeValue>(Values),
                                resolver(), Origin()));
  }

private:
  /// A word, or brackets around parts.
  struct Parsed {
    std::string Word; ///< of a leaf, or in front of the bracket
    std::string Key;  ///< in what it is a part of
    char Open = 0;
    std::vector<Parsed> Parts;
    std::optional<std::string> Times;
    /// What is below the leaves of a name.
    std::shared_ptr<Parsed> Below;
  };

  Parsed parsed(llvm::StringRef Text) {
    Parsed P = read(Text);
    if (!Text.trim().empty())
      ADD_FAILURE() << "left over: " << Text.str();
    return P;
  }

  static llvm::StringRef word(llvm::StringRef &Text) {
    size_t End = Text.find_first_of(Text.starts_with("<") ? ">" : "()[]{},:= ");
    if (Text.starts_with("<"))
      ++End;
    llvm::StringRef Word = Text.take_front(End);
    Text = Text.drop_front(Word.size());
    return Word;
  }

  Parsed read(llvm::StringRef &Text) {
    Text = Text.ltrim();
    Parsed P;
    P.Word = word(Text).str();
    if (Text.empty() || !llvm::StringRef("([{").contains(Text.front())) {
      if (Text.starts_with(" ") && !Text.starts_with(" *"))
        P.Below = std::make_shared<Parsed>(read(Text));
      return P;
    }
    P.Open = Text.front();
    char Close = P.Open == '(' ? ')' : P.Open == '[' ? ']' : '}';
    Text = Text.drop_front().ltrim();
    while (!Text.empty() && Text.front() != Close) {
      std::string Key;
      llvm::StringRef Ahead = Text;
      llvm::StringRef First = word(Ahead);
      if (Ahead.starts_with(":") || Ahead.starts_with("=")) {
        Key = First.str();
        Text = Ahead.drop_front().ltrim();
      }
      Parsed Part = read(Text);
      Part.Key = std::move(Key);
      P.Parts.push_back(std::move(Part));
      Text.consume_front(",");
      Text = Text.ltrim();
    }
    Text = Text.drop_front();
    if (Text.consume_front(" * "))
      P.Times = word(Text).str();
    return P;
  }

  static NodeKind kindOf(const Parsed &P) {
    NodeForm Form = P.Open == '['     ? NodeForm::List
                    : P.Open == '{'   ? NodeForm::Dict
                    : isUpper(P.Word) ? NodeForm::Record
                                      : NodeForm::Tuple;
    NodeKind Of{Form, P.Word, {}};
    return Of;
  }
  static bool isUpper(const std::string &Word) {
    return !Word.empty() && llvm::isUpper(Word[0]);
  }
  static std::string step(const NodeKind &Of, size_t Index,
                          const std::string &Key) {
    if (Of.Form == NodeForm::Record)
      return "." + Key;
    if (Of.Form == NodeForm::Dict)
      return "[\"" + Key + "\"]";
    return "[" + std::to_string(Index) + "]";
  }
  std::optional<Size> times(const std::string &Text) {
    return Text == "?" ? std::nullopt : std::optional(size(Text));
  }

  /// `Layer(w=*, n=#3)`: what begins with # is a static field.
  void takeStatic(NodeKind &Of, const Parsed &Part) {
    llvm::StringRef Text = Part.Word;
    Text.consume_front("#");
    StaticField Field{Part.Key, Text.str(), std::nullopt};
    if (Text == "?")
      Field.Text.reset();
    else if (llvm::isAlpha(Text.front()) && Text.size() == 1)
      Field.Number = size(Text);
    Of.Static.push_back(std::move(Field));
  }

  Structure structure(const Parsed &P) {
    if (P.Times)
      return Structure::repeated(kindOf(P), times(*P.Times),
                                 structure(P.Parts.front()));
    if (!P.Open)
      return leafOrName(P);
    NodeKind Of = kindOf(P);
    std::vector<Structure::Child> Children;
    for (const Parsed &Part : P.Parts)
      if (llvm::StringRef(Part.Word).starts_with("#"))
        takeStatic(Of, Part);
      else
        Children.push_back(
            {step(Of, Children.size(), Part.Key), structure(Part)});
    return Structure::node(Of, std::move(Children));
  }

  Structure leafOrName(const Parsed &P) {
    if (P.Word == "*")
      return Structure::leaf();
    if (P.Word == "?")
      return Structure();
    if (P.Word == "None")
      return Structure::none();
    SymbolNature Nature =
        isUpper(P.Word) ? SymbolNature::Rigid : SymbolNature::Flexible;
    uint32_t Id = Ids.try_emplace(P.Word, Ids.size()).first->second;
    Structure Name = Structure::name({P.Word, Id, Nature});
    return P.Below ? Name.compose(structure(*P.Below)) : Name;
  }

  TreeValue tree(const Parsed &P) {
    if (P.Times)
      return TreeValue::repeated(kindOf(P), times(*P.Times),
                                 tree(P.Parts.front()));
    if (!P.Open)
      return atom(P.Word);
    NodeKind Of = kindOf(P);
    std::vector<TreeValue::Child> Children;
    for (const Parsed &Part : P.Parts)
      Children.push_back({step(Of, Children.size(), Part.Key), tree(Part)});
    return TreeValue::node(Of, std::move(Children));
  }

  TreeValue atom(llvm::StringRef Word) {
    static constexpr std::pair<llvm::StringLiteral, AtomKind> Atoms[] = {
        {"bool", AtomKind::Bool},   {"int", AtomKind::Int},
        {"float", AtomKind::Float}, {"complex", AtomKind::Complex},
        {"str", AtomKind::Text},
    };
    for (auto [Name, Of] : Atoms)
      if (Name == Word)
        return TreeValue::atom(Of);
    if (Word == "None")
      return TreeValue::none();
    if (Word.consume_front("@"))
      return TreeValue::atom(AtomKind::Other, Word.str());
    if (!Word.consume_front("<"))
      return TreeValue();
    return array(Word.drop_back());
  }

  TreeValue array(llvm::StringRef Words) {
    std::string Axes, DType;
    for (llvm::StringRef Piece : llvm::split(Words, ' '))
      if (Piece.starts_with("int") || Piece.starts_with("float"))
        DType = Piece.str();
      else
        Axes += (Axes.empty() ? "" : ", ") + Piece.str();
    return TreeValue::array(value(DType + "(" + Axes + ")"));
  }

  std::string answer(const StructureAnswer &A) const {
    if (!A.fails())
      return spelling(A.Verdict.Answer).str();
    return spelling(A.Verdict.Answer).str() +
           (A.Where->Path.empty() ? "" : " at " + A.Where->Path) + ": " +
           print(A.Where->Expected) + " against " + print(A.Where->Got);
  }

  SizeJudge judge() { return {Sizes, Equal}; }

  std::map<std::string, uint32_t> Ids;
  std::function<Decision(Size, Size)> Equal = [this](Size A, Size B) {
    Decision D = Decide.decide(Facts, {A, Relation::EQ, B});
    if (D.Answer == Verdict::Contingent &&
        !(Sizes.allRigid(A) && Sizes.allRigid(B)))
      return Decision::byForm(Verdict::Unknown);
    return D;
  };
};

} // namespace shapetidy

#endif // SHAPETIDY_TEST_UNIT_ANNOTATIONS_TREETEXT_H
