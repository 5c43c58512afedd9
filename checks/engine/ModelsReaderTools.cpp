//===-- ModelsReaderTools.cpp - Places in a model file ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsReaderTools.h"
#include "checks/engine/ModelsReader.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace shapetidy {

/// RFC 6901.
static std::string escapePointer(llvm::StringRef Key) {
  std::string Out = "/";
  for (char C : Key) {
    if (C == '~')
      Out += "~0";
    else if (C == '/')
      Out += "~1";
    else
      Out += C;
  }
  return Out;
}

ModelPlace ModelPlace::item(size_t Index) const {
  return {&Node->Items[Index], Pointer + "/" + std::to_string(Index)};
}

ModelPlace ModelPlace::member(llvm::StringRef Key,
                              const JsonNode &Value) const {
  return {&Value, Pointer + escapePointer(Key)};
}

std::optional<ModelPlace> ModelPlace::find(llvm::StringRef Key) const {
  const JsonNode *Value = Node->member(Key);
  return Value ? std::optional<ModelPlace>(member(Key, *Value)) : std::nullopt;
}

std::optional<int64_t> ModelPlace::integer() const {
  return Node->What == JsonNode::Kind::Integer
             ? std::optional<int64_t>(Node->Number)
             : std::nullopt;
}

std::optional<int64_t> ModelPlace::integerOrFlag() const {
  return Node->What == JsonNode::Kind::Bool
             ? std::optional<int64_t>(Node->Number)
             : integer();
}

void ModelComplaints::at(const ModelPlace &Where, std::string Message) {
  Problems.push_back(
      {File.str(), Where.Node->Line, Where.Pointer, std::move(Message)});
}

void ModelComplaints::expected(const ModelPlace &Where, llvm::StringRef What) {
  at(Where,
     "expected " + What.str() + ", found " + Where.Node->describe().str());
}

std::string didYouMean(llvm::StringRef Written,
                       llvm::ArrayRef<llvm::StringRef> Known) {
  llvm::StringRef Best;
  // A third of the word may be wrong, as in clang's typo correction.
  unsigned BestDistance = unsigned(Written.size() + 2) / 3 + 1;
  for (llvm::StringRef Name : Known) {
    unsigned Distance = Written.edit_distance(Name, true, BestDistance);
    if (Distance < BestDistance) {
      Best = Name;
      BestDistance = Distance;
    }
  }
  return Best.empty() ? "" : "; did you mean '" + Best.str() + "'?";
}

bool checkKeys(ModelComplaints &Wrong, const ModelPlace &At,
               llvm::ArrayRef<llvm::StringLiteral> Known) {
  if (!At.Node->isObject()) {
    Wrong.expected(At, "an object");
    return false;
  }
  std::vector<llvm::StringRef> Names(Known.begin(), Known.end());
  std::vector<llvm::StringRef> Seen;
  for (const auto &[Key, Value] : llvm::zip(At.Node->Keys, At.Node->Items)) {
    if (!llvm::is_contained(Names, llvm::StringRef(Key)))
      Wrong.at(At.member(Key, Value), "unknown key" + didYouMean(Key, Names));
    else if (llvm::is_contained(Seen, llvm::StringRef(Key)))
      Wrong.at(At.member(Key, Value), "this key is here twice");
    Seen.push_back(Key);
  }
  return true;
}

std::string readString(ModelComplaints &Wrong, const ModelPlace &At) {
  if (!At.Node->isString())
    Wrong.expected(At, "a string");
  return At.Node->Text;
}

bool readFlag(ModelComplaints &Wrong, const ModelPlace &At) {
  std::optional<int64_t> Given = At.integerOrFlag();
  if (Given != 0 && Given != 1)
    Wrong.expected(At, "true or false");
  return Given == 1;
}

std::vector<std::string> readStrings(ModelComplaints &Wrong,
                                     const ModelPlace &At) {
  if (!At.Node->isArray())
    return {readString(Wrong, At)};
  std::vector<std::string> Strings;
  for (size_t I = 0; I < At.Node->Items.size(); ++I)
    Strings.push_back(readString(Wrong, At.item(I)));
  return Strings;
}

/// Alternatives of the first brace group; groups do not nest.
std::optional<std::vector<std::string>> expandBraces(llvm::StringRef Pattern) {
  std::vector<std::string> Out = {""};
  while (!Pattern.empty()) {
    size_t Open = Pattern.find_first_of("{}");
    for (std::string &Name : Out)
      Name += Pattern.substr(0, Open).str();
    if (Open == llvm::StringRef::npos)
      return Out;
    size_t Close = Pattern.find_first_of("{}", Open + 1);
    if (Pattern[Open] == '}' || Close == llvm::StringRef::npos ||
        Pattern[Close] == '{')
      return std::nullopt;
    llvm::SmallVector<llvm::StringRef, 8> Choices;
    Pattern.slice(Open + 1, Close).split(Choices, ',');
    if (Out.size() * Choices.size() > 256)
      return std::nullopt;
    std::vector<std::string> Next;
    for (const std::string &Name : Out)
      for (llvm::StringRef Choice : Choices)
        Next.push_back(Name + Choice.str());
    Out = std::move(Next);
    Pattern = Pattern.substr(Close + 1);
  }
  return Out;
}

} // namespace shapetidy
