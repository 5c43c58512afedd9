//===-- Value.h - Abstract values of C++ expressions ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the analysis knows of the value of an expression or a storage place.
//
// Vocabulary: an *integer* is a symbolic size (also used for axis indices and
// booleans); an *integer list* is a list of sizes such as `{2, n}` or
// `x.sizes()`, held as a Shape because it has the same parts; an *array* is an
// ArrayValue; an *aggregate* has ordered element values (tuples, pairs,
// initialiser lists of anything else); a *dtype* is the value of an expression
// such as `torch::kFloat32` or of options built from it; *none* is an empty
// optional, a null pointer or an undefined tensor. Unknown is a value too.
//
// Worked example. After `auto y = x.reshape({b, -1});` with x: (b, 3, 4)
//   the value of `{b, -1}` is the integer list (b, -1) and y is the array
//   (b, 12).
//
// Values are immutable and cheap to copy; they know nothing of the Clang AST.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_VALUE_H
#define SHAPETIDY_CHECKS_ENGINE_VALUE_H

#include "annotations/shapes/ArrayValue.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

class Value {
public:
  enum class Kind : uint8_t {
    Unknown,
    Integer,
    IntegerList,
    Array,
    Aggregate,
    DType,
    String,
    None,
  };

  Value() = default;
  static Value integer(Size Length);
  static Value integerList(Shape Items);
  static Value array(ArrayValue Array);
  static Value aggregate(std::vector<Value> Elements);
  static Value dtype(DTypeSet Types);
  static Value string(std::string Text);
  static Value none();

  Kind kind() const { return What; }
  bool isUnknown() const { return What == Kind::Unknown; }
  std::optional<Size> asInteger() const { return Number; }
  /// Null unless the value is of that kind.
  const Shape *asIntegerList() const;
  const ArrayValue *asArray() const;
  llvm::ArrayRef<Value> elements() const;
  const DTypeSet *asDType() const;
  const std::string *asString() const;

  static Value join(const Value &A, const Value &B);
  bool operator==(const Value &Other) const;
  std::string print(const SizeContext &Sizes) const;

private:
  struct Payload;
  Kind What = Kind::Unknown;
  std::optional<Size> Number;
  std::shared_ptr<const Payload> Rest;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_VALUE_H
