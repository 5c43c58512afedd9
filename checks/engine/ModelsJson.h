//===-- ModelsJson.h - JSON that remembers its lines ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A JSON document as a tree whose nodes know the line they begin on, so that
// an error in a model file can be located.
//
//   JsonProblem Why;
//   std::optional<JsonNode> Root = parseJson("{\"a\":\n [1]}", Why);
//   Root->member("a")->Line == 2
//
// Comments (`//` and `/* */`) are allowed. It knows nothing of models.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELSJSON_H
#define SHAPETIDY_CHECKS_ENGINE_MODELSJSON_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

struct JsonNode {
  enum class Kind : uint8_t {
    Null,
    Bool,
    Integer,
    Real,
    String,
    Array,
    Object
  };
  Kind What = Kind::Null;
  unsigned Line = 0;
  bool Flag = false;
  int64_t Number = 0;
  std::string Text;
  /// Elements of an array, or values of an object.
  std::vector<JsonNode> Items;
  /// Of the object's values, in the order of the file; a repeated key stays
  /// repeated.
  std::vector<std::string> Keys;

  bool isString() const { return What == Kind::String; }
  bool isArray() const { return What == Kind::Array; }
  bool isObject() const { return What == Kind::Object; }
  /// The first member of that name, or null.
  const JsonNode *member(llvm::StringRef Key) const;
  /// "a string", "an array", ...: for sentences.
  llvm::StringRef describe() const;
};

struct JsonProblem {
  unsigned Line = 0;
  std::string Message;
};

/// Deeper documents are refused: model files need six levels, and a tree of
/// any depth would overflow the stack when it is destroyed.
inline constexpr unsigned MaxJsonDepth = 64;

std::optional<JsonNode> parseJson(llvm::StringRef Text, JsonProblem &Why);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELSJSON_H
