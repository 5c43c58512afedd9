//===-- DType.h - Sets of element types -------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which element types an array may have.
//
// Vocabulary: a *dtype name* is the exact name of one element type, compared as
// a string (`float32`, `bool`, a record's `[('first','u1')]`); a *dtype class*
// is the word of an annotation that admits some names (`Float`, `Int8`);
// `Shaped` admits all of them; a *pattern* is a regular expression that admits
// every name it matches at the start.
//
// Worked example. `Float32[Num["n"], "m"]` admits
//   fromClass("Float32")->intersect(*fromClass("Num"))
// which is {float32} and prints as `float32`; fromClass("Int") against it is
// disjoint, which is a finding.
//
// Names of the class table are bits, so every operation on them is constant
// time; names and patterns beyond the table are strings.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_DTYPE_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_DTYPE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

class DTypeSet {
public:
  /// Every name: nothing is known, or nothing is demanded.
  static DTypeSet any();
  /// No name at all: what an impossible intersection leaves.
  static DTypeSet none() { return DTypeSet(); }
  /// The names a dtype class admits; no value for an unknown class.
  static std::optional<DTypeSet> fromClass(llvm::StringRef Class);
  /// What an array annotation admits: a dtype class, a scalar type name of
  /// Numba, or nothing said.
  static DTypeSet ofAnnotation(llvm::StringRef DType);
  /// Exactly one dtype, of the table or not.
  static DTypeSet ofName(llvm::StringRef Name);
  /// A custom class: any of \p Names.
  static DTypeSet ofNames(llvm::ArrayRef<llvm::StringRef> Names);
  /// A custom class: every name \p Pattern matches at its start. A malformed
  /// pattern admits nothing.
  static DTypeSet matching(llvm::StringRef Pattern);

  bool isAny() const { return Any; }
  bool isEmpty() const;
  bool contains(llvm::StringRef Name) const;
  /// True when \p Other admits every name of this set; patterns against
  /// patterns count only when equal.
  bool isSubsetOf(const DTypeSet &Other) const;
  /// True when no name is certainly or possibly in both.
  bool isDisjoint(const DTypeSet &Other) const;
  /// The one name of the set, if it has exactly one.
  std::optional<std::string> single() const;

  DTypeSet intersect(const DTypeSet &Other) const;
  DTypeSet unite(const DTypeSet &Other) const;

  /// `any dtype`, a single name, a class whose names these are (`Float`), or
  /// the names: `float32 or float64`.
  std::string print() const;

  bool operator==(const DTypeSet &Other) const {
    return Any == Other.Any && Known == Other.Known && Custom == Other.Custom &&
           Patterns == Other.Patterns;
  }
  bool operator!=(const DTypeSet &Other) const { return !(*this == Other); }
  friend llvm::hash_code hash_value(const DTypeSet &Set);

private:
  bool Any = false;
  uint64_t Known = 0;                ///< one bit for each name of the table
  std::vector<std::string> Custom;   ///< other names, sorted, unique
  std::vector<std::string> Patterns; ///< sorted, unique
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_DTYPE_H
