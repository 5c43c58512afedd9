//===-- Origin.h - Where a size or a fact was learned -----------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Provenance is part of the state: whoever learns that `n == 4` also records
// how. The algebra knows no source locations; it carries an index into a table
// that its client owns (an AST reader keeps source ranges there).
//
//   facts.with({{N, Relation::EQ, Four}, {Origin::Source::Branch, 17}})
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_ORIGIN_H
#define SHAPETIDY_ANNOTATIONS_SIZES_ORIGIN_H

#include <cstdint>

namespace shapetidy {

struct Origin {
  enum class Source : uint8_t {
    None,
    Annotation,
    Assertion,
    Branch,
    /// Taught by an operation that succeeded: after a + b the sizes agree.
    Operation,
    LibraryContract,
    Constructor,
    Constant,
    /// Derived by the algebra itself.
    Computed,
    Declaration,
  };

  Source From = Source::None;
  /// Index in a table of the client; 0 is "nowhere".
  uint32_t Id = 0;

  friend bool operator==(Origin A, Origin B) {
    return A.From == B.From && A.Id == B.Id;
  }
  friend bool operator!=(Origin A, Origin B) { return !(A == B); }
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SIZES_ORIGIN_H
