//===-- ModelsJson.cpp - JSON that remembers its lines ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsJson.h"
#include "llvm/ADT/STLExtras.h"
#include <iterator>
#include <nlohmann/json.hpp>

namespace shapetidy {

namespace {

/// How far the parser has read. It reads one character beyond a number, so the
/// line of a token is the line of the last character that can be its own.
struct ReadingPosition {
  unsigned Line = 1;
  char Last = 0;

  unsigned tokenLine() const { return Last == '\n' ? Line - 1 : Line; }
};

class CountingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  CountingIterator(const char *At, ReadingPosition *Position)
      : At(At), Position(Position) {}
  reference operator*() const { return *At; }
  CountingIterator &operator++() {
    Position->Last = *At;
    if (*At++ == '\n')
      ++Position->Line;
    return *this;
  }
  bool operator==(const CountingIterator &Other) const {
    return At == Other.At;
  }

private:
  const char *At;
  ReadingPosition *Position;
};

/// Receives the parser's events; the open arrays and objects are a stack of
/// finished-so-far nodes, so no pointer into a growing vector is kept.
class JsonTreeBuilder {
public:
  JsonTreeBuilder(const ReadingPosition &Position, JsonProblem &Why)
      : Position(Position), Why(Why) {}

  bool null() { return add(make(JsonNode::Kind::Null)); }
  bool boolean(bool Value) {
    JsonNode Node = make(JsonNode::Kind::Bool);
    Node.Flag = Value;
    Node.Number = Value;
    return add(std::move(Node));
  }
  bool number_integer(int64_t Value) {
    JsonNode Node = make(JsonNode::Kind::Integer);
    Node.Number = Value;
    return add(std::move(Node));
  }
  bool number_unsigned(uint64_t Value) {
    // Beyond 63 bits it is no size; the reader refuses reals.
    if (Value > uint64_t(INT64_MAX))
      return add(make(JsonNode::Kind::Real));
    return number_integer(int64_t(Value));
  }
  bool number_float(double, const std::string &) {
    return add(make(JsonNode::Kind::Real));
  }
  bool string(std::string &Value) {
    JsonNode Node = make(JsonNode::Kind::String);
    Node.Text = std::move(Value);
    return add(std::move(Node));
  }
  bool binary(std::vector<uint8_t> &) { return false; }
  bool start_object(size_t) { return open(JsonNode::Kind::Object); }
  bool start_array(size_t) { return open(JsonNode::Kind::Array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string &Name) {
    Open.back().Keys.push_back(std::move(Name));
    return true;
  }
  template <typename ErrorT>
  bool parse_error(size_t, const std::string &, const ErrorT &Error) {
    // The library's text begins with its own error number and position.
    llvm::StringRef Text = Error.what();
    size_t Reason = Text.find("; last read");
    Why.Line = Position.tokenLine();
    size_t Start = Text.find("syntax error");
    Why.Message =
        (Start == llvm::StringRef::npos ? Text : Text.slice(Start, Reason))
            .str();
    return false;
  }

  std::optional<JsonNode> take() { return std::move(Root); }

private:
  JsonNode make(JsonNode::Kind What) const {
    JsonNode Node;
    Node.What = What;
    Node.Line = Position.tokenLine();
    return Node;
  }
  bool open(JsonNode::Kind What) {
    if (Open.size() >= MaxJsonDepth) {
      Why = {Position.tokenLine(), "nested too deeply"};
      return false;
    }
    Open.push_back(make(What));
    return true;
  }
  bool close() {
    JsonNode Done = std::move(Open.back());
    Open.pop_back();
    return add(std::move(Done));
  }
  bool add(JsonNode Node) {
    if (Open.empty()) {
      Root = std::move(Node);
      return true;
    }
    // The key of an object's value came before it.
    Open.back().Items.push_back(std::move(Node));
    return true;
  }

  const ReadingPosition &Position;
  JsonProblem &Why;
  std::vector<JsonNode> Open;
  std::optional<JsonNode> Root;
};

} // namespace

const JsonNode *JsonNode::member(llvm::StringRef Key) const {
  auto It = llvm::find(Keys, Key);
  return It == Keys.end() ? nullptr : &Items[size_t(It - Keys.begin())];
}

llvm::StringRef JsonNode::describe() const {
  static constexpr llvm::StringLiteral Words[] = {
      "null",     "true or false", "an integer", "a number",
      "a string", "an array",      "an object"};
  return Words[static_cast<unsigned>(What)];
}

std::optional<JsonNode> parseJson(llvm::StringRef Text, JsonProblem &Why) {
  ReadingPosition Position;
  JsonTreeBuilder Builder(Position, Why);
  bool Ok = nlohmann::json::sax_parse(
      CountingIterator(Text.begin(), &Position),
      CountingIterator(Text.end(), &Position), &Builder,
      nlohmann::json::input_format_t::json, /*strict=*/true,
      /*ignore_comments=*/true);
  if (!Ok)
    return std::nullopt;
  return Builder.take();
}

} // namespace shapetidy
