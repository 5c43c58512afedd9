//===-- TreeConformanceTest.cpp - Trees against jaxtyping -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Runs every row of test/conformance/jaxtyping_cases.json that has a tree or a
// container through the parser and the Unifier: kind of outcome, blamed item,
// code, final bindings. Rows that differ are listed with the reason.
//
//===----------------------------------------------------------------------===//

#include "gtest/gtest.h"

#include "annotations/shapes/Unifier.h"
#include "nlohmann/json.hpp"
#include <algorithm>
#include <fstream>
#include <map>

using namespace shapetidy;
using nlohmann::json;

namespace {

constexpr const char *Contextless =
    "a C++ annotation always has a context: that of its function";
constexpr const char *Classes =
    "the class is a C++ type, and the compiler's to compare";
constexpr const char *BothEnds = "D: '... T ...' is reported at the annotation";

struct Deviation {
  const char *Instead, *Reason;
};
const std::map<std::string, Deviation> Deviations = {
    {"pytree-047", {"item 0: reject", Contextless}},
    {"pytree-046", {"accept", Classes}},
    {"structure-038", {"accept", BothEnds}},
    {"structure-039", {"accept", BothEnds}},
};

/// The annotation as it is written in C++.
std::string written(const json &T) {
  auto Joined = [](const json &Items, const char *Between) {
    std::string Text;
    for (const json &Item : Items)
      Text += (Text.empty() ? "" : Between) + written(Item);
    return Text;
  };
  if (T.is_string())
    return T == "any" ? "Any" : T.get<std::string>();
  if (T.contains("union"))
    return Joined(T["union"], " | ");
  if (T.contains("tuple"))
    return "tuple[" + Joined(T["tuple"], ", ") + "]";
  if (T.contains("list"))
    return "list[" + written(T["list"]) + "]";
  if (T.contains("namedtuple"))
    return "tuple[" + Joined(T["fields"], ", ") + "]";
  if (T.contains("pytree") && T["pytree"] == "bare")
    return "PyTree";
  if (T.contains("pytree"))
    return "PyTree[" + written(T["pytree"]) +
           (T.contains("struct") ? ", " + T["struct"].get<std::string>() : "") +
           "]";
  std::string Axes = T["ann"];
  if (T.contains("class"))
    return T["class"].get<std::string>() + "[" + Axes + "]";
  // Nothing is no shape inside of a form.
  return Axes.empty() ? "Shaped[]" : Axes;
}

class Client {
public:
  explicit Client(const json &Case, Unifier::Options Opts = {})
      : Case(Case), Decide(Sizes), Names(Sizes, Decide, Facts, Opts) {}

  std::string call() {
    std::vector<ParsedAnnotation> Types = parseAll();
    for (size_t I = 0; I < Types.size(); ++I)
      if (!Types[I].ok())
        return problem(Types[I]) + " at " + std::to_string(I);
    for (size_t I = 0; I < Types.size(); ++I)
      if (MatchResult R = check(Types[I], I); R.Why)
        return outcome(R);
    return outcome(Names.finish(Nothing));
  }

  std::string single(size_t I) {
    ParsedAnnotation Type = parse(Case["context"][I]);
    if (!Type.ok())
      return problem(Type);
    MatchResult R = check(Type, I);
    if (!R.Why)
      R = Names.finish(Nothing);
    std::string Text = outcome(R);
    return Text.substr(0, Text.find(" at "));
  }

  json structures() const {
    json Table = json::object();
    for (const auto &Entry : Names.bindings().Structures)
      Table[Entry.first().str()] = Entry.second.Is.print(Sizes);
    return Table;
  }
  json singles() const {
    json Table = json::object();
    for (const auto &Entry : Names.bindings().Single)
      if (Entry.second.Definite)
        Table[Entry.first().str()] = *Entry.second.Length->asConstant();
    return Table;
  }

private:
  static ParsedAnnotation parse(const json &Item) {
    std::string Text =
        Item.contains("type") ? written(Item["type"]) : written(Item);
    // Alone, `int` would be an axis.
    if (Text == "int")
      Text = "int | int";
    return parseAnnotation(Text);
  }

  std::vector<ParsedAnnotation> parseAll() {
    std::vector<ParsedAnnotation> All;
    for (const json &Item : Case["context"])
      All.push_back(parse(Item));
    return All;
  }

