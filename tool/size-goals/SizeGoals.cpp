//===-- SizeGoals.cpp - Decides a file of goals about sizes ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

// usage: size-goals FILE
//
// Reads {"obligations": [{"id", "vars", "facts", "kind", "lhs", "rhs"}]} and
// prints {"obligations": [{"id", "verdict", "stage", "witness"?}]}. The kind is
// eq, ne or ge; variables are sizes of at least 1. Other fields are ignored.
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/SizeText.h"
#include "annotations/sizes/Solver.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <nlohmann/json.hpp>

using namespace shapetidy;
using Json = nlohmann::ordered_json;

namespace {

constexpr int ExitBadInput = 2;

template <typename... Parts> llvm::Error problem(const Parts &...P) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 (llvm::Twine() + ... + P).str());
}

const Json *field(const Json &Object, const char *Name, Json::value_t Type) {
  auto Found = Object.find(Name);
  return Found != Object.end() && Found->type() == Type ? &*Found : nullptr;
}

/// The strings of an array, or none if it is missing or holds anything else.
std::optional<std::vector<std::string>> strings(const Json &Object,
                                                const char *Name) {
  const Json *Array = field(Object, Name, Json::value_t::array);
  if (!Array)
    return std::nullopt;
  std::vector<std::string> Result;
  for (const Json &Item : *Array) {
    if (!Item.is_string())
      return std::nullopt;
    Result.push_back(Item.get<std::string>());
  }
  return Result;
}

std::optional<Relation> relationOf(llvm::StringRef Kind) {
  if (Kind == "eq")
    return Relation::EQ;
  if (Kind == "ne")
    return Relation::NE;
  if (Kind == "ge")
    return Relation::GE;
  return std::nullopt;
}

llvm::Expected<Goal> readGoal(SizeReader &Reader, const Json &Object) {
  std::string Sides[2], Kind;
  const std::pair<const char *, std::string *> Fields[] = {
      {"kind", &Kind}, {"lhs", &Sides[0]}, {"rhs", &Sides[1]}};
  for (auto [Name, Value] : Fields) {
    const Json *Text = field(Object, Name, Json::value_t::string);
    if (!Text)
      return problem("\"", Name, "\" must be a string");
    *Value = Text->get<std::string>();
  }
  std::optional<Relation> Rel = relationOf(Kind);
  if (!Rel)
    return problem("unknown kind \"", Kind, "\"");
  llvm::Expected<Size> Left = Reader.size(Sides[0]);
  if (!Left)
    return Left.takeError();
  llvm::Expected<Size> Right = Reader.size(Sides[1]);
  if (!Right)
    return Right.takeError();
  return Goal{*Left, *Rel, *Right};
}

llvm::Expected<Json> decide(const Json &Object, std::string Id) {
  SizeContext Context;
  SizeReader Reader(Context);
  Reader.requireDeclarations();
  auto Names = strings(Object, "vars"), Texts = strings(Object, "facts");
  if (!Names || !Texts)
    return problem("\"vars\" and \"facts\" must be arrays of strings");
  for (const std::string &Name : *Names)
    Reader.declare(Name);
  FactSet Facts;
  for (const std::string &Text : *Texts) {
    llvm::Expected<Goal> Claim = Reader.goal(Text);
    if (!Claim)
      return Claim.takeError();
    Facts = Facts.with({*Claim, {Origin::Source::Assertion, 0}});
  }
  llvm::Expected<Goal> G = readGoal(Reader, Object);
  if (!G)
    return G.takeError();
  Decision D = Solver(Context).decide(Facts, *G);
  Json Result{{"id", Id},
              {"verdict", spelling(D.Answer).str()},
              {"stage", spelling(D.By).str()}};
  if (D.Failing)
    for (auto [Symbol, Value] : D.Failing->Values)
      Result["witness"][Context.info(Symbol).Name] = Value;
  return Result;
}

llvm::Expected<Json> decideAll(const Json &Input) {
  const Json *Goals = Input.is_object()
                          ? field(Input, "obligations", Json::value_t::array)
                          : nullptr;
  if (!Goals)
    return problem("expected an object with an array \"obligations\"");
  Json Results = Json::array();
  for (const Json &Object : *Goals) {
    const Json *Id = Object.is_object()
                         ? field(Object, "id", Json::value_t::string)
                         : nullptr;
    if (!Id)
      return problem("obligation ", llvm::Twine(Results.size() + 1),
                     " has no \"id\"");
    std::string Name = Id->get<std::string>();
    llvm::Expected<Json> Result = decide(Object, Name);
    if (!Result)
      return problem("obligation \"", Name,
                     "\": ", llvm::toString(Result.takeError()));
    Results.push_back(*Result);
  }
  return Json{{"obligations", std::move(Results)}};
}

int fail(const llvm::Twine &Message) {
  llvm::errs() << "size-goals: error: " << Message << '\n';
  return ExitBadInput;
}

} // namespace

int main(int ArgCount, char **Args) {
  if (ArgCount != 2)
    return fail("usage: size-goals FILE");
  auto Buffer = llvm::MemoryBuffer::getFile(Args[1]);
  if (!Buffer)
    return fail(llvm::Twine(Args[1]) + ": " + Buffer.getError().message());
  llvm::StringRef Text = (*Buffer)->getBuffer();
  Json Input = Json::parse(Text.begin(), Text.end(), nullptr,
                           /*allow_exceptions=*/false);
  if (Input.is_discarded())
    return fail(llvm::Twine(Args[1]) + ": not valid JSON");
  llvm::Expected<Json> Output = decideAll(Input);
  if (!Output)
    return fail(llvm::Twine(Args[1]) + ": " +
                llvm::toString(Output.takeError()));
  llvm::outs() << Output->dump(1) << '\n';
  return 0;
}
