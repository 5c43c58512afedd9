//===-- TreeValue.h - A value and the values inside it ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is known of a value that may hold others: the abstract value that is
// matched against annotations.
//
// Vocabulary: an *atom* is a value that holds no others and is no array: a
// number, a text, an object of a class nobody registered; a *node* has known
// children; a *repeated* value is a container whose number of elements is a
// size or not known, and each of whose elements is what one value says.
//
// Worked example.
//   {x, 3, "hi"} with x: (2, n)         node ((2, n), int, str)
//   a vector of k tensors (2, n)        repeated [(2, n)] * k
//   an empty std::optional<Tensor>      None
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_TREEVALUE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_TREEVALUE_H

#include "annotations/shapes/ArrayValue.h"
#include "annotations/trees/Structure.h"

namespace shapetidy {

enum class AtomKind : uint8_t { Bool, Int, Float, Complex, Text, Other };

class TreeValue {
public:
  enum class Kind : uint8_t { Unknown, Array, Atom, None, Node, Repeated };

  struct Child;

  /// Unknown.
  TreeValue() = default;
  /// An array of unknown shape is a known kind of value.
  static TreeValue array(ArrayValue Array);
  /// \p Class says what an Other is. With \p MayBeArray, its class could be an
  /// array type that nobody told us of.
  static TreeValue atom(AtomKind Of, std::string Class = "",
                        bool MayBeArray = false);
  static TreeValue none();
  static TreeValue node(NodeKind Of, std::vector<Child> Children);
  static TreeValue repeated(NodeKind Of, std::optional<Size> Count,
                            TreeValue Element);

  Kind kind() const { return What; }
  bool isUnknown() const { return What == Kind::Unknown; }
  bool isNone() const { return What == Kind::None; }
  const ArrayValue *asArray() const;
  AtomKind atomKind() const { return Atom; }
  bool mayBeArray() const;
  const NodeKind &nodeKind() const;
  llvm::ArrayRef<Child> children() const;
  const TreeValue &element() const;
  std::optional<Size> count() const;
  /// Certainly one element at least?
  bool hasElements() const;

  /// As a user would say it: `(2, n)`, `int`, `[(2, n)] * k`.
  std::string print(const SizeContext &Sizes) const;

private:
  struct Payload;
  Kind What = Kind::Unknown;
  AtomKind Atom = AtomKind::Other;
  std::shared_ptr<const Payload> Rest;
};

struct TreeValue::Child {
  std::string Step;
  TreeValue Inside;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_TREEVALUE_H