  static std::string problem(const ParsedAnnotation &Parsed) {
    for (const Problem &P : Parsed.Problems)
      if (P.Level == Severity::Error)
        return "parse-error " + codeName(P.Code).str();
    return "";
  }

  MatchResult check(const ParsedAnnotation &Type, unsigned Index) {
    const json &Item = Case["context"][Index];
    return Names.match(*Type.Root,
                       value(Item.contains("value") ? Item["value"] : Item),
                       Index, Nothing, Origin());
  }

  TreeValue value(const json &V) {
    if (V.contains("shape"))
      return array(V);
    if (V.contains("none"))
      return TreeValue::none();
    if (V.contains("opaque"))
      return TreeValue::atom(AtomKind::Other, "Opaque");
    if (V.contains("py"))
      return atom(V["py"]);
    if (V.contains("tuple"))
      return sequence({NodeForm::Tuple, "", {}}, V["tuple"]);
    if (V.contains("list"))
      return sequence({NodeForm::List, "", {}}, V["list"]);
    std::vector<TreeValue::Child> Children;
    if (V.contains("dict")) {
      for (const auto &[Key, Inside] : V["dict"].items())
        Children.push_back({"[\"" + Key + "\"]", value(Inside)});
      return TreeValue::node({NodeForm::Dict, "", {}}, std::move(Children));
    }
    return sequence({NodeForm::Record, V["namedtuple"], {}}, V["items"]);
  }

  TreeValue array(const json &V) {
    llvm::SmallVector<Dim, 4> Dims;
    for (const json &Length : V["shape"])
      Dims.push_back({Sizes.constant(Length.get<int64_t>()), Origin()});
    return TreeValue::array(
        {Shape::ofDims(Dims), DTypeSet::ofName(V.value("dtype", "float32"))});
  }

  static TreeValue atom(const json &Py) {
    return TreeValue::atom(Py.is_boolean()          ? AtomKind::Bool
                           : Py.is_number_integer() ? AtomKind::Int
                           : Py.is_number()         ? AtomKind::Float
                                                    : AtomKind::Text);
  }

  TreeValue sequence(NodeKind Of, const json &Items) {
    std::vector<TreeValue::Child> Children;
    for (const json &Item : Items)
      Children.push_back(
          {"[" + std::to_string(Children.size()) + "]", value(Item)});
    return TreeValue::node(std::move(Of), std::move(Children));
  }

  static std::string outcome(const MatchResult &R) {
    EXPECT_TRUE(R.Why || R.Answer == MatchAnswer::Fits);
    if (!R.Why)
      return "accept";
    switch (R.Why->What) {
    case Conflict::Kind::UnboundName:
      return "annotation-error A_UNBOUND_AXIS";
    case Conflict::Kind::TreePathOutside:
      return "annotation-error A_TREEPATH_OUTSIDE";
    case Conflict::Kind::NestedStructure:
      return "annotation-error A_TREEPATH_AMBIGUOUS";
    case Conflict::Kind::UnboundStructure:
      return "annotation-error A_UNBOUND_STRUCT";
    default:
      return "reject at " + std::to_string(R.Why->Item);
    }
  }

