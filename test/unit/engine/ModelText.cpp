//===-- ModelText.cpp - Library calls as text -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ModelText.h"
#include "annotations/sizes/SizeText.h"
#include "checks/engine/ModelLookup.h"
#include "checks/engine/ModelsReader.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

namespace shapetidy {

struct ModelText::Reader {
  explicit Reader(SizeContext &Sizes) : Text(Sizes) {
    for (const char *Name : {"s", "t"})
      Text.declare(Name, 1, SymbolNature::Flexible);
    Text.declare("k", std::nullopt, SymbolNature::Flexible);
  }
  SizeReader Text;
};

ModelText::ModelText() : Decide(Sizes), Read(std::make_shared<Reader>(Sizes)) {}

Size ModelText::size(llvm::StringRef Text) {
  llvm::Expected<Size> Known = Read->Text.size(Text);
  if (Known)
    return *Known;
  ADD_FAILURE() << llvm::toString(Known.takeError());
  return Sizes.zero();
}

std::string ModelText::ask(llvm::StringRef Text) {
  llvm::Expected<Goal> Question = Read->Text.goal(Text);
  if (!Question)
    return llvm::toString(Question.takeError());
  switch (Decide.decide(Facts, *Question).Answer) {
  case Verdict::Proved:
    return "proved";
  case Verdict::Refuted:
    return "refuted";
  default:
    return "open";
  }
}

Shape ModelText::shape(llvm::StringRef Inside) {
  llvm::SmallVector<Dim, 4> Front, Back;
  std::optional<Row> Middle;
  llvm::SmallVector<llvm::StringRef, 4> Items;
  if (!Inside.trim().empty())
    Inside.split(Items, ',');
  for (llvm::StringRef Item : Items) {
    Item = Item.trim();
    if (Item == "...") {
      Middle = Row{};
    } else if (Item.consume_front("*")) {
      auto [It, New] = Rows.try_emplace(Item.str(), 0);
      if (New)
        It->second = Sizes.freshRow(Item.str(), SymbolNature::Rigid, {});
      Middle = Row{It->second, {}};
    } else {
      (Middle ? Back : Front)
          .push_back(Item == "?" ? Dim{std::nullopt, {}} : Dim{size(Item), {}});
    }
  }
  return Middle ? Shape::around(Front, *Middle, Back) : Shape::ofDims(Front);
}

Value ModelText::value(llvm::StringRef Text) {
  Text = Text.trim();
  if (Text == "?")
    return Value();
  if (Text == "none")
    return Value::none();
  if (Text.consume_front("dtype "))
    return Value::dtype(DTypeSet::ofName(Text));
  if (Text.consume_front("{")) {
    std::vector<Value> Elements;
    llvm::SmallVector<llvm::StringRef, 4> Items;
    Text.drop_back().split(Items, '|');
    for (llvm::StringRef Item : Items)
      Elements.push_back(value(Item));
    return Value::aggregate(std::move(Elements));
  }
  if (Text.consume_front("["))
    return Value::integerList(shape(Text.drop_back()));
  if (!Text.consume_front("("))
    return Value::integer(size(Text));
  auto [Axes, Type] = Text.rsplit(')');
  Type = Type.trim();
  return Value::array(
      {shape(Axes), Type.empty() ? DTypeSet::any() : DTypeSet::ofName(Type)});
}

std::string ModelText::print(const OperandSide &Side) {
  std::string Text;
  if (Side.Arg != OperandSide::NoArgument)
    Text += "#" + std::to_string(Side.Arg);
  if (Side.Axis)
    Text += "." + std::to_string(*Side.Axis);
  if (Side.Length.isKnown())
    Text += (Text.empty() ? "" : "=") + Sizes.print(*Side.Length.Length);
  return Text;
}

std::string ModelText::print(const OperationConflict &Why) {
  static constexpr const char *Kinds[] = {
      "SizesDiffer",    "InnerSizes",   "Broadcast", "ElementCount",
      "AxisOutOfRange", "AxisRepeated", "Rank",      "Indivisible",
      "FixedSize",      "OutOfBounds",  "TooFew",    "LeadingDimension",
      "BufferSize",     "MemoryOrder", "DType"};
  std::string Text = Kinds[static_cast<unsigned>(Why.What)];
  for (const OperandSide *Side : {&Why.First, &Why.Second})
    if (std::string Printed = print(*Side); !Printed.empty())
      Text += " " + Printed;
  if (Why.What == OperationConflict::Kind::DType)
    Text += " " + Why.FirstDTypes.print() + " " + Why.SecondDTypes.print();
  if (!Why.Allowed.empty())
    Text += " allowed " + Why.Allowed;
  return Text + (Why.Verdict.Answer == Verdict::Refuted ? "" : " (contingent)");
}

std::string ModelText::callRow(llvm::StringRef RowJson,
                               llvm::ArrayRef<llvm::StringRef> Args) {
  std::vector<ModelProblem> Problems;
  ModelFile File = readModelFile(
      "test", ("{\"functions\": [" + RowJson + "]}").str(), Problems);
  if (!Problems.empty() || File.Rows.size() != 1)
    return Problems.empty() ? "no row" : "problem: " + Problems[0].Message;
  ModelLibrary Library;
  File.Rows[0].Library = &Library;
  std::vector<Value> Values;
  for (llvm::StringRef Arg : Args)
    Values.push_back(value(Arg));
  OperationInput Input{Values};
  std::vector<std::string> Spellings(Args.size(), "x");
  Input.Spellings = Spellings;
  OperationContext Context{Sizes, Decide, Facts,
                           Origin{Origin::Source::Operation, 1}};
  OperationOutcome Out = applyModel(File.Rows[0], nullptr, Input, Context);
  if (Out.Conflict)
    return print(*Out.Conflict);
  std::string Text = Out.Result.print(Sizes);
  for (const auto &[Arg, New] : Out.Writes)
    Text += "; #" + std::to_string(Arg) + " := " + New.print(Sizes);
  return Text;
}

std::string ModelText::call(llvm::StringRef Transfer, llvm::StringRef Params,
                            llvm::ArrayRef<llvm::StringRef> Args) {
  llvm::SmallVector<llvm::StringRef, 4> Names;
  Params.split(Names, ' ');
  Names.resize(std::min(Names.size(), Args.size()));
  return callRow("{\"name\": \"f\", \"transfer\": \"" + Transfer.str() +
                     "\", \"params\": [\"" + llvm::join(Names, "\", \"") +
                     "\"]}",
                 Args);
}

void checkModel(llvm::StringRef Transfer, llvm::StringRef Params,
                std::initializer_list<ModelCase> Cases) {
  for (const ModelCase &C : Cases) {
    std::string Shown = Transfer.str();
    for (llvm::StringRef Arg : C.Args)
      Shown += " " + Arg.str();
    EXPECT_EQ(ModelText().call(Transfer, Params, C.Args), C.Result) << Shown;
  }
}

} // namespace shapetidy
