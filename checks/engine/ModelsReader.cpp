//===-- ModelsReader.cpp - Model files to rows ----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsReader.h"
#include "checks/engine/ModelsReaderParts.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

static constexpr llvm::StringLiteral FileKeys[] = {
    "library", "functions", "classes", "constants", "trees"};
static constexpr llvm::StringLiteral ConstantKeys[] = {"name", "dtype", "value",
                                                       "comment"};
static constexpr llvm::StringLiteral TreeKeys[] = {"name", "children", "static",
                                                   "comment"};
llvm::ArrayRef<llvm::StringLiteral> modelFileKeys() { return FileKeys; }
llvm::ArrayRef<llvm::StringLiteral> constantKeys() { return ConstantKeys; }

std::vector<std::string> readNames(ModelComplaints &Wrong,
                                   const ModelPlace &At) {
  std::vector<std::string> Names;
  for (const std::string &Pattern : readStrings(Wrong, At)) {
    std::optional<std::vector<std::string>> Expanded = expandBraces(Pattern);
    if (!Expanded)
      Wrong.at(At, "braces that do not match, or too many names");
    else
      Names.insert(Names.end(), Expanded->begin(), Expanded->end());
  }
  return Names;
}

std::optional<DTypeRule> readDTypeRule(ModelComplaints &Wrong,
                                       const ModelPlace &At) {
  static constexpr std::pair<llvm::StringLiteral, DTypeRule::Kind> Words[] = {
      {"same", DTypeRule::Kind::Same},
      {"promote", DTypeRule::Kind::Promote},
      {"equal", DTypeRule::Kind::Equal},
      {"accumulate", DTypeRule::Kind::Accumulate},
      {"floating", DTypeRule::Kind::Floating}};
  if (!At.Node->isString()) {
    Wrong.expected(At, "a dtype rule");
    return std::nullopt;
  }
  llvm::StringRef Text = At.Node->Text;
  DTypeRule Rule;
  for (const auto &[Word, Kind] : Words)
    if (Text == Word) {
      Rule.What = Kind;
      return Rule;
    }
  if (Text.consume_front("argument:")) {
    Rule.What = DTypeRule::Kind::Argument;
    Rule.Param = Text.str();
    return Rule;
  }
  if (std::optional<DTypeSet> Types = DTypeSet::fromClass(Text)) {
    Rule.What = DTypeRule::Kind::Fixed;
    // `Bool` also admits NumPy's `bool_`; an array has the plain one.
    bool Exact = Types->contains(Text.lower());
    Rule.Types = Exact ? DTypeSet::ofName(Text.lower()) : *Types;
    return Rule;
  }
  std::vector<llvm::StringRef> Known = {"argument:dtype", "Bool", "Int64",
                                        "Float32"};
  for (const auto &[Word, Kind] : Words)
    Known.push_back(Word);
  Wrong.at(At,
           "unknown dtype rule '" + Text.str() + "'" + didYouMean(Text, Known));
  return std::nullopt;
}

static void readConstant(ModelComplaints &Wrong, const ModelPlace &At,
                         ModelFile &Out) {
  if (!checkKeys(Wrong, At, ConstantKeys))
    return;
  if (std::optional<ModelPlace> Name = At.find("name"),
      Number = At.find("value");
      Name && Number) {
    std::optional<int64_t> Known = Number->integer();
    if (!Known)
      return Wrong.expected(*Number, "an integer");
    for (std::string &One : readNames(Wrong, *Name))
      Out.Constants.push_back({std::move(One), *Known});
    return;
  }
  std::optional<ModelPlace> Name = At.find("name"), Type = At.find("dtype");
  if (!Name || !Type)
    return Wrong.at(At, Name ? "missing key 'dtype'" : "missing key 'name'");
  std::optional<DTypeRule> Rule = readDTypeRule(Wrong, *Type);
  if (!Rule)
    return;
  if (Rule->What != DTypeRule::Kind::Fixed)
    return Wrong.at(*Type, "a constant needs a dtype class such as 'Float32'");
  for (std::string &One : readNames(Wrong, *Name))
    Out.Constants.push_back({std::move(One), Rule->Types});
}

std::string registeredTwice(llvm::StringRef TreeNode) {
  return "tree node '" + TreeNode.str() + "' is registered twice";
}

static void readTree(ModelComplaints &Wrong, const ModelPlace &At,
                     ModelFile &Out) {
  size_t Before = Wrong.count();
  if (!checkKeys(Wrong, At, TreeKeys))
    return;
  ModelTree Tree;
  std::optional<ModelPlace> Name = At.find("name");
  if (!Name)
    return Wrong.at(At, "missing key 'name'");
  std::vector<std::string> Names = readNames(Wrong, *Name);
  for (auto [Key, Into] : {std::pair("children", &Tree.Children),
                           std::pair("static", &Tree.Static)})
    if (std::optional<ModelPlace> List = At.find(Key))
      *Into = readStrings(Wrong, *List);
  for (std::string &One : Names) {
    if (llvm::any_of(Out.Trees,
                     [&](const ModelTree &T) { return T.Name == One; }))
      Wrong.at(*Name, registeredTwice(One));
    Tree.Name = std::move(One);
    Tree.Line = Name->Node->Line;
    Tree.Pointer = Name->Pointer;
    if (Wrong.count() == Before)
      Out.Trees.push_back(Tree);
  }
}

ModelFile readModel(llvm::StringRef Path, const JsonNode &Node,
                    llvm::StringRef Pointer,
                    std::vector<ModelProblem> &Problems) {
  ModelFile Out;
  ModelComplaints Wrong(Path, Problems);
  ModelPlace Root{&Node, Pointer.str()};
  checkKeys(Wrong, Root, FileKeys);
  if (!Node.isObject())
    return Out;
  if (std::optional<ModelPlace> Library = Root.find("library"))
    Out.Library = readString(Wrong, *Library);
  auto Each = [&](llvm::StringRef Key, auto Read) {
    std::optional<ModelPlace> List = Root.find(Key);
    if (!List)
      return;
    if (!List->Node->isArray())
      return Wrong.expected(*List, "an array");
    for (size_t I = 0; I < List->Node->Items.size(); ++I)
      Read(List->item(I));
  };
  Each("functions", [&](const ModelPlace &P) {
    if (std::optional<ModelRow> Row = readFunction(Wrong, P)) {
      Row->File = Path.str();
      Out.Rows.push_back(std::move(*Row));
    }
  });
  Each("classes", [&](const ModelPlace &P) { readClass(Wrong, P, Out); });
  Each("constants", [&](const ModelPlace &P) { readConstant(Wrong, P, Out); });
  Each("trees", [&](const ModelPlace &P) { readTree(Wrong, P, Out); });
  return Out;
}

ModelFile readModelFile(llvm::StringRef Path, llvm::StringRef Text,
                        std::vector<ModelProblem> &Problems) {
  JsonProblem Why;
  std::optional<JsonNode> Root = parseJson(Text, Why);
  if (Root)
    return readModel(Path, *Root, "", Problems);
  Problems.push_back({Path.str(), Why.Line, "", Why.Message});
  return {};
}

} // namespace shapetidy
