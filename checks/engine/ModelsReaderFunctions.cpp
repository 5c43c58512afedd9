//===-- ModelsReaderFunctions.cpp - Rows of functions ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Builtins.h"
#include "checks/engine/ModelsReader.h"
#include "checks/engine/ModelsReaderParts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

static constexpr llvm::StringLiteral FunctionKeys[] = {
    "name",     "arity", "types",    "params", "contracts", "over",
    "transfer", "args",  "dtype",    "tuple",  "writes",    "defaults",
    "returns",  "is",    "compares", "order",  "comment"};
static constexpr llvm::StringLiteral ContractKeys[] = {"when", "contract",
                                                       "or"};
static constexpr llvm::StringLiteral ArgKeys[] = {"value", "type", "template"};

llvm::ArrayRef<llvm::StringLiteral> functionKeys() { return FunctionKeys; }

static constexpr std::pair<llvm::StringLiteral, ResultOrder> ResultOrders[] = {
    {"axes", ResultOrder::Axes},
    {"self", ResultOrder::Self},
    {"reversed", ResultOrder::Reversed},
    {"operands", ResultOrder::Operands}};

static void readOrder(ModelComplaints &Wrong, const ModelPlace &At,
                      ModelRow &Row) {
  for (const auto &[Name, Order] : ResultOrders)
    if (At.Node->isString() && At.Node->Text == Name)
      Row.Order = Order;
  if (Row.Order == ResultOrder::Open)
    Wrong.expected(At, "'axes', 'self', 'reversed' or 'operands'");
}

/// `2`, or `[1, 3]` for a range.
static void readArity(ModelComplaints &Wrong, const ModelPlace &At,
                      ModelRow &Row) {
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

static void readArgs(ModelComplaints &Wrong, const ModelPlace &At,
                     ModelRow &Row) {
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

static void readTuple(ModelComplaints &Wrong, const ModelPlace &At,
                      ModelRow &Row) {
  if (!At.Node->isArray() || At.Node->Items.empty())
    return Wrong.expected(At, "an array with the dtype rule of each element");
  for (size_t I = 0; I < At.Node->Items.size(); ++I)
    Row.Tuple.push_back(readDTypeRules(Wrong, At.item(I)));
}

/// Every key has its reader; the order is that of the table above, so that
/// `args` can be checked against `transfer`.
std::optional<ModelRow> readFunction(ModelComplaints &Wrong,
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
  With("types",
       [&](const ModelPlace &P) { Row.Types = readStrings(Wrong, P); });
  With("params",
       [&](const ModelPlace &P) { Row.Params = readStrings(Wrong, P); });
  With("contracts", [&](const ModelPlace &P) { readContracts(Wrong, P, Row); });
  With("over", [&](const ModelPlace &P) { Row.Over = readStrings(Wrong, P); });
  With("transfer", [&](const ModelPlace &P) { readTransfer(Wrong, P, Row); });
  With("args", [&](const ModelPlace &P) { readArgs(Wrong, P, Row); });
  With("defaults", [&](const ModelPlace &P) { readDefaults(Wrong, P, Row); });
  With("dtype",
       [&](const ModelPlace &P) { Row.DType = readDTypeRules(Wrong, P); });
  With("tuple", [&](const ModelPlace &P) { readTuple(Wrong, P, Row); });
  With("writes",
       [&](const ModelPlace &P) { Row.Writes = readStrings(Wrong, P); });
  With("returns",
       [&](const ModelPlace &P) { Row.Returns = readString(Wrong, P); });
  With("is", [&](const ModelPlace &P) { Row.Is = readString(Wrong, P); });
  With("compares",
       [&](const ModelPlace &P) { Row.Compares = readFlag(Wrong, P); });
  With("order", [&](const ModelPlace &P) { readOrder(Wrong, P, Row); });
  if (Row.Names.empty() && Wrong.count() == Before)
    Wrong.at(At, "missing key 'name'");
  if (!Row.Transfer && Row.Contracts.empty() && Wrong.count() == Before)
    Wrong.at(At,
             "neither 'contracts' nor 'transfer' says what the function does");
  return Wrong.count() == Before ? std::optional<ModelRow>(std::move(Row))
                                 : std::nullopt;
}

} // namespace shapetidy
