//===-- Variants.h - Broken versions of a program ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The versions of a program that end after each of its tokens, and those that
// lack one token or have it twice.
//
// Variants are numbered: with T tokens, number N < T ends before token N, and
// the M numbers from T on are edits of random tokens. The same seed and number
// give the same variant.
//
// Worked example. Of `int x = 1;` (T = 5), variant 3 is `int x =`, and a later
// one `int x = 1 1;`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_BROKEN_VARIANTS_H
#define SHAPETIDY_TEST_BROKEN_VARIANTS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace shapetidy::test {

struct Variant {
  enum class Kind { Truncated, Deleted, Duplicated };
  Kind What;
  std::string Text;
  /// The original bytes that the variant has no copy of, or two copies.
  unsigned Begin, End;

  /// The offset in the original of offset \p Here; none for the second copy.
  std::optional<unsigned> original(unsigned Here) const;
  std::string describe(llvm::StringRef Original) const;
};

class VariantSource {
public:
  VariantSource(std::string Original, uint64_t Seed);

  unsigned tokens() const { return Tokens.size(); }
  Variant variant(unsigned Number) const;
  const std::string &original() const { return Original; }
  /// The end of the directives that the program begins with.
  unsigned endOfIncludes() const { return Includes; }

private:
  struct Token {
    unsigned Begin, End;
  };
  std::string Original;
  uint64_t Seed;
  std::vector<Token> Tokens;
  unsigned Includes = 0;
};

/// A number that looks random and depends on all bits of both.
uint64_t mixed(uint64_t A, uint64_t B);

} // namespace shapetidy::test

#endif // SHAPETIDY_TEST_BROKEN_VARIANTS_H
