//===-- ModelsReader.cpp - Model files to rows ------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsReader.h"
#include "checks/engine/Builtins.h"
#include "checks/engine/ModelsReaderTools.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

static constexpr llvm::StringLiteral FileKeys[] = {"library", "functions",
                                                   "classes", "constants",
                                                   "trees"};
static constexpr llvm::StringLiteral FunctionKeys[] = {
    "name",     "arity", "types", "params", "contracts", "over",
    "transfer", "args",  "dtype", "tuple",  "writes",    "defaults",
    "returns",  "is",    "compares", "comment"};
static constexpr llvm::StringLiteral ClassKeys[] = {
    "name",   "holds",  "axes",    "units",   "shape", "rank",      "lengths",
    "sizes",  "handle", "owners",  "dynamic", "derived", "dtype",   "annotated",
    "wraps",  "comment"};
static constexpr llvm::StringLiteral ConstantKeys[] = {"name", "dtype",
                                                       "value", "comment"};
static constexpr llvm::StringLiteral TreeKeys[] = {"name", "children", "static",
                                                   "comment"};
static constexpr llvm::StringLiteral ContractKeys[] = {"when", "contract",
                                                       "or"};
static constexpr llvm::StringLiteral ArgKeys[] = {"value", "type", "template"};

llvm::ArrayRef<llvm::StringLiteral> modelFileKeys() { return FileKeys; }
llvm::ArrayRef<llvm::StringLiteral> functionKeys() { return FunctionKeys; }
llvm::ArrayRef<llvm::StringLiteral> classKeys() { return ClassKeys; }
llvm::ArrayRef<llvm::StringLiteral> constantKeys() { return ConstantKeys; }