  const json &Case;
  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;
  Unifier Names;
  std::function<OperandValue(const OperandExpr &, unsigned)> Nothing =
      [](const OperandExpr &, unsigned) { return OperandValue(); };
};

std::string expected(const json &Row, bool IsCall) {
  std::string Kind = Row.value("expect", "accept");
  if (Row.contains("code"))
    Kind += " " + Row["code"].get<std::string>();
  bool Blames = Kind == "reject" || Row.value("expect", "") == "parse-error";
  return Blames && IsCall ? Kind + " at " + std::to_string(Row.value("at", 0))
                          : Kind;
}

std::string resultOfItems(const json &Case) {
  Client Shared(Case);
  for (size_t I = 0; I < Case["context"].size(); ++I) {
    Client Fresh(Case);
    bool IsShared = Case["mode"] == "sequence";
    std::string Got = (IsShared ? Shared : Fresh).single(I);
    if (Got != expected(Case["context"][I], /*IsCall=*/false))
      return "item " + std::to_string(I) + ": " + Got;
  }
  return "";
}

/// Empty if the row agrees.
std::string difference(const json &Case) {
  if (Case.contains("mode"))
    return resultOfItems(Case);
  Client Run(Case);
  std::string Got = Run.call();
  if (Got != expected(Case, /*IsCall=*/true))
    return Got;
  json Bound = Case.value("bindings", json::object());
  if (Bound.contains("struct") && Bound["struct"] != Run.structures())
    return "bindings " + Run.structures().dump();
  if (Bound.contains("single") && Bound["single"] != Run.singles())
    return "bindings " + Run.singles().dump();
  return "";
}

bool isOurs(const json &Case) {
  std::string Text = Case["context"].dump();
  for (const char *Form : {"\"pytree\"", "\"tuple\"", "\"list\""})
    if (Text.find(Form) != std::string::npos)
      return true;
  return false;
}

TEST(TreeConformance, AgreesWithJaxtyping) {
  std::ifstream In(SHAPETIDY_TEST_DATA "/conformance/jaxtyping_cases.json");
  json Data = json::parse(In);
  unsigned Agreed = 0, Listed = 0;
  for (const json &Case : Data["cases"]) {
    if (!isOurs(Case))
      continue;
    auto Found = Deviations.find(Case["id"].get<std::string>());
    bool IsListed = Found != Deviations.end();
    std::string Got = difference(Case);
    EXPECT_EQ(Got, IsListed ? Found->second.Instead : "") << Case.dump();
    ++(IsListed ? Listed : Agreed);
  }
  EXPECT_EQ(Listed, Deviations.size());
  std::printf("%u rows with trees agree, %u differ as listed\n", Agreed,
              Listed);
}

/// What jaxtyping said of random contexts, in its own order; random_trees.py
/// made them.
json randomCases(const char *Name) {
  std::ifstream In(std::string(SHAPETIDY_TEST_DATA "/conformance/") + Name);
  return json::parse(In)["cases"];
}

std::string callInOrder(const json &Case) {
  Unifier::Options InOrder;
  InOrder.StrictOrder = true;
  return Client(Case, InOrder).call();
}

TEST(TreeConformance, AgreesOnRandomContexts) {
  unsigned Agreed = 0;
  for (const json &Case : randomCases("random_tree_cases.json")) {
    std::string Got = callInOrder(Case);
    EXPECT_EQ(Got, expected(Case, /*IsCall=*/true)) << Case.dump();
    Agreed += Got == expected(Case, /*IsCall=*/true);
  }
  EXPECT_EQ(Agreed, 5000u);
  std::printf("%u random contexts with trees agree\n", Agreed);
}

/// Is there a tree with a structure inside of another one? What is said of it is
/// ours to decide (D): an error at the annotation.
bool nestsStructures(const json &Type, bool Inside = false) {
  bool Is = Type.is_object() && Type.contains("struct");
  if (Is && Inside)
    return true;
  if (!Type.is_object() && !Type.is_array())
    return false;
  return std::any_of(Type.begin(), Type.end(), [&](const json &Part) {
    return nestsStructures(Part, Inside || Is);
  });
}

bool nestsStructuresSomewhere(const json &Case) {
  return std::any_of(
      Case["context"].begin(), Case["context"].end(),
      [](const json &Item) { return nestsStructures(Item["type"]); });
}

/// Where jaxtyping forgets behind an inner tree what it is doing, it may be right
/// either way.
TEST(TreeConformance, AgreesOnTreesInTrees) {
  unsigned Agreed = 0, Remembered = 0, Listed = 0;
  for (const json &Case : randomCases("random_inner_tree_cases.json")) {
    std::string Got = callInOrder(Case);
    bool Same = Got == expected(Case, /*IsCall=*/true);
    bool Other = Case.contains("nested") &&
                 Got == expected(Case["nested"], /*IsCall=*/true);
    EXPECT_TRUE(Same || Other || nestsStructuresSomewhere(Case))
        << Got << " " << Case.dump();
    ++(Same ? Agreed : Other ? Remembered : Listed);
  }
  EXPECT_EQ(Agreed + Remembered + Listed, 6000u);
  EXPECT_LE(Listed, 3u);
  std::printf("%u random contexts with trees in trees agree, %u where it would "
              "if it remembered, %u with structures in structures differ\n",
              Agreed, Remembered, Listed);
}

} // namespace