static std::vector<std::string> readNames(ModelComplaints &Wrong,
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

/// `2`, or `[1, 3]` for a range.
static void readArity(ModelComplaints &Wrong, const ModelPlace &At, ModelRow &Row) {
  if (std::optional<int64_t> Exact = At.integer(); Exact && *Exact >= 0) {
    Row.MinArity = Row.MaxArity = unsigned(*Exact);
    return;
  }
  if (At.Node->isArray() && At.Node->Items.size() == 2) {
    std::optional<int64_t> From = At.item(0).integer(),
                           To = At.item(1).integer();
    if (From && To && *From >= 0 && *From <= *To) {
      Row.MinArity = unsigned(*From);
      Row.MaxArity = unsigned(*To);
      return;
    }
  }
  Wrong.at(At, "expected a number of parameters or [from, to], found " +
                   At.Node->describe().str());
}

static std::shared_ptr<const ContractSyntax>
readContractText(ModelComplaints &Wrong, const ModelPlace &At) {
  if (!At.Node->isString()) {
    Wrong.expected(At, "a contract such as \"(n m), (m) -> (n)\"");
    return nullptr;
  }
  ParsedContract Parsed = parseContract(At.Node->Text);
  if (Parsed.ok())
    return Parsed.Root;
  std::string Message = "malformed contract";
  for (const Problem &P : Parsed.Problems)
    if (P.Level == Severity::Error) {
      Message = P.Message + " (at character " +
                std::to_string(P.Where.Begin + 1) + " of the contract)";
      break;
    }
  Wrong.at(At, std::move(Message));
  return nullptr;
}

static void readWhen(ModelComplaints &Wrong, const ModelPlace &At,
                     ModelContract &Out) {
  if (!At.Node->isObject())
    return Wrong.expected(At, "an object of parameters and integers");
  for (const auto &[Param, Node] : llvm::zip(At.Node->Keys, At.Node->Items)) {
    ModelPlace Value = At.member(Param, Node);
    if (std::optional<int64_t> Wanted = Value.integerOrFlag())
      Out.When.push_back({Param, *Wanted});
    else
      Wrong.expected(Value, "an integer, true or false");
  }
}

static void readOthers(ModelComplaints &Wrong, const ModelPlace &At,
                       ModelContract &Out) {
  if (!At.Node->isArray())
    return Wrong.expected(At, "an array of contracts");
  for (size_t I = 0; I < At.Node->Items.size(); ++I)
    if (auto Syntax = readContractText(Wrong, At.item(I)))
      Out.Otherwise.push_back(std::move(Syntax));
}

static void readContracts(ModelComplaints &Wrong, const ModelPlace &At,
                          ModelRow &Row) {
  if (!At.Node->isArray())
    return Wrong.expected(At, "an array of contracts");
  for (size_t I = 0; I < At.Node->Items.size(); ++I) {
    ModelPlace Item = At.item(I);
    ModelContract Contract;
    if (Item.Node->isObject()) {
      checkKeys(Wrong, Item, ContractKeys);
      if (std::optional<ModelPlace> When = Item.find("when"))
        readWhen(Wrong, *When, Contract);
      if (std::optional<ModelPlace> Others = Item.find("or"))
        readOthers(Wrong, *Others, Contract);
      std::optional<ModelPlace> Text = Item.find("contract");
      if (!Text) {
        Wrong.at(Item, "missing key 'contract'");
        continue;
      }
      Item = *Text;
    }
    Contract.Syntax = readContractText(Wrong, Item);
    if (Contract.Syntax)
      Row.Contracts.push_back(std::move(Contract));
  }
}

static void readTransfer(ModelComplaints &Wrong, const ModelPlace &At,
                         ModelRow &Row) {
  if (!At.Node->isString())
    return Wrong.expected(At, "the name of a transfer function");
  Row.Transfer = findBuiltin(At.Node->Text);
  if (Row.Transfer)
    return;
  std::vector<llvm::StringRef> Known;
  for (const Builtin &B : allBuiltins())
    Known.push_back(B.Name);
  Wrong.at(At, "unknown transfer function '" + At.Node->Text + "'" +
                   didYouMean(At.Node->Text, Known));
}

static std::optional<ArgSource> readArg(ModelComplaints &Wrong,
                                        const ModelPlace &At) {
  ArgSource From;
  if (At.Node->isString()) {
    From.Param = At.Node->Text;
    return From;
  }
  if (std::optional<int64_t> Position = At.integer();
      Position && *Position >= 0) {
    From.What = ArgSource::Kind::Position;
    From.Number = *Position;
    return From;
  }
  if (At.Node->isObject()) {
    checkKeys(Wrong, At, ArgKeys);
    if (std::optional<ModelPlace> Type = At.find("type");
        Type && Type->Node->isString()) {
      From.What = ArgSource::Kind::Type;
      From.Param = Type->Node->Text;
      return From;
    }
    if (std::optional<ModelPlace> Template = At.find("template");
        Template && Template->integer().value_or(-1) >= 0) {
      From.What = ArgSource::Kind::Template;
      From.Number = *Template->integer();
      return From;
    }
    std::optional<ModelPlace> Constant = At.find("value");
    std::optional<int64_t> Number =
        Constant ? Constant->integerOrFlag() : std::nullopt;
    if (Number) {
      From.What = ArgSource::Kind::Constant;
      From.Number = *Number;
      return From;
    }
  }
  Wrong.expected(At, "a parameter name, a position, {\"value\": constant}, "
                     "{\"type\": class} or {\"template\": number}");
  return std::nullopt;
}

static void readArgs(ModelComplaints &Wrong, const ModelPlace &At, ModelRow &Row) {
  if (!At.Node->isObject())
    return Wrong.expected(At, "an object of roles");
  llvm::SmallVector<llvm::StringRef, 8> Roles;
  if (Row.Transfer)
    Row.Transfer->Roles.split(Roles, ' ');
  for (const auto &[Role, Node] : llvm::zip(At.Node->Keys, At.Node->Items)) {
    ModelPlace Value = At.member(Role, Node);
    if (Row.Transfer && !llvm::is_contained(Roles, llvm::StringRef(Role)))
      Wrong.at(Value, "'" + Row.Transfer->Name.str() + "' has no role '" +
                          Role + "'" + didYouMean(Role, Roles));
    else if (std::optional<ArgSource> From = readArg(Wrong, Value))
      Row.Args[Role] = std::move(*From);
  }
}

static void readDefaults(ModelComplaints &Wrong, const ModelPlace &At,
                         ModelRow &Row) {
  if (!At.Node->isObject())
    return Wrong.expected(At, "an object of roles and integers");
  for (const auto &[Role, Node] : llvm::zip(At.Node->Keys, At.Node->Items)) {
    ModelPlace Value = At.member(Role, Node);
    if (std::optional<int64_t> Number = Value.integerOrFlag())
      Row.Defaults[Role] = *Number;
    else
      Wrong.expected(Value, "an integer, true or false");
  }
}

static std::optional<DTypeRule> readDTypeRule(ModelComplaints &Wrong,
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

static DTypeRules readDTypeRules(ModelComplaints &Wrong, const ModelPlace &At) {
  DTypeRules Rules;
  auto Add = [&](const ModelPlace &One) {
    if (std::optional<DTypeRule> Rule = readDTypeRule(Wrong, One))
      Rules.push_back(std::move(*Rule));
  };
  if (!At.Node->isArray()) {
    Add(At);
    return Rules;
  }
  for (size_t I = 0; I < At.Node->Items.size(); ++I)
    Add(At.item(I));
  return Rules;
}

static void readTuple(ModelComplaints &Wrong, const ModelPlace &At, ModelRow &Row) {
  if (!At.Node->isArray() || At.Node->Items.empty())
    return Wrong.expected(At, "an array with the dtype rule of each element");
  for (size_t I = 0; I < At.Node->Items.size(); ++I)
    Row.Tuple.push_back(readDTypeRules(Wrong, At.item(I)));
}

/// Every key has its reader; the order is that of the table above, so that
/// `args` can be checked against `transfer`.
static std::optional<ModelRow> readFunction(ModelComplaints &Wrong,
                                            const ModelPlace &At) {
  size_t Before = Wrong.count();
  ModelRow Row;
  Row.Line = At.Node->Line;
  if (!checkKeys(Wrong, At, FunctionKeys))
    return std::nullopt;
  auto With = [&](llvm::StringRef Key, auto Read) {
    if (std::optional<ModelPlace> Value = At.find(Key))
      Read(*Value);
  };
  With("name", [&](const ModelPlace &P) { Row.Names = readNames(Wrong, P); });
  With("arity", [&](const ModelPlace &P) { readArity(Wrong, P, Row); });
  With("types", [&](const ModelPlace &P) { Row.Types = readStrings(Wrong, P); });
  With("params", [&](const ModelPlace &P) { Row.Params = readStrings(Wrong, P); });
  With("contracts", [&](const ModelPlace &P) { readContracts(Wrong, P, Row); });
  With("over", [&](const ModelPlace &P) { Row.Over = readStrings(Wrong, P); });
  With("transfer", [&](const ModelPlace &P) { readTransfer(Wrong, P, Row); });
  With("args", [&](const ModelPlace &P) { readArgs(Wrong, P, Row); });
  With("defaults", [&](const ModelPlace &P) { readDefaults(Wrong, P, Row); });
  With("dtype", [&](const ModelPlace &P) { Row.DType = readDTypeRules(Wrong, P); });
  With("tuple", [&](const ModelPlace &P) { readTuple(Wrong, P, Row); });
  With("writes", [&](const ModelPlace &P) { Row.Writes = readStrings(Wrong, P); });
  With("returns", [&](const ModelPlace &P) { Row.Returns = readString(Wrong, P); });
  With("is", [&](const ModelPlace &P) { Row.Is = readString(Wrong, P); });
  With("compares", [&](const ModelPlace &P) { Row.Compares = readFlag(Wrong, P); });
  if (Row.Names.empty() && Wrong.count() == Before)
    Wrong.at(At, "missing key 'name'");
  if (!Row.Transfer && Row.Contracts.empty() && Wrong.count() == Before)
    Wrong.at(At,
             "neither 'contracts' nor 'transfer' says what the function does");
  return Wrong.count() == Before ? std::optional<ModelRow>(std::move(Row))
                                 : std::nullopt;
}

/// The name of a member type, or the number of a template argument.
static void readTypePart(ModelComplaints &Wrong, const ModelPlace &At,
                         std::string &Member, int64_t &Argument) {
  if (std::optional<int64_t> Index = At.integer(); Index && *Index >= 0)
    Argument = *Index;
  else if (At.Node->isString())
    Member = At.Node->Text;
  else
    Wrong.expected(At, "a member type's name or a template argument's number");
}

static void readClass(ModelComplaints &Wrong, const ModelPlace &At, ModelFile &Out) {
  size_t Before = Wrong.count();
  if (!checkKeys(Wrong, At, ClassKeys))
    return;
  ModelClass Class;
  std::vector<std::string> Names;
  if (std::optional<ModelPlace> Name = At.find("name"))
    Names = readNames(Wrong, *Name);
  else
    Wrong.at(At, "missing key 'name'");
  if (std::optional<ModelPlace> Holds = At.find("holds")) {
    std::string Word = readString(Wrong, *Holds);
    static constexpr std::pair<llvm::StringLiteral, ModelClass::Kind> Known[] =
        {{"array", ModelClass::Kind::Array},
         {"scalar", ModelClass::Kind::Scalar},
         {"options", ModelClass::Kind::Options},
         {"module", ModelClass::Kind::Module},
         {"reference", ModelClass::Kind::Reference},
         {"sizes", ModelClass::Kind::Sizes}};
    const auto *Found = llvm::find_if(
        Known, [&](const auto &Entry) { return Entry.first == Word; });
    if (Found != std::end(Known))
      Class.Holds = Found->second;
    else
      Wrong.at(*Holds, "expected 'array', 'scalar', 'options', 'module', "
                       "'reference' or 'sizes', found '" +
                           Word + "'" +
                           didYouMean(Word, {Known[0].first, Known[1].first,
                                             Known[2].first, Known[3].first,
                                             Known[4].first, Known[5].first}));
  }
  if (std::optional<ModelPlace> Axes = At.find("axes"))
    Class.Axes = readStrings(Wrong, *Axes);
  for (auto [Key, Into] : {std::pair("sizes", &Class.Sizes),
                           std::pair("units", &Class.Units)})
    if (std::optional<ModelPlace> Each = At.find(Key)) {
      *Into = readStrings(Wrong, *Each);
      if (Into->size() != Class.Axes.size())
        Wrong.at(*Each, "expected one name for each of the 'axes'");
    }
  if (std::optional<ModelPlace> Handle = At.find("handle")) {
    if (std::optional<int64_t> Flag = Handle->integerOrFlag())
      Class.IsHandle = *Flag != 0;
    else
      Wrong.expected(*Handle, "true or false");
  }
  if (std::optional<ModelPlace> Owners = At.find("owners"))
    Class.Owners = readNames(Wrong, *Owners);
  for (auto [Key, Into] : {std::pair("dynamic", &Class.Dynamic),
                           std::pair("derived", &Class.Derived),
                            std::pair("annotated", &Class.Annotated),
                            std::pair("rank", &Class.RankArgument),
                            std::pair("lengths", &Class.LengthsFrom),
                            std::pair("wraps", &Class.Wraps)})
    if (std::optional<ModelPlace> Value = At.find(Key)) {
      if (std::optional<int64_t> Number = Value->integer())
        *Into = *Number;
      else
        Wrong.expected(*Value, "an integer");
    }
  if (std::optional<ModelPlace> Type = At.find("dtype"))
    readTypePart(Wrong, *Type, Class.DType, Class.DTypeArgument);
  if (std::optional<ModelPlace> Shape = At.find("shape"))
    readTypePart(Wrong, *Shape, Class.ShapeMember, Class.ShapeArgument);
  if (Wrong.count() != Before)
    return;
  for (std::string &Name : Names) {
    Out.Classes.push_back(Class);
    Out.Classes.back().Name = std::move(Name);
  }
}

static void readConstant(ModelComplaints &Wrong, const ModelPlace &At,
                         ModelFile &Out) {
  if (!checkKeys(Wrong, At, ConstantKeys))
    return;
  if (std::optional<ModelPlace> Name = At.find("name"), Number = At.find("value");
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

static void readTree(ModelComplaints &Wrong, const ModelPlace &At, ModelFile &Out) {
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
